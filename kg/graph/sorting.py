"""Sort more lines than memory holds: sorted runs in temporary files, merged (Knuth, TAOCP 3, section 5.4).

Takes lines as bytes without their ends; gives them in byte order, each once.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Final

RUN_BYTES: Final = 64 * 1024 * 1024


def sort_lines(lines: Iterable[bytes], run_bytes: int = RUN_BYTES) -> Iterator[bytes]:
    """`lines` in byte order without repetition; memory holds about `run_bytes` of them at once.

    >>> list(sort_lines([b"b", b"a", b"b"]))
    [b'a', b'b']
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        run: list[bytes] = []
        size, append = 0, run.append
        for line in lines:
            append(line)
            size += len(line)
            if size > run_bytes:
                runs.append(_spill(run, stack))
                run, size = [], 0
                append = run.append
        run.sort()
        if runs:
            parts = [_read(file) for file in runs]
            yield from _once(heapq.merge(*parts, run))
        else:
            yield from _once(run)


def _spill(run: list[bytes], stack: ExitStack) -> IO[bytes]:
    run.sort()
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(line + b"\n" for line in run)
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[bytes]:
    for line in file:
        yield line[:-1]


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last: bytes | None = None
    for line in lines:
        if line != last:
            yield line
        last = line
