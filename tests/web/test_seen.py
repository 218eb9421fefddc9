"""A mail as mail programs show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.wrapping import display_width
from digest.web.preview.inbox import cut, lines
from digest.web.preview.inversion import inverted
from digest.web.preview.seen import as_seen

if TYPE_CHECKING:
    from digest.model import Rendition

PAGE = (
    '<html><head><meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}'
    "p{color:#000000}@media (prefers-color-scheme:dark){p{color:#ffffff}}"
    "@media screen and (prefers-color-scheme: light){p{color:#111111}}</style></head>"
    '<body><p style="color:#000;background:url(https://x.example/a.png)" class="k">Colour #ffffff <img src="https://x.example/b.png" '
    'alt="A > B"></p><a href="https://x.example/">away</a><a href="#here">here</a></body></html>'
)


def seen(light: str = "light", shown: str = "html") -> str:
    return as_seen(PAGE, "text & <b>", light=light, shown=shown, language="ko")  # type: ignore[arg-type]


def test_dark_and_light_hold_whatever_the_system_is():
    """No condition on the system is left; exactly the wanted side applies."""
    for light, holds, never in (("light", "111111", "ffffff"), ("dark", "ffffff", "111111")):
        page = seen(light)
        assert "prefers-color-scheme" not in page
        assert re.search(rf"\(min-width:0\)\{{p\{{color:#{holds}", page)
        assert re.search(rf"\(max-width:0\)\{{p\{{color:#{never}", page)
        assert f'content="{light}"' in page
        assert f"color-scheme:{light}}}" in page


def test_inversion_turns_colours_and_no_text_and_takes_no_dark_form():
    page = seen("inverted")
    assert "Colour #ffffff" in page
    assert 'style="color:#ffffff;' in page
    assert re.search(r"\(max-width:0\)\{p", page), "Gmail does not know the dark form"


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_of_two_greys_the_lighter_becomes_the_darker(one: tuple[int, ...], other: tuple[int, ...]):
    """Lightness is turned over: the order of greys with it."""

    def grey(level: int) -> int:
        return int(inverted(f"#{level:02x}{level:02x}{level:02x}")[1:3], 16)

    low, high = sorted((one[0], other[0]))
    assert grey(low) >= grey(high)


@given(st.text(alphabet="#0123456789abcdefgrl(), ;:-", max_size=40))
def test_inversion_keeps_whatever_is_no_colour(css: str):
    """It never fails, and outside of colours nothing changes."""
    made = inverted(css)
    if "#" not in css and "r" not in css:
        assert made == css


def test_without_pictures_nothing_is_fetched_and_the_words_for_them_stay():
    page = seen(shown="images-off")
    assert ".png" not in page
    assert 'alt="A > B"' in page


def test_without_styles_there_is_no_style_left_but_every_word():
    page = seen(shown="stripped")
    assert "<style" not in page
    assert "style=" not in page
    assert "class=" not in page
    assert "Colour #ffffff" in page


def test_links_away_open_elsewhere_and_places_in_the_mail_stay_in_it():
    page = seen()
    assert '<a target="_blank" rel="noopener noreferrer" href="https://x.example/">' in page
    assert '<a href="#here">' in page


def test_the_text_part_is_shown_as_it_stands():
    assert "<pre>text &amp; &lt;b&gt;</pre>" in seen(shown="text")


@pytest.mark.parametrize("light", ["light", "dark", "inverted"])
@pytest.mark.parametrize("shown", ["html", "images-off", "stripped"])
def test_the_sample_mail_keeps_its_words_in_every_light(mail: Rendition, light: str, shown: str):
    page = as_seen(mail.html, mail.text, light=light, shown=shown, language="ko")  # type: ignore[arg-type]

    def words(html: str) -> list[str]:
        bare = re.sub(r"<style.*?</style>|<!--.*?-->", " ", html, flags=re.DOTALL)
        return re.sub(r"<[^>]*>", " ", bare).split()

    assert words(page) == words(mail.html)
    assert "prefers-color-scheme" not in page


@given(st.text(max_size=60), st.integers(1, 60))
def test_what_is_shown_and_what_is_lost_are_the_whole_text(text: str, columns: int):
    """Nothing of a text is lost by cutting; what is shown has room, with the mark of the cut."""
    part = cut(text, columns)
    assert part.shown + part.lost == text
    assert display_width(part.shown) + bool(part.lost) <= columns


def test_the_longer_the_subject_the_less_of_the_preheader_stands_beside_it():
    short, long = (lines("보내는 이", "가" * n, "다" * 90)[0].preheader for n in (10, 40))
    assert short is not None
    assert long is not None
    assert len(short.shown) > len(long.shown)
