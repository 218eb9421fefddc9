"""`digest terms`: the term bank, where each term was learned, and the editor's own explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, configuration, open_store
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.language.termlist import Given
    from digest.model import Learned

app = typer.Typer(no_args_is_help=True)

TermArgument = Annotated[
    str, typer.Argument(metavar="TERM", help="The term as texts write it, such as FLOPS.")
]


@app.command("list")
def list_(
    term: Annotated[str | None, typer.Argument(metavar="[TERM]", help="Only this term.")] = None,
    config: ConfigOption = None,
    json_: JsonOption = False,
) -> None:
    """Show the terms that sent issues learned, where, and what the publication's own list says."""
    from digest import codec
    from digest.language.usage import key_of
    from digest.pipeline import explaining
    from digest.storage import terms

    settings = configuration(config)
    own = explaining.given(settings)
    with open_store(settings).read() as connection:
        learned = terms.bank(connection)
    wanted = key_of(term) if term else ""
    kept = tuple(one for one in learned if not wanted or key_of(one.term.term) == wanted)
    said = tuple(one for one in own if not wanted or key_of(one.term) == wanted)
    if json_:
        refused = {key_of(one.term) for one in own if not one.means}
        for one in said:
            show.line(
                codec.row(
                    {"term": one.term, "means": one.means, "state": "given" if one.means else "refused"}
                )
            )
        for found in kept:
            show.line(codec.row(_row(found, refused=key_of(found.term.term) in refused)))
        return
    if not kept and not said:
        show.say(
            f'no term "{term}" is known: `digest terms set` explains one'
            if term
            else "no term is known yet: sent issues learn them from what their sources explain; `digest terms set` explains one"
        )
        return
    _table(kept, said)


@app.command("set")
def set_(
    term: TermArgument,
    means: Annotated[str, typer.Argument(metavar="MEANING", help="What it means, in the editor's words.")],
    config: ConfigOption = None,
) -> None:
    """Explain a term yourself; issues show it as the editor's, before what sources say."""
    if not means.strip():
        raise UsageError(f'"{term}"', "no meaning is given", f"write it, or run `digest terms remove {term}`")
    _write(configuration(config), term, means)


@app.command()
def remove(term: TermArgument, config: ConfigOption = None) -> None:
    """Never explain a term, whatever sources say; `restore` brings it back."""
    _write(configuration(config), term, "")


@app.command()
def restore(term: TermArgument, config: ConfigOption = None) -> None:
    """Take back what `set` or `remove` said of a term."""
    from digest.language.termlist import without_entry
    from digest.pipeline import explaining, naming
    from digest.storage import files

    settings = configuration(config)
    if not any(one.term == term for one in explaining.given(settings)):
        raise ResultError(f'"{term}"', "the list of terms says nothing of it", "see `digest terms list`")
    path = settings.at(settings.analysis.terms)
    files.write(path, without_entry(naming.glossary_text(path), term))
    show.say(f"{term}: taken out of {path}")


def _write(config: Config, term: str, means: str) -> None:
    """Change the list of terms.

    Raises:
        UsageError: the term or its meaning is none.
        ConfigurationError: the file has mistakes; nothing is written.
    """
    from digest.language.termlist import read, with_entry
    from digest.pipeline import explaining, naming
    from digest.storage import files

    term, means = " ".join(term.split()), " ".join(means.split())
    entries, wrong = read(with_entry("\n", term, means))
    if wrong or [(one.term, one.means) for one in entries] != [(term, means)]:
        hint = wrong[0].hint if wrong else "write it without =, and without # after a space"
        raise UsageError(
            f"{term} = {means}", wrong[0].message if wrong else "it cannot stand in the list", hint
        )
    explaining.given(config)
    path = config.at(config.analysis.terms)
    files.write(path, with_entry(naming.glossary_text(path) if path.exists() else "", term, means))
    show.say(f"{term} {f'= {means}' if means else '!='}: written to {path}")


def _row(one: Learned, *, refused: bool) -> dict[str, object]:
    """A term that was learned, and where."""
    source = one.term.source
    return {
        "term": one.term.term,
        "means": one.term.means,
        "state": "refused" if refused else "learned",
        "how": one.term.how,
        "issue": one.issue,
        "number": one.number,
        "shown": one.shown,
        "story": source.story if source else "",
        "outlet": source.outlet if source else "",
        "title": source.title if source else "",
        "url": source.url if source else "",
        "context": list(one.context),
    }


def _table(learned: tuple[Learned, ...], own: tuple[Given, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    from digest.language.usage import key_of

    shown = Table(box=None, pad_edge=False)
    for column in ("term", "means", "by", "learned from", "issue", ""):
        shown.add_column(column, no_wrap=column in {"term", "by"})
    refused = {key_of(one.term) for one in own if not one.means}
    for given in own:
        shown.add_row(Text(given.term), Text(given.means), "editor", "", "", "" if given.means else "refused")
    for one in learned:
        source = one.term.source
        place = f"{source.outlet}: {source.title}" if source else ""
        state = "refused" if key_of(one.term.term) in refused else "shown" if one.shown else ""
        shown.add_row(Text(one.term.term), Text(one.term.means), one.term.how, Text(place), one.issue, state)
    show.out.print(shown)
    count = len(learned) + len(own)
    show.say(f"{count} term{'' if count == 1 else 's'}", style="dim")
