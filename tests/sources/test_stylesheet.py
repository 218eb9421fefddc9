"""A heading, or a hidden line, that only the page's style sheet makes one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats import hypertext

ZONE = ZoneInfo("Asia/Seoul")
BODY = "The keepers opened the lock on Thursday morning, nine days after the gate had stuck in the mud of the canal."


def kinds(sheet: str, inside: str) -> list[tuple[str, str]]:
    page = f"<html><head><style>{sheet}</style></head><body>{inside}<p>{BODY}</p><p>{BODY}</p></body></html>"
    content = hypertext.read(page, zone=ZONE, whole=True)
    lines = content.text.split("\n")
    return [(block.kind, line) for block, line in zip(content.blocks, lines, strict=True)][:-2]


@pytest.mark.parametrize(
    "sheet",
    [
        ".t { font-size: 24px }",
        "td.x, div .t{FONT-SIZE:24px;color:red}",
        "@import url(a.css); .t{font-weight:bold}",
        "/* .t{} */ @media (max-width: 9px) { .t { font-size: 9px } } .t { font-weight: 700 }",
        ".t{font-weight:400} #lock.t{font-weight:700} div{font-weight:400}",
    ],
)
def test_a_line_that_the_sheet_makes_large_or_bold_is_a_heading(sheet: str) -> None:
    assert kinds(sheet, '<div><div class="t" id="lock">The lock is open</div></div>') == [
        ("heading", "The lock is open")
    ]


def test_what_stands_in_the_element_goes_before_the_sheet() -> None:
    told = kinds(".t{font-size:24px}", '<p class="t" style="font-size: 16px">The lock is open</p>')
    assert told == [("paragraph", "The lock is open")]


def test_a_line_that_the_sheet_hides_is_not_read() -> None:
    assert kinds(".pre{display:none}", '<div class="pre">Preview text</div>') == []
    assert kinds(".pre{display:none} div.pre{display:block}", '<div class="pre">Shown</div>') == [
        ("paragraph", "Shown")
    ]


def test_a_sheet_that_hides_the_page_is_not_believed() -> None:
    page = f"<style>.main{{display:none}}</style><div class='main'><p>{BODY}</p></div>"
    assert hypertext.read(page, zone=ZONE, whole=True).text == BODY


def test_an_old_font_element_makes_a_heading() -> None:
    assert kinds("", '<font size="5">The lock is open</font><br>')[0][0] == "heading"


@given(st.text(alphabet="ab.#{}@;:/*, \n<>[]()\"'-!font-size:9px", max_size=80))
def test_any_sheet_is_read_or_passed_over(sheet: str) -> None:
    assert BODY in hypertext.read(f"<style>{sheet}</style><p>{BODY}</p>", zone=ZONE, whole=True).text or (
        "</style" not in sheet and "<" in sheet
    )
