"""How stories write what analysis knows by a normal form: a figure, a stem, a compound of nouns."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digest.analysis.casualties import casualties
from digest.analysis.nobody import names_nobody
from digest.language.familiar import FAMILIAR, rate
from digest.language.names import foreignness
from digest.language.numbers import stated
from digest.language.readable import is_figure
from digest.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.words import AnalysedSentence, Word, Words

LONGEST_NOUN, LONGEST_NAME = 3, 4
"""Words of a noun that a number counts in English, and of a name."""
BORROWED = -1.5
"""Foreignness from which a noun beside a name may be a part of it."""
_HANGUL = re.compile(r"[가-힣]+")
_HYPHENED = re.compile(r"(?:-\w+)+")
# Surnames that analysis drops, for they are words of no meaning: Do Jin-wook, No Tae-woo.
_SURNAME = re.compile(r"(?<![\w'’-])(?:An|Do|Go|No|So) $")
_POSSESSIVE = re.compile(r"['’]s?$")
_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
# A Korean syllable in Latin script, in the ways that people write their names: jin, kyeong, hyun, won, seok, yul.
_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[bcdghjkmnprsty])?[wy]?(?:[aeiou]|ae|eo|oe|eu|ui|oo|ee|ou|eou)(?:ng|ck|[klmnprt])?h?"
)
_PLURAL = frozenset({"people", "children", "men", "women"})
# What a Korean number counts stands behind it, and is no word of its own in analysis.
_COUNTED = re.compile(
    r"(?:여|가량)?\s?(?:개국|개월|개사|명|인|개|대(?!\s?\d)|건|곳|가구|세대|톤|호선|주[년기]|주(?!년)|표|년간|년|시간|시|분간|분(?!의)|초|채|권|장|마리|회(?!계)|번|차례|배럴|배|"
    r"리터|제곱미터|킬로미터|미터|평|점|종|살|세|위|일(?:간|째)?|포인트|팀|편|척|필지|층|석|[a-zA-Z]{1,3}(?![a-zA-Z]))"
)


class Wording:
    """The words of some stories, which are asked for the figures and terms that analysis found in them.

    Args:
        members: the stories, those first whose words are to be shown.
    """

    def __init__(self, members: Sequence[Prepared]) -> None:
        self._members = members

    def figure(self, figure: str) -> Fact | None:
        """A figure as the first story that states it writes it, with what it counts."""
        return self._figures.get(figure)

    def toll(self, figure: str) -> Fact | None:
        """A count of the dead or missing with the words that say so, the shortest of the stories: 사망자 9명, nine dead."""
        told = [
            Fact(kind="figure", text=text, story=member.story.id)
            for member in self._members
            for own, text in casualties(member)
            if own == figure
        ]
        return min(told, key=lambda fact: len(fact.text), default=None)

    def term(self, term: str) -> Fact | None:
        """A term, or a compound of terms, as the first story that tells it writes it."""
        return self._written(term) or self._compound(term)

    def names_nobody(self, name: str) -> bool:
        """Whether what analysis took for a name is only who reports, or a plain word."""
        return names_nobody(name, [member.story for member in self._members])

    def readable(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Terms and figures as the stories write them, each once; what none of them writes is left out."""
        found = (self.figure(term) if is_figure(term) else self.term(term) for term in terms)
        return tuple(dict.fromkeys(fact.text for fact in found if fact))

    @cached_property
    def _figures(self) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for member in self._members:
            story = member.story
            if story.language == "und":
                continue
            for sentence in member.sentences:
                text = story.text[sentence.start : sentence.end]
                for figure, start, end in stated(text, story.language):
                    shown = text[start:end] + self._counted(member, sentence, text, figure, end)
                    found.setdefault(figure, Fact(kind="figure", text=shown.strip(), story=story.id))
            for figure, start, end in stated(story.title, story.language):
                counted = _COUNTED.match(story.title, end) if figure[0] == "n" else None
                shown = story.title[start : counted.end() if counted else end]
                found.setdefault(figure, Fact(kind="figure", text=shown.strip(), story=story.id))
        return found

    def _counted(self, member: Prepared, sentence: AnalysedSentence, text: str, figure: str, end: int) -> str:
        """What a bare number counts, as it stands behind it: 1200명, 24 librarians."""
        if figure[0] != "n":
            return ""
        if member.story.language == "ko":
            counted = _COUNTED.match(text, end)
            return counted[0] if counted else ""
        place = sentence.start + end
        return member.story.text[place : _noun_end(sentence.words, member.story.text, place)]

    def _written(self, term: str) -> Fact | None:
        """A term where a story first tells it: in its text or, failing that, in its title."""
        for member in self._members:  # few sentences tell it: no other is taken apart
            shown = spelled((term,), (member,)).get(term)
            if shown is not None:
                return Fact(kind="name", text=shown, story=member.story.id)
        return None

    def _compound(self, term: str) -> Fact | None:
        story = next(
            (one.story for one in self._members if term in one.story.text or term in one.story.title), None
        )
        return Fact(kind="name", text=term, story=story.id) if story else None


