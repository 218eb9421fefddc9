"""What stands around stories: lines above a text, lines that close a document, advertisements between.

Nothing here is of one publication: each test asks what a line says (rights, address, subscription, byline) and where
it stands.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.stories.bylines import is_byline
from digest.stories.dates import locate_date
from digest.stories.stamps import is_aged
from digest.stories.vocabulary import announces_round_up, is_sponsored, part_of, sells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line

_RIGHTS = (
    r"저작권|무단 ?(?:전재|복제|사용|배포|도용)|재배포|전재 ?금지|copyrights?\b|[©ⓒ]|\(c\) ?\d{4}|all rights reserved|공공누리|creative commons|\bcc[ -]by\b"
    r"|licen[cs]ed under|published under|자유롭게 (?:이용|인용)|공식 ?(?:견해|입장)(?:과|와)|(?:투자|판단|이용)의? ?(?:판단의 )?책임|투자 ?판단을 돕|법적 책임|지분을 .{0,16}보유하고 있지 않|professional investors only|analyst certification|important disclosures|not (?:financial|investment|legal) advice"
    r"|(?:편집 ?방향|의견|견해|입장|논조)(?:과|와|이|은|는)? .{0,24}다를 수|외부로 전달하지|views? expressed"
)
_LETTER = (
    r"수신 ?(?:거부|을 원|에 동의)|그만 받|받지 않으|받고 싶지 않|구독(?:을|하기| ?신청| ?해지| ?취소|을 원|하시|해 ?주)|정기 ?구독|뉴스레터를 |지난 ?호|보내 ?드립니다\.?$|발송(?:됩니다|되었|전용)"
    r"|unsubscribe|\bsubscribe\b|you (?:are|have|were) receiv|you(?:'|’)re receiv|received this (?:e-?mail|newsletter|message)|(?:leave|join) (?:the|this|our) (?:list|chat)|manage (?:your )?(?:alerts?|preferences|subscription)"
    r"|(?:see|view) all your|forward (?:it|this)\b|reply to this|hit reply|follow us\b|sent to you|(?:liked?|enjoy(?:ed)?|enjoying|loved?) (?:this|what)\b.{0,40}|filed under\b|^tags?\s*:|^(?:previous|next)(?: post| issue| article)?\s*:|^(?:이전|다음) ?(?:글|호)\s*[:：]|past issues|archives? (?:at|here)|send (?:us )?feedback"
)
_IMPRINT = (
    r"사업자 ?(?:등록)? ?번호|통신 ?판매|등록 ?번호|발행 ?(?:인|처)(?!의)|편집 ?인(?!의)|청소년 ?보호 ?책임|^(?:발행|편집|제작|기획|인쇄) ?[:：]|^edited by|^published by|^(?:media|press) (?:contact|enquiries|inquiries)"
    r"|(?:이|본) ?(?:메일|이메일|뉴스레터|레터|보도 ?자료|자료|브리프|보고서|소식지)(?:은|는|의)\s.{0,60}(?:습니다|드립니다|바랍니다)"
    r"|전문은 .{0,24}(?:확인|참고|보)|^이상 ?\d+ ?건|누리집.{0,50}(?:내려받|확인하)|앱을 ?(?:내려받|설치|다운)|앱에서 .{0,24}검색|별점(?:을|과)|후원으로 만들|^(?:붙임|첨부|별첨)\s*[\d:：]"
    r"|^(?:음악|녹음|그림|디자인|music|design)\s*[:：]"
)
_CONTACT = (
    r"^(?:문의|제보|연락처|담당|담당 ?(?:자|부서)|책임자|대표 ?전화|주소|전화|팩스|이메일|사연|의견|광고 ?문의|기사 ?제보|tel|fax|e-?mail|phone|contact|address|tips?|questions|corrections)(?:[^가-힣\n]{0,3}[\s:：(]|는 )"
    r"|어떠셨나요|어땠나요|how (?:did|was|do) (?:we|this|you like)"
)
_CLOSES = re.compile(f"{_RIGHTS}|{_LETTER}|{_IMPRINT}|{_CONTACT}", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:주세요|주십시오|바랍니다|보세요|드립니다|드려요|소개하겠습니다|찾아옵니다|찾아갑니다|찾아뵙겠습니다)[.!~]*$|\b(?:let us know|tell us|write to us|send us|share (?:it|this)|you can)\b",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|내선\s?\d{2,5}|\bext\.?\s?\d{2,5}|(?<!\d)(?:\+?\d{1,3}[ -])?\(?0?\d{2,4}\)?[ -]\d{3,4}(?:[ -]\d{4})?(?!\d)"
)
_SEPARATED = re.compile(r"\S\s[|·/]\s\S")
_POPULAR = re.compile(
    r"(?:(?:가장 )?많이 (?:본|읽은|찾은)|인기|추천|최신|주요|오늘의 (?:인기|추천)|실시간|이 시각|함께 (?:보면|읽으면|볼|읽을|보는|읽는)|(?:이|관련|다른) (?:기사|글|사람)도|관련) ?.{0,10}"
    r"(?:뉴스|기사|글|콘텐츠|보세요|만나 ?보세요|읽어 ?보세요|랭킹)"
    r"|(?:most|more) (?:read|popular|viewed|from .{2,30}|stories|like this)|popular (?:posts|stories|articles)|trending(?: now)?|(?:you (?:may|might) also (?:like|enjoy)|recommended)(?: for you)?|read next"
    r"|related (?:articles?|stories|posts|reading|links|coverage)|editor'?s picks?|don'?t miss",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"할인 ?코드|쿠폰|할인(?:을| ?혜택)? ?(?:받|드)|\d+% ?할인|\b(?:promo|discount|coupon) code|\buse code\b|\d+ ?% off\b",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"\W*(?:광고|AD|협찬|제휴(?: ?광고| ?콘텐츠)?|후원|파트너 ?콘텐츠|sponsor(?:ed)?(?: content| message| post)?|partner content|advertisements?"
    r"|(?:an? )?(?:word|message|note) from .{2,40}(?:sponsors?|supporters?|partners?|friends))\W*",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"(?:#\s*#\s*#|#{3,}|-\s*30\s*-|-?\s*(?:끝|END|ENDS)\s*-?\.?)", re.IGNORECASE)
_PRESS_LABEL = re.compile(
    r"(?:보\s*도\s*(?:참\s*고\s*)?자\s*료|보\s*도\s*설\s*명\s*자\s*료|즉시 ?보도(?: ?가능)?|(?:for )?immediate release:?|(?:press|news|media) release:?|보도 ?(?:시점|일시|자제)\s.*|배포 ?(?:일시|시점)?\s*[:：]?\s*\d.*|embargo.*)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[^<>|]{1,20}(?:\s[>›»]\s[^<>|]{1,20}){1,5}|(?:홈|home)\s*[/|].*", re.IGNORECASE)
_TIMES = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}시 ?\d{1,2}분|\d{1,3}분(?: ?\d{1,2}초)?|\([월화수목금토일]\)|[월화수목금토일]요일|오전|오후|조회(?:수)?\s*[\d,]+|댓글\s*\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\[?\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")
_UTC = ZoneInfo("UTC")  # only whether a date is there matters
_LONGEST_CLOSE, _LONGEST_LABEL, _LONGEST_BYLINE = 170, 70, 110
_PITCH_LINES = 5
_SIGNATURE = 14
"""Lines at a mail's end among which a signature's delimiter may stand."""
_ABOUT_LINES, _ABOUT = 2, 240
_TOP_LINES = 14
_PROSE = 60


def stands_above(text: str) -> bool:
    """Whether a line above a text is its furniture: byline, stamp of time, path through a site, "press release"."""
    if len(text) > _LONGEST_BYLINE:
        return False
    if any(pattern.fullmatch(text) for pattern in (_PRESS_LABEL, _TRAIL)):
        return True
    return is_byline(text) or is_stamp(text)


def is_stamp(text: str) -> bool:
    """Whether a line holds a date and little else: labels, the time of day, who wrote or made it."""
    if len(text) > _LONGEST_BYLINE or announces_round_up(text):
        return False
    if is_aged(text):
        return True
    rest, dates = text, 0
    while (found := locate_date(rest, anchor=None, zone=_UTC)) and dates < 4:  # noqa: PLR2004 - a line names few
        if found.precision == "month":
            return False
        rest = f"{rest[: found.start]} {rest[found.end :]}"
        dates += 1
    rest = re.sub(r"[\W_]+", "", _TIMES.sub("", rest))
    most = 24
    return dates > 0 and len(rest) <= most


def tops(lines: Sequence[Line]) -> frozenset[int]:
    """The furniture among the lines above the first paragraph of prose."""
    found: set[int] = set()
    for line in lines[:_TOP_LINES]:
        if line.is_sentence and len(line.text) >= _PROSE:
            break
        if line.kind == "paragraph" and stands_above(line.shown):
            found.add(line.index)
    return frozenset(found)


def closings(lines: Sequence[Line], skipped: frozenset[int]) -> frozenset[int]:
    """The lines at a document's end that are about the document: rights, address, subscription, contact.

    Read from the end upwards, until a line that is none of these; `skipped` are lines already known as furniture.
    """
    found: set[int] = set()
    ended = _end_mark(lines)
    if ended is not None:
        found.update(range(ended, len(lines)))
    most = sum(len(line.text) for line in lines) / 2
    taken, opened = 0, bool(found)
    signed = _above_prose(lines)
    for line in reversed(lines[: ended if ended is not None else len(lines)]):
        if line.index in skipped or line.kind == "rule":
            opened = opened or line.kind != "rule"
            continue
        taken += len(line.text)
        if (about := _below_rule(lines, line, found)) and taken <= most:
            found.update(about)
            continue
        signs = line.is_bare and line.shown in signed
        heads = line.index + 1 in found and _heads_closing(line, lines)
        if taken > most or not (signs or heads or _closes(line, opened=opened)):
            break
        found.add(line.index)
        opened = True
    return frozenset(found)


def _below_rule(lines: Sequence[Line], line: Line, found: set[int]) -> tuple[int, ...]:
    """The one or two short lines between a rule and what closes the document: about the writer, or a last word."""
    if line.index + 1 not in found or line.kind not in {"paragraph", "quote"}:
        return ()
    run = [line.index]
    while run[-1] > 0 and len(run) <= _ABOUT_LINES and lines[run[-1] - 1].kind == line.kind:
        run.append(run[-1] - 1)
    ruled = run[-1] > 0 and lines[run[-1] - 1].kind == "rule"
    short = sum(len(lines[index].text) for index in run) <= _ABOUT
    return tuple(run) if ruled and short and len(run) <= _ABOUT_LINES else ()


def _heads_closing(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a heading above nothing but closing lines is one too: its siblings have texts, so that it is no headline."""
    if line.kind != "heading" or line.links:
        return False
    told = [
        after.kind
        for before, after in pairwise(lines)
        if before.kind == "heading" and before.level == line.level
    ]
    least = 3
    return len(told) >= least and all(kind != "heading" for kind in told)


