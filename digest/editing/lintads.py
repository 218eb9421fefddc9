"""Advertising that is not declared: Korean law wants `(광고)` at the beginning of the subject of such a mail.

News about advertising is no advertising: of a source's words only those count by which a text calls itself one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.editing.remark import Remark, of_issue, of_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.model import Issue, Item

DECLARED = "(광고)"
"""What the subject must begin with (정보통신망법 제50조, 시행령 별표 6)."""

_BRACKETED = r"[(\[（［【<]\s*(?:광고|협찬|제휴|유료광고|광고성\s?(?:정보|기사)|AD|PR|advertisement|advertorial|sponsored|promotion|promoted)\s*[)\]）］】>]"
_LABELS = (
    rf"{_BRACKETED}"
    r"|유료\s?광고|광고성\s?(?:정보|기사|글)|(?:협찬|제작비|원고료|제품)(?:을|를)?\s?(?:제공|지원)?\s?받아|(?:의|사)\s협찬으로"
    r"|제휴\s?(?:링크|코드)|(?:할인|쿠폰|프로모션|추천인)\s?코드|파트너스\s?활동"
    r"|\b(?:promo(?:tion(?:al)?)?|discount|coupon|referral) code\b|\baffiliate links?\b|\badvertorial\b"
    r"|\bpaid (?:partnership|promotion|post|advertisement)\b|\bsponsored (?:content|post|message|article)\b|^\W*sponsored by\b"
    r"|\bin (?:paid )?partnership with our sponsor\b"
)
_LABELLED = re.compile(_LABELS, re.IGNORECASE)
_OWN = re.compile(
    rf"{_LABELS}|광고|협찬|제휴|후원|할인|쿠폰|프로모션|\bsponsor(?:s|ed|ship)?\b|\bpromotions?\b|\bdiscount\b|\bcoupons?\b",
    re.IGNORECASE,
)

_TELEPHONE = re.compile(r"\+?\d(?:[\s().·-]{0,2}\d){6,}")
_PLACE = re.compile(r"[^\W\d_]{2}")
"""A postal address cannot be known by its form: any words are taken for one."""


def findings(issue: Issue) -> Iterator[Remark]:
    """What seems to advertise in an issue that carries no advertisement and is not declared, in the order of the page.

    Of one that is declared: how its sender is reached.
    """
    if issue.slots.sponsor is not None or issue.slots.subject.startswith(DECLARED):
        yield from _contact(issue)
        return
    yield from _own(issue)
    for item in issue.items:
        found = _first(_LABELLED, _texts(item)) or _first(_OWN, _noted(item))
        if found:
            yield of_item(
                issue,
                item.id,
                kind="advertising",
                text=found,
                message="seems to advertise, and the issue is not declared as advertising",
                hint=f'drop it, or begin the subject with "{DECLARED}"',
            )


def _contact(issue: Issue) -> Iterator[Remark]:
    """The same rule wants the sender's telephone number and postal address in the body of such a mail."""
    contact, hint = (
        issue.publisher.contact.strip(),
        "write both in publication.sender.contact and build again",
    )
    if not contact:
        yield of_issue(
            kind="sender",
            level="error",
            message="the issue advertises, and names neither its sender's telephone number nor their address",
            hint=hint,
        )
    elif not _TELEPHONE.search(contact) or not _PLACE.search(_TELEPHONE.sub("", contact)):
        lacks = "address" if _TELEPHONE.search(contact) else "telephone number"
        yield of_issue(
            kind="sender",
            text=contact,
            message=f"the issue advertises, and its sender's contact seems to hold no {lacks}",
            hint=hint,
        )


def _own(issue: Issue) -> Iterator[Remark]:
    """What the editor wrote for the whole issue."""
    for name in ("greeting", "conclusion", "subject", "preheader"):
        found = _first(_OWN, (getattr(issue.slots, name),))
        if found:
            yield of_issue(
                kind="advertising",
                text=found,
                message=f"the {name} seems to advertise, and the issue is not declared as advertising",
                hint=f'begin the subject with "{DECLARED}", or give the issue a sponsor block',
            )


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> str:
    return next((match.group() for text in texts if (match := pattern.search(text))), "")


def _noted(item: Item) -> Iterator[str]:
    """What the editor wrote of an item."""
    yield item.note
    if item.headline.provenance == "editor":
        yield item.headline.text
    yield from (pick.shown or pick.sentence.text for pick in item.told if pick.provenance == "editor")
    yield from (link.text for link in item.links)


def _texts(item: Item) -> Iterator[str]:
    yield item.headline.text
    for pick in item.told:
        yield pick.shown or pick.sentence.text
    for reference in item.references:
        yield reference.title
