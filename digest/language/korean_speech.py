"""Who said what in a Korean sentence: 홍길동 장관은 "…"라고 말했다, or "…"고 홍길동 장관이 말했다."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.language.korean_speakers import title
from digest.language.korean_stretch import Stretch
from digest.language.spoken import Named, Spoken, inner, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.language.words import AnalysedSentence

_SAYS = (
    "말했|말하|밝혔|강조했|설명했|주장했|지적했|덧붙였|비판했|반박했|답했|당부했|촉구했|호소했|경고했|적었|썼|언급했|평가했|분석했|해명했|토로했|요청했|약속했|물었|되물었|외쳤|선언했|소개했|내다봤|"
    "내다보았|전망했|예상했|진단했|꼬집었|질타했|단언했|역설했|털어놨|털어놓았|부인했|일축했|제안했|조언했|맹비난했|비난했|반문했|회고했|회상했|고백했|우려했|판단했|전했|했"
)
_CLOSE = re.compile(
    rf"^\s?(?:이?라고|고)(?:도|까지)?\s(?:[가-힣]+(?:하게|히|게|로|으로|해서|하며|하면서|에서|에게|번|차례|또|더)\s){{0,2}}(?:(?:{_SAYS})(?:다|습니다|어요)|말합니다|설명합니다)\s?[.]?\s*$"
)
_CLOSE_BEFORE = re.compile(r"^\s?(?:이?라고|고)\s")
_SAID_BY = re.compile(
    rf"^\s(?:(?:[^\s,]+\s){{0,4}}[^\s,]+(?:에서|에게)\s)?(?:(?:{_SAYS})(?:다|습니다)|말합니다|설명합니다)\s?[.]?\s*$"
)
_WHILE = re.compile(r"^\s?(?:이?라며|이?라면서|며|면서)\s(?P<rest>[^.“”\"]{2,28}(?:다|습니다)\s?[.]?)\s*$")
_BETWEEN = re.compile(
    r"^\s?(?:이?라며|이?라면서|며|면서|면서도|이?라고|고)(?:도)?\s?(?:[,]\s?)?(?:(?:말|설명|강조|주장|지적|덧붙이|비판|반박|밝히|하)(?:하고|하며|하면서|며|면서|고|한 뒤|한 후|혔고|했고)?\s?,?\s?)?(?:(?:또|또한|이어|특히|그러면서|다만|다시|거듭)\s)?,?\s?$"
)
_FULL_SENTENCE = re.compile(r"(?:다|요|까|라|자|죠|냐|네|나|오|음|함|임|지|래)[.?!]*$")
_SHORTEST, _SHORTEST_NOUN, _WORDS = 15, 24, 4
_PICTURED = re.compile(r"\((?:[^()]*[·,] ?)?(?:사진|얼굴|왼쪽|오른쪽|가운데)\)")
"""A mark that points to a photograph, and is no part of a name."""
FARTHEST = 12
"""Words between a subject in 이/가 and what it says."""


def spoken(text: str, sentence: AnalysedSentence) -> Iterator[Spoken]:
    """The quotation of a sentence whose speaker is sure; of several in a row the longest."""
    places = quotes(text, sentence.start, sentence.end)
    if not places:
        return
    first, last = places[0][0], places[-1][1]
    between = (text[end:start] for (_, end), (start, _) in pairwise(places))
    if not all(_BETWEEN.match(gap) for gap in between):
        return
    before, behind = text[sentence.start : first], text[last : sentence.end]
    speaker = None
    closing = _WHILE.match(behind)
    if _CLOSE.match(behind) or (closing and not _other_subject(closing["rest"])):
        speaker = _subject(text, sentence, sentence.start, first)
    elif len(places) == 1 and not before.strip() and (opening := _CLOSE_BEFORE.match(behind)):
        speaker = _subject(text, sentence, last + opening.end(), sentence.end, behind=True)
    if speaker is None:
        return
    said = [inner(text, place) for place in places]
    whole = [
        (start, end)
        for (start, end), (_, close) in zip(said, places, strict=True)
        if _complete(text, start, end, close)
    ]
    if whole:
        start, end = max(whole, key=lambda place: place[1] - place[0])
        yield Spoken(start, end, speaker)


def _complete(text: str, start: int, end: int, close: int) -> bool:
    """Whether what stands in the marks is speech of its own, and no word or half a sentence."""
    said = text[start:end]
    if (
        said[:1] in "…,"
        or said.startswith("..")
        or said[-1:] in ",·"
        or "\n" in said
        or len(said.split()) < _WORDS
    ):
        return False
    if said.count("(") != said.count(")") or said.count("‘") != said.count("’") or said.count("'") % 2:
        return False
    if text[close : close + 1] == "이" or not _FULL_SENTENCE.search(said):
        return len(said) >= _SHORTEST_NOUN
    return len(said) >= _SHORTEST


def _other_subject(rest: str) -> bool:
    return bool(re.search(r"[가-힣]{2,}(?:은|는|가)\s", rest)) or rest.lstrip()[:1] in "‘'"


def _subject(
    text: str, sentence: AnalysedSentence, start: int, end: int, *, behind: bool = False
) -> Named | None:
    """The one who speaks in text[start:end]: the last words there with the particle of a subject, if they name one."""
    if re.search(r"[.?!]\s", text[start:end]) and not behind:
        return None
    told = Stretch(text, sentence, start, end)
    subjects = [place for place, word in enumerate(told.words) if word.subject and not all(word.covered)]
    nouns = [place for place in subjects if told.noun(place)]
    if not nouns:
        return None
    at = nouns[-1]
    word = told.words[at]
    if behind:
        if at != nouns[0] or not _SAID_BY.match(text[word.end : end]):
            return None
    elif (
        any(place > at for place in subjects)
        or _another(told, at)
        or (word.text[-1] not in "은는" and (len(nouns) > 1 or len(told.words) - at > FARTHEST))
    ):
        return None
    return _unmarked(text, told.named(at))


def _unmarked(text: str, named: Named | None) -> Named | None:
    """The name, unless the mark of a photograph stands in it."""
    return None if named and _PICTURED.search(text, named.start, named.end) else named


def _another(told: Stretch, at: int) -> bool:
    """Whether somebody else is named behind a subject as one who says so too: 박 대표도."""
    return any(
        word.text[-1] == "도" and len(word.text) > 2 and title(word.text[:-1])  # noqa: PLR2004 - 도 is a word, too
        for word in told.words[at + 1 :]
    )


def persons(text: str, sentence: AnalysedSentence, key: str) -> Iterator[Named]:
    """The persons whom a sentence names in full, each with the title that follows, and whose `key` is this."""
    if key not in text[sentence.start : sentence.end]:
        return
    told = Stretch(text, sentence, sentence.start, sentence.end)
    for place in range(len(told.words)):
        named = _unmarked(text, told.named(place, anyhow=True))
        if named and named.full and named.key == key and (named.title or key.isascii()):
            yield named
