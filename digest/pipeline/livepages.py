"""Whether what an issue cites still stands on the pages that it was read on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.analysis.reread import Page
from digest.errors import InputError
from digest.pipeline.livereport import Finding, consequence
from digest.sources.addresses import elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from digest.config import Live
    from digest.editing.verify import Frozen
    from digest.pipeline.livecited import Cited
    from digest.pipeline.livereport import Standing
    from digest.sources.fetch import Fetched
    from digest.sources.revisit import Visit

SILENT = 80
"""Letters: a page that shows fewer has its text from a script, if it has any."""
NOTICE = 800
"""Letters of a page that may be a notice that there is none."""
NO_PAGE = "the page says that there is none"
HALF = 0.5
AGREEING = 12
"""Characters of a sentence that stands in two texts only where they are the same."""
_PAID = re.compile(
    r"\"isAccessibleForFree\"\s*:\s*\"?false|content_tier\"?\s+content=\"(?:metered|locked)|class=\"[^\"]*\bpaywall|(?:구독자|유료 ?회원|회원) ?전용|로그인 ?(?:후|하면|하셔야)|유료 ?(?:기사|콘텐츠)"
    r"|(?:subscribe|sign in|log in) to (?:continue|read|keep)|(?:for|to) subscribers only|already a subscriber",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?:^|[/.?=_-])(?:log-?in|sign-?in|auth|account|member)(?:[/.?=_-]|$)", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"(?:페이지|기사|게시물|게시글|글|문서|자료)[를을이가]? ?(?:찾을 수 없|없습니다|없거나|존재하지|삭제)|삭제된 (?:페이지|기사|게시물|게시글|글)|존재하지 않는"
    r"|page (?:was |could |can ?)?not (?:be )?found|(?:no longer|not) (?:available|exists?)|does ?n[o']t exist|(?:has|have) been (?:removed|deleted)|\b(?:error|오류) 404\b|\b404 (?:error|오류|not found)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page that was read again: its texts in lines, the main one first, and what kind of page it is."""

    texts: tuple[str, ...]
    paid: bool = False
    notice: bool = False
    silent: bool = False


def look(answer: Fetched, zone: ZoneInfo) -> Seen:
    """What is to be compared of an answer.

    Raises:
        InputError: it is nothing that is read.
    """
    from digest.sources.formats import hypertext
    from digest.sources.formats.charset import decode
    from digest.sources.formats.read import read
    from digest.sources.formats.recognise import recognise

    contents = read(
        answer.content, name=answer.url, url=answer.url, content_type=answer.content_type, zone=zone
    )
    if not contents:
        raise InputError(answer.url, "there is no text in it")
    main = contents[0]
    texts = [f"{main.title}\n{main.text}", *(f"{one.title}\n{one.text}" for one in contents[1:])]
    markup = ""
    if recognise(answer.content, name=answer.url, content_type=answer.content_type) == "html":
        charset = re.search(r"charset=[\"']?([\w-]+)", answer.content_type)
        markup = decode(answer.content, charset[1] if charset else "")
        texts.append(hypertext.read(markup, zone=zone, url=answer.url, whole=True).text)
    letters = sum(map(str.isalnum, texts[-1]))
    notice = bool(_NO_PAGE.search(main.title)) or (
        letters < NOTICE and bool(_NO_PAGE.search(f"{main.title}\n{texts[-1]}"))
    )
    return Seen(
        texts=tuple(texts),
        paid=bool(_PAID.search(markup)),
        notice=notice,
        silent=letters < SILENT,
    )


def judged(
    claims: Sequence[Cited], visits: Mapping[str, Visit[Seen]], frozen: Mapping[str, Frozen], live: Live
) -> Iterator[Finding]:
    """What became of each thing that is cited."""
    pages: dict[tuple[str, str], tuple[Page, float]] = {}
    for one in claims:
        visit = visits[one.url]
        if visit.kind != "had" or visit.looked is None:
            yield _found(one, "dead" if visit.kind == "dead" else "unreachable", live, why=visit.why)
            continue
        to = f"leads to {visit.arrived} now" if elsewhere(visit.url, visit.arrived) else ""
        if one.what == "reference":
            if visit.looked.notice:
                yield _found(one, "dead", live, why=to or NO_PAGE)
            else:
                yield _found(one, "same", live, why=to)
            continue
        source = frozen.get(one.story)
        key = (one.url, source.story.document if source else "")
        if key not in pages:
            page = Page(visit.looked.texts, _known(key[1], frozen))
            pages[key] = page, _share(page, key[1], frozen)
        page, share = pages[key]
        yield _judged(one, seen=visit.looked, page=page, share=share, source=source, to=to, live=live)


def _judged(
    one: Cited,
    *,
    seen: Seen,
    page: Page,
    share: float,
    source: Frozen | None,
    to: str,
    live: Live,
) -> Finding:
    whole = source.text if source and source.text else ""
    found = page.judge(
        one.text,
        before=whole[: one.start],
        behind=whole[one.end :] if one.end else "",
        title=one.what == "headline",
    )
    if found.standing == "same":
        return _found(one, "same", live, why=to)
    paid = seen.paid or (bool(to) and bool(_LOGIN.search(urlsplit(to.split()[2]).path)))
    unknown = ""
    if found.standing == "gone" and seen.notice:
        return _found(one, "gone", live, why=to or NO_PAGE)
    if found.standing == "gone" and paid and (share < HALF or not one.page):
        unknown = "the page shows all of its text only to those who sign in or pay"
    elif found.standing == "gone" and seen.silent and not share:
        unknown = "the page shows hardly any text; its scripts may load it"
    elif not one.page and not found.figures and (not share or one.what == "headline"):
        # Whether feed and page ever said the same, nobody knows: a figure alone is worth a word.
        unknown = "it was read in a feed or a mail, and its page has other words"
        if found.now:
            unknown += f': "{found.now}"'
    if unknown:
        return _found(one, "unknown", live, why=unknown)
    return replace(
        _found(one, found.standing, live, why=to), now=found.now, figures=found.figures, words=found.words
    )


def _found(one: Cited, standing: Standing, live: Live, *, why: str = "") -> Finding:
    return Finding(
        issue=one.issue,
        item=one.item,
        what=one.what,
        text=one.text,
        url=one.url,
        standing=standing,
        why=why,
        consequence=consequence(live, standing, one.what),
    )


def _known(document: str, frozen: Mapping[str, Frozen]) -> str:
    """All that is kept of a document as it was read."""
    of = (one for one in frozen.values() if one.story.document == document)
    return "\n".join(f"{one.story.title}\n{one.text or ''}" for one in of)


def _share(page: Page, document: str, frozen: Mapping[str, Frozen]) -> float:
    """How many of the sentences of a document that are kept a page has: where it has any, both are the same text."""
    told = [
        one.text[start:end]
        for one in frozen.values()
        if one.story.document == document and one.text
        for start, end in one.spans
        if end - start >= AGREEING
    ]
    return sum(map(page.holds, told)) / len(told) if told else 0.0
