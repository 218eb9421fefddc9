"""The term bank: what earlier issues learned, and what the editor says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.editing.explaining import context_of, explained_by
from digest.language.usage import key_of
from digest.model import Learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.editing.explaining import Page
    from digest.model import Term


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


def learn(page: Page, shown: Sequence[Term], issue: str, number: int) -> tuple[Learned, ...]:
    """What the sources of an issue explain, for later ones: each term once, in the order of the page."""
    told = {key_of(term.term) for term in shown}
    found: dict[str, Learned] = {}
    for item in page.items:
        for term, member in explained_by(item, page):
            if term.how != "name":
                found.setdefault(
                    key_of(term.term),
                    Learned(
                        issue=issue,
                        number=number,
                        term=term,
                        source=member.story.source,
                        context=context_of(member, term),
                        shown=key_of(term.term) in told,
                    ),
                )
    return tuple(found.values())
