"""The box of terms: what the page uses and a reader may not know, in the words of the sources.

A term is shown where a headline or a sentence of the page uses it and none explains it. Its own item explains it first,
then another of the issue, then what earlier issues learned; the last two only where the words around it are the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.editing.explaining import context_of, explained_by, words_of
from digest.language.familiar import FAMILIAR, KNOWN, rate
from digest.language.usage import key_of, uses
from digest.model import Earlier, Sentence, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.editing.bank import Bank
    from digest.editing.explaining import Page
    from digest.editing.quoting import Quota
    from digest.model import How

MOST = 5
"""Terms of an issue."""
SHARED = 2
"""Words that the surroundings of a term must share with where it was explained, if that was elsewhere."""
MANY = 200
"""Words of an item from which it must share one more."""
LONG_ENOUGH = 3
"""Letters from which an abbreviation is taken to mean the same elsewhere."""

_RANK: dict[How, int] = {"editor": 0, "note": 1, "definition": 2, "initials": 3, "gloss": 4, "name": 5}
_WORDS = (
    "ai ar vr cpu gpu pc tv it ip os usb pdf sns cctv dvd gps led lcd ceo cfo cto coo gdp gnp r&d eu un us usa uk uae nba mlb nfl nhl fifa kbo ioc ok id pr hr mou ngo vip suv atm"
    " dna rna faq am pm bbc cnn nyt ap afp kbs mbc sbs ytn jtbc nhk fbi cia nasa nato who wto imf oecd fda mit kaist iq md dj mc pd ga fy web www url"
)
_EVERYDAY = frozenset(_WORDS.split())
"""Abbreviations that every reader knows."""


def terms(page: Page, bank: Bank, quota: Quota) -> tuple[Term, ...]:
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
    kept: list[Term] = []
    for one in ranked:
        if len(kept) < MOST and (
            one.source is None
            or one.earlier
            or one.meaning is None
            or quota.take(
                Sentence(story=one.source.story, start=one.meaning.start, end=one.meaning.end, text=one.means)
            )
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (shown_at(one, shown), one.term)))


def shown_at(term: Term, shown: Sequence[str]) -> int:
    """Which of the page's texts uses a term first."""
    return next((place for place, text in enumerate(shown) if uses(text, term.term) >= 0), len(shown))


def _candidates(page: Page, bank: Bank) -> Iterator[Term]:
    """Every explanation of a term that the page uses: the editor's, an item's own, and those of elsewhere."""
    own = {item.id: list(explained_by(item, page)) for item in page.items}
    for item in page.items:
        for name, means in sorted(bank.given.items()):
            if _used(name, page.texts(item)):
                yield Term(term=name, means=means, how="editor", item=item.id, language=page.language)
    for item in page.items:
        near = sorted(own[item.id], key=lambda pair: _RANK[pair[0].how])
        yield from (term for term, _ in near if _used(term.term, page.texts(item)))
    elsewhere: list[tuple[Term, Sequence[str], Earlier | None, str]] = [
        (term, context_of(member, term), None, item_id)
        for item_id, found in own.items()
        for term, member in found
        if term.how != "name"
    ]
    elsewhere += [
        (one.term, one.context, Earlier(issue=one.issue, number=one.number), "")
        for one in reversed(bank.learned)
    ]
    elsewhere = [
        found for found in elsewhere if not _has_two_meanings(found[0], [one[0] for one in elsewhere])
    ]
    for item in page.items:
        texts, around = page.texts(item), words_of(item, page)
        for term, context, earlier, told_by in elsewhere:
            if told_by != item.id and _used(term.term, texts) and _same(term, context, around):
                yield replace(term, item=item.id, earlier=earlier)


def _used(term: str, texts: Sequence[str]) -> bool:
    return any(uses(text, term) >= 0 for text in texts)


def _is_known(term: Term, bank: Bank) -> bool:
    """Whether readers know a term, were told lately, or the editor refused it."""
    key = key_of(term.term)
    if key in bank.refused:
        return True
    if term.how == "editor":
        return False
    return key in bank.lately or key.lower() in _EVERYDAY or _is_ordinary(term.term)


def _is_ordinary(term: str) -> bool:
    """Whether a term is a name known to all, or an ordinary word; of an abbreviation, dictionaries say nothing."""
    found = rate(term.lower())
    short = sum(char.isupper() for char in term) > 1
    return found == KNOWN or (found >= FAMILIAR and not short)


def _stands_explained(term: Term, shown: Sequence[str]) -> bool:
    """Whether a text of the page explains the term itself, or (a name) gives its other form."""
    if term.how == "name":
        return any(term.means in text for text in shown)
    return any(term.means in text and uses(text, term.term) >= 0 for text in shown)


def _same(term: Term, context: Sequence[str], around: frozenset[str]) -> bool:
    """Whether a term that was explained elsewhere means the same here."""
    letters = sum(char.isalnum() for char in term.term)
    shared = around.intersection(context)
    apart = [one for one in shared if not any(one != other and one in other for other in shared)]
    needed = SHARED + (len(around) > MANY)
    return letters >= LONG_ENOUGH and term.how != "name" and len(apart) >= needed


def _has_two_meanings(term: Term, others: Sequence[Term]) -> bool:
    """Whether another text explains a term otherwise, in the same language."""
    same = (one for one in others if key_of(one.term) == key_of(term.term) and one.language == term.language)
    means = {re.sub(r"\W", "", one.means).lower() for one in same if one.how in ("initials", "gloss")}
    longest = max(means, key=len, default="")
    return any(one not in longest for one in means)
