"""What an HTML letter does not show is not read; what it shows is."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import hypertext

SEOUL = ZoneInfo("Asia/Seoul")
SHOWN = "<p>보이는 문장이다.</p>"


def _text(html: str) -> str:
    return hypertext.letter(html, zone=SEOUL).text


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">{}</div>',
        '<div style="DISPLAY: NONE !important; mso-hide:all">{}</div>',
        '<span style="visibility:hidden">{}</span>',
        '<div style="opacity:0;">{}</div>',
        '<div style="max-height:0px;overflow:hidden">{}</div>',
        '<div style="height:0;width:0;overflow:hidden;">{}</div>',
        '<span style="font-size:0">{}</span>',
        '<div style="font-size:1px;line-height:1px"><span>{}</span></div>',
        '<div style="font:0/0 a">{}</div>',
        '<div style="background:#fff"><span style="color:#FFFFFF">{}</span></div>',
        '<table bgcolor="#F0F0F0"><tr><td style="color:#f0f0f0">{}</td></tr></table>',
        '<div style="color:white;background-color:white">{}</div>',
        "<style>.pre{{display:none}}</style><div class='pre'>{}</div>",
        "<style>@media screen{{.x{{color:red}}}} #pre {{ font-size: 0px }}</style><div id='pre'>{}</div>",
    ],
)
def test_a_preheader_is_not_read(hidden: str):
    assert _text(hidden.format("숨은 미리보기다.") + SHOWN) == "보이는 문장이다."


@pytest.mark.parametrize(
    "shown",
    [
        '<td style="font-size:0"><div style="font-size:16px">{}</div></td>',
        '<div style="font-size:0"><p class="body">{}</p></div>',
        '<div style="background:#000"><span style="color:#fff">{}</span></div>',
        '<div style="background:#fff url(x.png)"><span style="color:#fff">{}</span></div>',
        '<div class="dark"><span style="color:#fff">{}</span></div>',
        '<div style="max-height:0">{}</div>'.replace("max-height:0", "max-height:0.5em"),
        '<div style="mso-hide:all">{}</div>',
        '<div style="opacity:0.9">{}</div>',
        '<div style="line-height:0;font-size:14px">{}</div>',
        "<style>@media (max-width:600px){{.wide{{display:none}}}}</style><div class='wide'>{}</div>",
    ],
)
def test_what_is_shown_is_read(shown: str):
    assert (
        _text(f"<table><tr><td>{shown.format('본문이다.')}</td></tr></table>" + SHOWN)
        == "본문이다.\n보이는 문장이다."
    )


def test_runs_of_invisible_characters_leave_nothing():
    filler = "&zwnj;&nbsp;&#847;&#8199;&#65279;&shy;" * 40
    assert _text(f"<div>{filler}</div>{SHOWN}<div>{filler}</div>") == "보이는 문장이다."
    assert _text("<p>보이&shy;는 문&#8203;장이다.&zwnj;</p>") == "보이는 문장이다."


def test_what_pictures_say_is_read_only_where_nothing_else_is_and_as_captions():
    pictures = (
        '<a href="https://a.kr/1"><img src="1.png" alt="여름 특집"></a><img src="2.png" alt="바다 축제">'
    )
    alone = hypertext.letter(pictures, zone=SEOUL)
    assert (alone.text, [block.kind for block in alone.blocks]) == ("여름 특집\n바다 축제", ["caption"] * 2)
    assert _text(pictures + SHOWN) == "보이는 문장이다."


def test_a_button_is_a_link():
    html = '<table><tr><td bgcolor="#0055aa"><a href="https://a.kr/1?utm_source=m" style="color:#fff;mso-hide:all">읽기</a></td></tr></table>'
    found = hypertext.letter(html + SHOWN, zone=SEOUL)
    assert [(link.url, link.text) for link in found.links] == [("https://a.kr/1", "읽기")]


def test_twenty_thousand_elements_in_each_other_are_looked_at_once():
    deep = '<div style="font-size:0px;color:#fff">' * 20_000
    assert _text(f"{deep}<p>숨은 문장이다.</p>") == ""
