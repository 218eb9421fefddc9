"""Checking a publication's looks before anything is made with them: `digest check`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, get_args

from digest.errors import DigestError
from digest.model import (
    Anatomy,
    CalendarEvent,
    Cluster,
    Disagreement,
    Figured,
    Headline,
    Issue,
    Item,
    KeyFigure,
    Keyword,
    Language,
    Link,
    OutletCount,
    Passage,
    PassageKind,
    Period,
    Pick,
    Provenance,
    Publisher,
    Quotation,
    Reference,
    Section,
    Sentence,
    Slots,
    Span,
    Speaker,
    Sponsor,
    Storyline,
    Telling,
)
from digest.rendering import lintlooks, looks, strings
from digest.rendering.mail import render_mail
from digest.rendering.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from digest.editing.remark import Remark


LANGUAGES: tuple[Language, ...] = ("ko", "en")
_TOLD = Telling(
    issue="earlier", number=0, item="i", place=1, headline="Before", day=date(2025, 1, 1), outlets=3
)


def faults(folder: Path | None, likes: Mapping[str, Anatomy] | None = None) -> tuple[DigestError, ...]:
    """What is wrong with the templates and tables that hold for a publication; empty where all is well.

    Every template is compiled, every table read, and a specimen issue is rendered in each language, with a web page
    and without one. `likes` is genre → the built-in one that it is like.
    """
    templates = Templates(folder)
    steps: list[Callable[[], object]] = [partial(looks.table, folder, "tokens.toml")]
    steps += [partial(strings.load, folder, language) for language in strings.LANGUAGES]
    steps += [partial(templates.compile, name) for name in templates.names()]
    found = _failing(steps)
    if found:
        return found
    shown = _specimens(templates, likes)
    return _failing([partial(render_mail, one, folder=folder, web_url=url) for one, url in shown])


def remarks(folder: Path | None, likes: Mapping[str, Anatomy] | None = None) -> tuple[Remark, ...]:
    """What is wrong or odd in the looks, beside the `faults` that let nothing be rendered."""
    return lintlooks.findings(folder, _specimens(Templates(folder), likes))


def specimens(folder: Path | None, likes: Mapping[str, Anatomy] | None = None) -> tuple[Issue, ...]:
    """A specimen of each genre in each language."""
    return tuple(issue for issue, url in _specimens(Templates(folder), likes) if url)


def _specimens(templates: Templates, likes: Mapping[str, Anatomy] | None) -> list[tuple[Issue, str]]:
    """A specimen of each genre in each language, with the address of its web page and without one."""
    known: dict[str, Anatomy] = dict(likes or {})
    folders = (name.split("/")[1] for name in templates.names() if name.startswith("issue/"))
    return [
        (replace(specimen(genre, language), anatomy=known.get(genre, "weekly")), url)
        for genre in sorted({*folders, *known})
        for language in LANGUAGES
        for url in ("https://example.org/issues/specimen/", "")
    ]


def _failing(steps: list[Callable[[], object]]) -> tuple[DigestError, ...]:
    found: dict[str, DigestError] = {}
    for step in steps:
        try:
            step()
        except DigestError as error:
            found.setdefault(str(error), error)
    return tuple(found.values())


def specimen(genre: str, language: Language) -> Issue:
    """An issue that shows a little of everything a template may show."""
    reference = Reference(
        story="s",
        document="d",
        title="One title",
        outlet="An outlet",
        url="https://example.org/a",
        published=datetime(2025, 1, 6, tzinfo=UTC),
        precision="day",
        language="en",
        fingerprint="",
    )
    sentence = Sentence(story="s", start=0, end=11, text="One remark.")
    figure = Figured(text="3", sentence=sentence)
    speaker = Speaker(name="Jane Doe", story="s", span=Span(start=0, end=8), office="a chemist")
    told = Item(
        id="i",
        headline=Headline(text="One title", story="s", language="en"),
        picks=(
            Pick(sentence=sentence),
            Pick(
                sentence=Sentence(story="s", start=12, end=18, text="눈이 왔다."),
                shown="눈이 왔습니다.",
                rule="polite:past",
                provenance="register",
            ),
        ),
        references=(reference,),
        clusters=(Cluster(id="s", stories=("s",)), Cluster(id="t", stories=("s",))),
        outlets=("An outlet",),
        copies=2,
        section="news",
        disagreements=(Disagreement(counted="cats", figures=(figure, replace(figure, text="4"))),),
        quotations=(Quotation(text="One remark", speaker=speaker, sources=(sentence,)),),
        key_figures=(KeyFigure(figure=figure, counted="cats"),),
        passages=_passages(sentence),
        storyline=Storyline(id="i", name="Cats", clusters=("s",), earlier=(_TOLD,)),
        note="A note.",
        links=(Link(url="https://example.org/more", text="More"),),
    )
    named = Item(
        id="j",
        headline=told.headline,
        picks=(),
        references=(reference,),
        clusters=told.clusters[:1],
        outlets=(),
        section="news",
        size="line",
    )
    return Issue(
        id="specimen",
        number=1,
        publication="specimen",
        title="Specimen",
        genre=genre,
        language=language,
        timezone="UTC",
        period=Period(start=date(2025, 1, 6), end=date(2025, 1, 13)),
        sections=(Section(key="news", title="News"),),
        items=(told, told, told, told, named),
        publisher=Publisher(name="Sender", address="a@example.org", archive_url="https://example.org/"),
        provenance=Provenance(
            documents="",
            configuration="",
            overrides="",
            memory="",
            moment=datetime(2025, 1, 13, tzinfo=UTC),
            program="",
            analyser="",
            lexicon="",
        ),
        keywords=(Keyword(text="word", stories=2, before=1), Keyword(text="other", stories=1)),
        outlets=(OutletCount(outlet="One", stories=2), OutletCount(outlet="Two", stories=1)),
        events=(
            CalendarEvent(
                name="An event", document="d", start=date(2025, 1, 20), url="https://example.org/e"
            ),
        ),
        choice="i",
        numbering="issue" if genre == "report" else "item",
        slots=Slots(greeting="Hello.", conclusion="Bye.", sponsor=Sponsor(text="A chair.", name="Chairs")),
    )


def _passages(sentence: Sentence) -> tuple[Passage, ...]:
    """One of each kind."""
    pick, head = Pick(sentence=sentence), Headline(text="One heading", story="s", language="en")
    kinds: tuple[PassageKind, ...] = get_args(PassageKind)
    return tuple(
        Passage(kind=kind, heading=head if place % 2 else None, day=date(2025, 1, 6), picks=(pick, pick))
        for place, kind in enumerate(kinds)
    )
