"""How the server and its worker processes talk: frames of a JSON header and bytes over pipes.

A frame is two 4-byte lengths (big endian), the header as JSON in UTF-8, and the body.
"""

from __future__ import annotations

import asyncio
import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">II")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def read(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next frame of a blocking pipe, or None at its end."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return json.loads(pipe.read(head)), pipe.read(body)


async def receive(reader: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next frame of an asynchronous pipe.

    Raises:
        asyncio.IncompleteReadError: the other side is gone.
    """
    head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    frame = await reader.readexactly(head + body)
    header: dict[str, Any] = json.loads(frame[:head])
    return header, frame[head:]
