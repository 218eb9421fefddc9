"""What an issue shows, and what the stories behind it explain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.explanations import explanations
from digest.analysis.prepared import Prepared
from digest.language.familiar import KNOWN, rate
from digest.model import Item, Language, Span, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.language.shortened import Explained

CONTEXT = 16
"""Words kept of the surroundings of a term."""
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an issue shows: its items in order, their stories, and the texts of each item (headline, sentences)."""

    items: Sequence[Item]
    stories: Mapping[str, Prepared]
    language: Language

    def texts(self, item: Item) -> list[str]:
        """The headline and the sentences of an item, as shown."""
        return [item.headline.text, *(pick.shown or pick.sentence.text for pick in item.told)]


def explained_by(item: Item, page: Page) -> Iterator[tuple[Term, Prepared]]:
    """What the stories of an item explain, as terms; what may not be quoted explains nothing."""
    for reference in item.references:
        if reference.rights in ("link-only", "private"):
            continue
        member = page.stories[reference.story]
        for found in _explanations(member):
            if found.how == "name" and page.language != "ko":
                continue
            yield (
                Term(
                    term=found.term,
                    means=found.means,
                    how=found.how,
                    item=item.id,
                    language=_language(found),
                    source=reference,
                    place=Span(start=found.start, end=found.end),
                    meaning=Span(start=found.begins, end=found.ends),
                ),
                member,
            )


def _explanations(member: Prepared) -> tuple[Explained, ...]:
    """What a story explains: asked for the page and for the bank, and found once."""
    found: tuple[Explained, ...] | None = member.kept.get(explanations)
    if found is None:
        story = member.story
        spans = [Span(start=one.start, end=one.end) for one in story.sentences]
        found = member.kept[explanations] = explanations(story.text, spans, story.blocks)
    return found


def _language(found: Explained) -> Language:
    return "ko" if _HANGUL.search(found.means) else "en"


def context_of(member: Prepared, term: Term) -> tuple[str, ...]:
    """The rarest words of the sentence that explains a term, and of its story's title."""
    place = term.place.start if term.place else 0
    words = {word.form for word in member.title}
    for sentence in member.sentences:
        if sentence.start <= place < sentence.end:
            words |= {word.form for word in sentence.words if word.kind != "number"}
    words = {
        word for word in words if len(word) > 1 and rate(word) < KNOWN and word.lower() != term.term.lower()
    }
    return tuple(sorted(words)[:CONTEXT])


def words_of(item: Item, page: Page) -> frozenset[str]:
    """Every word that the stories of an item use."""
    members = [page.stories[reference.story] for reference in item.references]
    return frozenset(
        word.form
        for member in members
        for words in (member.title, *(one.words for one in member.sentences))
        for word in words
    )
