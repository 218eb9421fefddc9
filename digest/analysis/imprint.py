"""What an outlet prints around a text that it took over: agency, place and reporter above, address and rights below.

Every outlet writes these anew, so they say nothing of whose text it is.
"""

from __future__ import annotations

import re

ABOVE, BELOW = 160, 240
"""Characters in which they are sought, at the beginning and at the end of a text."""
_TIMES = 3

_REPORTER = r"(?:[가-힣]{2,4}[ ·,]*){1,3}(?:기자|특파원|통신원|인턴기자)"
_FIRST = (
    rf"[(\[【<][^)\]】>\n]{{1,40}}[)\]】>]\s*(?:{_REPORTER})?\s*=",  # (서울=연합뉴스) 홍길동 기자 =
    rf"[(\[【<][^)\]】>\n]{{0,30}}(?:=|기자|뉴스|통신|일보|신문|경제)[^)\]】>\n]{{0,20}}[)\]】>]\s*(?:{_REPORTER})?",
    rf"{_REPORTER}\s*=",
    r"[A-Z][A-Za-z.,' ]{1,40}?(?:\d{1,2},? ?)?\([A-Z][A-Za-z. /]{1,30}\)\s*[-–—]+",  # SEOUL, Feb. 25 (Yonhap) --
    r"\([A-Z][A-Za-z. /]{1,30}\)\s*[-–—]+",
    r"(?:By|BY) [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}[^\n]{0,40}\n",
)
_LAST = (
    r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}",
    _REPORTER,
    r"[<\[(]?(?:ⓒ|©|저작권자|[Cc]opyright|무단\s?전재)[^\n]*",
    r"\(?(?:Reporting|Editing|Writing|Additional reporting) by [^\n]*",
)
# Without one of these nothing of the sort stands above a text, or below; looked for first, since most texts have none.
_SIGNS_OF_FIRST = ("(", "[", "【", "<", "기자", "특파원", "통신원", "By ", "BY ")
_SIGNS_OF_LAST = ("@", "ⓒ", "©", "기자", "특파원", "통신원", "저작권자", "opyright", "무단", "ting by ")
_ABOVE = re.compile(rf"\s*(?:{'|'.join(_FIRST)})\s*")
_BELOW = re.compile(rf"[\s/|·]*(?:{'|'.join(_LAST)})[\s/|·]*\Z")


def without_imprint(text: str) -> tuple[int, int]:
    """Where the text itself begins and ends."""
    start, end = 0, len(text)
    for _ in range(_TIMES):
        head = text[start : start + ABOVE]
        above = _ABOVE.match(head) if any(sign in head for sign in _SIGNS_OF_FIRST) else None
        if not above:
            break
        start += above.end()
    for _ in range(_TIMES):
        begin = max(start, end - BELOW)
        tail = text[begin:end]
        below = _BELOW.search(tail) if any(sign in tail for sign in _SIGNS_OF_LAST) else None
        if not below:
            break
        end = begin + below.start()
    return (start, end) if start < end else (0, len(text))
