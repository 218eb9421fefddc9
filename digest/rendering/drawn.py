"""What the sources of an item say they draw on themselves (`☞ 출처: publisher, title, date`), as templates read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.rendering import dates
from digest.rendering.cited import DrawnView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Citation
    from digest.rendering.making import Maker


def drawn(maker: Maker, citations: Iterable[Citation]) -> tuple[DrawnView, ...]:
    """Those that name a publisher or a title, in their order."""
    return tuple(
        DrawnView(
            publisher=maker.text(one.publisher),
            title=maker.text(one.title),
            when=dates.day(one.date, maker.strings) if one.date else "",
            url=maker.url(one.url),
        )
        for one in citations
        if one.publisher.strip() or one.title.strip()
    )
