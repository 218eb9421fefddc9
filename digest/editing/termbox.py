"""The box of terms: what the page uses and a reader may not know, in the words of the sources.

A term is shown where a headline or a sentence of the page uses it and none explains it. Its own item explains it first,
then another of the issue, then what earlier issues learned; the last two only where the words around it are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.analysis.explanations import explanations
from digest.language.familiar import KNOWN, rate
from digest.model import Earlier, Item, Learned, Span, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.allowance import Allowance
    from digest.language.explained import Explained
    from digest.model import How, Language

MOST = 5
"""Terms of an issue."""
SHARED = 2
"""Words that the surroundings of a term must share with where it was explained, if that was elsewhere."""
CONTEXT = 16
"""Words kept of the surroundings of a term."""
LONG_ENOUGH = 3
"""Letters from which an abbreviation is taken to mean the same elsewhere."""

_RANK: dict[How, int] = {"editor": 0, "note": 1, "definition": 2, "initials": 3, "gloss": 4, "name": 5}
_EVERYDAY = frozenset(
    "ai ar vr cpu gpu pc tv it ip os usb pdf sns cctv dvd gps led lcd ceo cfo cto coo gdp gnp r&d eu un us usa uk uae nba mlb nfl nhl fifa kbo ioc ok id pr hr mou ngo vip suv atm"
    " dna rna faq am pm bbc cnn nyt ap afp kbs mbc sbs ytn jtbc nhk fbi cia nasa nato who wto imf oecd fda mit kaist iq md dj mc pd ga fy web www url".split()
)
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|로|으로|도|만|란|인|등|들|에서|에게|에는|라는|이라는|까지|부터|보다|처럼|이나|나|이며|이다|입니다|이고|하는|하고|했|한|할|형|용|급|별)?(?![가-힣])"
)
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What is known of terms before an issue is made.

    Args:
        learned: what the sources of sent issues explained, in the order of sending.
        lately: terms that the last issues showed.
        given: term → the editor's own explanation.
        refused: terms that the editor does not want explained.
    """

    learned: tuple[Learned, ...] = ()
    lately: frozenset[str] = frozenset()
    given: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


NO_BANK = Bank()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an issue shows: its items in order, their stories, and the texts of each item (headline, sentences)."""

    items: Sequence[Item]
    stories: Mapping[str, Prepared]
    language: Language

    def texts(self, item: Item) -> list[str]:
        """The headline and the sentences of an item, as shown."""
        return [item.headline.text, *(pick.shown or pick.sentence.text for pick in item.picks)]


def terms(page: Page, bank: Bank, allowance: Allowance) -> tuple[Term, ...]:
    """The terms that the page shows explained, in the order in which it uses them."""
    shown = [text for item in page.items for text in page.texts(item)]
    best: dict[str, Term] = {}
    for one in _candidates(page, bank):
        if key_of(one.term) in best or _is_known(one, bank) or _stands_explained(one, shown):
            continue
        best[key_of(one.term)] = one
    ranked = sorted(
        best.values(),
        key=lambda one: (rate(one.term.lower()), _RANK[one.how], shown_at(one, shown), one.term),
    )
    kept = []
    for one in ranked:
        if len(kept) < MOST and (
            one.source is None
            or one.earlier
            or one.meaning is None
            or allowance.take(one.source.story, one.meaning)
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (shown_at(one, shown), one.term)))


def learn(page: Page, shown: Sequence[Term], issue: str, number: int) -> tuple[Learned, ...]:
    """What the sources of an issue explain, for later ones: each term once, in the order of the page."""
    told = {key_of(term.term) for term in shown}
    found: dict[str, Learned] = {}
    for item in page.items:
        for term, member in _explained(item, page):
            if term.how != "name":
                found.setdefault(
                    key_of(term.term),
                    Learned(
                        issue=issue,
                        number=number,
                        term=term,
                        context=_context(member, term),
                        shown=key_of(term.term) in told,
                    ),
                )
    return tuple(found.values())


def key_of(term: str) -> str:
    """The form by which a term is known again: an abbreviation by its letters, other words without capitals and spaces."""
    return term if term.isupper() else re.sub(r"[\s·-]", "", term).lower()


def uses(text: str, term: str) -> int:
    """Where a text uses a term as a word of its own; -1 where it does not."""
    if term not in text:
        return -1
    for found in re.finditer(re.escape(term), text):
        if _begins(text, found.start()) and _ends(text, found.end()):
            return found.start()
    return -1


def _begins(text: str, place: int) -> bool:
    """Whether a word begins here: not within one, but in Korean after a number (1페타플롭), and in Latin script after Hangul."""
    before, first = text[max(0, place - 1) : place], text[place]
    if not before.isalnum():
        return True
    return before.isdigit() if _HANGUL.match(first) else _HANGUL.match(before) is not None


def _ends(text: str, place: int) -> bool:
    """Whether a word ends here, or goes on with a particle."""
    after = text[place : place + 1]
    if _HANGUL.match(text[place - 1]):
        return _PARTICLE.match(text, place) is not None
    return not (after.isascii() and after.isalnum())


def shown_at(term: Term, shown: Sequence[str]) -> int:
    """Which of the page's texts uses a term first."""
    return next((place for place, text in enumerate(shown) if uses(text, term.term) >= 0), len(shown))