def _above_prose(lines: Sequence[Line]) -> frozenset[str]:
    """The short lines above the first paragraph of prose: one that comes again at the end signs the text."""
    above: list[str] = []
    for line in lines[:_TOP_LINES]:
        if line.is_sentence and len(line.text) >= _PROSE:
            return frozenset(above)
        if line.is_bare:
            above.append(line.shown)
    return frozenset()


def _end_mark(lines: Sequence[Line]) -> int | None:
    """The line that says that a text is at its end (`###`, `- 끝 -`), if it stands in the second half."""
    ends = [line.index for line in lines if _END_MARK.fullmatch(line.shown)]
    text = sum(len(line.text) for line in lines)
    signature = [line.index for line in lines[-_SIGNATURE:] if line.shown in {"--", "—"}]
    if signature and len(ends) != 1:
        ends = signature[:1]
    if len(ends) != 1 or sum(len(line.text) for line in lines[: ends[0]]) < text / 2:
        return None
    return ends[0]


def _closes(line: Line, *, opened: bool) -> bool:
    text = line.text
    if line.kind == "row" or len(text) > _LONGEST_CLOSE:
        return False
    if _names_closing(line):
        return opened
    if _CLOSES.search(text) or (line.shown != text and _CLOSES.search(line.shown)):
        return not _is_head(line)
    if _OFFER.search(text) and not _is_head(line):
        return True
    if _REACH.search(text) and len(text) <= _LONGEST_LABEL:
        return True
    numbered_rest = line.number > 1 and re.search(r"(?:부|매|끝)\.?\s*(?:끝\.?)?$", text) is not None
    return opened and (
        numbered_rest
        or (_ASKS.search(text) is not None and not line.family)
        or (not line.is_sentence and _SEPARATED.search(text) is not None and line.kind == "paragraph")
    )


