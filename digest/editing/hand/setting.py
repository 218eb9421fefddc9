"""One key of one item in the text of an edit file, set or taken away; everything else stays letter by letter."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from digest.editing.hand import sheet, toml

if TYPE_CHECKING:
    from digest.editing.hand.sheet import Block


def with_key(text: str, item: str, key: str, value: str | None) -> str:
    """The text with a key of an item (id) set to a value that is TOML on one line; None takes the key away.

    The text is TOML, and a value that stands there already is on one line.
    """
    block = _block(text, item)
    lines = text.split("\n")
    if block is None:
        if value is None:
            return text
        return f"{text.rstrip()}\n\n[[items]]\nid = {toml.quoted(item)}\n{key} = {value}\n".lstrip("\n")
    keys = dict(block.keys)
    if key in keys:
        at = keys[key] - 1
        lines[at : at + 1] = [] if value is None else [f"{key} = {value}"]
    elif value is not None:
        lines.insert(keys["id"], f"{key} = {value}")
    return "\n".join(lines)


def _block(text: str, item: str) -> Block | None:
    values = tomllib.loads(text).get("items", [])
    blocks = [block for block in sheet.read(text).blocks if block.kind == "items"]
    return next((block for block, one in zip(blocks, values, strict=True) if one.get("id") == item), None)
