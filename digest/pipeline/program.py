"""The fingerprint of the program itself: what it made may be another after an update."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

from digest import codec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

RECKONING = ("numpy", "scipy", "scikit-learn", "sparse-dot-topn", "babel")
"""Packages that an issue's figures come from, beside the analysers, which tell their versions themselves."""


@lru_cache(maxsize=1)
def program() -> str:
    """The fingerprint of the program itself: its code and its word lists, and what it reckons with.

    Not its version alone: who changes a line of code must see what it does.
    """
    files = sorted(_files(resources.files("digest"), ""))
    versions = (metadata.version(package) for package in RECKONING)
    return codec.fingerprint(sys.version, *versions, *(part for pair in files for part in pair))


def rendering() -> str:
    """The fingerprint of the program together with what it compiles templates with."""
    return codec.fingerprint(program(), metadata.version("jinja2"))


def _files(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found = []
    for one in folder.iterdir():
        name = f"{above}/{one.name}"
        if one.is_file() and one.name.endswith((".py", ".txt", ".json", ".npz")):
            found.append((name, one.read_bytes()))
        elif one.is_dir() and one.name != "__pycache__":
            found += _files(one, name)
    return found
