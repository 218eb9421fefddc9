"""What each line is for, before any story is known: text, source, link to further reading, furniture."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from digest.stories.bylines import is_byline, is_names
from digest.stories.calendar import begins_with_time
from digest.stories.citations import further_text, goes_on, source_text
from digest.stories.clean import without_page
from digest.stories.closings import closings
from digest.stories.contents import contents_of, leads_to_page
from digest.stories.controls import is_control
from digest.stories.dates import parse_date
from digest.stories.margins import advertisements, elsewhere, tops
from digest.stories.proposal import is_address, is_prose, names_part
from digest.stories.vocabulary import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line
    from digest.stories.profile import LayoutProfile

Role = Literal["text", "rule", "source", "further", "fixed", "contents", "furniture", "advertisement"]
"""`fixed`: a short line that comes again and again word for word, such as the name of a box in every story."""

_NUMBER = re.compile(r"[-–—\s|/]*(?:p(?:age|\.)?\s*)?\d{1,4}[-–—\s|/\d]*", re.IGNORECASE)
# Possessive: a space could be told to three parts, and a list that is none would be tried in every way.
_BREADCRUMB = re.compile(r"(?:\d{1,2}\.\s*+[^\d.,\s][^\d.,]{0,19}+\s*+){3,}+")
_HASHTAGS = re.compile(r"(?:#[^\s#]+\s*)+")
_CREDIT = re.compile(
    r"[(（\[](?:사진|그림|일러스트|photo(?:graph)?s?|image|picture|credit)\s?(?:[:：=/·]|by\b|제공).{1,30}[)）\]]\.?$"
    r"|\b(?:photo(?:graph)?s?|images?|pictures?|illustrations?)\s?(?:[:：=/©]|by\b|courtesy).{1,50}$"
    r"|^(?:[\[<(]\s?)?(?:사진|그림|그래픽|도표|표|사진 ?설명)\s?\d*\s?(?:[\]>):：]|[|=]).{2,140}$|^(?:chart|graphic|graph|figure|fig\.?|table|map|image|illustration)\s?\d*\s?[:：].{2,140}$|[.)]\s사진 [가-힣]{2,4}$|(?:^|[\s.(/·|])(?:사진|그림|이미지|일러스트|삽화|자료)(?: ?출처)?\s?[=:：/©ⓒ]\s?\S.{0,30}$|\S\s?[ⓒ©]\s?\S.{0,24}$|(?:사진|이미지|자료|그래픽) ?제공[)\]]?$"
    r"|\([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}\s?/\s?[A-Z][^()]{2,30}\)$|\S=\s?[가-힣]{2,4}\s?(?:사진)?(?:기자|작가)$|^.{8,50}(?<![했혔])[다.]\s[가-힣]{2,4}\s?(?:사진)?기자$",
    re.IGNORECASE,
)
_CREDIT_WORDS = re.compile(
    "사진|그림|일러스트|그래픽|도표|표|이미지|삽화|자료|기자|작가|[ⓒ©/]|photo|image|picture|illustration|chart|graph|fig|table|map|credit"
)
"""One of these stands in every credit, in small letters: looking for it is quicker."""
_DIGIT = re.compile(r"\d")
_CAPTION_OPENS = ("<", "〈", "[", "［")
_CREDITED = 150
"""Characters: a longer line that closes with a photographer's name is no caption."""
_RELEASE = re.compile(
    r"[\[【<]?(?:보도(?:참고|설명)? ?자료|해명 ?자료|설명 ?자료|press release|news release)\s?#?\d{1,2}[\]】>]?(?:\s|$)",
    re.IGNORECASE,
)
"""The label of one of several press releases in a file, with who gave it out."""
_PRESS_LABEL = re.compile(
    r"\[?(?:보도(?:참고|설명)?자료|해명자료|설명자료|인사|동정)\s?\d*\]?\s*(?:배포 ?(?:일시|일)?|보도 ?시점)\s?[:：]?\s?\d.{0,60}"
)
_CAPTION = re.compile(
    r"[<〈\[［](?:그림|표|사진|도표|자료|figure|table|photo|image)?[^<>〈〉\[\]]{0,50}[>〉\]］]",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|원본 ?메일|원본 ?메시지|전달된 ?(?:메일|메시지))\s*-{2,}|begin forwarded message:?",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?:from|to|sent|date|subject|cc|reply-to|발신|수신|보낸 ?사람|받는 ?사람|보낸 ?날짜|받은 ?날짜|제목|날짜|참조)\s*[:：]\s.*",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?:좋아요(?: ?\d+)?|공유(?:하기)?|댓글(?: ?\d+)?|더 ?보기|추천 ?콘텐츠|목록(?: ?보기)?|이전 ?글.*|다음 ?글.*|구독(?:하기|중)?|팔로우|로그인|회원 ?가입|인쇄|스크랩|글자 ?크기.*|기사 ?제보.*"
    r"|.{0,20}무단 ?전재.*|저작권자.*|수신 ?거부.*|.{0,30}수신을 원(?:하지|치).*|(?:웹|브라우저)에서 ?(?:보기|열기).*|(?:이|본) 메일은.*|조회(?: ?수)?\s*:?\s*[\d,]+.*|콘텐츠에 .{0,10}좋아.*|맨 ?위로|사진 ?=.*"
    r"|[가-힣]{2,4} ?(?:기자|특파원|에디터)(?:\s.*)?\S*@\S+|\S+@\S+\.\w+|copyright\b.*|[©ⓒ].*|\(c\) ?\d{4}.*|.{0,30}all rights reserved.*|unsubscribe\b.*|view (?:this )?(?:e-?mail |message |it )?(?:in|on) (?:your |a |the )?(?:browser|web).*"
    r"|(?:update|manage) (?:your )?(?:preferences|subscription|profile).*|you(?:'|’)?(?: a)?re receiving this.*|you received this.*|was this (?:e-?mail|newsletter)? ?forwarded.*|sent (?:to|from) .*|"
    r"share (?:on|this|via) ?.*|(?:facebook|twitter|x|linkedin|instagram|youtube|threads)(?:\s*[|·/•]\s*\w+)*|skip to .*|menu|home|back to top|advertisement|read(?:ing)? time:?.*|\d+ min(?:ute)?s? read|add to calendar|no images\?.*|.{0,40}\baffiliate (?:links?|commissions?)\b.*|.{0,40}\bmay earn a (?:small )?commission\b.*|update your preferences.*)",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(
    "|".join(one.pattern for one in (_NUMBER, _HASHTAGS, _FORWARD, _PRESS_LABEL, _CHROME)), re.IGNORECASE
)
"""Any of these."""
_CONTACT = re.compile(
    r"[(\[<]?\s?(?:보도 ?|취재 ?|자세한 ?|기타 ?)?(?:문의(?:처| ?사항)?|담당(?: ?부서|자)?|책임자|연락처)(?:\s*[:：]|\s)|(?:media |press )?(?:contacts?|enquiries|inquiries)\s*[:：]",
    re.IGNORECASE,
)
_REACHED = re.compile(r"☎|[\w.+-]+@[\w-]+\.\w|\d{2,4}[-) ]{1,2}\d{3,4}-\d{4}")
_STAMP = re.compile(
    r"^(?:date|published|posted|updated|last updated|날짜|일자|작성일|등록일|게시일|발행일|배포일|입력|승인|기사입력|수정)(?: ?일시)?\s*[:|]?\s*",
    re.IGNORECASE,
)
_ANY_ZONE = ZoneInfo("UTC")  # only whether it is a date matters
_CHROME_LENGTH = 160
_FIXED_LENGTH = 40
_OFTEN = 3
_ENTRY = 100
_CALENDAR = 60
"""Lines below a calendar's name that are looked at."""


