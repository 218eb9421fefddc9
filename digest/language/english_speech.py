"""Who said what in an English sentence: "…," said Jane Doe, or Jane Doe said: "…"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.language.data import word_list
from digest.language.english import stem
from digest.language.names import ordinary_terms, places
from digest.language.spoken import Named, Spoken, inner, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.language.words import AnalysedSentence

_SAYS = (
    "said|says|added|adds|explained|wrote|tweeted|warned|argued|argues|noted|insisted|declared|announced|recalled|stated|"
    "concluded|complained|lamented|testified|cautioned|acknowledged|admitted|asserted|remarked|joked|quipped|responded|replied|"
    "continued|claimed|observed"
)
_TOLD = r"told\s(?:the\s)?[A-Z]?[\w'’.&-]+(?:\s[A-Z][\w'’.&-]+){0,4}"
_TITLES = (
    "president|vice|sen|senator|rep|representative|mr|mrs|ms|miss|dr|gov|governor|judge|justice|lt|col|colonel|gen|general|"
    "detective|det|prof|professor|prime|minister|secretary|attorney|chief|officer|sgt|sergeant|capt|captain|mayor|sheriff|"
    "deputy|chairman|chairwoman|chair|director|chancellor|ambassador|king|queen|prince|princess|pope|cardinal|bishop|"
    "archbishop|rev|father|sir|lord|lady|dame|coach|commissioner|superintendent|inspector|spokesman|spokeswoman|spokesperson|"
    "speaker|leader|democrat|republican|congressman|congresswoman|assistant|district|us|u|s|foreign|state|police|former|acting|"
    "executive|manager|firefighter|public|safety|special|agent|commander|major|admiral|cpl|fire|county|city|house|senate|majority|minority|"
    "whip|insp|jr|sr|pte|pvt|lieutenant|constable|dist|atty|supt|asst|councilman|councilwoman|alderman|whip|press|national|security|adviser|advisor|education|defense|interior|treasury|labor|health|finance|economy|justice|first|lady"
)
_PARTICLES = frozenset(
    ["abu", "al", "ben", "bin", "da", "de", "del", "den", "der", "di", "el", "ibn", "la", "van", "von"]
)
_OFFICES = frozenset(
    ("Secretary", "Minister", "Director", "Commissioner", "Archbishop", "Bishop", "Chief", "Dean", "Head")
)
_TITLE_WORDS = frozenset(_TITLES.split("|"))
_DAYS = re.compile(
    r"(?:\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|"
    r"September|October|November|December|Today|Yesterday))+$"
)
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)*|(?:Mc|Mac|O['’]|D['’]|De|Di|La|Le|Al-|al-|El-)?[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)*|[A-Z]{2,5})\.?"
_NAME = rf"{_WORD}(?:\s(?:(?:of|de|van|von|bin|der|den|al|la|el)\s){{0,2}}{_WORD}){{0,5}}"
_BEFORE = r"(?:(?:former|then|actor|actress|singer|analyst|attorney|lawyer|spokesman|spokeswoman|spokesperson|director|author|coach|economist|resident|neighbor|witness|co-founder|founder|professor|researcher)\s)"
_APPOSITIVE = r"(?:,\s(?P<office>[^,“”\"`]{3,90}(?:,\s(?:of|for|in|at)?\s?[A-Z][^,“”\"`]{2,40})?),)?"
_BY = re.compile(rf"^\s?,?\s?(?:{_SAYS})\s(?P<name>{_BEFORE}?{_NAME})(?P<rest>.*)$", re.DOTALL)
_BEFORE_VERB = re.compile(
    rf"^\s?,?\s?(?P<name>{_BEFORE}?{_NAME}){_APPOSITIVE}\s(?:has |had |have |also |later |then )?(?:{_SAYS}|{_TOLD})\b(?P<rest>.*)$",
    re.DOTALL,
)
_AHEAD = re.compile(
    rf"^(?:(?:In|On|At|But|And|Later|Earlier|Meanwhile|After|Before|During|Asked|However|Still|Yet)\b[^,“”\"`]{{0,60}},?\s)?"
    rf"(?P<name>{_BEFORE}?{_NAME}){_APPOSITIVE}\s(?:also |later |then )?(?:{_SAYS}|{_TOLD})(?P<more>(?:\s[^“”\"`,:.;]{{1,60}})?)\s?[,:]\s?$"
)
_OFFICE = re.compile(r"^,\s(?:\d+,\s)?(?P<office>[^,.;“”\"`]{3,90}?)(?=[,.;]|$)")
_NO_OFFICE = re.compile(
    r"^(?:[A-Z]-|who|whose|which|adding|referring|speaking|in|on|at|after|when|as|but|and|according|citing|noting|during|while|before|"
    r"with|for|to|from|that|where|because|since|though|although|if|calling|describing|saying|explaining|recalling|pointing|"
    r"\d+|\w+ing\b|\w+ed\b|his|her|their|its|my|our|he|she|it|they|by|under|also|now|then|too|however)\b"
)
_ENDS = re.compile(
    r"^(?:[,.;]|\s(?:of|in|on|at|after|during|as|when|while|to|from|before|following|with|about|by|via|last|this|yesterday|today|earlier|later|late|early|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b|$)"
)
_SHORTEST, _WORDS = 25, 5
_MANY = 4
"""Capitals in a row of which some are another name's: Harbour Weather Office Jane Doe."""


