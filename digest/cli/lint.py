"""`digest lint`: what an editor should look at in an issue before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    JsonOption,
    configuration,
    find_issue,
    open_store,
    read_editions,
    read_issue,
)
from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.editing.remark import Remark

STYLES = {"error": "red", "warning": "yellow"}
MANY = 3
"""Findings that say the same from which they are told together."""


def lint(issue: IssueArgument = None, config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Tell what should be looked at in an issue and its mail before it is sent: where it stands and how to mend it.

    Of an issue in several editions also figures, days and known names of a translation that the other edition does not have.

    Exit status 1 where a finding is an error: such an issue is not sent. Warnings leave it 0.
    """
    from digest import codec
    from digest.pipeline import linting
    from digest.pipeline.editions import remarks

    settings = configuration(config)
    path = find_issue(settings, issue)
    value = read_issue(path)
    found = linting.findings(settings, value)
    if value.editions:
        at = value.provenance.moment
        found += remarks(settings, open_store(settings), read_editions(settings, issue), now=at)
    for row in map(codec.row, found) if json_ else ():
        show.line(row)
    for line in () if json_ else lines(found):
        show.out.print(line)
    errors = sum(one.level == "error" for one in found)
    if errors:
        told = f"{errors} {'error' if errors == 1 else 'errors'}"
        raise ResultError(str(path), told, "mend them before the issue is sent (docs/how-to/lint.md)")
    show.say(f"{value.id}: {counted(found)}", style="yellow" if found else "green")


def lines(found: Sequence[Remark]) -> Iterator[Text]:
    """The findings as a person reads them: what is said of many places is said once, above these."""
    alike: dict[tuple[str, ...], list[Remark]] = {}
    for one in found:
        alike.setdefault((one.level, one.kind, one.message, one.hint), []).append(one)
    for (level, _, message, hint), those in alike.items():
        name = (level, STYLES[level])
        if len(those) < MANY:
            yield from (Text.assemble(name, f": {one}") for one in those)
            continue
        yield Text.assemble(name, f": {len(those)} times: {message}: {hint}")
        for one in those:
            about = f': "{one.text}"' if one.text and one.text != one.headline else ""
            yield Text(f"  {one.where}{about}")


def counted(found: Sequence[Remark]) -> str:
    """How many findings there are, in words."""
    return f"{len(found)} {'finding' if len(found) == 1 else 'findings'}" if found else "nothing to look at"
