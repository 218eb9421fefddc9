"""`digest verify` and `digest explain`: that nothing was invented, and why what stands there was chosen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.text import Text

from digest.cli import show
from digest.cli.boxed import box_lines
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    JsonOption,
    NowOption,
    configuration,
    find_issue,
    issue_file,
    open_store,
    read_issue,
)
from digest.cli.why import item_lines, storyline_lines
from digest.cli.worth import rank_lines, section_lines
from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.editing.verify import Finding, What
    from digest.model import Issue, Item, Reason

ItemArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ITEM]", help="An item's number on the page, or its id; all where none is named."
    ),
]


def verify(
    issue: IssueArgument = None,
    live: Annotated[
        bool,
        typer.Option(
            "--live", help="Fetch each cited page again, and say what does not stand there any more."
        ),
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Prove each sentence, headline, new fact, quotation, figure, number, term, date and event of an issue from the texts in the store.

    With --live, from the pages instead, as they stand now.
    """
    from digest import codec
    from digest.editing.calendarproof import calendar
    from digest.editing.countproof import counts
    from digest.editing.proof import boxes
    from digest.editing.verify import by_other_rules
    from digest.editing.verify import verify as prove
    from digest.pipeline.proving import announced
    from digest.storage import issues, readings, storylines, terms

    settings = configuration(config)
    if live:
        from digest.cli.live import again

        again(settings, issue, now=now, as_json=json_)
        return
    path = find_issue(settings, issue)
    value = read_issue(path)
    with open_store(settings).read() as connection:
        frozen = issues.frozen(connection, value.id)
        told = storylines.tellings(connection)
        events, texts = announced(settings, connection, value)
        as_built = issues.is_as_built(connection, value)
        read, kept = readings.of_issue(connection, value.primary), issues.kept(connection, value.id)
        bank = {
            (one.issue, one.term.term): one for one in terms.bank(connection, before=value.primary, ever=True)
        }
    findings = (
        *prove(value, frozen, told),
        *counts(value, read, kept),
        *boxes(value, frozen, bank),
        *calendar(value, events, texts),
    )
    if (
        as_built
    ):  # whether a rule made a box of words that stand there, the store's own copy witnesses after an update
        findings = by_other_rules(findings)
    bad = [finding for finding in findings if finding.verdict in ("wrong", "gone")]
    others = [finding for finding in findings if finding.verdict == "otherwise"]
    if json_:
        for finding in findings:
            show.line(codec.row(finding))
    for finding in bad:
        more = "; its words stand there, but issue.json is not the one that was built"
        more = more if finding.stands else ""
        show.say(f'✗ {_where(finding, value)}: "{_line(finding)}": {finding.message}{more}', style="red")
    if not json_:
        _tell_of_others(findings, value)
    if bad:
        raise ResultError(
            str(path),
            f"{len(bad)} of {len(findings)} {_listed([f'{_called(what)}s' for what in _provable()])} could not be proved",
            "build the issue again, or mend issue.json",
        )
    made = f"; {len(others)} as another version of the program made {_them(others)}" if others else ""
    show.say(f"{value.id}: {_counted(findings)} proved{made}", style="green")


def _tell_of_others(findings: Sequence[Finding], issue: Issue) -> None:
    """Say what a person wrote, and what today's rules would not make."""
    for one in findings:
        if one.verdict == "otherwise":
            mark = "~"
            told = f"its words stand there, but this version would not make it so ({one.message})"
        elif one.verdict in ("editor", "unsupported"):
            mark, told = "·", f"written by the editor{f'; {one.message}' if one.message else ''}"
        else:
            continue
        show.say(f'{mark} {_where(one, issue)}: "{_line(one)}": {told}', style="yellow")


def _them(findings: Sequence[Finding]) -> str:
    return "it" if len(findings) == 1 else "them"


def _where(finding: Finding, issue: Issue) -> str:
    """Where something stands: its item by number and id, else the issue."""
    numbers = {item.id: number for number, item in enumerate(issue.items, 1)}
    number = f"{numbers[finding.item]} " if finding.item in numbers else ""
    return f"item {number}{finding.item}" if finding.item else issue.id


def _line(finding: Finding) -> str:
    """What is found, on one line."""
    return " ".join(finding.text.split())


