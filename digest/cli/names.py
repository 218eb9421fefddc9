"""`digest names`: names in both scripts, where each was learned, and the editor's corrections."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads this annotation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import name_rows, show
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    NowOption,
    configuration,
    moment,
    open_store,
)
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.language.pairs import Pair
    from digest.storage.store import Store

app = typer.Typer(no_args_is_help=True)

NamesPeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period", help="2025-02, 2025-W05 or 2025-01-01..2025-07-31: the batch that is looked at."
    ),
]
KoreanArgument = Annotated[str, typer.Argument(metavar="KOREAN", help="The name in Hangul, such as 딥시크.")]


@app.command("list")
def list_(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Only pairs with this name, with the documents that give them."
        ),
    ] = None,
    period: NamesPeriodOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is not used: refused, overruled, or seen too seldom.")
    ] = False,
    cldr: Annotated[
        bool,
        typer.Option(
            "--cldr", help="Also the names of places, languages and currencies that come with the program."
        ),
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Show the names known in both scripts, where each was learned and since when.

    With --period, what only the documents of that period give is told as learned from the batch.
    """
    settings = configuration(config)
    store = open_store(settings)
    known = _known(settings, store, moment(now, settings.zone), period)
    found = [
        pair
        for pair in known
        if (name and _names(pair, name)) or (not name and (everything or pair.believed))
    ]
    builtin = list(_builtin(name)) if cldr else []
    places = name_rows.places_of(store, found, settings.zone) if name else {}
    if json_:
        name_rows.lines(found, builtin)
    elif not found and not builtin:
        show.say(_nothing(name, len(known)))
    else:
        name_rows.table(found, builtin, places, settings.zone)


@app.command()
def add(
    korean: KoreanArgument,
    latin: Annotated[str, typer.Argument(metavar="NAME", help="The same in Latin script, such as DeepSeek.")],
    config: ConfigOption = None,
) -> None:
    """Give a pair in the glossary; texts cannot overrule it."""
    from digest.language.corrections import added

    settings = configuration(config)
    _rewrite(settings, added, korean, [latin])
    show.say(f"{korean} = {latin}: written to {settings.at(settings.analysis.glossary)}")


@app.command()
def remove(
    korean: KoreanArgument,
    latin: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="The Latin name; all that are known where none is given."),
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Refuse a pair in the glossary: it is used no more, whatever texts say; `add` brings it back.

    One that no text gives, which `add` alone made known, is taken back instead: nothing is left of it.
    """
    from digest.language.corrections import removed, taken_back
    from digest.language.glossary import key_of

    settings = configuration(config)
    known = _known(settings, open_store(settings), moment(now, settings.zone), None)
    pairs = [pair for pair in known if key_of(pair.korean) == key_of(korean) and not pair.refused]
    names = [latin] if latin else [pair.latin for pair in pairs]
    if not names:
        raise ResultError(
            f'"{korean}"', "no pair is known", "name the Latin form too, or see `digest names list --all`"
        )
    ours = {key_of(pair.latin) for pair in pairs if pair.origin == "glossary" and not pair.times}
    own, others = _parted(names, lambda name: key_of(name) in ours)
    path = settings.at(settings.analysis.glossary)
    _rewrite(settings, removed, korean, others)
    _rewrite(settings, taken_back, korean, own)
    if others:
        show.say(f"{korean} != {', '.join(others)}: written to {path}")
    for name in own:
        again = f"`digest names remove {_quoted(korean)} {_quoted(name)}` again refuses it"
        show.say(f"{korean} = {name}: taken out of {path}; no text gives it, so nothing is refused ({again})")


def _parted(names: Sequence[str], first: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    return [one for one in names if first(one)], [one for one in names if not first(one)]


def _quoted(name: str) -> str:
    """A name as a shell takes it for one word."""
    return f'"{name}"' if " " in name else name


@app.command()
def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where to; the standard output where none is named."),
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Write all known pairs as a glossary that another publication can use.

    What is refused stays refused there; pairs that are not used here stand in comments.
    """
    from digest.language.exchange import exported
    from digest.storage import files

    settings = configuration(config)
    text = exported(_known(settings, open_store(settings), moment(now, settings.zone), None), settings.zone)
    if file is None:
        show.line(text.removesuffix("\n"))
        return
    files.write(file, text)
    show.say(f"written to {file}")


def _nothing(name: str | None, unused: int) -> str:
    """What is not there, and how it comes to be."""
    if name:
        return f'no pair with "{name}" is known: `digest names add` gives one'
    if unused:
        count = "the one pair that is known is" if unused == 1 else f"the {unused} pairs that are known are"
        return f"{count} not used: `digest names list --all` says why"
    return (
        "no name is known in both scripts yet: names are learned from texts that write both, 딥시크(DeepSeek),"
        " with each `digest fetch` and `digest build`; `digest names add 딥시크 DeepSeek` gives one by hand"
    )


def _known(config: Config, store: Store, now: datetime, period: str | None) -> tuple[Pair, ...]:
    from digest.editing import period as periods
    from digest.language.pairs import pairs
    from digest.pipeline import naming

    known = naming.known_names(config, store, now=now)
    batch = []
    if period:
        start, end = periods.bounds(periods.parse(period), config.zone)
        batch = [seen for seen in known.archive if seen.published and start <= seen.published < end]
    return pairs(known, batch)


def _rewrite(config: Config, change: Any, korean: str, latin: Sequence[str]) -> None:
    """Change the glossary's file.

    Raises:
        UsageError: a name is none.
        ConfigurationError: the file has mistakes; nothing is written.
    """
    from digest.language.glossary import read, written
    from digest.pipeline import naming
    from digest.storage import files

    if not latin:
        return
    wrong = read(written(korean, tuple(latin)))[1]
    if wrong:
        raise UsageError(f"{korean} = {', '.join(latin)}", wrong[0].message, wrong[0].hint)
    naming.glossary_of(config)
    path = config.at(config.analysis.glossary)
    text = naming.glossary_text(path) if path.exists() else ""
    for name in latin:
        text = change(text, korean, name)
    files.write(path, text)


def _names(pair: Pair, name: str) -> bool:
    from digest.language.glossary import key_of

    return key_of(name) in (key_of(pair.korean), key_of(pair.latin))


def _builtin(name: str | None) -> Iterator[tuple[str, str]]:
    from digest.language.glossary import key_of
    from digest.language.names import place_names

    for korean, latin in sorted(place_names().items()):
        if name is None or key_of(name) in (key_of(korean), key_of(latin)):
            yield korean, latin
