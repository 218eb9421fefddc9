"""Whether the tokens are of the kinds that templates expect, and every text can be read on its ground."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from digest.editing.remark import Kind, Remark
from digest.rendering import looks
from digest.rendering.contrast import LEAST, faint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "templates/tokens.toml"
SMALLEST = 12
"""px: nothing that is read is smaller."""
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_LENGTH = re.compile(r"-?\d*\.?\d+(?:px|em|%)")


def findings(folder: Path | None) -> Iterator[Remark]:
    """The findings in a publication's tokens.

    Raises:
        ResultError: the table cannot be read.
    """
    model, tokens = looks.table(None, "tokens.toml"), looks.table(folder, "tokens.toml")
    wrong = list(_kinds(tokens, model, ""))
    yield from wrong
    for name, value in tokens.get("size", {}).items():
        if isinstance(value, int | float) and value < SMALLEST:
            told = f"{value} px is too small to read"
            yield _remark("token", f"size.{name}", told, f"make it {SMALLEST} or more")
    if not wrong:
        yield from _contrast(tokens)


def _kinds(value: Any, model: Any, path: str) -> Iterator[Remark]:
    """Where a value is not of the kind of the package's own."""
    if isinstance(model, dict) and isinstance(value, dict):
        for name, inner in model.items():
            below = f"{path}.{name}" if path else name
            if name in value:
                yield from _kinds(value[name], inner, below)
            else:
                yield _remark("token", below, "is missing", f"copy it from the package's tokens ({inner})")
    elif isinstance(model, list) and isinstance(value, list) and value:
        for place, one in enumerate(value, 1):
            yield from _kinds(one, model[0], f"{path}[{place}]")
    else:
        wanted = _wanted(model)
        if not _fits(value, model):
            yield _remark(
                "token", path, f"{value!r} is not {wanted}", f"write one as in the package's ({model!r})"
            )


def _wanted(model: Any) -> str:
    if isinstance(model, str):
        colour = _COLOUR.fullmatch(model)
        return "a colour (#RRGGBB)" if colour else "a length" if _LENGTH.fullmatch(model) else "a text"
    return "a table" if isinstance(model, dict) else "a list" if isinstance(model, list) else "a number"


def _fits(value: Any, model: Any) -> bool:
    if isinstance(model, str):
        patterns = [pattern for pattern in (_COLOUR, _LENGTH) if pattern.fullmatch(model)]
        return isinstance(value, str) and bool(value) and all(one.fullmatch(value) for one in patterns)
    if isinstance(model, bool):
        return isinstance(value, bool)
    if isinstance(model, int | float):
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    return False


def _contrast(tokens: Mapping[str, Any]) -> Iterator[Remark]:
    for pair in faint(tokens):
        told = (
            f"{pair.text_colour} on {pair.ground} ({pair.ground_colour}) has a contrast of {pair.ratio:.1f}:1"
        )
        hint = f"make it {LEAST:.0f}:1 or more: darker, or lighter, than its ground"
        yield _remark("contrast", pair.text, told, hint)


def _remark(kind: Kind, path: str, message: str, hint: str) -> Remark:
    return Remark(
        kind=kind, level="error", item="", text="", message=message, hint=hint, place=f"{FILE}, {path}"
    )
