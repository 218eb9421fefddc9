"""What an editor should look at in an issue before it is sent, though nothing in it is untrue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.editing.register import korean
from digest.language.register import stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Issue, Register

Level = Literal["warning", "error"]
Kind = Literal["register", "edition-figure", "edition-name", "edition-section"]

_NAMED = {"noun": "in nouns", "plain": "in -다", "polite": "in -습니다", "informal": "in -요"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding: an `error` should keep an issue from being sent, a `warning` should be looked at.

    Args:
        kind: which check found it.
        item: the id of the item; empty where it is about the whole issue.
        text: what it is about, as shown.
        message: what is odd about it.
        hint: what to do.
    """

    kind: Kind
    level: Level
    item: str
    text: str
    message: str
    hint: str


def lint(issue: Issue, *, register: Register = "as-is") -> tuple[Remark, ...]:
    """The findings in an issue, in the order of the page.

    Args:
        issue: as it stands in issue.json.
        register: what its genre states.
    """
    return tuple(_mixed_register(issue, register))


def _mixed_register(issue: Issue, register: Register) -> Iterator[Remark]:
    """A sentence that ends in another register than the genre states or, where it states none, than most do."""
    shown = [(item, pick.shown or pick.sentence.text) for item, pick in korean(issue)]
    stand = stands_in([text for _, text in shown])
    counts = Counter(one for one in stand if one)
    expected = register if register != "as-is" else next((name for name, _ in counts.most_common(1)), None)
    if expected is None:
        return
    fits = f"{counts[expected]} of {counts.total()} sentences end {_NAMED[expected]}"
    told = fits if register == "as-is" else f"the genre's register is {register}, {fits}"
    for (item, text), one in zip(shown, stand, strict=True):
        if one and one != expected:
            yield Remark(
                kind="register",
                level="warning",
                item=item,
                text=text,
                message=f"ends {_NAMED[one]}; {told}",
                hint=(
                    "state a register for the genre, or choose another sentence"
                    if register == "as-is"
                    else "no rule rewrites it safely: leave it, or choose another sentence"
                ),
            )
