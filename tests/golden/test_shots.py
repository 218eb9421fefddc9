"""The golden mails look as they did when they were last looked at, with whatever fonts a machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden import golden, shots

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

MAILS = [f"{name}.html" for name in golden.mails()]
PICTURES = [(mail, *way) for mail in MAILS for way in golden.ways(mail)]
LARGEST = 100_000
"""Bytes of a picture that is kept."""
FONTS = {
    "a face with serifs": ("Pretendard,", "DejaVu Serif,"),
    "wider letters": ("</head>", "<style>*{letter-spacing:.15px!important}</style></head>"),
    "narrower letters": ("</head>", "<style>*{letter-spacing:-.2px!important}</style></head>"),
}
CHANGES = {
    "the card's ground": ("#FFFFFF", "#F7F5F0"),
    "an item that is hidden": ("</head>", "<style>tr:has(> td > h3[lang]){display:none}</style></head>"),
    "the bars": ("</head>", "<style>.b0{background:none!important}</style></head>"),
    "the colours of the categories": (
        "</head>",
        "<style>[class^=c]:not(.cd){color:#191815!important}[class*=' l'] p{border-color:#191815!important}</style></head>",
    ),
}


def html(mail: str) -> str:
    return (shots.GOLDEN / mail).read_text(encoding="utf-8")


@pytest.mark.parametrize(("mail", "width", "scheme"), PICTURES)
def test_a_mail_looks_as_it_did(browser: Browser, mail: str, width: int, scheme: str):
    path = shots.SHOTS / shots.name(mail, width, scheme)
    assert path.is_file(), f"{path.name} was never taken: run `make golden`"
    assert path.stat().st_size < LARGEST
    found = shots.difference(shots.read(browser, path), shots.shoot(browser, html(mail), width, scheme))
    assert found.small, f"{path.name} looks otherwise ({found}): run `make golden`, and look at it"


@pytest.mark.parametrize("name", FONTS)
def test_other_fonts_make_no_difference(browser: Browser, name: str):
    """A machine with other fonts breaks lines elsewhere, and its mail is the same."""
    page = html(MAILS[0])
    before, after = (shots.shoot(browser, one, 390, "light") for one in (page, page.replace(*FONTS[name])))
    found = shots.difference(before, after)
    assert found.small, found


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_layout_is_found(browser: Browser, name: str):
    """What a reader would notice at arm's length."""
    page = html(MAILS[0])
    changed = page.replace(*CHANGES[name])
    assert changed != page
    before, after = (shots.shoot(browser, one, 700, "light") for one in (page, changed))
    found = shots.difference(before, after)
    assert not found.small, found


def test_no_picture_is_left_over():
    wanted = {shots.name(*picture) for picture in PICTURES}
    assert {path.name for path in shots.SHOTS.glob("*")} == wanted
