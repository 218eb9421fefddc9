"""Korean sentences that look ahead, told by how they end: `늘어날 것으로 전망된다`, `내놓을 계획이다`, `짓기로 했다`."""

from __future__ import annotations

import re

from digest.language.korean import morphemes
from digest.language.plans import AHEAD_OF

_R = f"[{AHEAD_OF}]"
_DID = r"(?:했다|했습니다|하였다|하였습니다|한다|합니다|하고 있다|하고 있습니다|함)"
_WAS = r"(?:된다|됩니다|됐다|됐습니다|되었다|되었습니다|되고 있다|되고 있습니다|됨)"
_IS = r"(?:이다|입니다|임)?"
_TOLD = r"(?:(?:[가-힣\d]+ )?(?:밝혔|말했|전했|설명했|발표했|내다봤|예고했|약속했)(?:다|습니다|음))"
_SEEN = (
    rf"(?:(?:크게 |널리 |대체로 )?(?:전망|예상|예측|관측|기대)(?:{_DID}|{_WAS})?"
    r"|(?:보인다|보입니다|보임|보고 있다|보고 있습니다|본다|봤다|내다봤다|내다봤습니다|내다본다|내다보고 있다|점쳐진다))"
)
_SPREAD = r"(?:전망|관측|예측|예상)(?:이다|입니다|이 (?:나온다|나왔다|나오고 있다|우세하다|지배적이다|많다|제기된다)|을 (?:내놨다|내놓았다|내놓고 있다|제시했다))"
_SET = r"(?:계획|방침|구상)"
_MADE = (
    rf"(?:{_IS}|이라고 {_TOLD}|을 {_TOLD}|을 (?:세웠|내놨|내놓았|공개했|마련했|확정했|수립했)(?:다|습니다))"
)

_ENDS = re.compile(
    "(?:"
    + "|".join(
        (
            rf"{_R} 것으로 {_SEEN}",
            rf"{_R} 것[”\"’']?(?:이라고|이라며|으로) (?:[가-힣]+ )?(?:{_SEEN}|{_TOLD})",
            rf"{_R} 것이라는 {_SPREAD}",
            rf"{_R} 것{_IS}",
            rf"{_R} 전망(?:{_IS}|이라고 {_TOLD})",
            rf"(?:{_R}|[가-힣]{{2}}) 예정(?:{_IS}|이라고 {_TOLD})",
            rf"(?:{_R}|[하되]는|[한된]다는|겠다는|기로 한) {_SET}{_MADE}",
            rf"[을를] (?:계획|예고){_DID}",
            rf"(?<!않)기로 (?:했다|했습니다|하였다|함|했다고 {_TOLD}|(?:결정|합의|확정|의결){_DID}?)",
            rf"겠다고 (?:{_TOLD}|선언했다)",
            rf"[이가] (?:크게 )?(?:기대|예상|전망){_WAS}",
            r"[가-힣]{2} 예상",
        )
    )
    + r")[.。]?\s*$"
)
_ONCE = re.compile(
    r"당초|애초|원래|한때|당시|종전|예정대로|계획대로|예상(?:대로|보다|과 달리|을 (?:깨|뒤엎|웃돌|밑돌))|전망(?:대로|과 달리|을 (?:웃돌|밑돌))|(?:했|됐|었|았)(?:으나|지만|는데|던)[\s,]"
)
"""What tells of an expectation of former days."""
_FORMERLY = re.compile(
    r"(?:지난해|작년|재작년|지난달|[\d한두세네몇] ?(?:년|달|개월) 전|예전|과거)(?!\s?(?:보다|대비|같은|동기|수준|의|에 비해|에 견줘|과 비슷|에 이어|부터))"
)
_PAST_END = re.compile(r"(?:했|됐|였|었|봤)(?:다|습니다)[.。]?\s*$")
_GUESS = re.compile(rf"[가-힣]*{_R} 것")
_DONE = 20
"""The final ㅆ of 했을 것, 갔을 것."""
_STATES = re.compile(
    r"(?<![쓰줄높보모들쌓놓붙덮꺾섞죽먹끓기])일 것|(?:^|[\s가-힣])(?:아닐|없을|좋을|맞을|옳을|나을|쉬울|어려울|중요할|필요할|당연할|마땅할|바람직할|뻔할|같을|싶을|모를) 것|(?<!수 )있을 것(?!으로 (?:크게 )?(?:전망|예상|기대|예측))"
)
"""What is guessed or judged of now: `범인일 것으로 보인다`, `중요할 것이다`."""
_OUGHT = re.compile(r"(?:[아어해돼워와켜려춰]|되어|하여)야(?:만)? (?:할|하|된|한)")
_FEELS = re.compile(
    r"잊지|잊을|기억(?:될|할|하)|사랑(?:할|받|하)|감사(?:할|하)|고마|기쁠|행복(?:할|하)|후회|그리(?:울|워)|영광|응원|믿을 것|축하|최선을|노력(?:할|하)|열심|죄송|사과(?:할|하)|보답|울 것|부끄"
)
_SELF = re.compile(
    r"(?:^|[\s“\"‘'])(?:나는|저는|우리는|저희는|내가|제가|나도|저도|우리가|우리도|나의|저의|난|전)\s"
)
_CASE = re.compile(rf"{_R} (?:경우|때마다)|(?:^|\s)(?:만약|만일|설령|비록)(?:에)?\s|다면[\s,]|더라도[\s,]")
_SOONEST = frozenset({"이르", "빠르", "늦"})
_MARKS = re.compile(r"(?:\s?\[\d+\])+$")


def looks_ahead(text: str) -> bool:
    """Whether a Korean sentence says what is to come."""
    told = _MARKS.sub("", text.strip())
    if not _ENDS.search(told) or "?" in told or "\n" in told:
        return False
    if any(rule.search(told) for rule in (_ONCE, _STATES, _OUGHT, _FEELS, _SELF, _CASE)):
        return False
    if _FORMERLY.search(told) and _PAST_END.search(told):
        return False
    return not _is_past_guess(told) and not _is_conditional(told)


def _is_past_guess(text: str) -> bool:
    """했을 것으로 보인다: what is guessed of something done."""
    return any(
        "가" <= text[found.end() - 4] <= "힣"
        and text[found.end() - 3] == "을"
        and (ord(text[found.end() - 4]) - ord("가")) % 28 == _DONE
        for found in _GUESS.finditer(text)
        if found.end() >= 4  # noqa: PLR2004 - 했을 것
    )


def _is_conditional(text: str) -> bool:
    """Whether a clause ends in -면, other than 이르면 and the like."""
    if "면" not in text:
        return False
    (known,) = morphemes([text])
    return any(
        one.kind == "EC" and one.form.endswith("면") and (not place or known[place - 1].form not in _SOONEST)
        for place, one in enumerate(known)
    )