def _counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.what for finding in findings if finding.verdict == "proved")
    return (
        _listed(
            [
                f"{counts[what]} {_called(what)}{'s' if counts[what] > 1 else ''}"
                for what in _provable()
                if counts[what]
            ]
        )
        or "nothing to be"
    )


def _provable() -> list[What]:
    """What can be proved of an issue, in the order in which it is counted."""
    from digest.editing.verify import What

    return [what for what in get_args(What) if what != "note"]


def _called(what: What) -> str:
    return {"fact": "new fact", "earlier": "earlier item"}.get(what, what)


def _listed(told: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def explain(
    issue: IssueArgument = None,
    item: ItemArgument = None,
    config: ConfigOption = None,
    json_: JsonOption = False,
) -> None:
    """Say why stories stand together, why an item ranks where it does, and why a sentence was chosen."""
    from digest import codec
    from digest.editing.reasons import told

    if issue is not None and issue.isdigit() and item is None:  # `explain 3`: an item of the newest issue
        issue, item = None, issue
    value = read_issue(issue_file(issue, config))
    chosen = _chosen(value, item)
    if json_:
        for one in chosen:
            show.line(codec.row(one))
        return
    show.say(value.id, style="dim")
    titles = {left.story: left.title for left in value.left_out}
    titles |= {
        reference.story: reference.title or f"untitled, {reference.outlet}"
        for one in value.items
        for reference in one.references
    }
    sections = {section.key: section.title for section in value.sections}
    for number, one in enumerate(value.items, 1):
        if one in chosen:
            _item(number, one, titles, sections, box_lines(value, one))
    if item is None and value.left_out:
        count = len(value.left_out)
        show.out.print(Text(f"Left out: {count} {'story' if count == 1 else 'stories'}", style="bold"))
        for left in value.left_out:
            show.out.print(Text(f"  {left.title}: {told(left.reason)}", style="dim"))


def _chosen(issue: Issue, name: str | None) -> tuple[Item, ...]:
    if name is None:
        return issue.items
    found = tuple(item for number, item in enumerate(issue.items, 1) if name in (str(number), item.id))
    if not found:
        raise ResultError(
            f'item "{name}"', f"is not in {issue.id}", f"its items are numbered 1 to {len(issue.items)}"
        )
    return found


def _item(
    number: int, item: Item, titles: dict[str, str], sections: dict[str, str], boxes: Iterable[str]
) -> None:
    head = Text.assemble((f"{number}. ", "bold"), (item.headline.text, "bold"), (f"  {item.id}", "dim"))
    show.out.print(head)
    for line in (*rank_lines(item), *section_lines(item, sections)):
        _print(line)
    source = next((one for one in item.references if one.story == item.headline.story), None)
    _print(f"headline from {source.outlet if source else 'the editor'}")
    for line in item_lines(item, titles):
        _print(line)
    for line in storyline_lines(item, titles):
        _print(line)
    order = {reference.story: place for place, reference in enumerate(item.references, 1)}
    for pick in item.told:
        sentence = pick.sentence
        _print(f"[{order.get(sentence.story, '?')}] {sentence.text}")
        _print(
            f"  {sentence.start}–{sentence.end} of {sentence.story}; {pick.provenance}; {_sum(pick.reasons)}"
        )
        if pick.shown is not None:
            _print(f"  shown, by {pick.rule}: {pick.shown}")
    for line in boxes:
        _print(line)
    copied = {copy.story: f"; repeats {copy.of}" for one in item.clusters for copy in one.copies}
    for place, reference in enumerate(item.references, 1):
        dated = " (dated by its first fetch)" if reference.dated_by == "fetched" else ""
        _print(
            f"({place}) {reference.outlet}: {reference.title or reference.story}; rights {reference.rights}{dated}"
        )
        _print(f"    {reference.story}{copied.get(reference.story, '')}")
    show.out.print()


def _print(text: str) -> None:
    show.out.print(Text(f"   {text}"))


def _sum(reasons: tuple[Reason, ...]) -> str:
    told = [f"{reason.feature} {reason.weight:+.2f}" for reason in reasons]
    return ", ".join(told) or "no reasons on record"
