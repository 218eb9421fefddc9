"""What a sentence under a photograph looks like: it says what is seen, and when and where it was taken."""

from __future__ import annotations

import re

_SEEN = (
    "들어 ?보이|인사말을 ?하|(?:모두)?발언을 ?하|발언하|출석하|입장하|퇴장하|빠져나오|빠져나가|나서|들어서|들어가|악수를 ?하|악수하|(?:포즈|자세)를 취하|바라보|살펴보|지켜보|둘러보|"
    "인사를 (?:하|나누)|인사하|경례를? ?하|헌화를? ?하|선서를? ?하|낭독하|박수를? ?치|손뼉을 치|손을 (?:흔들|잡)|답변?을 하|답변?하|(?:기자)?회견을? ?하|브리핑을? ?하|구호를 외치|"
    "(?:대화|이야기|얘기)를 (?:하|나누)|대화하|귀가하|이동하|도착하|걸어가|걷|웃|미소 ?짓|눈물을 (?:흘리|닦)|인터뷰를? ?하|설명하|입장을 밝히|말하|연설을? ?하|행진하"
)
_CAPTION = re.compile(
    r"^(?=.*\d일 )(?=.*에서 )(?!.*[받되지리담르오린]고 있)(?!.*(?:추진|거론|논란|혐의)[가-힣]*(?: [가-힣]{1,8}){0,2}고 있).*(?:고 있다|고 있는 모습(?:이다)?|고 있습니다|는 모습(?:이다)?)\.?$|"
    # a lead may say who is who, too: it tells what somebody did
    r"\((?:왼쪽|오른쪽|가운데|앞줄|뒷줄|맨 ?앞|맨 ?왼쪽)[^)]*\)(?!.*[했됐혔였었았겠졌렸왔났켰갔섰랐쳤웠]다\.?$)|^FILE\s*[-–—:]"
)
_TAKEN = re.compile(
    # who, at once when, and what one sees somebody do
    rf"^.*[가-힣)][이가] (?:(?:지난|올해) )?(?:지난달|(?:\d{{1,2}}월 ?)?\d{{1,2}}일).*(?<![가-힣])(?:{_SEEN})고 있(?:다|습니다)\.?$"
)
_SHOWN = re.compile(r"\b(?:is|are) (?:pictured|shown) (?:in|on|here|together|with|at|[a-z]+ing)\b")
_SIDES = re.compile(
    r", (?:left|right|cent(?:re|er))\b ?,? .{0,80}, (?:left|right|cent(?:re|er))\b ?(?:[,.]|in\b|at\b|with\b)"
)
"""Who stands on which side: `Roe, left, and Doe, right, at the dam`."""
_END = 8
"""Characters in which `고 있습니다.` ends a sentence."""
SIGNS = ("있다", "있는", "있습니다", "모습", "(", "FILE", "pictured", "shown", ", left", ", right")
"""Each caption has one of these."""


def is_caption(text: str) -> bool:
    """Whether a sentence tells what a photograph shows."""
    return (
        _CAPTION.search(text) is not None
        or ("고 있" in text[-_END:] and _TAKEN.match(text) is not None)
        or ((" pictured " in text or " shown " in text) and _SHOWN.search(text) is not None)
        or ((", left" in text or ", right" in text) and _SIDES.search(text) is not None)
    )
