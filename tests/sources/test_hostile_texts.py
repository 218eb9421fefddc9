"""Texts of one thing repeated without end: reading them takes no square of their length."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats.read import read
from tests.patience import patience

ZONE = ZoneInfo("Asia/Seoul")
SECONDS = 30.0
MAIL = "From: a@example.org\nTo: b@example.org\nSubject: x\nDate: Mon, 13 Jan 2025 07:00:00 +0900\n\n"
FORWARDED = (
    MAIL + "-----Original Message-----\nFrom: {0}\nSent: {0}\nSubject: re{0}x\nTo: {0}\n\n안녕하세요.\n"
)
ENDLESS = {
    "blanks in the headers of a forwarded letter": ("a.eml", FORWARDED, " ", 80_000),
    "blanks that do not break": ("a.eml", FORWARDED, "\u00a0", 80_000),
    "letters in the headers of a forwarded letter": ("a.eml", FORWARDED, "a", 160_000),
    "digits in the first line of a text": (
        "a.txt",
        "제목 하나\n\n본문입니다. {0}\n끝입니다.\n",
        "2025",
        50_000,
    ),
    "comments begun in a page's description": (
        "a.html",
        "<!doctype html><html><head><title>x</title><meta name='description' content=\"{0}\"></head><body><p>글.</p></body></html>",
        "<!--",
        80_000,
    ),
}


@pytest.mark.parametrize(("name", "text", "unit", "times"), ENDLESS.values(), ids=ENDLESS)
def test_what_is_repeated_without_end_is_read_in_moments(name: str, text: str, unit: str, times: int):
    begun = time.process_time()
    with patience(SECONDS):
        (found,) = read(text.format(unit * times).encode(), name=name, zone=ZONE)
    assert found.text
    # Who reads pages goes on where a library fails, so that its being ended alone would not show.
    assert time.process_time() - begun < SECONDS / 2


def test_a_forwarded_letter_keeps_what_its_headers_say():
    """Also where a mail program set them apart with blanks, and named more receivers than anybody reads."""
    many = ", ".join(f"reader{number}@example.org" for number in range(2_000))
    text = MAIL + (
        "-----Original Message-----\n"
        "From:   Kim   Minji  <minji@example.org>\n"
        f"Sent: Monday, January 13, 2025 7:00 AM\nTo: {many}\nSubject:  Letter   of the week\n\n본문입니다.\n"
    )
    (found,) = read(text.encode(), name="a.eml", zone=ZONE)
    assert (found.title, found.outlet, found.text) == ("Letter of the week", "Kim Minji", "본문입니다.")
    assert found.published is not None
    assert f"{found.published:%Y-%m-%d %H:%M}" == "2025-01-13 07:00"
