"""The sentences of an issue in the register of its genre, each with what stands in its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.register import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.language.register import Rewritten, Target
    from digest.model import Issue, Item, Passage, PassageKind, Pick, Register

LISTS: frozenset[PassageKind] = frozenset({"features", "achievements", "tasks"})
"""Passages that are lists of short facts, which may stand in nouns whatever the register of the issue."""


def in_register(issue: Issue, register: Register) -> Issue:
    """The issue with the Korean sentences of its items and of the dates ahead rewritten where that is safe.

    What cannot be told in nouns ends in -다, so that those that stay whole sentences end alike. Every other sentence, and every
    other box, stays verbatim.
    """
    if register == "as-is":
        return issue
    spoken = _korean_stories(issue.items)
    picks = [pick for item in issue.items for pick in item.told] + [one.pick for one in issue.ahead]
    texts = list(dict.fromkeys(pick.sentence.text for pick in picks if _rewritable(pick, spoken)))
    told = _told(texts, register)
    if register == "noun":
        told = _told([text for text in texts if text not in told], "plain") | told

    def shown(pick: Pick) -> Pick:
        made = told.get(pick.sentence.text) if _rewritable(pick, spoken) else None
        return replace(pick, shown=made.shown, rule=made.rule, provenance="register") if made else pick

    return replace(
        issue,
        items=tuple(_rewritten(item, shown) for item in issue.items),
        ahead=tuple(replace(one, pick=shown(one.pick)) for one in issue.ahead),
    )


def _told(texts: Sequence[str], register: Target) -> dict[str, Rewritten]:
    """Each sentence that a rule rewrites into a register, and what it makes of it."""
    return {text: made for text, made in zip(texts, rewrite(texts, register), strict=True) if made}


def _rewritten(item: Item, shown: Callable[[Pick], Pick]) -> Item:
    passages = tuple(_passage(one, shown) for one in item.passages)
    return replace(item, picks=tuple(map(shown, item.picks)), passages=passages)


def korean(issue: Issue) -> Iterator[tuple[str, Pick]]:
    """The sentences that Korean stories tell, each with its item's id, but for those that a person wrote and lists of facts."""
    spoken = _korean_stories(issue.items)
    told = [(item.id, pick) for item in issue.items for pick in item.picks]
    told += [
        (item.id, pick)
        for item in issue.items
        for one in item.passages
        if one.kind not in LISTS
        for pick in one.picks
    ]
    told += [(one.item, one.pick) for one in issue.ahead]
    return ((item, pick) for item, pick in told if _rewritable(pick, spoken))


def _korean_stories(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(
        reference.story for item in items for reference in item.references if reference.language == "ko"
    )


def _rewritable(pick: Pick, spoken: frozenset[str]) -> bool:
    return pick.sentence.story in spoken and pick.provenance != "editor"


def _passage(one: Passage, shown: Callable[[Pick], Pick]) -> Passage:
    """A list of facts has a register of its own where its genre could give all of them one."""
    given = one.kind in LISTS and any(pick.provenance == "register" for pick in one.picks)
    return one if given else replace(one, picks=tuple(map(shown, one.picks)))
