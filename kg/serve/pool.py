"""Processes that run queries, so that a query can be ended: a signal ends a process whatever it computes.

The engine has no time limit, and a thread cannot be stopped. So each query runs in a process of its own pool, and
one that is too slow, too large, or whose client has gone is killed and replaced. A kill cannot harm the store:
readers read snapshots, and the writer's changes are transactions.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Any

from kg.serve import frames
from kg.serve.settings import Settings


class WorkError(Exception):
    """A job that failed; `status` is the HTTP status that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Worker:
    """One process and its pipes."""

    def __init__(
        self, process: asyncio.subprocess.Process, to: asyncio.StreamWriter, back: asyncio.StreamReader
    ) -> None:
        self.process = process
        self.to = to
        self.back = back

    @classmethod
    async def start(cls, settings: Settings, mode: str) -> Worker:
        """A process that has the store open: `read` the newest snapshot, `write` the store itself."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.serve.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        if process.stdin is None or process.stdout is None:
            raise WorkError(503, "a process without pipes was started")
        worker = cls(process, process.stdin, process.stdout)
        await worker.ask(
            {"job": "open", "mode": mode, "store": settings.store, "memory": settings.memory, "base": settings.base}
        )
        return worker

    async def ask(self, header: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        """Send a job and wait for its answer.

        Raises:
            WorkError: the job failed, or the process ended (out of memory, say).
        """
        try:
            self.to.write(frames.pack(header, body))
            if body:
                await self.to.drain()
            answer, content = await frames.receive(self.back)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkError(
                503, "the request took more than a process may take, memory most likely; ask for less"
            ) from error
        if "status" in answer:
            raise WorkError(int(answer["status"]), str(answer["message"]))
        return answer, content

    async def stop(self, patience: float = 3.0) -> None:
        """End the process: by the end of its input, and if it does not listen, by a signal."""
        self.to.close()
        try:
            await asyncio.wait_for(self.process.wait(), patience)
        except TimeoutError:
            self.kill()
            await self.process.wait()

    def kill(self) -> None:
        """End the process now."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()


class Pool:
    """Workers of one mode, each at one job at a time.

    Args:
        settings: of the server.
        mode: `read` or `write`.
        size: how many processes; one for `write`, since a store has one writer.
    """

    def __init__(self, settings: Settings, mode: str, size: int) -> None:
        self.settings = settings
        self.mode = mode
        self.size = size
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._refilling: set[asyncio.Task[None]] = set()
        self.killed = 0

    async def start(self) -> None:
        """Start all workers; one that cannot open the store says why.

        Raises:
            WorkError: the store cannot be opened.
        """
        for _ in range(self.size):
            self._idle.put_nowait(await self._new())

    async def _new(self) -> Worker:
        worker = await Worker.start(self.settings, self.mode)
        self._all.add(worker)
        return worker

    async def run(
        self, header: dict[str, Any], body: bytes = b"", *, timeout: float | None = None
    ) -> tuple[dict[str, Any], bytes]:
        """Run a job in a free worker. If the caller is cancelled or time is up, the worker is killed.

        Raises:
            WorkError: 503 no worker came free or the time was up; else what the job said.
        """
        limit = timeout or self.settings.timeout
        try:
            async with asyncio.timeout(self.settings.queue_timeout):
                worker = await self._idle.get()
        except TimeoutError:
            raise WorkError(503, "all processes are busy; try again later") from None
        done = False
        try:
            if worker is None:  # the last one was killed and its successor could not be made
                worker = await self._new()
            try:
                async with asyncio.timeout(limit):
                    answer = await worker.ask({**header, "timeout": limit}, body)
            except TimeoutError:
                message = f"the time limit of {limit:g} s is over and the work was stopped; narrow the request"
                raise WorkError(503, message) from None
            except WorkError:
                done = worker.process.returncode is None and not worker.back.at_eof()
                raise
            done = True
            return answer
        finally:
            if done or worker is None:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        """Kill a worker and make its successor in the background."""
        worker.kill()
        self.killed += 1
        self._all.discard(worker)
        task = asyncio.get_running_loop().create_task(self._refill(worker))
        self._refilling.add(task)
        task.add_done_callback(self._refilling.discard)

    async def _refill(self, dead: Worker) -> None:
        await dead.process.wait()  # a writer's lock is free only when it is gone
        try:
            self._idle.put_nowait(await self._new())
        except (WorkError, OSError):
            self._idle.put_nowait(None)  # whoever takes the place tries again

    async def stop(self) -> None:
        """End all workers."""
        for task in tuple(self._refilling):
            task.cancel()
        await asyncio.gather(*(worker.stop() for worker in self._all))
        self._all.clear()
