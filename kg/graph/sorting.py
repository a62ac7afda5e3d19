"""Sort more lines than memory holds: sorted runs in temporary files, merged (Knuth, TAOCP 3, section 5.4).

Takes blocks, bytes of whole lines with their ends; gives blocks of the same lines in byte order, each line once.
Whole blocks are split, sorted and joined by C code, so that a line costs no Python of its own.
"""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Final

RUN_BYTES: Final = 32 * 1024 * 1024
_BATCH: Final = 4096


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
        lines = _once(heapq.merge(*runs, run)) if runs else iter(run)
        while batch := list(itertools.islice(lines, _BATCH)):
            yield b"".join(batch)


def _lines(block: bytes) -> list[bytes]:
    return [line + b"\n" for line in block.split(b"\n")[:-1]]


def _spill(run: list[bytes], stack: ExitStack) -> IO[bytes]:
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(sorted(dict.fromkeys(run)))
    file.seek(0)
    return file


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last: bytes | None = None
    for line in lines:
        if line != last:
            yield line
        last = line
