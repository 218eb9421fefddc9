"""`digest lint`: what an editor should look at in an issue before it is sent."""

from __future__ import annotations

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


def lint(issue: IssueArgument = None, config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Tell what is odd in an issue, sentence by sentence: registers (-다, -습니다, -요, nouns) that mix.

    Of an issue in several editions also figures, days and known names of a translation that the other edition does not have.

    Exit status 1 where a finding is an error; warnings, such as a mixed register, leave it 0.
    """
    from digest import codec
    from digest.editing.lint import lint as findings
    from digest.pipeline.editions import remarks

    settings = configuration(config)
    path = find_issue(settings, issue)
    value = read_issue(path)
    genre = settings.genres.get(value.genre)
    found = findings(value, register=genre.register if genre else "as-is")
    if value.editions:
        at = value.provenance.moment
        found += remarks(settings, open_store(settings), read_editions(settings, issue), now=at)
    places = {item.id: place for place, item in enumerate(value.items, 1)}
    for one in found:
        if json_:
            show.line(codec.row(one))
        else:
            show.out.print(
                Text(f'{one.level}: item {places.get(one.item, "?")}: "{one.text}": {one.message}')
            )
    errors = sum(one.level == "error" for one in found)
    if errors:
        raise ResultError(str(path), f"{errors} errors", "mend them before the issue is sent")
    count = f"{len(found)} {'finding' if len(found) == 1 else 'findings'}" if found else "nothing to look at"
    show.say(f"{value.id}: {count}", style="yellow" if found else "green")
