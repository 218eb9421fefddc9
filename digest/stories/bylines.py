"""Who wrote a text: lines that say nothing else, and signatures glued to the first or last sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.model import Span

_OFFICE = r"(?:(?:선임|수석|전문|인턴|객원|대학생|시민|사진|경제|정치|산업|과학)?기자|특파원|통신원|논설위원|해설위원|에디터|편집장|편집위원|칼럼니스트|리포터|앵커|PD)"
_KOREAN_NAME = r"[가-힣]{2,4}"
_REPORTERS = rf"{_KOREAN_NAME}\s?{_OFFICE}(?:\s?[,·/]\s?{_KOREAN_NAME}\s?{_OFFICE}){{0,3}}"
_MAIL = r"[\w.+-]+@[\w.-]+"
_DESK = r"(?:글|사진|취재|정리|편집|엮은이|작성자?|진행|기고|번역)(?:\s?[·,&/]\s?(?:글|사진|취재|정리|편집|그림))*"
_ENGLISH_NAME = r"[A-Z][\w.'’-]+(?:\s+(?:(?:and|de|van|der|von|la)\s+)?[A-Z][\w.'’-]*){0,6}"
_REST = r"(?:\s*(?:[|·,/–—-]|\().*)?"
_SIGNED = re.compile(
    rf"[\s(\[/|·=-]*(?:"
    rf"{_DESK}\s*[:：=·|]\s*(?P<a>{_KOREAN_NAME}(?:\s?[,·&]\s?{_KOREAN_NAME}){{0,3}})(?:\s?{_OFFICE})?(?:[\s|·,/(].*)?"
    rf"|(?:글|취재|정리)\s(?P<b>{_KOREAN_NAME})(?:\s?{_OFFICE})?(?:\s?[|·,/(].*)?"
    rf"|(?:[가-힣A-Za-z]{{1,12}}\s){{0,2}}?(?P<c>{_REPORTERS})(?:\s*{_MAIL})?(?:[\s|·,/()\]=].*)?"
    rf"|(?:[Ww]ords\s+|[Ss]tory\s+|[Rr]eported\s+|[Ww]ritten\s+)?(?:by|By|BY)\s+(?P<d>{_ENGLISH_NAME}){_REST}"
    rf"|(?P<e>{_ENGLISH_NAME}),?\s+(?:[Ss]taff|[Ss]enior|[Cc]ontributing|[Cc]hief)?\s?(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist)\b.*"
    rf"|(?:작성|글|정리|취재)\s*[:：]\s*[가-힣 ]{{2,12}}(?:팀|부|국|실|센터|원)(?:[\s/|·].*)?"
    rf"|.{{0,14}}편집부(?:\s?[·|/].*)?"
    rf"|(?:[가-힣A-Za-z·]{{2,14}}\s){{0,2}}(?P<f>{_KOREAN_NAME})\s(?:부|선임|책임|수석|전문|초빙|객원)?\s?(?:연구위원|연구원|전문위원)(?:\s?\([^()]*\))?"
    r"|[Bb]y\s(?P<g>(?:the|our)\s[a-z][a-z ]{2,24})"
    rf")"
)
_OPENING = re.compile(
    rf"(?:[(\[【（][^()\[\]【】（）]{{2,30}}[)\]】）]\s*)?(?P<who>{_REPORTERS})(?:\s*{_MAIL})?\s*[=:：|]\s*(?=\S)"
    rf"|[(\[【（](?:[^()\[\]【】（）]{{2,20}}[\s=·/])??(?P<inside>{_REPORTERS})[)\]】）]\s*(?:=\s*)?(?=\S)"
    rf"|[(\[【（](?P<place>[가-힣A-Za-z·]{{2,12}}\s?=\s?[^()\[\]【】（）=]{{2,16}})[)\]】）]\s*(?:=\s*)?(?=\S)"
)
_CLOSING = re.compile(
    rf"(?<=[.다요!?”\"'’])\s+[/(\[·-]?\s?(?P<who>{_REPORTERS})(?:\s*[|/]?\s*\(?{_MAIL}\)?)?\s?[)\]]?\.?$"
)
_ENDED = re.compile(r"[.다요!?][\"'”’]*$")
_NAMES = re.compile(
    r"(?!By\b|BY\b)(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.? )?[A-Z][\w.'’-]+(?: (?:[A-Z]\.|de|van|der|von|la|al-)){0,2}(?: [A-Z][\w.'’-]+){1,3}"
    r"(?:(?:, | and |, and | & )[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}){0,4}(?:,? (?:with|of|for|at) (?:the )?[A-Z].{2,50})?"
    r"|[가-힣]{2,4}(?:[,·] ?[가-힣]{2,4}){0,3} (?:연구위원|선임연구위원|책임연구원|선임연구원|연구원|교수|위원|팀장|센터장|대표|이사|변호사|애널리스트)"
)
_LONGEST, _CLOSE = 110, 90


@lru_cache(maxsize=4096)
def is_byline(text: str) -> bool:
    """Whether a line says who wrote something, and nothing else: a sentence below its signature is a text."""
    opening = _OPENING.match(text)
    if opening and _ENDED.search(text, opening.end()):
        return False
    return len(text) <= _LONGEST and _SIGNED.fullmatch(text) is not None


def is_names(text: str) -> bool:
    """Whether a line is nothing but people's names: a byline where such lines are a habit below headlines."""
    return len(text) <= _LONGEST and _NAMES.fullmatch(text) is not None


def author_of(text: str) -> str:
    """The author that a byline names; empty where it names none or is none."""
    match = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    found = next((name for name in match.groups() if name), "") if match else text if is_names(text) else ""
    return re.sub(rf"\s?{_OFFICE}", "", found).strip() if re.search("[가-힣]", found) else found.strip()


def signed_spans(text: str) -> tuple[Span, str]:
    """A text's place without the signature glued to its beginning or end, and the author that it names."""
    author, start, end = "", 0, len(text)
    opening = _OPENING.match(text)
    if opening:
        start, author = opening.end(), opening["who"] or opening["inside"] or ""
    at = max(start, end - _CLOSE)
    closing = _CLOSING.search(text, at) if "기자" in text[at:] or "특파원" in text[at:] else None
    if closing:
        end, author = closing.start(), author or closing["who"]
    return Span(start=start, end=end), re.sub(rf"\s?{_OFFICE}", "", author)
