"""Lines of a page that tell something, and lines that only lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.stories import links
from digest.stories.clean import width
from digest.stories.lines import STRONG

if TYPE_CHECKING:
    from digest.sources.formats.walk import Draft

SHORTEST_TELLING = 30
LINKED = 20  # columns
LONGEST_LABEL, LONGEST_NAME = 30, 60
LABELS = (":", "：", "»", ">")


def tells(draft: Draft) -> bool:
    """Whether a line tells something, rather than leading elsewhere."""
    own = sum(len(piece.text.strip()) for piece in draft.pieces if not piece.url)
    return draft.kind in ("paragraph", "item", "quote") and own >= SHORTEST_TELLING


def leads(draft: Draft) -> bool:
    """Whether all of a line is a link."""
    return bool(draft.pieces) and all(piece.url or not piece.text.strip() for piece in draft.pieces)


def points(draft: Draft, host: str) -> bool:
    """Whether a line inside an article points to another one of its site: a link, with or without a label before it.

    A heading is one only with its label: a link that is all of a heading may be the article's own.

    Args:
        draft: the line.
        host: of the article's address.
    """
    own = "".join(piece.text for piece in draft.pieces if not piece.url).strip()
    linked = "".join(piece.text for piece in draft.pieces if piece.url).strip()
    could = draft.kind == "paragraph" or (draft.kind == "heading" and own)
    if not could or width(linked) < LINKED or len(own) > LONGEST_LABEL or (own and not own.endswith(LABELS)):
        return False
    return _inward(draft, host)


def without_tail(drafts: list[Draft], host: str) -> list[Draft]:
    """The lines of an article without a heading or label at its end that names nothing, or only links of the site."""
    end = len(drafts)
    while end > 1 and (
        _names(drafts[end - 1]) or (leads(drafts[end - 1]) and _inward(drafts[end - 1], host))
    ):
        end -= 1
    while end < len(drafts) and not _names(drafts[end]):  # links right below text may belong to it
        end += 1
    return drafts[:end]


def _inward(draft: Draft, host: str) -> bool:
    """Whether all links of a line lead to pages of its own site."""
    return {_site(links.host(piece.url)) for piece in draft.pieces if piece.url} == {_site(host)}


def _site(host: str) -> str:
    """The name that all hosts of a site share: its last two labels, three below `co.kr` and the like."""
    labels = host.split(".")
    below = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3  # noqa: PLR2004 - labels and letters
    return ".".join(labels[-3:] if below else labels[-2:])


def _names(draft: Draft) -> bool:
    """Whether a line names what stands below it: a heading or label that is no sentence, or a rule."""
    text = draft.text.strip()
    heads = draft.kind == "heading" and draft.level <= STRONG and not text.endswith((".", "!", "…"))
    return heads or draft.kind == "rule" or (len(text) <= LONGEST_NAME and text.endswith((":", "：")))