def _noun_end(words: Sequence[Word], text: str, end: int) -> int:
    """Where the English noun ends that a number counts: 48,000 Hearth home batteries; the number's own end without one."""
    if hyphened := _HYPHENED.match(text, end):
        return hyphened.end()
    last, first = end, end
    for word in words:
        if word.start != last + 1 or word.kind != "word":
            continue
        last = word.end
        first = first if first > end else last
        told = text[word.start : word.end]
        if told in _PLURAL or (told.endswith("s") and not told.endswith("ss")):
            return last
        if len(text[end:last].split()) >= LONGEST_NOUN:
            break
    return first


def without_possessive(shown: str) -> str:
    """A name as it stands in a text without what tells whose something is: Hamburg for Hamburg's."""
    return re.split(r"['’]s?\b", shown)[0] if "'" in shown or "’" in shown else shown


def _whole(text: str, start: int, end: int) -> str:
    """A word with the letters and figures that it stands within, which analysis of Korean parts: C2PA, V3."""
    if _is_latin(text[start : start + 1]):
        while _is_latin(text[start - 1 : start]):
            start -= 1
    if _is_latin(text[end - 1 : end]):
        while _is_latin(text[end : end + 1]):
            end += 1
    return text[start:end]


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def spelled(terms: Iterable[str], members: Sequence[Prepared]) -> dict[str, str]:
    """How the first of the stories that tells a term writes it, as `Wording.term` for a few terms."""
    wanting, found = set(terms), dict[str, str]()
    for member in members:
        for sentence in member.sentences:
            if not wanting.isdisjoint(sentence.words.forms):
                for run, shown in _shown(sentence.words, member.story.text):
                    told = wanting.intersection(word.form for word in run)
                    wanting -= told
                    found |= dict.fromkeys(told, shown)
        for word in member.title:
            if word.form in wanting:
                wanting.discard(word.form)
                found[word.form] = without_possessive(_whole(member.story.title, word.start, word.end))
    return found


def _shown(words: Words, text: str) -> Iterator[tuple[list[Word], str]]:
    """The words of a sentence as its text writes them; names of several words as one: Elaine Marchetti, 실리콘 밸리."""
    run: list[Word] = []
    for word in words:
        if run and not (_goes_on(run, word, text) and len(run) < LONGEST_NAME):
            yield run, _named(run, text)
            run = []
        run.append(word)
    if run:
        yield run, _named(run, text)


def _named(run: Sequence[Word], text: str) -> str:
    """The words of a run as its text writes them, a Korean given name with its surname."""
    start, end = run[0].start, run[-1].end
    shown = without_possessive(_whole(text, start, end))
    if _GIVEN.fullmatch(shown) and all(_SYLLABLE.fullmatch(part) for part in shown.lower().split("-")):
        surname = _SURNAME.search(text, max(0, start - len(" Go ")), start)
        shown = (surname[0] if surname else "") + shown
    return shown


def _goes_on(run: Sequence[Word], word: Word, text: str) -> bool:
    """Whether a word belongs to the name that ends with the one before, a space or hyphen behind it."""
    before = run[-1]
    if word.start != before.end + 1 or _POSSESSIVE.search(text, before.start, before.end):
        return False
    if _is_capital(before, text) and (_is_capital(word, text) or _is_syllable(run, word, text)):
        return True
    return (
        word.kind == "name"
        and _borrowed(text[word.start : word.end])
        and _borrowed(text[before.start : before.end])
    )


def _is_capital(word: Word, text: str) -> bool:
    return word.kind in ("word", "latin") and text[word.start].isupper()


def _is_syllable(run: Sequence[Word], word: Word, text: str) -> bool:
    """Whether a word is the second syllable of a given name: the jin of Ha-jin, the un of Kim Jong-un, not the led of Seoul-led."""
    small = text[run[-1].end] == "-" and _SYLLABLE.fullmatch(without_possessive(text[word.start : word.end]))
    return bool(small) and (len(run) > 1 or rate(word.form) < FAMILIAR)


def _borrowed(noun: str) -> bool:
    """Whether a Hangul noun is a foreign word and no ordinary one, as in most names of several words: 골드만 삭스, 실리콘 밸리."""
    return bool(_HANGUL.fullmatch(noun)) and foreignness(noun) >= BORROWED and rate(noun) < FAMILIAR
