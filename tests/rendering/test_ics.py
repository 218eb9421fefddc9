"""The calendar file is RFC 5545 to the letter: read back by a strict reader, it says what the issue says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Ahead, CalendarEvent, Pick, Sentence
from digest.rendering.ics import OCTETS, calendar, escaped, folded
from tests.rendering.sample_issue import sample

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def unescaped(value: str) -> str:
    """A text value read back; a sign that had to be escaped and was not fails."""
    out, at = [], 0
    while at < len(value):
        sign = value[at]
        if sign == "\\":
            assert value[at + 1] in "\\;,nN"
            out.append("\n" if value[at + 1] in "nN" else value[at + 1])
            at += 2
            continue
        assert sign not in ";,"
        assert sign.isprintable()
        out.append(sign)
        at += 1
    return "".join(out)


def unfolded(text: str) -> list[str]:
    """The content lines; a bare CR or LF, a line that is too long or an empty one fails."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not any("\r" in line or "\n" in line for line in lines)
    assert all(0 < len(line.encode()) <= OCTETS for line in lines)
    found: list[str] = []
    for line in lines:
        if line[0] == " ":
            found[-1] += line[1:]
        else:
            found.append(line)
    return found


def read(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The properties of the calendar and of each event, by name without parameters; each once."""
    lines = unfolded(text)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    head: dict[str, str] = {}
    events: list[dict[str, str]] = []
    into = head
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            assert into is head
            into = {}
            continue
        if line == "END:VEVENT":
            events.append(into)
            into = head
            continue
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[\w-]+)*):(.*)", line)
        assert found, line
        assert found[1] not in into
        into[found[1]] = found[3]
        into[f"{found[1]};"] = found[2]
    assert into is head
    return head, events


def ahead(text: str, first: date, **more: object) -> Ahead:
    sentence = Sentence(story="cd1", start=0, end=len(text), text=text)
    item = sample().items[0]
    told = {"last": first, "precision": "day", "told": "", "item": item.id, **more}
    return Ahead(
        id=f"a{first}",
        first=first,
        pick=Pick(sentence=replace(sentence, story=item.references[0].story)),
        **told,
    )


def issue(*told: Ahead, events: tuple[CalendarEvent, ...] = ()):
    return replace(sample(), ahead=told, events=events)


def test_a_day_is_a_whole_day_with_what_it_cites():
    """The sentence is the summary, verbatim; the end is the day after; the article is named and linked."""
    text = "노바칩은 12월 3일, 구미에서 착공식을 연다; 누구나 볼 수 있다."
    made = issue(ahead(text, date(2025, 12, 3), last=date(2025, 12, 5)))
    head, (event,) = read(calendar(made))
    assert head["VERSION"] == "2.0"
    assert head["PRODID"].startswith("-//Ganchu//")
    assert unescaped(event["SUMMARY"]) == text
    assert (event["DTSTART"], event["DTEND"]) == ("20251203", "20251206")
    assert event["DTSTART;"] == event["DTEND;"] == ";VALUE=DATE"
    reference = made.items[0].references[0]
    assert reference.outlet in unescaped(event["DESCRIPTION"])
    assert unescaped(event["DESCRIPTION"]).splitlines()[0] == made.items[0].headline.text
    assert event["URL"] == reference.url
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])


def test_a_month_has_no_day_and_no_event_no_file():
    """What is known by its month is not in the file; where nothing else is, there is none."""
    month = ahead("내년 3월 연다.", date(2026, 3, 1), last=date(2026, 3, 31), precision="month")
    assert calendar(issue(month)) == ""
    assert calendar(issue()) == ""
    assert len(read(calendar(issue(month, ahead("3일 연다.", date(2026, 3, 3)))))[1]) == 1


def test_an_announced_event_keeps_its_place_and_address():
    """Calendars of sources stand in the file too."""
    event = CalendarEvent(
        name="바다, 하늘; 그리고 \\",
        document="d",
        start=date(2026, 1, 2),
        place="해온\n전시관",
        url="https://example.org/a?b=1",
    )
    _, (found,) = read(calendar(issue(events=(event,))))
    assert unescaped(found["SUMMARY"]) == event.name
    assert unescaped(found["LOCATION"]) == event.place
    assert (found["DTSTART"], found["DTEND"], found["URL"]) == ("20260102", "20260103", event.url)


@given(TEXTS, st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=1, max_size=4, unique=True))
def test_any_text_can_be_read_back(text, days):
    """Whatever a source writes, no line breaks out of its property, and the same issue gives the same bytes."""
    made = issue(*(ahead(text, day) for day in days))
    written = calendar(made)
    assert written == calendar(made)
    _, events = read(written)
    assert len({event["UID"] for event in events}) == len(events) == len(days)
    for event, day in zip(events, days, strict=True):
        assert event["DTEND"] == f"{day + timedelta(days=1):%Y%m%d}"
        assert " ".join(unescaped(event["SUMMARY"]).split()) == " ".join(
            "".join(char if char.isprintable() else " " for char in text).split()
        )


@given(TEXTS)
def test_folding_breaks_no_character(text):
    """Every piece of a folded line is whole UTF-8 of at most 75 octets; together they are the line."""
    line = "SUMMARY:" + escaped(text)
    pieces = folded(line).split("\r\n")
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)


def test_an_event_keeps_its_identity_when_the_issue_is_built_again():
    """The UID is of issue and event: a calendar that took the file once changes its entries, and adds none."""
    one = ahead("3일 연다.", date(2026, 3, 3))
    before, after = issue(one), issue(replace(one, pick=replace(one.pick, shown="3일 엽니다.")))
    other = replace(before, id="another")
    uid = [read(calendar(made))[1][0]["UID"] for made in (before, after, other)]
    assert uid[0] == uid[1] != uid[2]
