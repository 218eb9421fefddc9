"""What outlets set around a title: `[단독]`, `속보 |`, `Exclusive:`."""

from __future__ import annotations

import re

_KNOWN = r"(?:속보|단독|종합\d?|[1-9]보|종합[1-9]보|포토|사진|영상|인터뷰)"
_TAG = re.compile(
    # square brackets hold tags; round and pointed ones may hold a name or a work
    rf"^\s*[\[【][^\]】]{{1,12}}[\]】]|[\[【][^\]】]{{1,12}}[\]】]\s*$|^\s*[(（<]{_KNOWN}[)）>]|[(（<]{_KNOWN}[)）>]\s*$|"
    rf"^\s*{_KNOWN}\s*[:|]|^\s*(?:exclusive|breaking(?: news)?|updated?|live|video|reality check|fact check)\s*[:|]",
    re.IGNORECASE,
)
_SOLD = re.compile(
    r"\W*(?:유료 ?)?(?:광고|협찬)\W*|\W*(?:AD|PR|advertisement|advertorial|sponsored|promoted|promotion)\W*",
    re.IGNORECASE,
)
"""A tag that says that the text is paid for: it is no outlet's habit, and readers are not to be kept from it."""
_CORRECTS = re.compile(
    r"\W*(?:바로 ?잡습니다|바로 ?잡음|정정(?: ?보도| ?기사)?|정정합니다|반론 ?보도|corrections?|clarification)\W*",
    re.IGNORECASE,
)
"""A tag that says that the text corrects another one."""
_HEADS = re.compile(
    r"\s*(?:바로 ?잡습니다|정정 ?보도|corrections?(?: and clarifications?)?|clarification)(?:\s*[:|]|\s*$)",
    re.IGNORECASE,
)
_TAGS = 20
"""The most turns in which tags are taken off a title, each of them at one end or both."""


def untagged(title: str) -> str:
    """The title without what an outlet set before or after it (`[단독]`, `속보 |`, `Exclusive:`), letter by letter.

    What says that it advertises (`[광고]`) or corrects (`[바로잡습니다]`) stays. At most `_TAGS` times: what has more of them is no headline.
    """
    text = title.strip()
    for _ in range(_TAGS):
        before = text
        text = _TAG.sub(_unless_told, text).strip() or text
        if text == before:
            break
    return text


def corrects(title: str) -> bool:
    """Whether a title is that of a correction: `[바로잡습니다]`, `Correction: …`."""
    return _HEADS.match(title) is not None or any(
        _CORRECTS.fullmatch(tag.group()) for tag in _TAG.finditer(title)
    )


def _unless_told(tag: re.Match[str]) -> str:
    """What a reader is to be told of a text stays."""
    return tag.group() if _SOLD.fullmatch(tag.group()) or _CORRECTS.fullmatch(tag.group()) else ""
