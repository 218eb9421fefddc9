"""Whether a writer speaks to the reader, or humbly: in another register that is a slip, whatever its grammar."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from digest.language.quotations import quoted
from digest.language.register.lists import ADVISING, FORMULAS, GIVING, HUMBLE, READERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme
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
    said = quoted(body)  # of whom is quoted, the writer's register says nothing
    free = [one for one in ending.morphemes if one.start < len(said) and not said[one.start]]
    honoured = (not told and _is_offered(free)) or _is_honoured(ending) or _is_wished(ending)
    if (honoured and not _is_of_another(ending)) or _is_given(ending) or _is_of_reader(ending):
        return True
    return any(
        one.form in HUMBLE
        and one.kind in {"NP", "NNG"}
        and not said[one.start]
        and _begins_word(body, one.start)
        for one in ending.morphemes
    )


def _is_honoured(ending: Ending) -> bool:
    """Whether a predicate permits, asks for or advises what the reader is honoured to do.

    -셔도 좋습니다, -실 수 있습니다, -셔야 합니다, -시면 안 됩니다, -시는 것이 좋습니다, -시기를 권합니다, 가능하십니다.
    """
    stem, root = ending.stem, ending.before
    if (
        stem.kind == "XSA"
        and root is not None
        and root.form in {"가능", "불가능", "필요"}
        and _honours(ending.pre_final[:1])
    ):
        return True
    led = [one for one in ending.morphemes[: ending.place] if one.kind not in {"JX", "JKS", "JKO"}]
    if stem.kind == "XSV" and led and led[-1].form in ADVISING:
        led.pop()
    elif stem.form not in {"좋", "되", "있", "없", "하"} | ADVISING:
        return False
    while led and led[-1].form in {"수", "필요", "것", "거", "편", "안"}:
        led.pop()
    leads = led[-1:] and led[-1].kind in {"EC", "ETM", "ETN"} and _honours(led[-2:-1])
    if not leads:
        return False
    return led[-1].form == "어야" if stem.form == "하" and stem.kind != "XSV" else led[-1].form != "고"


def _is_wished(ending: Ending) -> bool:
    """Whether what the reader is honoured to do is wished or guessed: -셨으면 합니다, -실 겁니다, -셔야 할 것입니다."""
    led = [one for one in ending.morphemes[: ending.place] if one.kind not in {"JX", "JKS", "JKO"}]
    forms = [one.form for one in led]
    if ending.stem.kind == "VCP" and forms[-1:] and forms[-1] in {"것", "거"} and forms[-2] in {"ᆯ", "을"}:
        del led[-2:]
    elif ending.stem.form in {"하", "좋", "싶"} and forms[-1:] == ["면"]:
        del led[-1:]
    else:
        return False
    if len(led) > 3 and led[-1].form in {"있", "없"} and led[-2].form == "수":  # noqa: PLR2004 - 아실 수 있을
        del led[-3:]
    elif [one.form for one in led[-2:]] == ["어야", "하"]:
        del led[-2:]
    while led and led[-1].kind == "EP":
        if _honours(led[-1:]):
            return True
        led.pop()
    return bool(led) and led[-1].form == "계시"


def _is_given(ending: Ending) -> bool:
    """Whether the writer humbly does, or wants to do it: 전해 드리고 싶습니다."""
    led = ending.morphemes[: ending.place]
    return (
        len(led) > 1
        and ending.stem.kind == "VX"
        and led[-1].kind == "EC"
        and (led[-2].form in GIVING or led[-2].form.endswith("드리"))
    )


def _is_of_reader(ending: Ending) -> bool:
    """Whether the reader is who is honoured: 고객님은 무료로 이용하십니다."""
    known = ending.morphemes
    return _honours(ending.pre_final) and any(
        one.form in READERS and known[at + 1].form in {"님", "분", "들"} for at, one in enumerate(known[:-1])
    )


def _is_offered(known: Sequence[Morpheme]) -> bool:
    """Whether something follows from what the reader may do: 결제하시면 쌓입니다, 주문하셨다면 배송됩니다."""
    return any(
        one.kind == "EC"
        and one.form.endswith("면")
        and (_honours([before]) or (before.form == "었" and _honours(known[max(0, at - 1) : at])))
        for at, (before, one) in enumerate(pairwise(known))
    )


def _honours(endings: Sequence[Morpheme]) -> bool:
    return any(one.kind == "EP" and one.form in {"시", "으시"} for one in endings)


def _is_of_another(ending: Ending) -> bool:
    """Whether another than the reader is honoured: 대통령께서, 김 씨는, 교수님이."""
    known = ending.morphemes[: ending.place]
    return any(
        (one.form == "께서" or (one.form in {"씨", "님"} and known[at + 1].kind in {"JKS", "JX"}))
        and not any(other.form in READERS for other in known[max(0, at - 2) : at])
        for at, one in enumerate(known[:-1])
    )


def _begins_word(body: str, place: int) -> bool:
    """Whether a word begins at a place: the 제 of 그제 is not mine."""
    return place == 0 or not body[place - 1].isalnum()
