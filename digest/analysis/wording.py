"""How stories write what analysis knows by a normal form: a figure, a stem, a compound of nouns."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from digest.language.numbers import stated
from digest.language.readable import is_figure, readable
from digest.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.moved import Added
    from digest.analysis.prepared import Prepared
    from digest.language.words import AnalysedSentence, Word
    from digest.model import FactKind

MOST = 6
"""New facts of a kind that are told of a storyline."""
# What a Korean number counts stands behind it, and is no word of its own in analysis.
_COUNTED = re.compile(
    r"(?:여|가량)?\s?(?:개국|개월|개사|명|인|개|대|건|곳|가구|세대|톤|호선|주(?!년)|표|년|시|분(?!의)|초|채|권|장|마리|회|번|차례|배럴|배|"
    r"리터|제곱미터|킬로미터|미터|평|점|종|살|세|위|포인트|팀|편|척|필지|층|석|[a-zA-Z]{1,3}(?![a-zA-Z]))"
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

    def term(self, term: str) -> Fact | None:
        """A term, or a compound of terms, as the first story that tells it writes it."""
        return self._terms.get(term) or self._compound(term)

    def readable(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Terms and figures as the stories write them; a figure that they do not write in words, another term as it stands."""
        return tuple(dict.fromkeys(self._readable(term) for term in terms))

    def _readable(self, term: str) -> str:
        if is_figure(term):
            fact = self.figure(term)
            language = self._members[0].story.language if self._members else "und"
            return fact.text if fact else readable(term, language)
        fact = self.term(term)
        return fact.text if fact else term

    def facts(self, added: Added) -> Iterator[Fact]:
        """What is new, as the stories write it: figures, days, names, outlets, each at most MOST; no words twice."""
        told: list[str] = []
        for kind, facts in (
            ("date", map(self.figure, added.dates)),
            ("figure", map(self.figure, added.figures)),
            ("name", map(self.term, added.names)),
        ):
            left = MOST
            for fact in facts:
                if fact and left and not any(fact.text in one or one in fact.text for one in told):
                    told.append(fact.text)
                    left -= 1
                    yield Fact(kind=_kind(kind), text=fact.text, story=fact.story)
        yield from (Fact(kind="outlet", text=outlet) for outlet in added.outlets[:MOST])

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
        start = sentence.start + end + 1
        word = next((word for word in sentence.words if word.start == start and word.kind == "word"), None)
        return text[end : word.end - sentence.start] if word else ""

    @cached_property
    def _terms(self) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for member in self._members:
            for word, text in _words(member):
                # a name's possessive is no part of it
                shown = re.split(r"['’]s?\b", text[word.start : word.end])[0]
                found.setdefault(word.form, Fact(kind="name", text=shown, story=member.story.id))
        return found

    def _compound(self, term: str) -> Fact | None:
        story = next(
            (one.story for one in self._members if term in one.story.text or term in one.story.title), None
        )
        return Fact(kind="name", text=term, story=story.id) if story else None


def _words(member: Prepared) -> Iterator[tuple[Word, str]]:
    """The words of the text, then those of the title, where English writes capitals without meaning."""
    for sentence in member.sentences:
        yield from ((word, member.story.text) for word in sentence.words)
    yield from ((word, member.story.title) for word in member.title)


def _kind(kind: str) -> FactKind:
    return "date" if kind == "date" else "name" if kind == "name" else "figure"
