"""`digest init`: a new publication that works."""

from __future__ import annotations

import shutil
import sys
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from digest.cli import show
from digest.cli.starter import INBOX, Answers, Inlet, config_text, readme_text, slug
from digest.errors import ConfigurationError, DigestError, InputError, ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Anatomy

LANGUAGES = ("ko", "en")


def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the new publication.", show_default=False)],
    *,
    name: Annotated[str | None, typer.Option("--name", help="What the newsletter is called.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="ko or en.")] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="URL|FILE", help="A feed to read; may be given several times."),
    ] = None,
    opml: Annotated[
        Path | None, typer.Option("--opml", metavar="FILE", help="An OPML list of feeds to read.")
    ] = None,
    genre: Annotated[
        str, typer.Option("--genre", help="Its kind of issue: weekly, brief, report, review, retrospective.")
    ] = "weekly",
    templates: Annotated[
        bool, typer.Option("--templates", help="Copy the templates of that genre, to be changed.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take what is usual.")] = False,
) -> None:
    """Make a publication: config.toml, .gitignore and a README, in a folder of its own."""
    _refuse_taken(folder)
    kind = _kind(genre)
    answers = Answers(
        name=(name or "").strip() or folder.resolve().name or "letter",
        language=_language(language or "ko"),
        inlets=_distinct([*_from_opml(opml), *(inlet for given in feed or () for inlet in _inlets(given))]),
        genre=kind,
    )
    if not yes and sys.stdin.isatty():
        answers = _ask(answers, name=name, language=language, feeds_given=bool(feed or opml))
    kept = write(folder, answers, templates=templates)
    for path in kept:
        show.say(f"{path} was there already and stays as it is", style="dim")
    show.say(f"✓ {folder / 'config.toml'}: {_count(len(answers.inlets))}", style="green")
    show.say(f"\nNext:\n  cd {folder}\n  digest build\n  digest preview --open")


def write(folder: Path, answers: Answers, *, templates: bool = False) -> list[Path]:
    """Put the publication's files into `folder`, with a copy of its genre's `templates` if asked; all or none, nothing overwritten.

    Returns:
        the files that were there already and were left alone.

    Raises:
        UsageError: the folder holds a config.toml, or the answers make none that is valid.
        ResultError: it cannot be written.
    """
    _refuse_taken(folder)
    target = folder.resolve()
    making = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.tmp"
    try:
        making.mkdir(parents=True)
        try:
            _fill(making, answers, publication_id=slug(target.name))
            if templates:
                _copy_templates(making, answers.genre)
            return _move(making, target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except ConfigurationError as error:
        raise ConfigurationError(str(folder / "config.toml"), error.mistakes, error.language) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ResultError(
            str(folder), f"cannot be written ({reason})", "choose a folder that is yours"
        ) from None


def _fill(making: Path, answers: Answers, *, publication_id: str) -> None:
    from digest import config

    _save(making / ".gitignore", "/var/\n*.pem\nsmtp-password\n")
    _save(making / "README.md", readme_text(answers))
    if not answers.inlets:
        (making / INBOX).mkdir()
    _save(making / "config.toml", config_text(answers, publication_id=publication_id))
    config.load(making / "config.toml")  # what we leave must be valid


def _save(path: Path, text: str) -> None:
    path.write_text(text.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8", newline="\n")


def _move(making: Path, target: Path) -> list[Path]:
    if not target.exists():
        making.rename(target)
        return []
    kept = []
    # config.toml last: as long as it is not there, the command can be given again.
    for path in sorted(making.iterdir(), key=lambda path: path.name == "config.toml"):
        if (target / path.name).exists():
            kept.append(target / path.name)
        else:
            path.rename(target / path.name)
    return kept


def _copy_templates(making: Path, genre: str) -> None:
    """The genre's own templates as they are in the program; the weekly's, for one that has none."""
    from digest.rendering import looks

    found = looks.package_folder() / "issue"
    given = found / genre if (found / genre).is_dir() else found / "weekly"
    shutil.copytree(given, making / "templates" / "issue" / genre)


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(str(folder), "is a file", "name a folder that does not exist yet")
    if (folder / "config.toml").exists():
        raise UsageError(
            str(folder), "holds a publication already (config.toml)", "name another folder, or edit that file"
        )


def _kind(text: str) -> Anatomy:
    from digest.config.genres import BUILT_IN

    kind = next((one for one in BUILT_IN if one == text), None)
    if kind is None:
        known = ", ".join(BUILT_IN)
        raise UsageError("--genre", f'"{text}" is not a built-in genre', f"there are: {known}")
    return kind


def _language(text: str) -> Literal["ko", "en"]:
    if text not in LANGUAGES:
        raise UsageError("--language", f'"{text}" is not a language of an issue', "write ko or en")
    return cast('Literal["ko", "en"]', text)


def _from_opml(path: Path | None) -> list[Inlet]:
    from digest.sources.opml import read_opml

    if path is None:
        return []
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            str(path), f"cannot be read ({error.strerror})", "name an OPML file of your feed reader"
        ) from None
    try:
        feeds = read_opml(content, subject=str(path))
    except InputError as error:
        raise UsageError(error.subject, error.message, error.hint) from None
    return [Inlet(url=feed.url, title=feed.title, category=feed.category) for feed in feeds]


def _inlets(given: str) -> list[Inlet]:
    """What an address or a file name stands for: one feed, or the feeds of an OPML file."""
    from digest.sources.opml import web_address

    text = given.strip()
    if text.lower().startswith(("http://", "https://")):
        address = web_address(text)
        if not address:
            raise UsageError(
                f'feed "{text}"',
                "is not a web address",
                "it has a host and no spaces: https://example.org/feed",
            )
        return [Inlet(url=address)]
    path = Path(text).expanduser()
    if path.is_file():
        if b"<opml" in path.read_bytes()[:2000].lower():
            return _from_opml(path)
        return [Inlet(path=path.resolve().as_posix())]
    raise UsageError(
        f'feed "{text}"',
        "is neither a web address nor a file",
        "write it as https://…, or give the path of a feed or OPML file",
    )


def _distinct(inlets: Iterable[Inlet]) -> tuple[Inlet, ...]:
    found: dict[str, Inlet] = {}
    for inlet in inlets:
        found.setdefault(inlet.url or inlet.path, inlet)
    return tuple(found.values())


def _ask(answers: Answers, *, name: str | None, language: str | None, feeds_given: bool) -> Answers:
    inlets = list(answers.inlets)
    if name is None:
        name = typer.prompt("What is the newsletter called?", default=answers.name, err=True).strip()
    while language not in LANGUAGES:
        language = typer.prompt("Its language: ko or en?", default=answers.language, err=True).strip().lower()
    if not feeds_given:
        inlets += _ask_inlets()
    return replace(
        answers,
        name=name or answers.name,
        language=_language(language or ""),
        inlets=_distinct(inlets),
    )


def _ask_inlets() -> list[Inlet]:
    show.say("Which feeds shall it read? One address a line, or an OPML file; an empty line ends the list.")
    inlets: list[Inlet] = []
    while True:
        given: str = typer.prompt("Feed", default="", show_default=False, err=True).strip()
        if not given:
            return inlets
        try:
            found = _inlets(given)
        except DigestError as error:
            show.fault(error)
            continue
        inlets += found
        show.say(f"  {_count(len(found))}", style="dim")


def _count(feeds: int) -> str:
    if not feeds:
        return f"no feed yet; put files into {INBOX}/, or name feeds in config.toml"
    return "1 feed" if feeds == 1 else f"{feeds} feeds"
