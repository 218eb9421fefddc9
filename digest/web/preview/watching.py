"""watchfiles' only door: what changed on the disk, as soon as it did."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, awatch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

SUFFIXES = (".j2", ".toml", ".tsv", ".csv", ".txt", ".md")
WRITTEN = ("issue.txt", "issue.html", "preview.html")
"""What a building writes beside issue.json: nobody's edit."""
TOGETHER = 30
"""Milliseconds without a change after which what changed is told: an editor saves in several steps."""


def concerns(_change: Change, path: str) -> bool:
    """Whether a file may be one that a page is made of; or the folder of templates, which may be new."""
    name = Path(path).name
    if name.endswith(".json"):
        return name == "issue.json"
    return name == "templates" or (
        name.endswith(SUFFIXES) and not name.startswith((".", "#")) and name not in WRITTEN
    )


async def watch(folders: Sequence[Path], flat: Path | None) -> AsyncGenerator[tuple[Path, ...], None]:
    """The files that changed, in batches: anywhere within `folders`, and in `flat` itself.

    The first batch is empty and says that from now on nothing is missed. It ends where the disk cannot be watched any
    longer; close it to end it before.
    """
    queue: asyncio.Queue[tuple[Path, ...] | None] = asyncio.Queue()
    stop = asyncio.Event()  # of this watch alone: awatch sets it, too, when it is cancelled

    async def listen(paths: Sequence[Path], *, recursive: bool) -> None:
        changes = awatch(
            *paths,
            watch_filter=concerns,
            debounce=400,
            step=TOGETHER,
            stop_event=stop,
            recursive=recursive,
            rust_timeout=500,
        )
        try:
            async for batch in changes:
                queue.put_nowait(tuple(sorted(Path(path) for _, path in batch)))
        finally:
            queue.put_nowait(None)

    tasks = [asyncio.create_task(listen(folders, recursive=True))] if folders else []
    if flat is not None:
        tasks.append(asyncio.create_task(listen([flat], recursive=False)))
    try:
        await asyncio.sleep(0)  # each task begins: its watch stands before it waits for the first time
        yield ()
        while (batch := await queue.get()) is not None:
            yield batch
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)
