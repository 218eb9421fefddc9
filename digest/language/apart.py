"""What tells one thing that is counted from another, by words: places, parts and wholes, courts, polls, reasons, names.

Patterns, and no judgement: `analysis/one_act.py` says which of them speak against two figures' being of one act.
"""

from __future__ import annotations

import re

MEANT = re.compile(
    r"(?:^|\s)(?:이|그|해당|같은) (?:회사|업체|기업|기관|단체|사고|병원|학교)|(?:^|\s)(?:회사|업체|그|그녀|이들|그들|양측)(?:는|은|가|이)\s|"
    r"(?:^|[,;:]\s|\b(?:and|but|that|said|says|when|after)\s)(?:It|They|He|She|it|they|he|she|[Tt]he (?:company|firm|group|agency|city|state|country|bank))\b(?!\s(?:said|says|announced|added|reported))"
)
"""Whom these mean stands elsewhere."""
LIMITS = re.compile(
    r"(?<![가-힣])(?:국내|해외|전국|전 ?세계|세계|국외|외국|온라인|오프라인|총|모두|전체|합계|합쳐|누적|[1-3]심|항소심|상고심|대법원|원심|첫|초등|중학|고등|"
    r"청구|요구|구형|잠정|시드|시리즈 ?[A-F]|[가-힣]+당(?=\s)|먼저|우선|[12]차|두 곳|세 곳|여러|곳곳|각각|남성|여성|어린이|외국인|한국인|수도권|지방|청년|노인|[1-9]0대(?=의|는|에서|\s)|본사|계열사)|"
    r"\b(?:domestic|worldwide|global(?:ly)?|overseas|abroad|nationwide|online|total|overall|altogether|seed|series [a-f]|first|second|third|initial|appeals?|tentative|"
    r"gunm[ae]n|attackers?|shooters?|bombers?|suspects?|underlying|adjusted|comparable|same-store|like-for-like|months?|men|women|children|(?:two|three|four|five|several)(?!\s(?:hours?|minutes?|days?|weeks?|months?|years?|storeys?|stories)\b)|both|most|half|by (?:noon|midday|morning|afternoon|evening|night|nightfall|midnight|dawn|then|late \w+|early \w+))\b",
    re.IGNORECASE,
)
"""What makes a part of a whole, another count of another: it stands beside both figures or beside neither."""
POLL = re.compile(
    r"([가-힣A-Za-z]{2,}?)(?:의|이|가)?(?<![한은는된인])\s(?:여론\s?조사|조사|설문)|\b([A-Z]\w+)\s(?:poll|survey)\b"
)
"""Who asked."""
COURT = re.compile(r"검찰|법원|재판부|감사원|\b(?:prosecutors?|judge|jury|court|auditors?)\b")
"""Who judged."""
WHERE_KO = re.compile(r"(?<![가-힣])([가-힣]{2,})(?:에서|에선|에서는)(?=[\s,])")
"""Where something was done."""
TOWNS = re.compile(
    r"(?<![가-힣])(?!다시|역시|동시|잠시|즉시|일시|당시|임시|도시|반드시|혹시|몹시|모두|우리|자리|소리|머리|거리)"
    r"([가-힣]{1,5}(?:(?:시|군|구|읍|동|리)(?=(?:에서|의|에|는|은|가|이|를|을|도)?[\s,.]|$)|[면도](?=(?:에서|의|에)\s)))"
)
"""Korean towns and districts, known by their endings."""
WHERE_EN = re.compile(
    r"\b(?:in|at|across|near|off|throughout)\s(?:(?:the|its|their|his|her)\s)?((?:[A-Z][\w’'-]*\s?)+)"
)
"""The same in English, where a name tells it."""
NO_PLACE = frozenset(
    ("소송", "재판", "조사", "진단", "사고", "화재", "과정", "경기", "회의", "발표", "공시", "자료", "보고서")
)
"""What is no place, though something is done there."""
PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|로|으로|도|에서|와|과)?[,.]?$")
"""The particle of a Korean word."""
PART_EN = re.compile(r"\b(?:in|across)\sthe\s([a-z]+)")
"""A part of a country or of a house."""
TOPIC = re.compile(r"(?<!\S)([가-힣A-Za-z]{2,})(?:은|는|이|가)(?=\s)")
"""Korean: the subjects of a sentence."""
NAME = re.compile(r"(?<=[A-Za-z0-9,;] )[A-Z][\w'’-]+|^[A-Z][\w'’-]+(?=\s[A-Z])")
"""English: words with a capital that begin no sentence."""
REASON = re.compile(r"\b(?:over|for|because of)\s")
"""Behind it stands what a sum is paid for, or why something was done."""
TO = re.compile(r"(?<!\S)([가-힣A-Za-z]{2,})(?:에게|에)(?=\s)(?!\s따르면)")
"""Korean: who gets or pays a sum, and what it goes into."""
SAYS = re.compile(
    r"(\S+?)(?:이|가|은|는|측은|에)\s(?:\d{1,2}일\s)?(?:밝혔|말했|전했|집계했|발표했|설명했|따르면)"
)
"""Korean: who says so."""
NO_NAMES = frozenset(("The", "A", "An", "In", "At", "On"))
"""Capitals that name nobody."""
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
"""Days of the week."""
