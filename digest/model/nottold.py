"""Why something that was read is not told: a kind, and what it names. Each surface has its own words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

NotToldKind = Literal[
    "rank",  # others rank above it
    "told",  # in {issue}, and nothing has moved since
    "still",  # in {issue}: no new day, {n} % of what it is about was told
    "same",  # the same, and no figure or day is new
    "drop",  # it fits the filter {filter}
    "only",  # it fits none of the filters that let in
    "cap",  # no more than {n} items that {source} alone tells
    "link",  # no more than a link is allowed, and there is no headline to show
    "line",  # not of {storyline}, which the issue is about
    "merged",  # told with {item}
    "editor",  # dropped
    "held",  # for the next issue
    "changed",  # before sending, at {url}, what it cites
    "gone",
    "dead",  # the page itself
    "other",  # in {words} of a former version of the program
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """A reason. `values` are for the editor: they may name filters, sources, issues and addresses."""

    kind: NotToldKind
    values: dict[str, str | int] = field(default_factory=dict)

    @property
    def bare(self) -> NotTold:
        """The kind alone, as the public may know it."""
        return NotTold(kind=self.kind)


_FORMER: tuple[tuple[NotToldKind, str], ...] = (
    ("rank", r"other items rank above it"),
    ("told", r"told in (?P<issue>.+), and nothing has moved since"),
    (
        "same",
        r"told in (?P<issue>.+), and has not moved: .+, (?P<n>\d+)% of what it is about was told before and no figure or day is new",
    ),
    (
        "still",
        r"told in (?P<issue>.+), and has not moved: .+, (?P<n>\d+)% of what it is about was told before",
    ),
    ("drop", r"interests\.drop: (?P<filter>.+)"),
    ("only", r"interests\.only: .+"),
    ("cap", r'sources\["(?P<source>.+)"\]\.cap: no more than (?P<n>\d+) items? that it alone tells'),
    ("link", r"its source allows no more than a link, and it has no headline"),
    ("line", r"it is not of the storyline (?P<storyline>.+)"),
    ("editor", r"dropped by the editor"),
    ("held", r"held for the next issue by the editor"),
    ("changed", r"left out before sending: what it cites has changed \((?P<url>.+)\)"),
    ("gone", r"left out before sending: what it cites is gone \((?P<url>.+)\)"),
    ("dead", r"left out before sending: a page that it cites is gone \((?P<url>.+)\)"),
)
"""Kind → how issues that were stored before reasons had kinds say it."""


def of_text(text: str) -> NotTold:
    """The reason that an issue of a former version tells as a sentence."""
    for kind, said in _FORMER:
        if found := re.fullmatch(said, text, re.DOTALL):
            values = {name: int(of) if name == "n" else of for name, of in found.groupdict().items()}
            return NotTold(kind=kind, values=values)
    return NotTold(kind="other", values={"words": text})


def brought_up(issue: Any) -> Any:
    """The JSON of an issue of a former version as one of this."""
    for one in issue["left_out"]:
        if isinstance(one["reason"], str):
            reason = of_text(one["reason"])
            one["reason"] = {"kind": reason.kind, "values": reason.values}
    return issue
