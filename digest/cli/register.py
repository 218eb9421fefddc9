"""`digest register`: Korean sentences in, and each in another register where that is safe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import show
from digest.cli.context import JsonOption  # noqa: TC001 - Typer reads this annotation
from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.cli.rows import Rows
    from digest.language.register import Target
    from digest.language.register.texts import Piece
    from digest.model import Story


def register(
    source: Annotated[
        str,
        typer.Argument(
            metavar="[FILE|-]", help="JSON Lines with id and text, or plain text; - is the standard input."
        ),
    ] = "-",
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="noun|plain|polite", help="발표 (noun), 발표했다 (plain), 발표했습니다 (polite)."
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Rewrite the endings of Korean sentences into one register; what is not safe to rewrite stays.

    With --json one line per text, in order: `shown` is the text with its endings rewritten, null where it is unchanged, `rule`
    names the rules; stories have each sentence with its place, too. Without it each text is printed as it reads then; plain
    text is taken line by line. Exit status 3 where a line could not be used; the rest is answered.
    """
    from digest.language.register import TARGETS

    if to not in TARGETS:
        raise UsageError(
            "--to", f'"{to}" is no register' if to else "no register is named", "name noun, plain or polite"
        )
    from digest.cli.rows import parse, read

    data, subject = read(source)
    if not as_json and not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        for line in _lines(data, subject, to):
            show.line(line)
        return
    if data.strip() and not any(
        line.lstrip().startswith(b"{") for line in data.removeprefix(b"\xef\xbb\xbf").splitlines()
    ):
        hint = 'write a line {"id": …, "text": …} for each text, or leave --json out: plain text is taken line by line'
        raise UsageError(subject, "is plain text, and --json reads JSON Lines", hint)
    rows = parse(data, subject)
    with show.Watch() as watch:
        watch.fail_all(rows.faults)
        for line in _answers(rows, to, as_json=as_json):
            show.line(line)
    watch.exit()


def _lines(data: bytes, subject: str, target: Target) -> list[str]:
    """Plain text, line by line.

    Raises:
        UsageError: it is not UTF-8.
    """
    from digest.language.register.texts import put_together, rewritten, sentences_of

    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(subject, "not UTF-8", "save the file as UTF-8") from None
    found = rewritten(lines, sentences_of(lines), target)
    made = [put_together(line, pieces) for line, pieces in zip(lines, found, strict=True)]
    return [one.shown if one else line for line, one in zip(lines, made, strict=True)]


def _answers(rows: Rows, target: Target, *, as_json: bool) -> list[str]:
    from digest.language.register.texts import put_together, rewritten

    stories = rows.stories
    texts = [story.text for story in stories]
    found = rewritten(texts, _pieces(stories, rows), target)
    answers = []
    for story, pieces in zip(stories, found, strict=True):
        whole = put_together(story.text, pieces)
        if as_json:
            row: dict[str, Any] = {
                "id": story.id,
                "shown": whole.shown if whole else None,
                "rule": whole.rule if whole else None,
            }
            given = rows.given[story.id]
            if given.get("type") == "story" or given.get("title") or story.sentences:
                row["sentences"] = [
                    _sentence(story, piece, place if story.sentences else None)
                    for place, piece in enumerate(pieces)
                ]
            answers.append(json.dumps(row, ensure_ascii=False))
        else:
            answers.append(whole.shown if whole else story.text)
    return answers


def _pieces(stories: Sequence[Story], rows: Rows) -> list[tuple[Piece, ...]]:
    """The sentences of each story: those that it brought, else those that are found; none of what is said to be English."""
    from digest.language.register.texts import Piece, sentences_of

    foreign = {
        story.id for story in stories if rows.given[story.id].get("language") and story.language != "ko"
    }
    cut = iter(
        sentences_of([story.text for story in stories if not story.sentences and story.id not in foreign])
    )
    return [
        ()
        if story.id in foreign
        else tuple(Piece(start=one.start, end=one.end) for one in story.sentences)
        if story.sentences
        else next(cut)
        for story in stories
    ]


def _sentence(story: Story, piece: Piece, index: int | None) -> dict[str, Any]:
    made = piece.made
    row: dict[str, Any] = {
        "start": piece.start,
        "end": piece.end,
        "text": story.text[piece.start : piece.end],
        "shown": made.shown if made else None,
        "rule": made.rule if made else None,
    }
    return row if index is None else {**row, "index": index}