def roles_of(lines: Sequence[Line], profile: LayoutProfile) -> tuple[Role, ...]:
    """The role of each line. What `profile.drop` matches is furniture."""
    drop = [re.compile(pattern) for pattern in profile.drop]
    often = Counter(line.shown for line in lines)
    margins = _margins(lines)
    listed = contents_of(lines)
    labels = frozenset(line.index for line in lines if _labels_release(line))
    roles: list[Role] = []
    for line in lines:
        role = "rule" if line.index in labels and len(labels) > 1 else _role(line, often, margins)
        if any(pattern.search(line.shown) for pattern in drop):
            role = "furniture"
        elif role == "text" and (line.index in listed or leads_to_page(line.shown)):
            role = "contents"
        elif role in {"text", "furniture"} and roles and roles[-1] == "source" and goes_on(line):
            role = "source"
        roles.append(role)
    return _with_surroundings(lines, _with_headers(lines, roles))


def _labels_release(line: Line) -> bool:
    """Whether a line is the label of one of several press releases: numbered, or in brackets with its day."""
    framed = line.shown.startswith("[") and _PRESS_LABEL.fullmatch(line.shown) is not None
    return framed or (_RELEASE.match(line.shown) is not None and not line.is_sentence)


def _role(line: Line, often: Counter[str], margins: frozenset[str]) -> Role:
    if line.kind == "rule":
        return "rule"
    if source_text(line) is not None:
        return "source"
    if line.kind != "heading" and (further_text(line) is not None or is_address(line)):
        return "further"
    if line.kind == "heading":
        credit = is_byline(line.text) or (line.level > 1 and _credits(line.text[:_CREDITED]))
        return "furniture" if credit or _is_contact(line) else "text"
    if line.shown in margins or line.kind == "caption" or _is_chrome(line):
        return "furniture"
    repeated = often[line.shown] >= _OFTEN and len(line.shown) <= _FIXED_LENGTH and not line.is_sentence
    return "fixed" if repeated and line.kind == "paragraph" else "text"


