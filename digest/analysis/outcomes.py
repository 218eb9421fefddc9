"""Headlines of an affair that went on: which later title tells how what an earlier one announces came out.

A warrant is asked for, then granted or refused; a bill is debated, then passed. Words for both are known for a few such steps only:
a later title that merely says more is no newer state.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared

_STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(awaited, re.IGNORECASE), re.compile(came, re.IGNORECASE))
    for awaited, came in (
        (
            r"영장.{0,12}(?:신청|청구|심사|방침|검토|적시)|구속 ?(?:기로|갈림길|위기|여부|될까|영장(?! ?(?:기각|발부)))|영장 ?(?:실질)?심사",
            r"구속(?! ?영장|['’”\"]? ?(?:여부|기로|심사|될|되나|위기|적부|갈림|방침|만기|오늘|내일|결정))|영장.{0,8}(?:기각|발부)",
        ),
        (
            r"(?:선고|판결).{0,4}(?:앞두|앞둔|오늘|내일|예정)|(?:오늘|내일).{0,10}(?:선고|판결)|구형",
            r"실형|집행유예|집유|무죄|유죄|(?:징역|벌금)(?!.{0,12}구형)|형 확정",
        ),
        (
            r"(?:협상|담판|교섭).{0,10}(?:재개|시작|돌입|난항|앞두|막판|평행선|진통)",
            r"타결|결렬|잠정 ?합의|최종 ?합의",
        ),
        (r"(?:표결|본회의|처리).{0,8}(?:앞두|오늘|내일|예정|시도)", r"통과|부결|가결|처리 무산"),
        (r"실종|수색|행방불명", r"숨진 ?채|시신|생환|무사히|구조(?!대| ?작업| ?당국)"),
        (
            r"\b(?:charged|indicted|on trial|trial (?:begins|opens|starts)|jury (?:deliberates|out))\b",
            r"\b(?:convicted|acquitted|sentenced|found (?:not )?guilty|cleared of|jailed for)\b",
        ),
        (
            r"\b(?:(?:set|due|expected|ready) to vote|to vote on|vote (?:looms|nears|expected)|before (?:the )?vote|debates?)\b",
            r"\b(?:pass(?:es|ed)|approv(?:es|ed)|reject(?:s|ed)|votes? down|voted down)\b",
        ),
        (
            r"\b(?:missing|search(?:es|ing)? for)\b",
            r"\b(?:found (?:dead|alive|safe)|rescued|body found|bodies found)\b",
        ),
    )
)
_SHARED = 2
"""Terms that two titles of one affair share, at least."""


def came_out(members: Sequence[Prepared], at: int) -> Iterator[int]:
    """The places of the titles of later days that tell how it came out what the title of a member announces."""
    title, told = members[at].story.title, members[at].story.published
    if told is None:
        return
    awaited = [(one, came) for one, came in _STEPS if one.search(title) and not came.search(title)]
    own = frozenset(terms(members[at].title))
    for place, member in enumerate(members if awaited else ()):
        later = member.story.published
        if later is None or later <= told or later.date() == told.date():
            continue
        if len(own.intersection(terms(member.title))) < _SHARED:
            continue
        if any(
            came.search(member.story.title) and not one.search(member.story.title) for one, came in awaited
        ):
            yield place
