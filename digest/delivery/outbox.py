"""A folder of `.eml` files: what would have been sent, or what another program sends."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path  # noqa: TC003 - a public attribute's type
from typing import TYPE_CHECKING

from digest.delivery.transport import Answer
from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.delivery.letterhead import Message


class Outbox:
    """Messages written as files, each named by its Message-ID; one that is there is written again, the same.

    Args:
        folder: where they go; made where it is missing.
    """

    repeatable = True
    alive = True
    announced_ahead = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.label = f"outbox {folder}"

    def open(self) -> None:
        """Make the folder.

        Raises:
            ResultError: it cannot be written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._not_writable(error) from None
        if not os.access(self.folder, os.W_OK):
            raise self._not_writable(PermissionError("no permission"))

    def another(self) -> Outbox:
        """The same folder."""
        return Outbox(self.folder)

    async def announce(self, message: Message) -> None:
        """A folder needs no envelope."""

    async def admitted(self) -> Answer | None:
        """A folder takes every message."""
        return None

    def deliver(self, message: Message, leaving: Callable[[], None]) -> Answer:
        """Write one message."""
        leaving()
        return self._written(message)

    async def carry(self, message: Message, following: Message | None = None) -> Answer:
        """Write one message while others are written.

        Raises:
            ResultError: the file cannot be written: neither could the next.
        """
        del following
        return await asyncio.to_thread(self._written, message)

    def _written(self, message: Message) -> Answer:
        """It appears whole or not at all."""
        path = self.path(message)
        unfinished = path.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                file.write(message.data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as error:
            raise self._not_writable(error) from None
        return Answer(kind="accepted", text=path.name)

    def path(self, message: Message) -> Path:
        """Where a message is written."""
        return self.folder / f"{message.id.strip('<>').partition('@')[0]}.eml"

    def hang_up(self) -> None:
        """Nothing stays open."""

    async def end(self) -> None:
        """Nothing stays open."""

    def close(self) -> None:
        """Nothing stays open."""

    def _not_writable(self, error: OSError) -> ResultError:
        return ResultError(
            str(self.folder),
            f"cannot be written to ({error.strerror or error})",
            "check [output] outbox and its permissions",
        )