def _candidates(page: Page, bank: Bank) -> Iterator[Term]:
    """Every explanation of a term that the page uses, the nearest to its use first."""
    own = {item.id: list(_explained(item, page)) for item in page.items}
    using = {item.id: page.texts(item) for item in page.items}
    for item in page.items:
        for name, means in sorted(bank.given.items()):
            if _used(name, using[item.id]):
                yield Term(term=name, means=means, how="editor", item=item.id, language=page.language)
    for item in page.items:
        near = sorted(own[item.id], key=lambda pair: _RANK[pair[0].how])
        yield from (term for term, _ in near if _used(term.term, using[item.id]))
    for item in page.items:
        around = _words(item, page)
        for other in page.items:
            for term, member in own[other.id] if other is not item else ():
                if _used(term.term, using[item.id]) and _same(term, _context(member, term), around):
                    yield _at(term, item)
        for learned in reversed(bank.learned):
            if _used(learned.term.term, using[item.id]) and _same(learned.term, learned.context, around):
                yield _at(learned.term, item, Earlier(issue=learned.issue, number=learned.number))


def _at(term: Term, item: Item, earlier: Earlier | None = None) -> Term:
    return Term(
        term=term.term,
        means=term.means,
        how=term.how,
        item=item.id,
        language=term.language,
        source=term.source,
        place=term.place,
        meaning=term.meaning,
        earlier=earlier,
    )


def _explained(item: Item, page: Page) -> Iterator[tuple[Term, Prepared]]:
    """What the stories of an item explain, as terms; what may not be quoted explains nothing."""
    for reference in item.references:
        if reference.rights in ("link-only", "private"):
            continue
        member = page.stories[reference.story]
        story = member.story
        spans = [Span(start=one.start, end=one.end) for one in story.sentences]
        for found in explanations(story.text, spans, story.blocks):
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


def _language(found: Explained) -> Language:
    return "ko" if _HANGUL.search(found.means) else "en"


def _used(term: str, texts: Sequence[str]) -> bool:
    return any(uses(text, term) >= 0 for text in texts)


def _is_known(term: Term, bank: Bank) -> bool:
    """Whether readers know a term, were told lately, or the editor refused it."""
    key = key_of(term.term)
    if key in bank.refused:
        return True
    if term.how == "editor":
        return False
    return key in bank.lately or key.lower() in _EVERYDAY or rate(term.term.lower()) >= KNOWN


def _stands_explained(term: Term, shown: Sequence[str]) -> bool:
    """Whether a text of the page explains the term itself, or (a name) gives its other form."""
    if term.how == "name":
        return any(term.means in text for text in shown)
    return any(term.means in text and uses(text, term.term) >= 0 for text in shown)


def _same(term: Term, context: Sequence[str], around: frozenset[str]) -> bool:
    """Whether a term that was explained elsewhere means the same here."""
    letters = sum(char.isalnum() for char in term.term)
    return letters >= LONG_ENOUGH and term.how != "name" and len(around.intersection(context)) >= SHARED


def _context(member: Prepared, term: Term) -> tuple[str, ...]:
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


def _words(item: Item, page: Page) -> frozenset[str]:
    members = [page.stories[reference.story] for reference in item.references]
    return frozenset(
        word.form
        for member in members
        for words in (member.title, *(one.words for one in member.sentences))
        for word in words
    )
