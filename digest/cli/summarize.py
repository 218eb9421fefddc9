"""`digest summarize`: stories in, and for each cluster a headline and cited sentences."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import show
from digest.cli.context import JsonOption  # noqa: TC001 - Typer reads this annotation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.cli.rows import Rows
    from digest.model import Headline, Pick


def summarize(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="JSON Lines of stories; - is the standard input.")
    ] = "-",
    sentences: Annotated[
        int | None,
        typer.Option("-n", "--sentences", min=1, metavar="N", help="At most N sentences.", show_default="3"),
    ] = None,
    characters: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Whole sentences while they fit into N characters.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Choose a headline and the sentences that tell each cluster, verbatim, each with its place in its story.

    Stories with the same `cluster` are told together; one without stands alone, and one that is the `copy_of` another
    beside it speaks for nothing. With --json one line per cluster, in
    order of first appearance. Exit status 3 where a line could not be used; the rest is answered.
    """
    show.one_of(sentences=sentences, characters=characters)
    from digest.analysis import headline, summary
    from digest.analysis.prepared import prepare
    from digest.cli.rows import read_stories
    from digest.language.analyser import Analyser

    rows = read_stories(source)
    with show.Watch() as watch:
        watch.fail_all(rows.faults)
        for name, members in _clusters(rows, prepare(rows.stories, Analyser())).items():
            title = headline.choose(members)
            here = {member.story.id for member in members}
            repeating = {one for one in here if rows.copies.get(one, one) != one and rows.copies[one] in here}
            picks = summary.summarize(
                members,
                sentences=sentences,
                characters=characters,
                headline=title,
                repeating=repeating,
            )
            if as_json:
                show.line(json.dumps(_row(name, title, picks, _places(rows, members)), ensure_ascii=False))
            else:
                _tell(title, picks, members)
    watch.exit()


def _clusters(rows: Rows, prepared: Sequence[Prepared]) -> dict[str, list[Prepared]]:
    found: dict[str, list[Prepared]] = {}
    for member in prepared:
        found.setdefault(rows.clusters.get(member.story.id, member.story.id), []).append(member)
    return found


def _places(rows: Rows, members: Sequence[Prepared]) -> dict[str, tuple[int, ...]]:
    """For stories that brought their sentences: story → where each of them ends in its text."""
    brought = {story.id for story in rows.stories if story.sentences}
    return {
        member.story.id: tuple(sentence.end for sentence in member.story.sentences)
        for member in members
        if member.story.id in brought
    }


def _row(
    name: str, title: Headline | None, picks: Sequence[Pick], places: Mapping[str, Sequence[int]]
) -> dict[str, Any]:
    return {
        "cluster": name,
        "headline": title.text if title else None,
        "sentences": [_sentence(pick, places) for pick in picks],
    }


def _sentence(pick: Pick, places: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    found = pick.sentence
    row: dict[str, Any] = {
        "story": found.story,
        "start": found.start,
        "end": found.end,
        "text": found.text,
    }
    ends = places.get(found.story)
    return row if ends is None else {**row, "index": bisect_left(ends, found.end)}


def _tell(title: Headline | None, picks: Sequence[Pick], members: Sequence[Prepared]) -> None:
    """For people: the headline, each sentence with the number of its story, and the stories by number."""
    from rich.text import Text

    cited = list(dict.fromkeys(pick.sentence.story for pick in picks))
    stories = {member.story.id: member.story for member in members}
    show.out.print(Text(title.text if title else "(no title)", style="bold"))
    for pick in picks:
        text = " ".join(pick.sentence.text.split())
        show.out.print(Text.assemble("  ", text, (f" [{cited.index(pick.sentence.story) + 1}]", "dim")))
    for number, story_id in enumerate(cited, 1):
        story = stories[story_id]
        named = " · ".join(part for part in (story.outlet or story.source, story.title or story.id) if part)
        show.out.print(Text(f"  [{number}] {named}", style="dim"))
    show.out.print()
