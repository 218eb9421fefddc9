"""Counts that are words of their own, beside those that `numbers` reads: 사흘, a dozen, 다섯 척."""

from __future__ import annotations

import re

COUNTED: tuple[tuple[str, float], ...] = (
    ("이틀", 2), ("사흘", 3), ("나흘", 4), ("닷새", 5), ("엿새", 6), ("이레", 7), ("여드레", 8), ("아흐레", 9), ("열흘", 10),
    ("보름", 15), ("석 달", 3), ("석달", 3), ("넉 달", 4), ("넉달", 4), ("반년", 6), ("일주일", 7), ("일주일", 1), ("fortnight", 14),
    ("dozen", 12), ("decade", 10), ("week", 7), ("half a year", 6), ("세기", 100), ("century", 100), ("스무", 20), ("쌍둥이", 2),
)  # fmt: skip
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
NATIVES = {
    f"{tens}{ones}": 10 * ten + one
    for ten, tens in enumerate(("", "열", "스물"))
    for one, ones in enumerate(_ONES)
    if ten or one
}
NATIVE = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted(NATIVES, key=len, reverse=True))})\s?(?:척|채|군데|마을|달|해|살|줄|칸|팀|도시|나라|회사|지역|가지|쌍|사람|명|곳|개|대|권|편|번|차례|시간|그루|마리|배(?=\s?(?:가|를|나|로)))"
)
