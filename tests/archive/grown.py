"""Issues by the hundred, grown from the invented stories of the search's corpus: sources, boxes, storylines, names."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.model import (
    Ahead,
    CalendarEvent,
    Cluster,
    Disagreement,
    Evidence,
    Fact,
    Figured,
    Headline,
    Issue,
    Item,
    KeyFigure,
    Keyword,
    OutletCount,
    Period,
    Pick,
    Quotation,
    Reference,
    Section,
    Sentence,
    Span,
    Speaker,
    Storyline,
    Telling,
    Term,
)
from tests.archive.queries import make
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.config.values import EditionLanguage

OUTLETS = (
    "가상통신",
    "견본일보",
    "지역나루신문",
    "전력타임즈",
    "경제나침반",
    "Sample Wire",
    "Harbour Post",
    "방송가상",
)
SPEAKERS = ("김서준", "이하늘", "박도윤", "최가온", "정예린")
SECTIONS = (("tech", "기술"), ("economy", "경제"), ("society", "사회"))
AFFAIRS = 12
_FIGURE = re.compile(r"[\d,]+억 원|\$[\d.]+ (?:billion|million)|\d+명|[\d.]+%")


def issues(
    count: int,
    *,
    items: int = 15,
    language: EditionLanguage = "ko",
    editions: tuple[EditionLanguage, ...] = (),
    url: str = "https://letter.example.org/archive/",
) -> Iterator[Issue]:
    """Give weekly issues from 2022 on, the oldest first: each item has one to four sources, a third go on a storyline."""
    rng = random.Random(count)
    stories = make.items(count * items, seed=count)
    told: dict[int, list[Telling]] = {}
    template = sample()
    for number in range(count):
        start = dt.date(2022, 1, 3) + dt.timedelta(days=7 * number)
        selection = f"grown-weekly-{start.isoformat()}"
        name = f"{selection}-{language}" if editions else selection
        primary = f"{selection}-{editions[0]}" if editions else name
        made: list[Item] = []
        tellings: list[tuple[int, Telling]] = []
        for place, story in enumerate(stories[number * items : (number + 1) * items], 1):
            one = _item(story, f"n{number}p{place}", place, start, rng)
            affair = rng.randrange(AFFAIRS * 3)
            if affair < AFFAIRS and all(affair != known for known, _ in tellings):
                one = _gone_on(one, affair, told.get(affair, []), story, rng)
                day = start + dt.timedelta(days=place % 7)
                telling = Telling(
                    issue=primary,
                    number=number + 1,
                    item=one.id,
                    place=place,
                    headline=one.headline.text,
                    day=day,
                    language=one.headline.language,
                    outlets=len(one.outlets),
                )
                tellings.append((affair, telling))
            made.append(one)
        for affair, telling in tellings:
            told.setdefault(affair, []).append(telling)
        yield replace(
            template,
            id=name,
            number=number + 1,
            publication="grown",
            language=language,
            editions=editions,
            title="맥락" if language == "ko" else "Context",
            period=Period(start=start, end=start + dt.timedelta(days=7)),
            sections=tuple(Section(key=key, title=title) for key, title in SECTIONS),
            items=tuple(sorted(made, key=lambda item: [key for key, _ in SECTIONS].index(item.section))),
            publisher=replace(template.publisher, archive_url=url),
            provenance=replace(
                template.provenance,
                moment=dt.datetime.combine(start + dt.timedelta(days=7), dt.time(7), dt.UTC),
            ),
            keywords=tuple(
                Keyword(text=word, stories=rng.randint(5, 40), before=rng.choice((None, 7, 20)))
                for word in ("반도체", "금리", "전기차", "아파트", "지하철")
            ),
            outlets=_outlets(made),
            events=(
                CalendarEvent(
                    name="공청회",
                    document="doc-event",
                    start=start + dt.timedelta(days=20),
                    place="시청 대강당",
                    url="https://events.example.com/hearing",
                ),
            ),
            terms=_terms(made),
            ahead=_ahead(made, start),
        )


def _item(story: make.Item, name: str, place: int, start: dt.date, rng: random.Random) -> Item:
    language = "ko" if story.language == "ko" else "en"
    references = tuple(
        Reference(
            story=f"{name}r{each}",
            document=f"doc-{name}r{each}",
            title=story.title if not each else f"{story.title} ({each})",
            outlet=outlet,
            url=f"https://news.example.com/{name}/{each}?a=1&b=2",
            published=dt.datetime.combine(start, dt.time(9), dt.UTC) + dt.timedelta(days=place % 7),
            precision="time",
            language=language,
            fingerprint=f"{name}r{each}".ljust(32, "0"),
        )
        for each, outlet in enumerate(rng.sample(OUTLETS, rng.randint(1, 4)))
    )
    picks = tuple(
        _pick(text, references[each % len(references)].story, each)
        for each, text in enumerate(story.sentences)
    )
    first, others = references[0].story, tuple(one.story for one in references)
    return Item(
        id=f"item-{name}",
        headline=Headline(text=story.title, story=first, language=language),
        picks=() if place % 7 == 0 else picks,
        references=references,
        clusters=(
            Cluster(
                id=first,
                stories=others,
                evidence=tuple(
                    Evidence(left=one, right=first, similarity=0.7, shared=(story.title.split()[0],))
                    for one in others[1:]
                ),
            ),
        ),
        outlets=tuple(one.outlet for one in references),
        section=SECTIONS[(place - 1) * len(SECTIONS) // 15 % len(SECTIONS)][0],
        size="lead" if place == 1 else "line" if place % 7 == 0 else "full",
        key_figures=_figures(picks),
        quotations=_quotations(picks, story, rng) if place % 3 == 1 else (),
        disagreements=_disagreements(picks) if place % 5 == 1 else (),
    )


def _pick(text: str, story: str, each: int) -> Pick:
    pick = Pick(sentence=Sentence(story=story, start=each * 200, end=each * 200 + len(text), text=text))
    if text.endswith("했다.") and each == 0:
        return replace(pick, shown=text[:-3] + "했습니다.", rule="plain-to-polite", provenance="register")
    return pick


def _figured(pick: Pick) -> Figured | None:
    found = _FIGURE.search(pick.sentence.text)
    return Figured(text=found[0], sentence=pick.sentence) if found else None


def _figures(picks: Sequence[Pick]) -> tuple[KeyFigure, ...]:
    found = [(pick, figure) for pick in picks if (figure := _figured(pick))]
    return tuple(KeyFigure(figure=figure, counted=pick.sentence.text.split()[0]) for pick, figure in found)


def _disagreements(picks: Sequence[Pick]) -> tuple[Disagreement, ...]:
    figures = [figure for pick in picks if (figure := _figured(pick))]
    if len(figures) < 2 or figures[0].sentence.story == figures[1].sentence.story:
        return ()
    return (Disagreement(counted=figures[0].sentence.text.split()[0], figures=(figures[0], figures[1])),)


def _quotations(picks: Sequence[Pick], story: make.Item, rng: random.Random) -> tuple[Quotation, ...]:
    if story.language != "ko":
        return ()
    name, words = rng.choice(SPEAKERS), f"{story.title}, 지켜볼 일이다"
    text = f'{name} 연구위원은 "{words}"라고 말했다.'
    of = picks[0].sentence.story
    sentence = Sentence(story=of, start=2000, end=2000 + len(text), text=text)
    speaker = Speaker(name=name, story=of, span=Span(start=2000, end=2000 + len(name)))
    return (Quotation(text=words, speaker=speaker, sources=(sentence,)),)


def _gone_on(
    item: Item, affair: int, earlier: Sequence[Telling], story: make.Item, rng: random.Random
) -> Item:
    facts = [
        Fact(kind="figure", text=figure.figure.text, story=figure.figure.sentence.story)
        for figure in item.key_figures
    ]
    facts.append(Fact(kind="name", text=rng.choice(SPEAKERS), story=item.references[0].story))
    line = Storyline(
        id=earlier[0].item if earlier else item.id,
        name=f"연속된 일 {affair + 1}" if story.language == "ko" else f"Affair {affair + 1}",
        clusters=(item.clusters[0].id,),
        earlier=tuple(earlier),
        new=tuple(facts) if earlier else (),
    )
    return replace(item, storyline=line)


def _terms(items: Sequence[Item]) -> tuple[Term, ...]:
    named = {
        "데이터": "컴퓨터가 다루는 값",
        "금통위": "기준금리를 정하는 회의",
        "추론": "모델이 답을 내는 일",
    }
    found = []
    for term, means in named.items():
        for item in items:
            if any(term in pick.sentence.text for pick in item.picks):
                source = item.references[0]
                found.append(
                    Term(term=term, means=means, how="note", item=item.id, language="ko", source=source)
                )
                break
    return tuple(found)


def _ahead(items: Sequence[Item], start: dt.date) -> tuple[Ahead, ...]:
    for item in items:
        for pick in item.picks:
            if found := re.search(r"\d+월", pick.sentence.text):
                first = start.replace(day=1) + dt.timedelta(days=40)
                return (
                    Ahead(
                        id=f"ahead-{item.id}",
                        first=first.replace(day=1),
                        last=first.replace(day=28),
                        precision="month",
                        told=found[0],
                        item=item.id,
                        pick=pick,
                    ),
                )
    return ()


def _outlets(items: Sequence[Item]) -> tuple[OutletCount, ...]:
    counted: dict[str, int] = {}
    for item in items:
        for one in item.references:
            counted[one.outlet] = counted.get(one.outlet, 0) + 1
    return tuple(OutletCount(outlet=name, stories=times) for name, times in counted.items())
