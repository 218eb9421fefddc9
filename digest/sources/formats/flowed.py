"""Plain text of mail before it is read: RFC 3676 paragraphs, clear-signed text, uuencoded files left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = re.compile(r"(?:>[ \t]?)*")
_NEARLY = 0.8
_SIGNATURE = "-- "
_SIGNED = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[!-9;-~]+:[^\n]*\n)*\s*?\n(.*?)(?:\n-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)|\Z)",
    re.DOTALL,
)


def unflowed(lines: Sequence[str], *, delete_space: bool) -> list[str]:
    """The lines of format=flowed text as paragraphs: a space at a line's end says that it goes on in the next one.

    Args:
        lines: as they stand, without their ends.
        delete_space: DelSp=yes: that space is no part of the text (text without spaces between words).
    """
    out: list[str] = []
    open_depth = -1  # of the paragraph that goes on; -1 = none does
    for line in lines:
        quotes = 0
        while line[quotes : quotes + 1] == ">":
            quotes += 1
        text = line[quotes:].removeprefix(" ")
        flows = text.endswith(" ") and text != _SIGNATURE
        if open_depth == quotes and text != _SIGNATURE:
            out[-1] += text
        else:
            out.append(f"{'>' * quotes}{' ' if quotes else ''}{text}")
        if flows and delete_space:
            out[-1] = out[-1][:-1]
        open_depth = quotes if flows else -1
    return out


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines with one level of `>` (or `|`, but no table's) taken away, where nearly all have it; else as they are."""
    written = [line.strip() for line in lines if line.strip()]
    for sign in (">", "|"):
        quoted = sum(line.startswith(sign) and not line.endswith("|", 1) for line in written)
        if written and quoted >= _NEARLY * len(written):
            return [re.sub(rf"^\s*{re.escape(sign)}[ \t]?", "", line) for line in lines]
    return list(lines)


def depth(line: str) -> int:
    """How many levels of `>` a line stands in."""
    found = _QUOTES.match(line.lstrip())
    return found.group().count(">") if found else 0


def unsigned(text: str) -> str:
    """Clear-signed text (OpenPGP) without its signature and dash escapes."""
    if "-----BEGIN PGP SIGNED MESSAGE-----" not in text:
        return text
    return _SIGNED.sub(lambda found: re.sub(r"^- ", "", found.group(1), flags=re.MULTILINE), text)
