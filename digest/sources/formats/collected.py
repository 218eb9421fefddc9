"""Messages one below another in one mail: a mailing list's digest, or several letters that were handed on together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.sources.formats import forwarding
from digest.sources.formats.flowed import depth, unquoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from digest.sources.formats.forwarding import Original

_COUNTED = re.compile(r"Message:?\s*\d+", re.IGNORECASE)
_RULE = "-" * 30
_TOLD = 60
"""Letters and digits: a shorter message is what somebody wrote above what he handed on."""
_MOST = 200


def parted(lines: Sequence[str], zone: ZoneInfo) -> list[str]:
    """The lines with each message's headers replaced by its subject, as a headline; empty where there are not several.

    Messages of one subject are an exchange, not a collection.

    Args:
        lines: of the mail's text.
        zone: of moments that name none.
    """
    found = _originals(lines, zone)
    subjects = {forwarding.plain_subject(one.subject).casefold() for one in found}
    levels = {depth(lines[one.start]) for one in found}
    if len(found) < 2 or "" in subjects or len(subjects) < len(found) or len(levels) > 1:  # noqa: PLR2004 - several
        return []
    ends = [*(one.start for one in found[1:]), len(lines)]
    bodies = [_body(lines[one.end : end]) for one, end in zip(found, ends, strict=True)]
    if any(sum(map(str.isalnum, "".join(body))) < _TOLD for body in bodies):
        return []
    out = [] if any(one.forwarded for one in found) else _uncounted(lines[: found[0].start])
    for one, body in zip(found, bodies, strict=True):
        out += ["", _RULE, "", forwarding.plain_subject(one.subject), "", *body]
    return out


def _originals(lines: Sequence[str], zone: ZoneInfo) -> list[Original]:
    """Each block of headers; `start` and `end` are places in `lines`."""
    found: list[Original] = []
    at = 0
    while len(found) < _MOST and (one := forwarding.find(lines[at:], zone, above=at)):
        found.append(one)
        at = one.end
    return found


def _body(lines: Sequence[str]) -> list[str]:
    told = unquoted(_uncounted(lines))
    if not any(forwarding.attributes(line.strip()) for line in told):
        return told
    return [told[place] for place in forwarding.new_lines(told, forwarding.quotes(told))]


def _uncounted(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not _COUNTED.fullmatch(line.strip())]
