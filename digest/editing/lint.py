"""What an editor should look at in an issue before it is sent, though nothing in it is untrue."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest.editing import lintads, lintitems
from digest.editing.register import korean
from digest.editing.remark import Remark as Remark  # noqa: PLC0414 - what lint gives
from digest.editing.remark import of_item
from digest.language.register import stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Issue, Register

_NAMED = {"noun": "in nouns", "plain": "in -다", "polite": "in -습니다", "informal": "in -요"}


def lint(issue: Issue, *, register: Register = "as-is") -> tuple[Remark, ...]:
    """The findings in an issue itself, check by check, each in the order of the page.

    Args:
        issue: as it stands in issue.json.
        register: what its genre states.
    """
    return (
        *lintitems.findings(issue),
        *lintads.findings(issue),
        *_mixed_register(issue, register),
        *_overdue(issue),
    )


def _overdue(issue: Issue) -> Iterator[Remark]:
    """What sources said would happen by a day that is over: the issue tells it as it was said, and no more."""
    for item in issue.items:
        for pick in (pick for one in item.passages if one.kind == "forecast" for pick in one.picks):
            yield of_item(
                issue,
                item.id,
                kind="forecast",
                text=pick.sentence.text,
                message="was expected by a day that has passed",
                hint="check what came of it, and say so in the note on the item",
            )


def _mixed_register(issue: Issue, register: Register) -> Iterator[Remark]:
    """A sentence that ends in another register than the genre states or, where it states none, than most do."""
    shown = list(dict.fromkeys((item, pick.shown or pick.sentence.text) for item, pick in korean(issue)))
    stand = stands_in([text for _, text in shown])
    counts = Counter(one for one in stand if one)
    expected = register if register != "as-is" else next((name for name, _ in counts.most_common(1)), None)
    if expected is None:
        return
    fits = f"{counts[expected]} of {counts.total()} sentences end {_NAMED[expected]}"
    told = fits if register == "as-is" else f"the genre's register is {register}, {fits}"
    for (item, text), one in zip(shown, stand, strict=True):
        if one and one != expected:
            yield of_item(
                issue,
                item,
                kind="register",
                text=text,
                message=f"ends {_NAMED[one]}; {told}",
                hint=(
                    "state a register for the genre, or choose another sentence"
                    if register == "as-is"
                    else "no rule rewrites it safely: leave it, or choose another sentence"
                ),
            )
