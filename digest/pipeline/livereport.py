"""What a check of an issue's cited pages found, what follows from it, and how an editor is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest.model.why import Why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.config import Live
    from digest.config.outgoing import Consequence

What = Literal["headline", "sentence", "quotation", "figure", "date", "reference"]
Standing = Literal["same", "changed", "gone", "dead", "unreachable", "unknown"]
"""It stands there; another near enough does; none does; the page is gone; the page cannot be had now; nobody can say."""

LONGEST = 160
"""Characters of a sentence that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one thing that an item cites.

    Args:
        issue: the edition that shows it (its id).
        item: the item's id.
        what: a `reference` is a link of which the item shows no words.
        text: as it was read.
        url: where it was read; of a reference, where it leads.
        standing: what became of it.
        now: what stands there instead, where it changed.
        figures: figures that changed, (before, now).
        words: what else changed.
        why: what is to be known beside: the answer of the server, a redirect, why nobody can say.
        consequence: what follows; empty where nothing is to.
    """

    issue: str
    item: str
    what: What
    text: str
    url: str
    standing: Standing
    now: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    why: str = ""
    consequence: Literal["", "ignore", "warn", "hold", "drop"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Something new that was read of what an item tells, after the issue was built; `new` are facts that it adds."""

    item: str
    headline: str
    outlets: tuple[str, ...]
    new: tuple[str, ...] = ()
    consequence: Literal["", "ignore", "warn", "hold"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An item that was left out because of a check, and why."""

    item: str
    headline: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A check: `marks` are the fingerprints of the editions that were checked; `headlines` is item → its headline."""

    issue: str
    at: datetime
    marks: tuple[str, ...]
    pages: int
    findings: tuple[Finding, ...]
    moved: tuple[Moved, ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def of(self, *standings: Standing) -> tuple[Finding, ...]:
        """The findings of these standings."""
        return tuple(one for one in self.findings if one.standing in standings)

    @property
    def drops(self) -> dict[str, Finding]:
        """Item → the first finding because of which it is to be left out."""
        found: dict[str, Finding] = {}
        for one in self.findings:
            if one.consequence == "drop":
                found.setdefault(one.item, one)
        return found

    @property
    def held(self) -> str:
        """Why the issue waits for a person, in one line; empty where it does not."""
        held = [one for one in self.findings if one.consequence == "hold"]
        moved = [one for one in self.moved if one.consequence == "hold"]
        counts = [
            Why(f"n_{name}", n=len(of))
            for name, of in (
                ("changed", [one for one in held if one.standing == "changed"]),
                ("gone", [one for one in held if one.standing == "gone"]),
                ("dead", [one for one in held if one.standing == "dead"]),
                ("moved", moved),
            )
            if of
        ]
        if not counts:
            return ""
        first = fact(held[0]) if held else news(moved[0])
        return Why("live", counts=tuple(counts), first=first)


def consequence(live: Live, standing: Standing, what: What) -> Consequence | Literal[""]:
    """What follows from a standing; a link of which no words are shown makes no item go."""
    if standing not in ("changed", "gone", "dead"):
        return ""
    found: Consequence = getattr(live, standing)
    return "warn" if found == "drop" and what == "reference" else found


def text(report: Report) -> str:
    """A report as plain text, for the terminal; one line where all is well."""
    return "\n".join(lines(report))


def lines(report: Report) -> Iterator[str]:
    """The same, a line each: counts, then what is not as it was, item by item, the worst first."""
    yield f"{report.issue}: {summary(report)}"
    for gone in report.dropped:
        yield f'  left out: "{_short(gone.headline)}": {gone.reason}'
    for headline, unlike in by_item(report):
        yield f'  "{headline}"'
        yield from (line for one in unlike for line in _shown(one))
    for moved in report.moved:
        if moved.consequence != "ignore":
            yield f"  {_effect(moved.consequence)}{news(moved)}"


def by_item(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    """Headline and findings of each item of which something is not as it was, the worst first."""
    names = dict(report.headlines)
    for item in dict.fromkeys(one.item for one in report.findings):
        own = [
            one
            for one in report.findings
            if one.item == item and one.standing != "same" and one.consequence != "ignore"
        ]
        if own:
            yield _short(names.get(item, item)), _once(own)


def summary(report: Report) -> str:
    """How many cited texts stand, changed, went, in one line."""
    names: dict[Standing, str] = {
        "same": "as they were read",
        "changed": "changed",
        "gone": "gone",
        "dead": "on pages that are gone",
        "unreachable": "on pages that cannot be had now",
        "unknown": "that cannot be compared",
    }
    counted = [f"{count} {name}" for standing, name in names.items() if (count := len(report.of(standing)))]
    if report.moved:
        counted.append(f"{_items(len(report.moved))} moved on")
    if report.dropped:
        counted.append(f"{_items(len(report.dropped))} left out")
    pages = f"{report.pages} page{'' if report.pages == 1 else 's'} read again"
    return f"{pages}: {', '.join(counted) or 'nothing is cited from the web'}"


def _items(count: int) -> str:
    return f"{count} item{'' if count == 1 else 's'}"


def _once(findings: list[Finding]) -> list[Finding]:
    """Each thing once, though several editions show it; of a page that cannot be had, its first finding alone."""
    order: dict[Standing, int] = {"changed": 0, "gone": 1, "dead": 2, "unknown": 3, "unreachable": 4}
    found: dict[tuple[str, str, str], Finding] = {}
    for one in sorted(findings, key=lambda one: order.get(one.standing, 9)):
        whole = one.standing in ("dead", "unreachable", "unknown")
        found.setdefault((one.standing, one.url, "" if whole else one.text), one)
    return list(found.values())


def _shown(one: Finding) -> Iterator[str]:
    yield f"    {_effect(one.consequence)}{fact(one)}"
    if one.standing == "changed":
        yield f"      was: {one.text}"
        yield f"      now: {one.now}"
    yield f"      {one.url}"


def fact(one: Finding) -> str:
    """What became of a thing that is cited, in one line."""
    why = f" ({one.why})" if one.why else ""
    match one.standing:
        case "changed":
            changes = [
                Why("change", was=was or Why("nothing"), now=now or Why("nothing"))
                for was, now in (*one.figures, *one.words)
            ]
            told = (*(changes or [Why("other_words")]), *((one.why,) if one.why else ()))
            return Why("text_changed", what=Why(one.what), changes=told)
        case "gone":
            return Why("text_gone", what=Why(one.what), text=_short(one.text), why=why)
        case "dead":
            return Why("page_gone", why=one.why)
        case "unreachable":
            return f"page not to be had now: {one.why}"
        case "unknown":
            return f"not comparable: {one.why}"
        case _:
            return f"{one.what} stands"


def news(one: Moved) -> str:
    """What is new, in one line."""
    new = f": {', '.join(one.new)}" if one.new else ""
    outlets = f" ({', '.join(one.outlets)})" if one.outlets else ""
    return Why("moved_on", headline=_short(one.headline), beside=f"{outlets}{new}")


def _effect(given: str) -> str:
    return f"[{given}] " if given in ("warn", "hold", "drop") else ""


def _short(told: str) -> str:
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()}…"
