"""Whether a text uses a term as a word of its own, and the form by which a term is known again."""

from __future__ import annotations

import re

_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|로|으로|도|만|란|인|등|들|에서|에게|에는|라는|이라는|까지|부터|보다|처럼|이나|나|이며|이다|입니다|이고|하는|하고|했|한|할|형|용|급|별)?(?![가-힣])"
)
_HANGUL = re.compile(r"[가-힣]")


def key_of(term: str) -> str:
    """The form by which a term is known again: an abbreviation by its letters, other words without capitals and spaces."""
    return term if term.isupper() else re.sub(r"[\s·-]", "", term).lower()


def uses(text: str, term: str) -> int:
    """Where a text uses a term as a word of its own; -1 where it does not."""
    if term not in text:
        return -1
    for found in re.finditer(re.escape(term), text):
        if _begins(text, found.start()) and _ends(text, found.end()):
            return found.start()
    return -1


def _begins(text: str, place: int) -> bool:
    """Whether a word begins here: not within one, but in Korean after a number (1페타플롭), and in Latin script after Hangul."""
    before, first = text[max(0, place - 1) : place], text[place]
    if not before.isalnum():
        return True
    return before.isdigit() if _HANGUL.match(first) else _HANGUL.match(before) is not None


def _ends(text: str, place: int) -> bool:
    """Whether a word ends here, or goes on with a particle."""
    after = text[place : place + 1]
    if _HANGUL.match(text[place - 1]):
        return _PARTICLE.match(text, place) is not None
    return not (after.isascii() and after.isalnum())