def _is_head(line: Line) -> bool:
    return line.kind == "heading" and part_of(line.text) is None


def _names_closing(line: Line) -> bool:
    return not line.is_sentence and part_of(line.text) == "furniture"


def elsewhere(lines: Sequence[Line]) -> frozenset[int]:
    """Lists of other articles: the line that names one ("most read", "함께 읽으면 좋은 글") and the short lines below."""
    found: set[int] = set()
    for line in lines:
        if line.index in found or not _names_elsewhere(line):
            continue
        below: list[int] = []
        for after in lines[line.index + 1 :]:
            if _is_prose(after) or after.kind in {"heading", "rule"} or _names_elsewhere(after):
                break
            below.append(after.index)
        if below:
            found.update((line.index, *below))
    return frozenset(found)


def _is_prose(line: Line) -> bool:
    """Whether a line is text of its own, not the name of another article."""
    linked = sum(len(link.text) for link in line.links)
    return (
        line.is_sentence
        and (len(line.text) >= _PROSE or line.kind == "paragraph")
        and 2 * linked < len(line.text)
    )


def _names_elsewhere(line: Line) -> bool:
    name = line.text.strip(" \t[]【】<>〈〉《》:：▼▶▲◆■●☞※*-")
    return not line.family.startswith("1") and _POPULAR.fullmatch(name) is not None


