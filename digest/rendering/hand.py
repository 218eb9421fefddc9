"""What the editor wrote, as templates read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.rendering.limits import cut
from digest.rendering.view import LinkView, SponsorView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Link, Sponsor
    from digest.rendering.making import Maker

ADDRESS = 40
"""Characters that are shown of an address which the editor gave no words."""


def paragraphs(maker: Maker, text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which blank lines part, each on one line."""
    found = (maker.own(part) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return tuple(part for part in found if part)


def links(maker: Maker, given: Iterable[Link]) -> tuple[LinkView, ...]:
    """The links that are safe to follow."""
    shown = ((maker.title(link.text), maker.url(link.url)) for link in given)
    return tuple(
        LinkView(text=text, url=url)
        if text and text != url
        else LinkView(text=_address(url), url=url, bare=True)
        for text, url in shown
        if url
    )


def _address(url: str) -> str:
    """An address as a person reads it: no scheme, no parameters, its end cut off where it is long."""
    told = re.sub(r"^[a-z][a-z0-9+.-]*:(?://)?(?:www\.)?|[?#].*$", "", url, flags=re.IGNORECASE).rstrip("/")
    return cut(told, ADDRESS) or url


def sponsor(maker: Maker, given: Sponsor | None) -> SponsorView | None:
    """The advertisement, where there is one."""
    if given is None:
        return None
    told = paragraphs(maker, given.text)
    return SponsorView(paragraphs=told, url=maker.url(given.url), name=maker.name(given.name))
