"""Acts beside a figure of an English sentence: "killed seven workers", "nine workers died", "was fined $48 million"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from digest.language.measures import Measure

Told = tuple[str, int, int, str]

_ACTS: dict[str, tuple[str, str]] = {
    # name: before the things (may be empty), behind the things
    "killed": (
        "killed|killing|claimed the lives of",
        r"(?:were|was|have been|had been) killed|died|have died|lost their lives|dead",
    ),
    "hurt": (
        "injured|injuring|hurt|wounded|wounding",
        r"(?:were|was|have been|had been) (?:injured|hurt|wounded)",
    ),
    "missing": ("", r"(?:were|are|was|remain|remained|went|have gone) missing"),
    "rescued": ("rescued|saved|rescuing", r"(?:were|was|have been|had been) (?:rescued|saved)"),
    "evacuated": ("evacuated|evacuating", r"(?:were|was|have been|had been) evacuated"),
    "arrested": ("arrested|arresting", r"(?:were|was|have been|had been) arrested"),
    "infected": ("infected|infecting", r"(?:were|was|have been|had been) infected"),
    "gathered": ("drew", r"attended|took part|turned out|gathered"),
    "laid off": (
        "laid off|lays off|is laying off|fired|let go",
        r"(?:were|was|have been|had been) (?:laid off|fired|let go)",
    ),
    "cut": (
        "cut|is cutting|cuts|shed|eliminated|is eliminating|axed",
        r"(?:were|was|have been|had been) (?:cut|shed|eliminated|axed)",
    ),
    "recalled": ("recalled|recalls|is recalling|recalling", r"(?:were|was|have been|had been) recalled"),
    "destroyed": (
        "destroyed|destroying|flattened|levelled|leveled",
        r"(?:were|was|have been|had been) (?:destroyed|flattened|levelled|leveled)|burned down",
    ),
    "damaged": ("damaged|damaging", r"(?:were|was|have been|had been) damaged"),
    "closed": ("closed|shut|closes", r"(?:were|was|have been|had been) (?:closed|shut)"),
    "cancelled": (
        "cancelled|canceled|cancelling|canceling",
        r"(?:were|was|have been|had been) (?:cancelled|canceled)",
    ),
    "delayed": ("delayed|delaying", r"(?:were|was|have been|had been) delayed"),
    "returned": ("returned|returning", r"(?:were|was|have been|had been) returned"),
    "cost": ("cost|costs|costing", r"(?!)"),  # nothing behind the things says so
    "lost power": ("", r"(?:have |had )?lost power|were (?:left )?without power"),
    "walked out": ("", r"walked out|went on strike"),
}
_THING = re.compile(r"\s(?P<thing>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2})(?=[\s,.;:]|$)")
_PLURAL = re.compile(r"people|men|women|children|troops|[a-z-]{2,}[^\Wsiu]s$")
_AHEAD = re.compile(
    rf"\b(?:{'|'.join(rf'(?P<a{place}>{before})' for place, (before, _) in enumerate(_ACTS.values()) if before)})\s$"
)
_BEHIND = re.compile(
    rf"\s(?:also\s|later\s)?(?:{'|'.join(rf'(?P<a{place}>{behind})' for place, (_, behind) in enumerate(_ACTS.values()))})\b"
)
_LEFT_SO = re.compile(r"\s(?:(?P<dead>dead)|without (?:power|electricity))\b")
_LEFT = re.compile(r"\b(?:left|leaving)\s$")
_NOT = re.compile(
    r"\b(?:not|never|nearly|almost|would|could|might|threaten\w*|tried|refus\w+|den(?:y|ied|ies)|falsely|without|no)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_NAMES = r"(?:the\s)?[A-Z][\w&.’'-]*(?:\s(?:[A-Z][\w&.’'-]*|of|and|&)){0,4}"
_ASKED = re.compile(
    r"\b(?:sought|seek\w*|claim\w*|demand\w*|ask\w*|sue[sd]?|suing|offer\w*|propos\w*|fac(?:e|es|ed|ing)|want\w*|bid|bids|bidding|denied|rejected|appeal\w*)\b",
    re.IGNORECASE,
)
"""A sum of a sentence with these may be another one than was paid."""
_SUMS: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...] = (
    # name, the words before a sum, the words behind it
    ("fine", re.compile(rf"\b(?P<shown>fined)\s(?:{_NAMES}\s)?(?:a\s|an\s)?$"), None),
    (
        "fine",
        re.compile(r"\b(?P<shown>fine|penalty)\s(?:of|totall?ing)\s$"),
        re.compile(r"[\s-](?P<shown>fine|penalty)\b"),
    ),
    (
        "damages",
        re.compile(r"\b(?P<shown>damages)\s(?:of|totall?ing)\s$"),
        re.compile(r"\sin\s(?P<shown>(?:compensatory\s|punitive\s)?damages)\b"),
    ),
    ("settlement", re.compile(r"\b(?P<shown>settlement)\sof\s$"), re.compile(r"\s(?P<shown>settlement)\b")),
    ("raised", re.compile(r"\b(?P<shown>raised|raises|secured)\s$"), None),
    ("invested", re.compile(r"\b(?P<shown>invest|invests|invested|investing)\s$"), None),
)
_BOUGHT = re.compile(
    rf"\b(?:buy|buys|bought|buying|acquire|acquires|acquired|acquiring|purchase|purchased|takeover of|acquisition of|sell|sells|sold|selling)\s(?P<thing>{_NAMES})(?:,\s[^,]{{3,60}},)?\sfor\s$"
)
_RESULT = re.compile(
    r"\b(?P<thing>(?:(?:net|operating|pretax|pre-tax|gross|quarterly|annual|underlying)\s){0,2}(?:profit|loss|revenue|income|earnings|sales|turnover))\s(?:of|was|were|reached|came to|totall?ed)\s$",
    re.IGNORECASE,
)
_WORTH = re.compile(r"\b(?P<thing>[a-z]{3,})\s(?:is|are|was|were)\s(?:worth|valued at)\s$")
_VIEWS = re.compile(
    r"\sof\s(?P<thing>(?:[a-z][a-z-]*\s){0,2}?[a-z][a-z-]*s|people)\s(?:(?:were|was|are|voted)\s)?(?P<how>against|opposed?|reject(?:ed)?|in favou?r of|for|support(?:ed)?|back(?:ed)?|approved?)\b"
)
_LEAD = re.compile(
    r"^(?:.*\b(?:said|says|that|as|while|but|and|[Tt]he|its|their|his|her|after|when|[Ii]n|[Aa]t|of)\s|(?:[A-Z][\w’'-]*\s){2,}(?=[a-z]))"
)
"""What stands before the name of an amount: "Quillon Stores said sales"."""
_CAPITALS = re.compile(r"^(?:[A-Z][\w’'-]*\s)+(?=[a-z])")
_AGAINST = ("against", "oppos", "reject")
_MOVED = re.compile(
    r"(?P<thing>(?:\b[A-Za-z][a-z-]+\s){0,2}\b[A-Za-z][a-z-]+)(?:\s(?:at|of|in)\s(?:[A-Z][\w&’'-]*\s?){1,4})?\s(?:have |has |had )?(?:(?P<up>rose|risen|increased|grew|grown|climbed|jumped|surged|soared|gained)|(?P<down>fell|fallen|decreased|dropped|declined|slumped|plunged|tumbled|shrank))\s(?:by\s)?$"
)


_WORDS = 3
"""Words of a thing, at most: "wood-frame apartment buildings"."""


def found(text: str, start: int, end: int, figure: Measure) -> Told | None:
    """The act beside a figure: its name, where its words begin and end, and the thing as it is written."""
    sentence = text[start:end]
    told = (_share if figure.unit == "%" else _money if figure.unit else _count)(
        sentence, figure.start - start, figure.end - start
    )
    if told is None or _NOT.search(sentence[: told[1]]):
        return None
    name, begin, stop, thing = told
    return name, start + begin, start + stop, thing.lower()


def _count(text: str, begin: int, end: int) -> Told | None:
    thing = _thing(text, end)
    if not thing:
        return None
    stop = end + 1 + len(thing)
    after = _BEHIND.match(text, stop)
    if after:
        return _named(after), end + 1, after.end(), thing
    ahead = _AHEAD.search(text[:begin])
    if ahead:
        return _named(ahead), ahead.start(), stop, thing
    left = _LEFT_SO.match(text, stop) if _LEFT.search(text[:begin]) else None
    if left:
        return "killed" if left["dead"] else "lost power", begin, left.end(), thing
    return None


def _thing(text: str, end: int) -> str:
    """The words behind a figure up to the first plural: what it counts."""
    told = _THING.match(text, end)
    if not told:
        return ""
    words = told["thing"].split()
    idle = word_list("en-stop-words.txt") | word_list("en-uncounted.txt")
    for place, word in enumerate(words[:_WORDS]):
        if word in idle:
            return ""
        if _PLURAL.fullmatch(word):
            return " ".join(words[: place + 1])
    return ""


def _money(text: str, begin: int, end: int) -> Told | None:
    before = text[:begin]
    if _ASKED.search(text):
        return None
    for name, ahead, behind in _SUMS:
        told = ahead.search(before)
        if told:
            return name, told.start("shown"), told.end("shown"), ""
        told = behind.match(text, end) if behind else None
        if told:
            return name, told.start("shown"), told.end("shown"), ""
    for name, pattern in (("result", _RESULT), ("deal", _BOUGHT), ("worth", _WORTH)):
        told = pattern.search(before)
        if told:
            return name, told.start("thing"), told.end("thing"), told["thing"]
    return None


def _share(text: str, begin: int, end: int) -> Told | None:
    views = _VIEWS.match(text, end)
    if views:
        name = "against" if views["how"].startswith(_AGAINST) else "for"
        return name, begin, views.end(), views["thing"]
    moved = _MOVED.search(text[:begin])
    if moved:
        thing = _LEAD.sub("", moved["thing"])
        thing = _CAPITALS.sub("", thing) if moved.end("thing") > len(thing) else thing
        return ("up" if moved["up"] else "down"), moved.end("thing") - len(thing), moved.end("thing"), thing
    return None


def _named(told: re.Match[str]) -> str:
    groups = told.groupdict()
    return next(name for place, name in enumerate(_ACTS) if groups.get(f"a{place}") is not None)
