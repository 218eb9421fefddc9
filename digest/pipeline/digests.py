"""Digests of files, remembered for those that stand on the disk as they did: size, and when content and entry last changed.

A file that changed shortly before it was read may change once more within the same tick of the file system's clock: its digest
is not remembered yet (the way of git's index).
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from digest import codec
from digest.storage import keepsakes

if TYPE_CHECKING:
    import os
    from pathlib import Path

FORMAT = "1"
"""That of what is kept: what another program kept in another one is as nothing."""
FRESH = 2_000_000_000
"""Nanoseconds within which a file may change again unseen."""


class Digests:
    """The digests of some files; nothing is remembered without a place to keep it."""

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept
        self._known: dict[str, list[object]] = {}
        self._now: dict[str, list[object]] = {}
        if kept and (data := keepsakes.kept(kept, under=FORMAT)) is not None:
            self._known = json.loads(data)

    def of(self, path: Path) -> str:
        """The digest of a file's bytes.

        Raises:
            OSError: it cannot be read.
        """
        stamp = _stamp(path.stat())
        known = self._known.get(str(path), [])
        if known[1:] == stamp:
            digest = str(known[0])
        else:
            begun = time.time_ns()
            digest = codec.fingerprint(path.read_bytes())
            if _stamp(path.stat()) != stamp or any(begun - moment < FRESH for moment in stamp[1:]):
                return digest
        self._now[str(path)] = [digest, *stamp]
        return digest

    def save(self) -> None:
        """Remember what was asked for; where that cannot be done, the files are read again next time."""
        if self._kept and self._now != self._known:
            keepsakes.keep(self._kept, json.dumps(self._now).encode(), under=FORMAT)


def _stamp(state: os.stat_result) -> list[int]:
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
