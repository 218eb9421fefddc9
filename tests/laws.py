"""What holds of everything that was read and taken apart, whatever the bytes were."""

from __future__ import annotations

import itertools
from datetime import UTC
from typing import TYPE_CHECKING

from digest.stories.clean import tidy
from digest.stories.identity import normalise
from digest.stories.links import canonical, host

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from digest.model import Document, Link, Unbundled
    from digest.sources.formats.content import Content


def check_content(content: Content) -> None:
    """The contract between formats and unbundling; what is told can be stored and sent."""
    lines = content.text.split("\n") if content.text else []
    assert len(lines) == len(content.blocks)
    start = 0
    for line, block in zip(lines, content.blocks, strict=True):
        assert line
        assert line == tidy(line)
        assert start <= block.span.start <= block.span.end <= start + len(line)
        start += len(line) + 1
    _check_links(content.links, content.text)
    if content.url:
        _check_address(content.url)
    for told in (content.title, content.author, content.outlet, content.category):
        assert told == tidy(told)
    content.guid.encode()
    _check_moment(content.published)


def check_unbundled(document: Document, found: Unbundled) -> None:
    """Texts map back to the document, nothing overlaps, order is kept, ids are unique."""
    taken = [span for story in found.stories for span in story.spans]
    taken += [span for part in found.parts for span in part.spans]
    taken.sort(key=lambda span: span.start)
    assert all(left.end <= right.start for left, right in itertools.pairwise(taken))
    begins = [story.spans[0].start for story in found.stories if story.spans]
    assert begins == sorted(begins)
    assert len({story.id for story in found.stories}) == len(found.stories)
    for story in found.stories:
        assert story.text == "\n".join(document.text[span.start : span.end] for span in story.spans)
        assert len(story.blocks) == len(story.spans)
        assert all(0 <= block.span.start < block.span.end <= len(story.text) for block in story.blocks)
        assert story.text.strip() or (story.title == document.title and not story.spans)
        assert 0 <= story.confidence <= 1
        assert story.reason
        if story.title_span:
            place = document.text[story.title_span.start : story.title_span.end]
            assert normalise(story.title) == normalise(place)
        _check_links(story.links, story.text)
        _check_moment(story.published)
    for part in found.parts:
        assert part.text == "\n".join(document.text[span.start : span.end] for span in part.spans)
    for event in found.events:
        assert event.start is None or event.end is None or event.start <= event.end


def _check_links(links: Iterable[Link], text: str) -> None:
    for link in links:
        _check_address(link.url)
        if link.span:
            assert text[link.span.start : link.span.end] == link.text


def _check_address(url: str) -> None:
    assert url.startswith(("http://", "https://"))
    assert url.isascii()
    assert host(url)
    assert canonical(url) == url


def _check_moment(moment: datetime | None) -> None:
    if moment is not None:
        assert moment.tzinfo is not None
        moment.astimezone(UTC)
