"""Whether a writer speaks to the reader, or humbly: in another register that is a slip, whatever its grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.quotations import quoted
from digest.language.register.lists import FORMULAS, GIVING, HUMBLE

if TYPE_CHECKING:
    from digest.language.register.ending import Ending


def turns_to_reader(ending: Ending, body: str) -> bool:
    """Whether a polite or an informal sentence is said to the reader."""
    if ending.speech == "plain":
        return False
    before, stem = ending.before, ending.stem
    root = before.form if before is not None and stem.kind in {"XSV", "XSA"} else stem.form.removesuffix("하")
    told = any(one.form == "었" for one in ending.pre_final)  # 그는 환영했습니다
    if stem.form in GIVING or (not told and (root in FORMULAS or stem.form in FORMULAS)):
        return True
    if stem.form in {"좋", "되", "있", "없"} and _is_honoured(ending):
        return True
    said = quoted(body)  # of whom is quoted, the writer's register says nothing
    return any(
        one.form in HUMBLE
        and one.kind in {"NP", "NNG"}
        and not said[one.start]
        and _begins_word(body, one.start)
        for one in ending.morphemes
    )


def _is_honoured(ending: Ending) -> bool:
    """Whether a predicate permits or asks for what the reader is honoured to do: -셔도 좋습니다, -실 수 있습니다."""
    led = [one for one in ending.morphemes[: ending.place] if one.kind not in {"JX", "JKS"}]
    if led and led[-1].form in {"수", "필요"}:
        led.pop()
    return (
        [one.kind for one in led[-2:]] in (["EP", "EC"], ["EP", "ETM"])
        and led[-2].form in {"시", "으시"}
        and led[-1].form != "고"
    )


def _begins_word(body: str, place: int) -> bool:
    """Whether a word begins at a place: the 제 of 그제 is not mine."""
    return place == 0 or not body[place - 1].isalnum()
