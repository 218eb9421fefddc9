"""The sources of an item as it cites them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.model import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import DatedBy, Rights

NEVER = datetime.max.replace(tzinfo=UTC)


def references(
    members: Sequence[Prepared],
    cited: Sequence[str],
    rights: Mapping[str, Rights],
    dated_by: Mapping[str, DatedBy],
) -> tuple[Reference, ...]:
    """The cited stories in the order of their sentences, then the rest by time."""
    order = {story: place for place, story in enumerate(dict.fromkeys(cited))}
    ranked = sorted(members, key=lambda member: (order.get(member.story.id, len(order)), *earliest([member])))
    return tuple(
        Reference(
            story=member.story.id,
            document=member.story.document,
            title=member.story.title,
            outlet=member.story.outlet or member.story.source,
            url=member.story.url,
            published=member.story.published,
            precision=member.story.precision,
            language=member.story.language,
            fingerprint=fingerprint(member.story.text),
            rights=rights.get(member.story.source, "quote"),
            dated_by=dated_by.get(member.story.document, "document"),
        )
        for member in ranked
    )


def earliest(members: Sequence[Prepared]) -> tuple[datetime, str]:
    """What orders equals: the first publication, an undated story last; then the id."""
    return min((member.story.published or NEVER, member.story.id) for member in members)
