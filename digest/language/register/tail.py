"""Where a sentence ends: its last word, the marks behind it, and whether it ends inside a quotation or a bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CITED = r"(?:\s?\[\d+(?:[,–-]\s?\d+)*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰])*+"
_CLOSED = re.compile(
    rf"(?P<body>.*[가-힣])(?P<before>{_CITED})(?P<mark>[.。．!…]?)(?P<rest>{_CITED}\s*)", re.DOTALL
)
_OPEN = dict(zip("“‘「『《〈<(（[［【{", "”’」』》〉>)）]］】}", strict=True))
_CLOSE = frozenset(_OPEN.values())
_TURNED = re.compile(r"(?<!\S)”(?!이?라?고\s)(?=\S)[^“”\"]*\Z")
"""A mark that is turned round: it opens."""
_APOSTROPHE = re.compile(
    r"(?<=[A-Za-z0-9])['’](?=[A-Za-z])|(?<=[A-Za-z]s)['’](?=\s)|(?<![0-9가-힣A-Za-z])['’](?=[0-9]{2}\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """A sentence taken apart: `body + before + mark + rest` is its text.

    Args:
        body: all to the last syllable of its last word.
        before: citations that stand before its mark.
        mark: a full stop, an exclamation mark or …; may be empty.
        rest: citations behind its mark, and white space.
    """

    body: str
    before: str
    mark: str
    rest: str

    def ended(self, body: str, *, stopped: bool) -> str:
        """The sentence with another body; without its mark where it is not `stopped`."""
        return f"{body}{self.before}{self.mark if stopped else ''}{self.rest}"


def tail_of(text: str) -> Tail | None:
    """The end of a sentence; None where it is no statement's, or stands inside a quotation or a bracket."""
    found = _CLOSED.fullmatch(text)
    if found is None or is_inside(found["body"]):
        return None
    return Tail(body=found["body"], before=found["before"], mark=found["mark"], rest=found["rest"])


def is_inside(text: str) -> bool:
    """Whether a quotation or a bracket that opens in a text is still open at its end.

    One that closes without having opened began before the text. Of straight marks an odd number is taken for an open one.
    """
    plain = _APOSTROPHE.sub("", text)
    awaited: list[str] = []
    for sign in plain:
        if sign in _OPEN:
            awaited.append(_OPEN[sign])
        elif sign in _CLOSE and sign in awaited:
            del awaited[awaited.index(sign) :]
    left = [sign for sign in awaited if sign not in ">}"]  # a single < is a sign of comparison
    return bool(left or _TURNED.search(plain)) or any(_is_open(plain, mark) for mark in "\"'")


def _is_open(text: str, mark: str) -> bool:
    """Whether straight marks leave a quotation open: they are odd, or the last of them stands before a word and behind none."""
    last = text.rfind(mark)
    opens = last >= 0 and not text[last - 1 : last].strip() and text[last + 1 : last + 2].strip()
    return text.count(mark) % 2 == 1 or bool(opens)
