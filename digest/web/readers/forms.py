"""What a form says that was sent to us: urlencoded or multipart, of bounded size, in bounded time."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

LARGEST = 16 * 1024
"""Bytes of what is sent to us, at most."""
FIELDS = 200
SLOW = 10.0
"""Seconds within which it must have come."""


async def fields(request: Request) -> dict[str, list[str]]:
    """The fields of a form; none where it cannot be read: the address alone says who wants what.

    Raises:
        HTTPException: it is too large (413), or did not come in time (408).
    """
    body = await _body(request)

    async def again() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    found: dict[str, list[str]] = {}
    try:
        read = Request(request.scope, again)
        async with read.form(max_files=0, max_fields=FIELDS, max_part_size=LARGEST) as form:
            for name, value in form.multi_items():
                if isinstance(value, str):
                    found.setdefault(name, []).append(value)
    except (MultiPartException, HTTPException, ValueError, LookupError):
        return {}
    return found


async def _body(request: Request) -> bytes:
    whole = bytearray()
    try:
        async with asyncio.timeout(SLOW):
            async for part in request.stream():
                whole += part
                if len(whole) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    except ClientDisconnect:  # what came of it may be enough
        pass
    return bytes(whole)
