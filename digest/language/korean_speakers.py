"""Korean names of speakers: of a person with an office, in full or in short, and of an organisation."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from digest.language import names
from digest.language.data import word_list
from digest.language.spoken import Named

Part = tuple[int, str]
"""A word at its place."""

_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용나라봉사부전"
_NO_NAME_END = "위히게럼써며대단부청처당측차층급력팀과시군들적상법회"
_DOUBLE = "남궁|황보|선우|제갈|독고|사공|서문"
_KOREAN_NAME = re.compile(rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{2}})")
_ORGANISATION = re.compile(
    r"(?:부|청|처|위원회|위|원|은행|협회|학회|연합회|연합|연맹|연대|노조|노동조합|총연맹|재단|공사|공단|전자|그룹|대학교|대학|대|연구소|연구원|센터|병원|본부|지검|지법|고법|고검|대법원|대검찰청|경찰서|경찰청|"
    r"시|도|군|구|당|백악관|청와대|시민회의|의회|국회|협의회|조합|증권|생명|화학|자동차|제약|통신|항공|건설|중공업|소방서|사령부|법무법인|대책위|재판부)$"
)
_DOUBTFUL = re.compile(r"[원시도군구당대위처]$")
"""Ends of organisations' names that end other nouns, too."""
_KOREAN_ONLY = "김이박최정강조윤장임한신서권황안송홍문양배백허남구민진엄채원천공현함변염여추"
"""Surnames with which hardly a foreign name begins."""
_FOREIGN = 1.0
"""Foreignness from which three syllables are no Korean name, though they begin like one: 오바마, 라이스."""
_LONGEST_PARTY = 6
"""Letters of a party's name; more where the word of a headline has grown onto it."""
_LATIN = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:['’-]?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*"
_WRITTEN = re.compile(rf"{_LATIN}|[A-Z]\.|de|del|della|da|di|van|von|der|den|bin|ibn|al|el|la|le")
"""A word of a foreign person's name in its own letters; an abbreviation in capitals is none."""
_PARTICLES = "de del della da di van von der den bin ibn al el la le"
_NO_PERSON = (
    "Inc Corp Ltd Group Capital Ventures Partners Networks Labs Lab Alliance University Institute Bank Times Post News Journal Street"
    " Research Foundation Association Center Centre Technologies Systems Electric Motors Energy Think Cloud Studio Studios Press Innovation"
    " Intelligence Media Holdings Software Robotics Health Pro Max Mini Code The Of And"
)
"""Words of what is called after no person."""
_PERSONS_WORDS = 4
_ANONYMOUS = re.compile(r"[A-Z]씨|모씨|[○◯]|^[A-Z]$|^[가-힣]모$")


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    titles = sorted(word_list("ko-titles.txt"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:[가-힣A-Za-z]*?)(?P<title>{'|'.join(titles)})")


@lru_cache(maxsize=50_000)
def title(word: str) -> str:
    """The title that a word is or ends in; empty where there is none."""
    found = _titles().fullmatch(word)
    return found["title"] if found else ""


@lru_cache(maxsize=20_000)
def is_name(word: str) -> bool:
    """Whether a word is a full Korean name, as far as its letters tell."""
    return bool(
        _KOREAN_NAME.fullmatch(word)
        and word[-1] not in _NO_NAME_END
        and word not in names.ordinary_terms()
        and word not in names.places()
        and not title(word)
        and word not in word_list("ko-unnamed.txt")
        and (word[0] in _KOREAN_ONLY or names.foreignness(word) < _FOREIGN)
    )


def _foreign(word: str) -> bool:
    return bool(
        re.fullmatch(r"[가-힣]{2,6}", word)
        and names.foreignness(word) > 0
        and word not in names.places()
        and word not in names.ordinary_terms()
        and not title(word.removesuffix("인"))
    )


def named(parts: list[Part], end: int, *, sure: bool) -> Named | None:
    """Whom some words in a row name, the last of which ends at `end`; None where that is not certain.

    Args:
        parts: the words, without the particle of the last.
        end: where they end in the text.
        sure: whether the last word is a name for the analyser.
    """
    words = [word for _, word in parts]
    if re.fullmatch(_LATIN, words[-1]):
        return _in_latin(parts, words, end)
    office = title(words[-1])
    nobody = "관계자" in words[-1] or any(_ANONYMOUS.search(word) for word in words)
    if nobody or office == "".join(words) or sum(map(is_name, words)) > 1:
        return None
    if office:
        return _person(parts, words, office, end) or _foreigner(parts, words, office, end)
    if is_name(words[-1]):
        return Named(_first(parts, len(parts) - 1), end, words[-1][0], True, words[-1]) if sure else None
    return _organisation(parts, words, end, sure=sure)


def _person(parts: list[Part], words: list[str], office: str, end: int) -> Named | None:
    """A full Korean name before its office, apart from it or grown together with it."""
    grown = words[-1][: -len(office)]
    if grown and is_name(grown):
        return Named(_first(parts, len(parts) - 1), end, grown[0], True, grown, office)
    for place, word in enumerate(words[:-1]):
        if is_name(word):
            if words[place + 1] in _SURNAMES and place + 2 < len(words):
                return None  # 도착한 권 의원
            before = words[place - 1] if place else ""
            if before.endswith(("와", "과")) and not before.endswith("학과"):
                return None  # two speak, for all that is said
            return Named(_first(parts, place), end, word[0], True, word, office)
    return None


def _foreigner(parts: list[Part], words: list[str], office: str, end: int) -> Named | None:
    """A foreign name of two words or more before its office; else a surname and an office, which are not a full name."""
    alike = [_foreign(word) for word in words]
    for place, (one, following) in enumerate(pairwise(alike)):
        if one and following:
            if place and not _before_name(words[place - 1]):
                return None  # the first of three names, perhaps
            final = next((at for at in range(place, len(words)) if not alike[at]), len(words)) - 1
            name = " ".join(words[place : final + 1])
            return Named(parts[place][0], end, words[final], True, name, office)
    short = words[-2:]
    if len(short) > 1 and (short[0] in _SURNAMES if len(short[0]) == 1 else len(words) == 2 and alike[0]):  # noqa: PLR2004
        return Named(parts[-2][0], end, short[0], False, "", office)
    return None


def _in_latin(parts: list[Part], words: list[str], end: int) -> Named | None:
    """A person whose name a Korean text writes in Latin letters: in full, or by the surname."""
    first = len(words) - 1
    while first and _WRITTEN.fullmatch(words[first - 1]):
        first -= 1
    while first < len(words) - 1 and not re.fullmatch(_LATIN, words[first]):
        first += 1  # an initial or a particle begins no name here
    name = words[first:]
    if len(name) > _PERSONS_WORDS or set(_NO_PERSON.split()) & set(name):
        return None
    if first and (
        re.fullmatch(r"[A-Z][\w.&-]*", words[first - 1]) or words[first - 1].endswith(("와", "과"))
    ):
        return None  # 'AMINO Larry Li' may be the company's name
    full = len(name) > 1 and name[0].lower() not in _PARTICLES.split()
    return Named(parts[first][0], end, name[-1], full, " ".join(name))


def _organisation(parts: list[Part], words: list[str], end: int, *, sure: bool) -> Named | None:
    """An organisation by its name; what any might be called (경찰, 노조) only with the words before it."""
    last = words[-1]
    if not _ORGANISATION.search(last) or (_DOUBTFUL.search(last) and not sure):
        return None
    general = last in word_list("ko-unnamed.txt") or last.endswith(("대책위원회", "대책위", "지부", "지회"))
    if (len(words) == 1) if general else (len(last) < 3):  # noqa: PLR2004
        return None
    owned = len(words) > 1 and (
        words[-2] in names.places() or words[-2] in ("미", "중", "일", "러", "영", "독")
    )
    start = parts[0][0] if general else parts[-2][0] if owned else parts[-1][0]
    return Named(start, end, last, True, last)


def _before_name(word: str) -> bool:
    """Whether a word before a foreign name is surely none itself."""
    return bool(
        _ORGANISATION.search(word) or title(word) or word in names.places() or word in names.ordinary_terms()
    )


def _first(parts: list[Part], place: int) -> int:
    """Where the words that name somebody begin: an organisation or office before the name belongs to it."""
    while place and len(parts[place - 1][1]) > 1:
        before = parts[place - 1][1]
        party = before.endswith("당") and len(before) > _LONGEST_PARTY
        if party or not (_ORGANISATION.search(before) or title(before)):
            break
        place -= 1
    return parts[place][0]
