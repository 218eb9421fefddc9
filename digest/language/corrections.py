"""Editing a glossary's text: what is not touched stays as it was written, comments too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.glossary import key_of, read, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.language.glossary import Entry

HEAD = """\
# Names in both scripts (digest names --help). One a line:
#   딥시크 = DeepSeek
#   한국은행 = Bank of Korea, BOK
# and what is never the same, whatever texts say:
#   오픈 != OpenAI
"""


def added(text: str, korean: str, latin: str) -> str:
    """The text with a pair given; a line that refused it is taken out, one that gives the name gets the pair too."""
    freed = _without(text, korean, latin, refused=True)
    for entry in read(freed)[0].entries:
        if not entry.refused and key_of(entry.korean) == key_of(korean):
            if key_of(latin) in map(key_of, entry.latin):
                return freed
            return _rewritten(freed, entry, replace(entry, latin=(*entry.latin, latin)))
    return _appended(freed, written(korean, (latin,)))


def removed(text: str, korean: str, latin: str) -> str:
    """The text with a pair refused, and given no more."""
    freed = _without(text, korean, latin, refused=False)
    refused = [entry for entry in read(freed)[0].entries if entry.refused]
    for entry in refused:
        if key_of(entry.korean) == key_of(korean):
            if key_of(latin) in map(key_of, entry.latin):
                return freed
            return _rewritten(freed, entry, replace(entry, latin=(*entry.latin, latin)))
    return _appended(freed, written(korean, (latin,), refused=True))


def taken_back(text: str, korean: str, latin: str) -> str:
    """The text with a pair given no more, and not refused either: as if nobody had given it."""
    return _without(text, korean, latin, refused=False)


def _without(text: str, korean: str, latin: str, *, refused: bool) -> str:
    for entry in reversed(read(text)[0].entries):
        if entry.refused == refused and key_of(entry.korean) == key_of(korean):
            kept = tuple(name for name in entry.latin if key_of(name) != key_of(latin))
            text = _rewritten(text, entry, replace(entry, latin=kept))
    return text


def _rewritten(text: str, before: Entry, after: Entry) -> str:
    """The text with one line written anew; where nothing is left to say, only its comment stays."""
    return "".join(_lines(text, before, after))


def _lines(text: str, before: Entry, after: Entry) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if number != before.line or before.latin == after.latin:
            yield line
            continue
        end = line[len(line.rstrip("\r\n")) :]
        comment = line.rstrip("\r\n")[_told(line) :]
        if after.latin:
            yield f"{written(after.korean, after.latin, refused=after.refused)}{comment}{end}"
        elif comment.strip():
            yield f"{comment.strip()}{end}"


def _told(line: str) -> int:
    """Where the comment of a line begins, with the space before it."""
    at = next(
        (place for place, sign in enumerate(line) if sign == "#" and line[place - 1 : place].isspace()), -1
    )
    bare = line if at < 0 else line[:at]
    return len(bare.rstrip())


def _appended(text: str, line: str) -> str:
    text = text or HEAD
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{text}{'' if text.endswith(end) else end}{line}{end}"