def _is_chrome(line: Line) -> bool:
    shown = line.shown
    if len(shown) > _CHROME_LENGTH:
        return False
    if _is_credit(line) or is_control(shown) or _is_contact(line):
        return True
    if _DIGIT.search(shown) and parse_date(_STAMP.sub("", shown), anchor=None, zone=_ANY_ZONE):
        return True
    if _NO_TEXT.fullmatch(shown) or (line.text != shown and _NO_TEXT.fullmatch(line.text)):
        return True
    return _BREADCRUMB.fullmatch(shown) is not None or not any(char.isalnum() for char in shown)


def _is_contact(line: Line) -> bool:
    """Whether a line says whom to ask, and how."""
    return _CONTACT.match(line.text) is not None and _REACHED.search(line.text) is not None


def _is_credit(line: Line) -> bool:
    """Whether a line is a caption, or says who took a picture or wrote the text."""
    shown = line.shown
    caption = shown[:1] in _CAPTION_OPENS and _CAPTION.fullmatch(shown) is not None and not names_part(line)
    return caption or is_byline(shown) or (len(shown) <= _CREDITED and _credits(shown))


def _credits(text: str) -> bool:
    return _CREDIT_WORDS.search(text.lower()) is not None and _CREDIT.search(text) is not None


def _margins(lines: Sequence[Line]) -> frozenset[str]:
    """Lines that stand beside page numbers more than once: running heads and feet."""
    beside = Counter(
        line.shown
        for line in lines
        if line.kind == "paragraph"
        and any(_NUMBER.fullmatch(near.shown) for near in lines[max(0, line.index - 1) : line.index + 2])
    )
    often = Counter(line.shown for line in lines)
    numbered = {
        line.shown
        for line in lines
        if line.kind == "paragraph" and not line.family and without_page(line.shown) != line.shown
    }
    running = Counter(without_page(shown) for shown in numbered if len(shown) <= _FIXED_LENGTH * 2)
    return frozenset(
        [shown for shown, count in beside.items() if count > 1 or often[shown] > 1]
        + [shown for shown in numbered if running[without_page(shown)] > 1]
    )


def _signed(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of nothing but names, each between a short line and prose, where that is a habit."""
    found = [
        line.index
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.is_bare and not above.is_sentence and is_prose(below) and is_names(line.text)
    ]
    return frozenset(found) if len(found) >= _OFTEN else frozenset()


def _timed(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a calendar: below its name, those that begin with a day or an hour, and what stands among them."""
    found: set[int] = set()
    for line in lines:
        if not (line.kind == "heading" or names_part(line)) or part_of(line.text) != "calendar":
            continue
        run: list[int] = []
        for after in lines[line.index + 1 : line.index + 1 + _CALENDAR]:
            short = not after.is_sentence and len(after.text) <= _ENTRY
            if begins_with_time(after.text):
                run = list(range(line.index + 1, after.index + 1))
            elif not short or after.kind in {"heading", "rule"} or after.index > line.index + 3 + len(run):
                break
        end = len(run) + line.index + 1
        alike = [after for after in lines[end : end + 3] if run and not after.is_sentence]
        while alike and alike[0].family and alike[0].family == lines[run[-1]].family:
            run.append(alike.pop(0).index)
        found.update(run)
    return frozenset(found)


def _with_headers(lines: Sequence[Line], roles: list[Role]) -> tuple[Role, ...]:
    """Two header lines or more in a row (`From: …`, `Subject: …`) are those of a forwarded message."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and _HEADER.fullmatch(lines[index].shown):
            run.append(index)
            continue
        if len(run) > 1:
            for place in run:
                roles[place] = "furniture"
        run = []
    return tuple(roles)


def _with_surroundings(lines: Sequence[Line], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles, with bylines above the text, advertisements, lists of other articles, and what closes the document."""
    told = list(roles)
    for index in advertisements(lines):
        told[index] = "advertisement"
    others = elsewhere(lines)
    for index in others:
        further = further_text(lines[index]) is not None or lines[index].links
        told[index] = told[index] if told[index] == "further" else "further" if further else "furniture"
    for index in tops(lines):
        told[index] = "furniture" if told[index] == "text" else told[index]
    for index in _signed(lines):
        told[index] = "furniture" if told[index] == "text" else told[index]
    for index in _timed(lines):
        told[index] = "furniture" if told[index] == "text" else told[index]
    known = frozenset(
        index
        for index, role in enumerate(told)
        if role in {"furniture", "advertisement", "rule"} or index in others
    )
    ends = closings(lines, known)
    for index in ends:
        if told[index] != "source" or index - 1 in ends:  # directly below a text it tells where that is from
            told[index] = "furniture"
    return tuple(told)
