"""What the program says in English, said in Korean: looked up sentence by sentence, by how it is worded.

Faults are raised in a hundred places of the lower rooms, in English and in three parts (`subject: message: hint`), and the store keeps
them as they were told. Notices to Korean editors say them in Korean; what `phrases.ko.toml` does not know stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from digest.editing import reasons

_HOLE = re.compile(r"(?<!\{)\{([a-z]+)\}(?!\})")
REPLY = re.compile(r"[245]\d\d(?:[ -]|$)")
"""How a mail server's own words begin."""
_SAID = re.compile(r"[다요](?: ?\([^()]*\))?$")
"""How a whole sentence ends."""
LONGEST = 2_000
"""Characters of a line that is looked up; no sentence of ours is longer."""
_FORMS = re.compile(r"(?<=[가-힣\d])([”\"'\])]*)(이\(가\)|은\(는\)|을\(를\)|와\(과\)|\(으\)로)")
"""A particle that has two forms, behind a sign of which it is known how it is said."""
_DIGITS = {
    "0": "ㅇ",
    "1": "ㄹ",
    "2": "",
    "3": "ㅁ",
    "4": "",
    "5": "",
    "6": "ㄱ",
    "7": "ㄹ",
    "8": "ㄹ",
    "9": "",
}
"""What digits end in, as they are said."""
_PARTS = 8
"""Colons of a line at which it is taken apart."""
_NUMBERS = frozenset(("n", "most", "line", "column", "sent", "open"))
"""What differs and is a number."""


def korean(text: str) -> str:
    """A text of the program in Korean, line by line; what is not known of it stays as it is."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    bare = line.strip()
    if not bare or len(bare) > LONGEST or REPLY.match(bare):
        return line
    words = _worded(bare)
    return line if words is None else line.replace(bare, words, 1)


@lru_cache(maxsize=1_000)
def _worded(text: str, parts: int = _PARTS) -> str | None:
    """A sentence, or several with colons between them; None where nothing of it is known."""
    for pattern, words in _phrases():
        found = pattern.fullmatch(text)
        if found:
            return _filled(words, found.groupdict())
    best: str | None = None
    start = 0
    for _ in range(parts):
        colon = text.find(": ", start)
        if colon < 0:
            break
        start = colon + 2
        head, tail = text[:colon], text[start:]
        after = _worded(tail, parts - 1)
        before = _worded(head, 0)
        if after is not None and before is not None:
            return _joined(before, after)
        if best is None and (after is not None or before is not None):
            best = _joined(before or head, after or tail)
    return best


def _filled(words: str, values: dict[str, str]) -> str:
    filled = _HOLE.sub(lambda hole: korean(values[hole[1]]), words)
    return _FORMS.sub(lambda found: found[1] + _form(found[2], filled[found.start() - 1]), filled)


def _form(both: str, last: str) -> str:
    """The form of a particle that stands behind a syllable or a digit; behind Latin letters both stand."""
    if last in _DIGITS:
        end = _DIGITS[last]
    else:
        final = (ord(last) - ord("가")) % 28
        end = "ㄹ" if final == 8 else "ㅇ" if final else ""  # noqa: PLR2004 - the place of ㄹ
    if both == "(으)로":
        return "로" if end in ("", "ㄹ") else "으로"
    if both == "와(과)":
        return "과" if end else "와"
    return both[0] if end else both[2]


def _joined(head: str, tail: str) -> str:
    return f"{head}. {tail}" if _SAID.search(head) else f"{head}: {tail}"


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is said, as patterns, and how it is said in Korean; those that say more come first."""
    file = resources.files("digest.delivery").joinpath("phrases.ko.toml")
    rooms = tomllib.loads(file.read_text(encoding="utf-8"))
    known = {said: words for room in rooms.values() for said, words in room.items()}
    known |= {said: reasons.KOREAN[kind] for kind, said in reasons.ENGLISH.items() if said[0] != "{"}
    ordered = sorted(known, key=lambda said: (-len(_HOLE.sub("", said)), said))
    return tuple((_pattern(said), known[said]) for said in ordered)


def _pattern(said: str) -> re.Pattern[str]:
    made, end = "", 0
    for hole in _HOLE.finditer(said):
        before = said[end : hole.start()]
        # Without brackets or quotation marks around it, it ends where the next part of a message begins.
        inner = (
            r"[\d,.]+"
            if hole[1] in _NUMBERS
            else ".+?"
            if before[-1:] in ("(", '"', "`")
            else "(?:(?!: ).)+?"
        )
        made += f"{re.escape(before)}(?P<{hole[1]}>{inner})"
        end = hole.end()
    return re.compile(made + re.escape(said[end:]))
