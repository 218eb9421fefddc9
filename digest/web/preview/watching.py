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


async def watch(
    folders: Sequence[Path], flat: Path | None, stop: asyncio.Event
) -> AsyncGenerator[tuple[Path, ...], None]:
    """The files that changed, in batches, until `stop`: anywhere within `folders`, and in `flat` itself."""
    queue: asyncio.Queue[tuple[Path, ...] | None] = asyncio.Queue()

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
        async for batch in changes:
            await queue.put(tuple(sorted(Path(path) for _, path in batch)))

    async def end() -> None:
        await stop.wait()
        await queue.put(None)

    tasks = [asyncio.create_task(end())]
    if folders:
        tasks.append(asyncio.create_task(listen(folders, recursive=True)))
    if flat is not None:
        tasks.append(asyncio.create_task(listen([flat], recursive=False)))
    try:
        while (batch := await queue.get()) is not None:
            yield batch
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
