"""Sort more lines than memory holds: sorted runs in temporary files, merged (Knuth, TAOCP 3, section 5.4).

Takes blocks, bytes of whole lines with their ends; gives blocks of the same lines in byte order, each line once.
Whole blocks are split, sorted and joined by C code, so that a line costs no Python of its own.
"""

from __future__ import annotations

import bisect
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Final

RUN_BYTES: Final = 32 * 1024 * 1024
_BATCH: Final = 4096
_READ_BYTES: Final = 1 << 20


def sort_blocks(blocks: Iterable[bytes], run_bytes: int = RUN_BYTES) -> Iterator[bytes]:
    r"""Blocks of lines in byte order without repetition; memory holds about `run_bytes` of them at once.

    >>> list(sort_blocks([b"b\na\n", b"b\n"]))
    [b'a\nb\n']
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        run: list[bytes] = []
        size = 0
        for block in blocks:
            run += block.splitlines(keepends=True) if b"\r" not in block else _lines(block)
            size += len(block)
            if size > run_bytes:
                runs.append(_spill(run, stack))
                run, size = [], 0
        run = sorted(dict.fromkeys(run))
        if not runs:
            yield from map(b"".join, _slices(run))
        else:
            yield from _merge([*map(_read, runs), _slices(run)])


def _merge(runs: list[Iterator[list[bytes]]]) -> Iterator[bytes]:
    """Sorted runs, each a few thousand lines at a time, as one.

    All lines up to the least of the runs' last lines are there to be merged; Python's sort finds the runs in them
    and merges those without comparing much more than it must.
    """
    held: list[list[bytes]] = [next(run, []) for run in runs]
    while any(held):
        bound = min(lines[-1] for lines in held if lines)
        taken: list[bytes] = []
        for number, lines in enumerate(held):
            cut = bisect.bisect_right(lines, bound)
            taken += lines[:cut]
            held[number] = lines[cut:] or next(runs[number], [])
        yield b"".join(dict.fromkeys(sorted(taken)))


def _slices(lines: list[bytes]) -> Iterator[list[bytes]]:
    return (lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH))


def _read(file: IO[bytes]) -> Iterator[list[bytes]]:
    while lines := file.readlines(_READ_BYTES):
        yield lines


def _lines(block: bytes) -> list[bytes]:
    return [line + b"\n" for line in block.split(b"\n")[:-1]]


def _spill(run: list[bytes], stack: ExitStack) -> IO[bytes]:
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(sorted(dict.fromkeys(run)))
    file.seek(0)
    return file
