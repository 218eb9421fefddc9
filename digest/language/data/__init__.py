"""Word lists that stand beside the code: one entry a line, `#` begins a comment."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=64)
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list, in its order, without comments and blank lines."""
    text = resources.files("digest.language.data").joinpath(name).read_text(encoding="utf-8")
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


@lru_cache(maxsize=64)
def word_list(name: str) -> frozenset[str]:
    """All words of a list, whatever line they stand in."""
    return frozenset(word for line in lines(name) for word in line.split())
