"""Sentences in the plain and in the polite register: the last ending alone in its other form, or nothing where that is not safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.register.reader import turns_to_reader

if TYPE_CHECKING:
    from digest.language.register.ending import Ending

_CLOSERS = "”’\"'」』》〉>)）]］】"
_ASIDE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]$")
_VOWEL_DIGITS = "2459"
_CONSONANT_LETTERS = "LMNR"
_VOWEL_LETTERS = "AEIOU"
_VOWEL_SIGNS = "%％℃°"
_CONJECTURES = ("나", "ᆫ가", "은가", "는가", "ᆯ까", "을까", "던가")


def spoken(ending: Ending, body: str, register: str) -> str | None:
    """The body in the `plain` or the `polite` register; None where it stays."""
    if ending.speech == register or turns_to_reader(ending, body):
        return None
    if register == "polite":
        return _polite(ending, body)
    return _plain(ending, body)


def _polite(ending: Ending, body: str) -> str | None:
    kept = body[: ending.start]
    if ending.kind == "past":
        return f"{kept}습니다"
    if ending.kind != "copula":
        return kept + ending.with_final("ᆸ니다") if ending.speech == "plain" or _declares(ending) else None
    if ending.colloquial:
        return f"{kept}겁니다"
    return kept + ending.with_final("ᆸ니다")


def _plain(ending: Ending, body: str) -> str | None:
    kept = body[: ending.start]
    if ending.kind == "past":
        return f"{kept}다"
    if ending.kind == "copula":
        if ending.colloquial:
            return f"{kept}거다"
        if ending.pre_final:
            return kept + ending.with_final("다")
        return f"{kept}다" if ends_in_vowel(kept) else f"{kept}이다"
    if not ending.sure or _is_conjecture(ending) or not _declares(ending):
        return None
    return kept + ending.with_final("다" if ending.kind == "adjective" else "ᆫ다")


def _declares(ending: Ending) -> bool:
    """Whether an informal ending can only be a statement: of a verb it is an order or a proposal, too."""
    if ending.speech != "informal":
        return True
    if ending.kind != "adjective" or not ending.sure or ending.stem.form in {"그렇", "이렇", "저렇", "어떻"}:
        return False
    if ending.stem.form == "있":
        return ending.before is not None and ending.before.kind in {"JKS", "JX", "EC"}
    return True


def _is_conjecture(ending: Ending) -> bool:
    """오나 봅니다 is 오나 보다; 가 봅니다 is 가 본다."""
    before = ending.before
    return ending.stem.form == "보" and before is not None and before.form.endswith(_CONJECTURES)


def ends_in_vowel(text: str) -> bool:
    """Whether a word, as it is read aloud, is sure to end in a vowel.

    Of Latin letters capitals alone are sure to be spelt, and only those that cannot be read as a word: OPEC ends in a consonant.
    """
    plain = text
    while plain != (plain := _ASIDE.sub("", plain).rstrip(_CLOSERS)):
        pass
    last = plain[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 == 0
    if last in _VOWEL_SIGNS:
        return bool(last)
    if last.isdecimal():
        return last in _VOWEL_DIGITS and not re.search(r"\d/\d+$", plain)  # 1/2 is 이분의 일
    letters = re.search(r"(?<![A-Za-z])[A-Z]+$", plain)
    if letters is None:
        return False
    word = len(letters[0]) > 2 and not set(letters[0]).isdisjoint(_VOWEL_LETTERS)  # noqa: PLR2004 - AI, TV
    return last in "AIOU" if word else last not in _CONSONANT_LETTERS
