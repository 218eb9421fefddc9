"""Whether a sentence tells of a condition, of a habit or of what lasted: a bare noun would tell of one deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.quotations import quoted
from digest.language.register.lists import BEGINNINGS, DAYS, HABIT_ROOTS, HABITS, TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme
    from digest.language.register.ending import Ending

_CONDITIONS = ("면", "거든", "더라도")
_WORDS = frozenset({"MAG", "NNG", "NNB", "XR", "VA", "MAJ"})
_LASTING = frozenset({"간", "째", "내", "여간"})
_NUMBERS = frozenset({"SN", "NR", "MM"})
_SINCE = frozenset({"때", "전", "이후", "이래", "초", "말", "지난해", "올해", "작년", "시절"})
_NAMED = frozenset({"의", "보다", "과", "와", "이", "이나", "을", "를"})


def is_supposed(ending: Ending, body: str) -> bool:
    """Whether the sentence itself, not one that it reports, tells of one: 오면 휴교했다, 늘 반대했다, 3년간 조사했다.

    What comes before an attributive clause is taken to belong to the sentence, unless that clause tells of what goes on or is
    to come (5년간 투자하는 방안을 발표했다).
    """
    said = quoted(body)
    free = [one for one in ending.morphemes if one.start < len(said) and not said[one.start]]
    reports = max((at for at, one in enumerate(free) if _reports(one)), default=-1)
    free = free[reports + 1 :]
    closed = max((at for at, _ in enumerate(free) if _closes(free, at)), default=-1)
    return any(
        (one.kind == "EC" and one.form.endswith(_CONDITIONS))
        or _is_habit(free, at)
        or (at > closed and (_lasts(free, at) or _goes_on(free, at, ending)))
        for at, one in enumerate(free)
    )


def _reports(one: Morpheme) -> bool:
    return one.kind == "JKQ" or (one.kind == "EC" and one.form.endswith(("다고", "라고", "냐고", "자고")))


def _closes(free: Sequence[Morpheme], at: int) -> bool:
    """Whether a clause with a verb of its own ends here: 투자하는, 늘릴, 늘린다는, 이어 온, 늘리기로, 늘렸지만."""
    one, before = free[at], free[at - 1] if at else None
    if one.kind == "EC" and before is not None and before.form == "었":
        return True
    if before is None or before.form in {"있", "없"} or before.kind not in {"VV", "VX", "XSV", "EP"}:
        return False
    if one.kind == "ETM":
        return one.form not in {"ᆫ", "은"} or (before.kind == "VX" and before.form == "오")
    return one.kind == "ETN" and one.form == "기" and at + 1 < len(free) and free[at + 1].form == "로"


def _is_habit(free: Sequence[Morpheme], at: int) -> bool:
    """해마다, 매년, 매 분기, 정기적으로, 이틀에 한 번, 주 1회, 하루가 멀다 하고."""
    one, after = free[at], [*free[at + 1 : at + 4]]
    forms = [one.form, *(other.form for other in after)]
    named = bool(after) and after[0].start == one.end and after[0].kind.startswith("J") and forms[1] in _NAMED
    if one.form == "마다" or forms[:3] == ["하루", "가", "멀"]:
        return True
    if (one.form == "매" and one.kind == "MM") or (one.form == "격" and forms[1:2] and forms[1] in TIMES):
        return True
    if one.form in HABITS and one.kind in _WORDS:
        grown = at > 0 and free[at - 1].end == one.start  # 계엄보통군법회의
        return not named and not grown
    if one.form in HABIT_ROOTS and forms[1:3] == ["적", "으로"]:
        return True
    if one.form in TIMES and forms[1:3] == ["별", "로"]:
        return True
    return one.form in TIMES and _is_rate(free, at)


def _goes_on(free: Sequence[Morpheme], at: int, ending: Ending) -> bool:
    """수년에 걸쳐, 2010년부터."""
    one, follow = free[at], free[at + 1 : at + 4]
    if one.form.removeprefix("수") not in TIMES | _SINCE or not follow:
        return False
    if [other.form for other in follow[:2]] == ["에", "걸치"]:
        return follow[-1].kind == "EC"  # 석 달에 걸친 검사 is another thing
    bounded = any(other.form == "까지" for other in free[at + 1 :])
    begins = ending.before is not None and ending.before.form in BEGINNINGS
    return follow[0].form == "부터" and not bounded and not begins


def _is_rate(free: Sequence[Morpheme], at: int) -> bool:
    """Whether a unit of time is one in which something was done so many times; 12일 두 번째 is none."""
    follow = list(free[at + 1 : at + 6])
    dated = at > 0 and free[at - 1].kind in _NUMBERS
    if dated and (not follow or follow[0].form != "에"):
        return False
    counted = [other for other in follow if other.kind not in {"JKB", "JX"}][:3]
    return (
        len(counted) > 1
        and counted[0].kind in _NUMBERS
        and counted[1].form in {"번", "회", "차례"}
        and (len(counted) == 2 or counted[2].form != "째")  # noqa: PLR2004
    )


def _lasts(free: Sequence[Morpheme], at: int) -> bool:
    """3년간, 사흘째, 수십 년 동안."""
    one, before = free[at], free[at - 1] if at else None
    if at + 1 < len(free) and (free[at + 1].form == "의" or free[at + 1].kind == "VCP"):
        return False  # 3년간의 협상 끝에 합의했다, 닷새째인 29일 도착했다
    if one.form == "동안":
        return True
    return (
        one.form in _LASTING
        and before is not None
        and before.form.removeprefix("수") in TIMES
        and (
            before.form not in TIMES
            or before.form in DAYS
            or (at > 1 and free[at - 2].kind in _NUMBERS | {"XSN"})
        )
    )
