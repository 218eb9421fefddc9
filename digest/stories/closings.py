"""The lines at a document's end that are about the document: rights, address, subscription, contact, comments.

Nothing here is of one publication: each test asks what a line says and where it stands.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from digest.stories.controls import is_control
from digest.stories.lines import lines_below
from digest.stories.vocabulary import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line

_RIGHTS = (
    r"저작권|무단 ?(?:전재|복제|사용|배포|도용)|재배포|전재 ?금지|copyrights?\b|[©ⓒ]|\(c\) ?\d{4}|all rights reserved|공공누리|creative commons|\bcc[ -]by\b"
    r"|licen[cs]ed under|published under|자유롭게 (?:이용|인용)|공식 ?(?:견해|입장)(?:과|와)|(?:투자|판단|이용)의? ?(?:판단의 )?책임|투자 ?판단을 돕|법적 책임|지분을 .{0,16}보유하고 있지 않|professional investors only|analyst certification|important disclosures|not (?:financial|investment|legal) advice"
    r"|(?:편집 ?방향|의견|견해|입장|논조)(?:과|와|이|은|는)? .{0,24}다를 수|외부로 전달하지|views? expressed|(?:필자|저자|집필자)(?:들)?(?:의)? ?(?:개인(?:적인)?)? ?(?:견해|의견)"
)
_LETTER = (
    r"수신 ?(?:거부|을 원|에 동의)|그만 받|받지 않으|받고 싶지 않|구독(?:을|하기| ?신청| ?해지| ?취소|을 원|하시|해 ?주)|정기 ?구독|뉴스레터를 |지난 ?호|보내 ?드립니다\.?$|발송(?:됩니다|되었|전용)"
    r"|unsubscribe|\bsubscribe\b|you (?:are|have|were) receiv|you(?:'|’)re receiv|received this (?:e-?mail|newsletter|message)|you (?:get|are getting) this|^listen (?:on|in)\b.*[|:]|^(?:support (?:us|the show)|listen)\b.{0,20}[:：]|후원(?:해 ?주|을 부탁|으로 (?:만들|운영))|(?:leave|join) (?:the|this|our) (?:list|chat)|manage (?:your )?(?:alerts?|preferences|subscription)"
    r"|(?:see|view) all your|forward (?:it|this)\b|reply to this|hit reply|follow us\b|sent to you|(?:liked?|enjoy(?:ed)?|enjoying|loved?) (?:this|what)\b.{0,40}|filed under\b|^tags?\s*:|^(?:previous|next)(?: post| issue| article)?\s*:|^(?:이전|다음) ?(?:글|호)\s*[:：]|past issues|archives? (?:at|here)|send (?:us )?feedback"
)
_IMPRINT = (
    r"사업자 ?(?:등록)? ?번호|^(?:이|본) ?(?:보도)? ?자료(?:에 대|와 관련)|통신 ?판매|등록 ?번호|발행 ?(?:인|처)(?!의)|편집 ?인(?!의)|청소년 ?보호 ?책임|^(?:발행|편집|제작|기획|인쇄) ?[:：]|^edited by|^published by|^(?:media|press) (?:contact|enquiries|inquiries)"
    r"|(?:이|본) ?(?:메일|이메일|뉴스레터|레터|보도 ?자료|자료|브리프|보고서|소식지)(?:은|는|의)\s.{0,60}(?:습니다|드립니다|바랍니다)"
    r"|전문은 .{0,24}(?:확인|참고|보)|^이상 ?\d+ ?건|누리집.{0,50}(?:내려받|확인하)|앱을 ?(?:내려받|설치|다운)|앱에서 .{0,24}검색|별점(?:을|과)|후원으로 만들|^(?:붙임|첨부|별첨)\s*[\d:：]"
    r"|^(?:음악|녹음|그림|디자인|music|design)\s*[:：]"
)
_MAKERS = (
    r"\bis produced by\b|^(?:credits\s?[:：]|(?:hosted|produced|edited) (?:and \w+ )?by\b)|^previously\s?[:：]|^subscribe wherever|^rate (?:us )?and review|^leave (?:us )?(?:five|a review)"
    r"|지은 책(?:으로|에|은)|[》』](?:을|를)? ?(?:썼다|펴냈다|지었다|냈다)\.?$|(?:취재|제작|출판) ?지원(?:을|으로)? ?(?:받아|받았)|affiliate links|earn a (?:small )?commission|"
    r"^(?:credits?|hosts?|hosted by|guests?|producers?|produced by|editors?|engineer|music|theme music|cover art|artwork|mixed by|진행|구성|연출|기획|엔지니어|만든 ?사람들?|(?:오프닝|엔딩|배경)? ?음악)\s*[:：]"
    r"|^(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+ (?:is|was) (?:an? |the |our |\w+ ){1,4}(?:editor|author|writer|reporter|correspondent|columnist|professor|journalist|fellow|host|producer|critic)\b"
    r"|^(?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+ writes (?:about|for|on) |^(?:this|the) (?:article|piece|story|essay|post|interview|column)\b.{0,40}\b(?:appear|publish|print|adapted|translated)"
    r"|^(?:글쓴이|필자|저자|지은이)(?:는|은|\s?[:：])|leave us (?:a|five)|rate and review|wherever you (?:get|listen)|follow .{2,30} on (?:your|social|spotify|apple)|upgrade your subscription|free subscriber|\bISSN\b|\bis (?:published|put together|printed|compiled|produced|edited) (?:by|on|every|\w+ times)|corrections?: ?(?:\S+@|(?:write|mail|send|reply))|last words?: "
    r"|(?:구독과|좋아요와) (?:좋아요|구독)|^enjoy(?:ing|ed)? .{2,40}\?|email address will not be published|forward-looking statements"
    r"|^.{2,20}(?:은|는) (?:\d{4}년.{0,16})?(?:설립|창립|창업)(?:된|한|되어).{0,80}(?:기업|회사|기관|연구소|재단|법인|단체)|내려받으(?:실|세요)|(?:친구|동료|주변)(?:에게|분께|들에게) .{0,12}(?:추천|공유|알려|소개|나눠|전달)|이 기사의 카테고리|<?\s?저작권"
)
_CONTACT = (
    r"^(?:문의|제보|연락처|담당|담당 ?(?:자|부서)|책임자|대표 ?전화|주소|전화|팩스|이메일|사연|의견|광고 ?문의|기사 ?제보|tel|fax|e-?mail|phone|contact|address|tips?|questions|corrections(?=.{0,60}@))(?:[^가-힣\n]{0,3}[\s:：(]|는 )"
    r"|어떠셨나요|어땠나요|how (?:did|was|do) (?:we|this|you like)"
)
_CLOSES = re.compile(f"{_RIGHTS}|{_LETTER}|{_IMPRINT}|{_MAKERS}|{_CONTACT}", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:주세요|주십시오|바랍니다|보세요|드립니다|드려요|소개하겠습니다|찾아옵니다|찾아갑니다|찾아뵙겠습니다)[.!~]*$|\b(?:let us know|tell us|write to us|send us|share (?:it|this)|you can)\b",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|내선\s?\d{2,5}|\bext\.?\s?\d{2,5}|(?<!\d)(?:\+?\d{1,3}[ -])?\(?0?\d{2,4}\)?[ -]\d{3,4}(?:[ -]\d{4})?(?!\d)"
)
_SEPARATED = re.compile(r"\S\s[|·/]\s\S")
_OFFER = re.compile(
    r"할인 ?코드|쿠폰|할인(?:을| ?혜택)? ?(?:받|드)|\d+% ?할인|\b(?:promo|discount|coupon) code|\buse code\b|\d+ ?% off\b",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"(?:#\s*#\s*#|#{3,}|-\s*30\s*-|-?\s*(?:끝|END|ENDS)\s*-?\.?)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:댓글|의견|comments?|responses?|replies)\s?[(:]?\s?\d*\s?\)?(?:\s?[·|].{0,30})?|\d+\s?(?:comments|responses|replies|개의 ?댓글)|leave a (?:reply|comment)|join the (?:conversation|discussion)",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"About (?:the )?[A-Z][\w&’'.-]*(?: [A-Z&][\w&’'.-]*){0,5}|ABOUT [A-Z][A-Z&’'. -]{2,40}|[Ff]orward-[Ll]ooking [Ss]tatements?|[Cc]redits|CREDITS|[Mm]ore (?:episodes|posts|articles|from .{2,30})"
    r"|만든 ?사람들?|제작진|크레딧|(?:회사|기업|기관) ?소개|.{2,20}에 대하여"
)
_LAST_PART = 0.55
_LONGEST_CLOSE, _LONGEST_LABEL = 200, 70
_ABOUT_LINES, _ABOUT = 2, 240
_SIGNATURE = 14
"""Lines at a mail's end among which a signature's delimiter may stand."""
_TOP_LINES = 14
_PROSE = 60


def closings(lines: Sequence[Line], skipped: frozenset[int]) -> frozenset[int]:
    """The lines at a document's end that are about the document: rights, address, subscription, contact, comments.

    All below a line that names such an end; above it, read upwards until a line that is none of these. `skipped` are
    lines already known as furniture.
    """
    ends = [place for place in (_end_mark(lines), _named_end(lines, skipped)) if place is not None]
    first = min(ends, default=len(lines))
    found = set(range(first, len(lines)))
    most = sum(len(line.text) for line in lines) / 2
    taken, opened = 0, bool(found)
    signed = _above_prose(lines)
    for line in reversed(lines[:first]):
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


def _named_end(lines: Sequence[Line], skipped: frozenset[int]) -> int | None:
    """The first line of the last third that names comments, credits, or who is behind the text, and all below is that."""
    whole = sum(len(line.text) for line in lines)
    above = 0
    for line in lines:
        kind = line.kind in {"heading", "paragraph", "item"} and not line.is_sentence
        if kind and above >= _LAST_PART * whole:
            if _COMMENTS.fullmatch(line.shown) and line is not lines[-1]:
                return line.index
            if _CREDITS.fullmatch(line.text) and _all_close(lines_below(lines, line.index), skipped):
                return line.index
        above += len(line.text)
    return None


def _all_close(below: Iterator[Line], skipped: frozenset[int]) -> bool:
    """Whether most lines speak of the document or its makers, and none looks like the headline of another story."""
    told = list(islice((line for line in below if line.kind != "rule"), _SIGNATURE + 1))
    closing = sum(
        line.index in skipped or _closes(line, opened=True) or not line.is_sentence for line in told
    )
    return len(told) <= _SIGNATURE and 2 * closing >= len(told)


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
    if is_control(text) or (_OFFER.search(text) and not _is_head(line)):
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
