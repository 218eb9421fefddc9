"""The sentences of an issue in the register of its genre, each with what stands in its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.register import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Item, Pick, Register


def in_register(items: Sequence[Item], register: Register) -> tuple[Item, ...]:
    """The items with their Korean sentences rewritten where that is safe; every other one stays verbatim."""
    if register == "as-is":
        return tuple(items)
    texts = [pick.sentence.text for item in items for pick in korean(item)]
    told = {text: made for text, made in zip(texts, rewrite(texts, register), strict=True) if made}

    def shown(pick: Pick) -> Pick:
        made = told[pick.sentence.text]
        return replace(pick, shown=made.shown, rule=made.rule, provenance="register")

    changed = {id(pick) for item in items for pick in korean(item) if pick.sentence.text in told}
    return tuple(
        replace(item, picks=tuple(shown(pick) if id(pick) in changed else pick for pick in item.picks))
        for item in items
    )


def korean(item: Item) -> Iterator[Pick]:
    """The sentences of an item that Korean stories tell, but for those that a person wrote."""
    told = {reference.story for reference in item.references if reference.language == "ko"}
    return (pick for pick in item.picks if pick.sentence.story in told and pick.provenance != "editor")
