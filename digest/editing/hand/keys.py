"""The key by which an edit file names a source, and how long any key there is."""

from __future__ import annotations

from digest.codec import fingerprint

SIGNS = 10


def source_key(story: str) -> str:
    """The key of a story (its id)."""
    return fingerprint("source", story)[:SIGNS]
