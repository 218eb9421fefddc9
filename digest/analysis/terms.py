"""What a sentence is about, for choosing among sentences: its content words without the empty ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.words import KINDS, codes

if TYPE_CHECKING:
    from digest.language.words import Words

_VERBS = (
    "하 되 있 없 말하 밝히 위하 따르 대하 통하 관하 의하 보 보이 나오 나타나 같 많 크 전하 알려지 이르 받 주 가 오 "
    "내 들 나 싶 않 말 덧붙이 강조하 설명하 지적하 비롯하 가지 못하 그렇 이렇 어떻 그러 이러 어떠 아니 시키 지나 알 만들"
)
_NOUNS = (
    "것 수 등 때문 이날 지난 관계자 기자 오전 오후 당시 이번 경우 지난해 올해 오늘 어제 내일 최근 가운데 모습 사실 이후 이전 "
    "때 중 뒤 앞 후 전 위 내 속 간 쪽 측 점 말 씨 데 바 곳 이상 정도 자신 우리 여기 이것 그것 이곳 그동안 현재 다음 누구 무엇 사진 뉴스"
)
EMPTY_VERBS = frozenset(_VERBS.split())
EMPTY_NOUNS = frozenset(_NOUNS.split())


_NOTHING: frozenset[str] = frozenset()
_EMPTY = {
    **dict.fromkeys(codes(("verb", "adjective")), EMPTY_VERBS | {f"{verb}다" for verb in EMPTY_VERBS}),
    **dict.fromkeys(codes(("noun", "numeral")), EMPTY_NOUNS),
}
_ALL_EMPTY = frozenset().union(*_EMPTY.values())
"""What is empty as a word of some kind: most words are none of these, of whatever kind they are."""
_ALL = codes(KINDS)


def terms(words: Words, only: frozenset[int] = _ALL) -> tuple[str, ...]:
    """The forms of the words, in order and with repeats, without verbs and nouns that carry no news.

    `only` are the kinds that are told, as codes.
    """
    if only is _ALL and _ALL_EMPTY.isdisjoint(words.forms):
        return words.forms
    return tuple(
        [
            form
            for form, kind in zip(words.forms, words.kinds, strict=True)
            if kind in only and (form not in _ALL_EMPTY or form not in _EMPTY.get(kind, _NOTHING))
        ]
    )
