"""What a figure of an English sentence counts: "3,000 jobs", "a fine of $3 billion", "profit rose 12 percent"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list

if TYPE_CHECKING:
    from digest.language.measures import Measure
    from digest.language.words import AnalysedSentence

Place = tuple[int, int]

NEAR = 120
"""Characters before a figure in which the words for what it counts stand."""

_QUALIFIED = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|some|more than|less than|fewer than|at least|at most|up to|as many as|as much as|over|under|an estimated)\s)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:people|men|women|children|troops|personnel|[a-z-]{2,}[^\Wsiu]s)$")
_THINGS = re.compile(r"\s(?P<what>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2})(?=[\s,.;:)’']|$)")
_PASSIVE = (
    "killed|injured|wounded|arrested|rescued|detained|evacuated|hospitalized|hospitalised|displaced|hurt|infected|stranded|"
    "vaccinated|sold|recalled|created|lost|added|destroyed|damaged|closed|cancelled|canceled|affected|charged|laid off|"
    "fired|hired|deployed|trapped|saved|deported|executed|freed|released"
)
_STATES = "missing|dead|homeless|without (?:power|water|electricity)"
_DID = (
    "died|drowned|attended|walked out|dying|marched|protested|fled|fell ill|fell sick|recovered|lost power|lost their (?:jobs|homes|lives)|took part|"
    "signed (?:a|the) [a-z]+"
)
_NOW = r"(?:(?:also|still|already|confirmed)\s)?"
# What becomes of them: a passive with its verb (those that were hurt, without it, too), a state, or what they did.
_DONE = re.compile(
    rf"^\s(?:(?:were|was|have been|had been|are being|are|will be)\s{_NOW}(?:{_PASSIVE}|{_STATES})|(?:killed|injured|wounded|displaced)(?=\s(?:in|by|when|since|after|during)\b|[.,])|"
    rf"(?:(?:have|had)\s{_NOW})?(?:{_DID})|remain(?:ed)?\s(?:{_STATES}|hospitalized))\b"
)
_PART = re.compile(
    r"(?:\b(?:of|in)\s(?:(?:the|its|their|his|her|all|these|those)\s)?|\b(?:each|every|only|no|not)\s(?:[a-z]+\s)?)$"
)
"""What stands before a figure of which only some are meant: four of the 12, one in 1,000."""
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|versus|against|(?:up|down) from|rather than|instead of|than (?:a|the))\b[^.;]{0,60}$"
)
"""Behind these stands what was before, or elsewhere."""
_VERB = re.compile(r"(?:(?P<auxiliary>[A-Za-z’']+)\s)?(?P<verb>laid off|[A-Za-z]+)\s$")
_NOT_DONE = frozenset(
    ("to", "would", "could", "may", "might", "should", "not", "never", "without", "nearly", "almost")
)
_JOINED = re.compile(
    r"^\s(?:and|or)\s(?!(?:[a-z]+ed|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten)\b)"
)
_GOES_ON = re.compile(
    r"^(?:[’']|\s(?:to\s[a-z]|that\b|which\b|who\b|guilty\b|(?:a|per|each|every)\s(?:year|month|week|day|hour|night)\b|[a-z]+ing\b))"
)
_OF_WHAT = re.compile(
    r"^\sof\s(?:(?:the|its|their)\s)?[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?(?=[,.;)]|\s(?:and|to|in|on|at|from|for|over|after|this|last|by|since|because|through|during|that|which|when|with|as)\b|$)"
)
_OF = re.compile(
    r"\b(?P<what>(?:[a-z-]+\s){0,2}[a-z-]+)\sof\s(?:(?:about|around|nearly|almost|more than|at least|up to|over)\s)?$"
)
_IN = re.compile(
    r"^\sin\s(?P<what>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?)(?=[,.;)]|\s(?:and|to|from|for|over|after|this|last|by|on|at|as|since|because|through|during|that|which|when|with)\b|$)"
)
_FOR = re.compile(
    r"^[\s-](?P<what>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?)(?=[,.;)]|\s(?:and|to|from|for|over|after|this|last|by|on|at|as|since|because|through|during|that|which|when|with|in|of|was|is|will|has|would|could)\b|$)"
)
_ENDS = re.compile(
    r"^(?:[,.;)]|\s(?:and|to|for|in|on|at|over|from|by|after|before|since|that|which|when|with|was|is|has|as)\b|$)"
)
_SHARE_OF = re.compile(
    r"^\sof\s[^,.;:()“”\"]{3,80}?(?=[,.;:(]|\s(?:and\s\d|while|but|which|as|when|after|compared)\b|$)"
)
_CLAUSE = re.compile(
    r"(?:^|[:;]\s|\b(?:that|said|says|found|show|shows|showed|but|while)\s)(?:(?:Only|only|Just|just)\s)?$"
)
"""Where a clause begins whose subject is a share."""
_ONE_OF_TWO = re.compile(r"\d\s?(?:%|per\s?cent)\s(?:and|or|to)\s$")
"""Shares of two things in a row: "28% and 15% growth in …"."""
_TOLD_OF = re.compile(
    r"\s(?!(?:surveyed|polled|questioned|interviewed|asked|aged|registered|listed|need|based|indeed|red)\b)(?:is|are|was|were|has|have|had|did|do|[a-z]+ed|want|support|oppose|back|live|work|voted|say|said)\s\S"
)
_ROSE = re.compile(
    r"(?P<what>(?:\b[A-Za-z’'-]+\s){1,4})(?:has |have |had )?(?:rose|risen|fell|fallen|increased|decreased|grew|grown|dropped|declined|climbed|jumped|surged|shrank|slipped|gained|soared|plunged|tumbled)\s(?:by\s|about\s|nearly\s|more than\s)?$"
)
_CHANGE = re.compile(
    r"^\s(?:increase|rise|drop|decline|fall|growth|cut|jump|surge|reduction|tariff|tax|stake|discount)s?\s(?:in|on|of)\s(?!(?:last|the\s(?:year|previous|same|month)|a\syear|this|\d|January|February|March|April|May|June|July|August|September|October|November|December)\b)[^,.;:()“”\"]{3,40}?(?=[,.;:(]|\s(?:and|while|but|which|as|when|after|compared|from|since|over|this|last)\b|$)"
)
_NOTHING = (
    "vicinity increase decrease cut rise drop reduction hike gain jump top instead ahead short bail total tune sum excess"
    " amount maximum minimum worth range plan offer bid proposal request target option mark figure value cost price estimate demand"
)
_NO_THING = frozenset(_NOTHING.split())
_DETERMINERS = re.compile(
    r"^(?:the|a|an|its|their|his|her|our|that|this|and|but|while|as|said|says)\s", re.IGNORECASE
)


def counted(text: str, sentence: AnalysedSentence, figure: Measure) -> tuple[Place, Place] | None:
    """Where a figure stands, with what qualifies it, and the words for what it counts, beside or around it."""
    qualified = _QUALIFIED.search(text, max(sentence.start, figure.start - 20), figure.start)
    start = qualified.start() if qualified else figure.start
    before, behind = text[sentence.start : start], text[figure.end : sentence.end]
    if _COMPARED.search(before):
        return None
    if figure.unit == "%":
        place = _share(sentence.start, before, start, figure.end, behind)
    elif figure.unit:
        place = _money(sentence.start, before, figure.end, behind)
    else:
        place = _things(sentence.start, before, figure.end, behind)
    return ((start, figure.end), place) if place else None


def _share(base: int, before: str, start: int, end: int, behind: str) -> Place | None:
    rose = _ROSE.search(before, max(0, len(before) - NEAR))
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
    if _ONE_OF_TWO.search(before):
        return None
    part = _CHANGE.match(behind)
    whole = _SHARE_OF.match(behind) if part is None and _CLAUSE.search(before) else None
    if whole and _TOLD_OF.search(whole[0]) and not re.search(r"\band\b", whole[0]):
        part = whole
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
    found = _OF.search(before, max(0, len(before) - NEAR)) if _ENDS.match(behind) else None
    stop = word_list("en-stop-words.txt")
    if found:
        words, verbs = found["what"].split(), word_list("en-counted-verbs.txt") | {"paid", "gave", "won"}
        kept: list[str] = []
        for word in reversed(words):
            said = bool(kept) and word.endswith("s") and not word.endswith("ss")  # holds deposits
            if word in stop or word in verbs or said or word.endswith(("ed", "ing")):
                break
            kept.insert(0, word)
        if kept and kept[-1] not in _NO_THING:
            return base + found.end("what") - len(" ".join(kept)), base + found.end("what")
        return None
    idle = stop | word_list("en-uncounted.txt") | word_list("en-manner.txt")
    found = _IN.match(behind) or _FOR.match(behind)
    if found and not any(
        word in idle or word in _NO_THING or word.endswith(("ly", "ing", "ed"))
        for word in found["what"].split()
    ):
        return end + found.start("what"), end + found.end("what")
    return None


def _things(base: int, before: str, end: int, behind: str) -> Place | None:
    """What was done to things or became of them: a bare noun says too little."""
    found = _THINGS.match(behind)
    named = _plural(found["what"]) if found else ""
    if not found or not named or _PART.search(before):
        return None
    begin = end + found.start("what")
    stop = begin + len(named)
    after = behind[stop - end :]
    if done := _DONE.match(after):
        if after.startswith(" or ", done.end()):
            return None
        return begin, stop + done.end()
    verb = _verb(before)
    if verb is None or _JOINED.match(after) or _GOES_ON.match(after):
        return None
    of = _OF_WHAT.match(after)
    if after.startswith(" of ") and not of:
        return None
    return base + verb, stop + (of.end() if of else 0)


def _verb(before: str) -> int | None:
    """Where the verb right before a figure begins, with its `will`."""
    found = _VERB.search(before, max(0, len(before) - NEAR))
    if not found:
        return None
    auxiliary, verb = (found["auxiliary"] or "").lower(), found["verb"].lower()
    if auxiliary == "will":
        ahead = verb in word_list("en-counted-verbs-ahead.txt")
        return found.start("auxiliary") if ahead else None
    sure = auxiliary not in _NOT_DONE and not auxiliary.endswith(("n't", "n’t"))
    return found.start("verb") if sure and verb in word_list("en-counted-verbs.txt") | {"laid off"} else None


def _plural(words: str) -> str:
    """The words up to the first plural, if nothing before it speaks against its being what is counted."""
    stop = word_list("en-stop-words.txt")
    kept: list[str] = []
    told = words.split()
    for word, following in zip(told, [*told[1:], ""], strict=True):
        if word in stop or word in word_list("en-uncounted.txt"):
            return ""
        kept.append(word)
        if _PLURAL.match(word):
            return "" if _PLURAL.match(following) and following not in stop else " ".join(kept)
    return ""