def spoken(text: str, sentence: AnalysedSentence) -> Iterator[Spoken]:
    """The quotation of a sentence whose speaker is sure."""
    found = quotes(text, sentence.start, sentence.end)
    if not found or len(found) != 1:
        return
    first, last = found[0]
    start, end = inner(text, found[0])
    before, behind = text[sentence.start : first], text[last : sentence.end]
    if not _complete(text[start:end]):
        return
    speaker = None
    closed = text[end - 1 : end]
    if not before.strip() and (closed in ",.!?" or behind.startswith(",")):
        speaker = _behind(text, last, behind)
    elif not behind.strip(" .") and closed in ".!?…" and (said := _AHEAD.match(before)):
        speaker = _named(
            text, sentence.start + said.start("name"), said["name"], _place(said, "office", sentence.start)
        )
    if speaker:
        yield Spoken(start, end - (closed == ","), speaker)


def _behind(text: str, last: int, behind: str) -> Named | None:
    said = _BY.match(behind)
    if said:
        name = _DAYS.sub("", said["name"])
        rest = behind[said.start("name") + len(name) :]
        if not _ENDS.match(rest):
            return None
        office = _OFFICE.match(rest)
        place = None
        if office and not _NO_OFFICE.match(office["office"]) and not _OPEN_END.search(office["office"]):
            begin = last + said.start("name") + len(name) + office.start("office")
            place = (begin, begin + len(office["office"]))
        return _named(text, last + said.start("name"), name, place)
    said = _BEFORE_VERB.match(behind)
    return (
        _named(text, last + said.start("name"), said["name"], _place(said, "office", last)) if said else None
    )


_OPEN_END = re.compile(r"\s(?:of|for|in|at|with|and|the|a|an|to|from|by|on)$")


def _place(found: re.Match[str], group: str, offset: int) -> tuple[int, int] | None:
    said = found[group]
    if not said or _NO_OFFICE.match(said) or _OPEN_END.search(said):
        return None
    return offset + found.start(group), offset + found.end(group)


def _complete(said: str) -> bool:
    return (
        len(said) >= _SHORTEST
        and len(said.split()) >= _WORDS
        and (said[0].isupper() or said[0].isdigit() or said[0] in "$‘'")
        and not said.endswith(("-", "—", "…,", "...,"))
        and "\n" not in said
    )


def persons(text: str, sentence: AnalysedSentence, key: str) -> Iterator[Named]:
    """What a sentence names in two or more words with capitals, and whose `key` is this: a person, perhaps."""
    if key not in text[sentence.start : sentence.end]:
        return
    for found in re.finditer(_NAME, text[sentence.start : sentence.end]):
        named = _named(text, sentence.start + found.start(), _DAYS.sub("", found[0]), None)
        if named and named.full and named.key == key:
            yield named


def _named(text: str, start: int, name: str, office: tuple[int, int] | None) -> Named | None:
    """A name without what begins a sentence before it; None where nothing is left, or what is no name."""
    words = name.split()
    stop = word_list("en-stop-words.txt")
    while words and (words[0].lower().strip(".,") in stop or words[0] in ("But", "And")):
        words.pop(0)
    if not words:
        return None
    start += len(name) - len(" ".join(words)) if name.endswith(" ".join(words)) else 0
    if "of" in words and not _OFFICES & set(words[: words.index("of")]):
        return None  # the District of Somewhere, and behind it a name
    own = [place for place, word in enumerate(words) if _own(word)]
    if not own or text[start + len(" ".join(words)) :][:2] in ("'s", "’s"):
        return None
    last = words[own[-1]].strip(".,")
    first = own[-2] if len(own) > 1 else -1
    between = words[first + 1 : own[-1]]
    full = 1 < len(own) - _titled(words, own) < _MANY and all(
        word.lower() in _PARTICLES for word in (*between,)
    )
    full = full and words[first].lower() not in _PARTICLES
    if words[-1].endswith(".") and words[-1] not in ("Jr.", "Sr."):
        words[-1] = words[-1][:-1]
    if not full and (len(last) < 3 or stem(last.lower()) in _no_surnames()):  # noqa: PLR2004
        return None
    name = f"{words[own[0]]} {last}"
    return Named(start, start + len(" ".join(words)), last, full, name, office=office)


def _titled(words: list[str], own: list[int]) -> int:
    """How many of the capitals stand before the last title, and belong to the office: New York Mayor."""
    titles = [place for place, word in enumerate(words) if word.lower().strip(".") in _TITLE_WORDS]
    return sum(place < titles[-1] for place in own) if titles and titles[-1] < own[-1] else 0


def _own(word: str) -> bool:
    """Whether a word belongs to the name itself, and is no title."""
    return word.lower().strip(".") not in _TITLE_WORDS and word[0].isupper()


@lru_cache(maxsize=1)
def _no_surnames() -> frozenset[str]:
    return frozenset(
        found for table in (places(), ordinary_terms()) for stems in table.values() for found, _ in stems
    )
