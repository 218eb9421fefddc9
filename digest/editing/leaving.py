"""What an issue leaves out before anything is ranked, and how it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.model import LeftOut, NotTold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Memory, Rights


def not_told(members: Sequence[Prepared], memory: Memory, rights: Mapping[str, Rights]) -> NotTold | None:
    """Why the stories of an affair cannot make an item; None where they can."""
    if all(member.story.id in memory.told for member in members):
        return NotTold(kind="told", values={"issue": memory.told[members[0].story.id]})
    linked = all(rights.get(member.story.source) == "link-only" for member in members)
    if linked and not any(member.story.title for member in members):
        return NotTold(kind="link")
    return None


def left_out(member: Prepared, reason: NotTold) -> LeftOut:
    """A story that is not told, with the reason."""
    return LeftOut(story=member.story.id, title=member.story.title, reason=reason)