def advertisements(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that say that they are an advertisement and, where a label stands alone, what it is set above."""
    found: set[int] = set()
    for line in lines:
        if line.index in found or line.kind == "heading" or not is_sponsored(line.shown):
            continue
        found.add(line.index)
        found.update(_pitch(lines, line))
    return frozenset(found)


def is_label(text: str) -> bool:
    """Whether a line is nothing but the word "advertisement"."""
    short = 14
    return is_sponsored(text) and (
        len(re.sub(r"[\W_]+", "", text)) <= short or _BARE_LABEL.fullmatch(text) is not None
    )


def _pitch(lines: Sequence[Line], line: Line) -> list[int]:
    """The lines below an advertisement's label that belong to it."""
    below = list(lines[line.index + 1 : line.index + 1 + _PITCH_LINES])
    framed = line.index > 0 and lines[line.index - 1].kind == "rule"
    if framed and below and below[0].kind == "rule":
        below = below[1:]
    closing = next((after.index for after in below if after.kind == "rule"), None)
    if closing is not None and (framed or re.search(r"[-=*_─]{4,}", line.shown)):
        return [after.index for after in below if after.index < closing]
    if not is_label(line.shown):
        return []
    taken: list[int] = []
    named = False
    alone = _BARE_LABEL.fullmatch(line.shown) is not None
    for after, beyond in pairwise((*below, None)):
        if after is None or after.kind == "rule" or after.rank == 1 or (after.kind == "heading" and taken):
            break
        plain = after.kind in {"paragraph", "item", "quote"}
        offers = not after.is_sentence or bool(after.links) or sells(after.text)
        last = beyond is None or beyond.kind in {"heading", "rule"} or beyond.rank == 1
        if after.kind == "heading" or (plain and (offers or named or (alone and last and not taken))):
            taken.append(after.index)
            named = named or after.kind == "heading"
        else:
            break
    return taken


def is_clock(text: str) -> bool:
    """Whether a line begins with a time of day or of a recording."""
    return _CLOCK.match(text) is not None
