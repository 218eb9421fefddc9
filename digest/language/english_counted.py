"""What a figure of an English sentence counts: "3,000 jobs", "a fine of $3 billion", "profit rose 12 percent"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from digest.language.measures import Measure
    from digest.language.words import AnalysedSentence

Place = tuple[int, int]

_QUALIFIED = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|some|more than|less than|fewer than|at least|at most|up to|as many as|as much as|over|under|an estimated)\s)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:people|men|women|children|troops|personnel|[a-z-]{2,}[^\Wsiu]s)$")
_THINGS = re.compile(r"\s(?P<what>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2})(?=[\s,.;:)’']|$)")
# What stands before these is a verb, for all that is said, or the first of two things.
_VERB_BEFORE = re.compile(r"\s(?:and\s[a-z]+s\b|the|a|an|his|her|its|their|him|them|it)\b")
_DONE = re.compile(
    r"^\s(?:were|was|have been|had been|are being|have|are)\s(?:(?:also|still|already|reportedly|confirmed)\s)?(?:killed|injured|wounded|arrested|rescued|missing|dead|detained|evacuated|hospitalized|displaced|hurt|infected|recovered|homeless|stranded|died|vaccinated|sold|recalled|created|lost|added|destroyed|damaged|closed|cancelled|canceled|affected|charged|laid off|fired|hired|deployed)\b"
)
_DOING = re.compile(
    r"\b(?P<verb>killed|killing|injured|injuring|wounded|wounding|arrested|rescued|added|created|cut|lost|hired|fired|employs|employed|recalled|sold|destroyed|damaged|evacuated|detained|displaced|infected|affecting|deployed|ordered|built|bought|laid off)\s$"
)
_OF = re.compile(
    r"\b(?P<what>(?:[a-z-]+\s){0,2}[a-z-]+)\sof\s(?:(?:about|around|nearly|almost|more than|at least|up to|over)\s)?$"
)
_IN = re.compile(
    r"^\sin\s(?P<what>[a-z-]+(?:\s[a-z-]+){0,2}?)(?=[,.;)]|\s(?:and|to|from|for|over|after|this|last|by|on|at|as|since|because|through|during|that|which|when|with)\b|$)"
)
_FOR = re.compile(
    r"^[\s-](?P<what>[a-z-]+(?:\s[a-z-]+){0,2}?)(?=[,.;)]|\s(?:and|to|from|for|over|after|this|last|by|on|at|as|since|because|through|during|that|which|when|with|in|of|was|is|will|has|would|could)\b|$)"
)
_ENDS = re.compile(
    r"^(?:[,.;)]|\s(?:and|to|for|in|on|at|over|from|by|after|before|since|that|which|when|with|was|is|has|as)\b|$)"
)
_SHARE_OF = re.compile(
    r"^\sof\s[^,.;:()“”\"]{3,60}?(?=[,.;:(]|\s(?:and|while|but|which|as|when|after|compared)\b|$)"
)
_ROSE = re.compile(
    r"(?P<what>(?:\b[A-Za-z’'-]+\s){1,4})(?:has |have |had )?(?:rose|risen|fell|fallen|increased|decreased|grew|grown|dropped|declined|climbed|jumped|surged|shrank|slipped|gained|soared|plunged|tumbled)\s(?:by\s|about\s|nearly\s|more than\s)?$"
)
_CHANGE = re.compile(
    r"^\s(?:increase|rise|drop|decline|fall|growth|cut|jump|surge|reduction|tariff|tax|stake|discount)s?\s(?:in|on|of)\s[^,.;:()“”\"]{3,40}?(?=[,.;:(]|\s(?:and|while|but|which|as|when|after|compared|from|since|over|this|last)\b|$)"
)
_NO_THING = frozenset(
    ("vicinity", "total", "tune", "sum", "excess", "amount", "maximum", "minimum", "worth", "range")
)
_DETERMINERS = re.compile(
    r"^(?:the|a|an|its|their|his|her|our|that|this|and|but|while|as|said|says)\s", re.IGNORECASE
)


def counted(text: str, sentence: AnalysedSentence, figure: Measure) -> tuple[Place, Place] | None:
    """Where a figure stands, with what qualifies it, and the words for what it counts, beside or around it."""
    qualified = _QUALIFIED.search(text, max(sentence.start, figure.start - 20), figure.start)
    start = qualified.start() if qualified else figure.start
    before, behind = text[sentence.start : start], text[figure.end : sentence.end]
    if figure.unit == "%":
        place = _share(sentence.start, before, start, figure.end, behind)
    elif figure.unit:
        place = _money(sentence.start, before, figure.end, behind)
    else:
        place = _things(sentence.start, before, figure.end, behind)
    return ((start, figure.end), place) if place else None


def _share(base: int, before: str, start: int, end: int, behind: str) -> Place | None:
    rose = _ROSE.search(before)
    if rose:
        what = rose["what"]
        while found := _DETERMINERS.match(what):
            what = what[found.end() :]
        words = what.split()
        stop = word_list("en-stop-words.txt")
        if (
            not words
            or any(word.lower() in stop for word in words)
            or not _begins(before, rose.end("what") - len(what))
        ):
            return None
        return base + rose.end("what") - len(what), end
    part = _CHANGE.match(behind) or _SHARE_OF.match(behind)
    return (start, end + part.end()) if part and not re.search(r"\b[A-Z]$", part[0]) else None


def _begins(before: str, place: int) -> bool:
    """Whether nothing of the same phrase stands before: a clause or an article does."""
    return bool(
        re.search(
            r"(?:^|[,;:]\s|\b(?:the|a|an|its|their|his|her|our|that|and|but|while|as|said|says)\s)$",
            before[:place],
            re.IGNORECASE,
        )
    )


def _money(base: int, before: str, end: int, behind: str) -> Place | None:
    found = _OF.search(before) if _ENDS.match(behind) else None
    stop = word_list("en-stop-words.txt")
    if found:
        words = found["what"].split()
        kept: list[str] = []
        for word in reversed(words):
            if word in stop:
                break
            kept.insert(0, word)
        if kept and kept[-1] not in _NO_THING:
            return base + found.end("what") - len(" ".join(kept)), base + found.end("what")
        return None
    idle = stop | word_list("en-uncounted.txt") | word_list("en-manner.txt")
    found = _IN.match(behind) or _FOR.match(behind)
    if found and not any(
        word in idle or word.endswith(("ly", "ing", "ed")) for word in found["what"].split()
    ):
        return end + found.start("what"), end + found.end("what")
    return None


def _things(base: int, before: str, end: int, behind: str) -> Place | None:
    found = _THINGS.match(behind)
    if not found:
        return None
    named = _plural(found["what"])
    stopped = end + found.start("what") + len(named)
    after = behind[stopped - end :]
    if not named or _VERB_BEFORE.match(after):
        return None
    done, doing = _DONE.match(after), _DOING.search(before)
    if done:
        return end + found.start("what"), stopped + done.end()
    return (base + doing.start("verb") if doing else end + found.start("what")), stopped


def _plural(words: str) -> str:
    """The words up to the first plural, if nothing before it speaks against its being what is counted."""
    stop = word_list("en-stop-words.txt")
    kept: list[str] = []
    for word in words.split():
        if word in stop or word in word_list("en-uncounted.txt"):
            return ""
        kept.append(word)
        if _PLURAL.match(word):
            return " ".join(kept)
    return ""
