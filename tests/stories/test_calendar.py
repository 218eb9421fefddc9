"""Events announced in documents."""

from __future__ import annotations

from datetime import date

from reading import DOCUMENTS, document_from, document_of

from digest.stories.unbundle import unbundle


def test_an_event_of_a_table_taken_from_a_pdf() -> None:
    """Name and description stand above the column names; date, place and address below."""
    (event,) = unbundle(document_of(DOCUMENTS / "ko-pdf-brief.txt")).events
    assert event.name == "강과 사람 2024"
    assert (event.start, event.end) == (date(2024, 5, 20), date(2024, 5, 22))
    assert (event.place, event.url) == ("대전", "https://example.org/river")


def test_dated_lines_of_a_calendar() -> None:
    choir, boats = unbundle(document_of(DOCUMENTS / "en-weekly.md")).events
    assert (choir.name, choir.start, choir.place) == (
        "Harbour choir, summer concert",
        date(2025, 6, 4),
        "Custom House",
    )
    assert (boats.start, boats.end) == (date(2025, 6, 7), date(2025, 6, 8))


def test_rows_of_a_real_table() -> None:
    table = "# 알림\n\n| 행사명 | 일시 | 장소 |\n|---|---|---|\n| 책 잔치 | 2024년 10월 5일 ~ 6일 | 중앙공원 |\n| 별 보는 밤 | 2024.10.12. | 천문대 |\n"
    found = unbundle(document_from(table, name="table.md"))
    assert [(event.name, event.start, event.end, event.place) for event in found.events] == [
        ("책 잔치", date(2024, 10, 5), date(2024, 10, 6), "중앙공원"),
        ("별 보는 밤", date(2024, 10, 12), date(2024, 10, 12), "천문대"),
    ]


def test_prose_with_dates_is_no_calendar() -> None:
    text = "다리가 열렸다\n다리는 2024년 3월 2일부터 4일까지 시험 운행을 했다. 장소와 기간은 그대로다."
    assert unbundle(document_from(text)).events == ()
