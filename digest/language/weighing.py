"""What a sentence is to an affair, by its words: why it matters, what came of it, what was only expected, what lies back.

Rules for each language, precise rather than complete: a sentence of which they are not sure is none of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.numbers import figures

if TYPE_CHECKING:
    from datetime import date

    from digest.model import Language

MONTH = 31
"""Days of a month, the longest."""
OVER = 7
"""Days before a text from which what it tells of is no news of its day."""

_MATTERS: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        # firsts and records
        r"(?<![가-힣])(?:최초|사상 (?:첫|처음|최대|최고|최저|최초|유례)|역대 (?:최|가장|두 ?번째|세 ?번째)|전례 ?없|유례(?:를 찾| ?없)|"
        r"(?:국내|세계|아시아|업계|전국|시|국가)(?:에서|에선)? (?:최초|처음|첫)|(?:이번이|이 ?래) 처음|\d+년 만에 (?:처음|가장|최|다시)|처음으로)|만에 (?:가장|최대|최고|최저|최악|최소|최다)"
        r"|(?:이후|이래|사상|역대)(?:로| 들어)? (?:가장 (?!먼저|마지막|최근|큰 (?:문제|과제|변화|관심))|최(?:대|고|저|악|소|다|장|단|초)(?=[가-힣 ,.]))|(?:이래|사상|역대)(?:로)? (?:처음|첫)(?=[ 이으,.])"
        r"|(?:창사|개항|개교|개통|출범|건국|창립|창단|설립|통계 작성|관측|집계)(?:를 (?:시작한|한))? (?:이래|이후)[^.]{0,20} (?:가장|최[대고저악소다]|처음|첫)|신기록|역대급|기록을 (?:갈아|새로 썼|다시 썼|세웠|경신|깼)"
        # what it stands for
        r"|의미(?:가 (?:있|크|깊|남)|를 (?:갖|지니|부여))|의의(?:가|를)|상징(?:한|하는|적)|전환점|분수령|신호탄|이정표|판도를|지각 ?변동|균열을 (?:내|낸)|"
        r"(?:충격|파장|파문)(?:을 (?:주|줬|준|던|낳|불러|몰고|야기|일으)|이 (?:커|크|일|번)|에 (?:빠|휩))|계기(?:가 (?:됐|되|될)|로 작용)|뒤집(?:혔|었|힌|은)|중요한 (?:이유|까닭|것은|의미)|핵심 (?:쟁점|변수)"
        # who answers: named beside what they say
        r"|(?:업계|시민단체|환경단체|소비자단체|노동계|경영계|의료계|학계|전문가들?|노조|야당|여당|주민들?|상인들?|농민들?|유족|피해자들?|학부모들?|협회|단체)(?:는|은|가|이|에서는|측은|들은)?[^.]{0,60}"
        r"(?:반발|환영|우려|비판|반대|항의|규탄|걱정)(?:했|한다|하고|하며|하는|이 (?:나|커|크|거)|을 (?:나타|제기|쏟|표)|의 목소리)"
    ),
    "en": re.compile(
        r"\b(?:the first (?!half|quarter|day|week|month|phase|stage|step|round)(?:\w+ ){1,4}(?:to|worldwide|since|ever|in the (?:world|country|nation|industry))\b|(?:world|country|nation|industry|europe|asia|korea)['’]s first |for the first time|first (?:ever|of its kind|such)|(?:largest|biggest|highest|lowest|worst|best|sharpest|steepest|most \w+)(?: \w+){0,6} (?:since|ever|in (?:\w+ )?(?:decades|years|history)|on record|to date)|"
        r"record (?:high|low|fine|sum|amount|level|loss|profit)|unprecedented|landmark|turning point|milestone|watershed|wake-up call|historic (?!(?:centre|center|building|district|church|town|site))|"
        r"(?:marks?|marked|signals?|signalled|signaled) (?:a|an|the) (?:\w+ )?(?:first|end|beginning|start|shift|turning|change|break)|sets? a precedent|game.changer|far-reaching|"
        r"matters because|significan(?:ce|t because)|raises? (?:questions|concerns|doubts) (?:about|over)|"
        r"(?:critics|campaigners|unions?|residents|analysts|experts|opponents|industry groups?|consumer groups?|farmers|opposition|lawmakers|environmentalists|researchers|economists)(?: \w+){0,6} (?:warn(?:s|ed)?|welcom(?:e|es|ed)|critici[sz](?:e|es|ed)|oppos(?:e|es|ed)|condemn(?:s|ed)?|object(?:s|ed)?|protest(?:s|ed)?|complain(?:s|ed)?|prais(?:e|es|ed)|fear(?:s|ed)?))\b",
        re.IGNORECASE,
    ),
}
_CONSEQUENCE: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        r"(?:늘었|늘어났|늘어난|줄었|줄어들|줄어든|증가했|증가한|감소했|감소한|하락했|하락한|상승했|상승한|급락|급등|폭락|폭등|떨어졌|떨어진|올랐|오른|뛰었|치솟|넘어섰|넘어선|달했|달한다|돌파했|불어났|기록했|집계됐|집계했|그쳤|"
        r"피해(?:를|가|액|자|는)|손실|숨졌|숨진|다쳤|사망자|부상자|이재민|폐사했|잃었|멈췄|중단됐|취소됐|해고|감원|실직|"
        r"과징금|벌금|배상|보상금|환불|회수했|부과(?:했|됐)|물게|지급했|절감|아꼈|가입했|내려받|다운로드됐|팔렸|판매됐)"
    ),
    "en": re.compile(
        r"\b(?:rose|risen|fell|fallen|dropped|plunged|slumped|tumbled|soared|surged|jumped|climbed|increased|decreased|declined|grew|doubled|tripled|halved|shrank|reached|topped|exceeded|"
        r"lost|losses|damages?|killed|injured|died|deaths|displaced|evacuated|laid off|layoffs|job cuts|cancelled|canceled|fined|fines?|penalt(?:y|ies)|compensation|refund(?:s|ed)?|recalled|"
        r"saved|sold|downloaded|signed up)\b",
        re.IGNORECASE,
    ),
}
_UNSETTLED: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        r"전망|예상|예측|추정|추산|관측|가능성|만약|경우|(?:[을를일할될질릴낼갈] )수도? 있|의혹|주장|목표|제안|검토|추진|계획|예정|방침|내다[봤본보]|것으로 (?:보인|보고|본다|봤다|기대)|기대|[을를할될질릴낼] 것(?:이다|이라|입니다|으로)|겠다|려고 |려면|[되하]면[\s,]|해야 (?:한다|할)|바란다|[을를]까"
    ),
    "en": re.compile(
        r"\b(?:forecast|expect|predict|project|estimat|anticipat|hop|plan|propos|aim|consider|seek)(?:s|d|e|es|ed|ing)?\b|\b(?:would|could|may|might|if|should|target|goal|likely|will|whether|unless|alleg\w+)\b",
        re.IGNORECASE,
    ),
}
_BACK: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        r"지난해|작년|재작년|지난 ?[가봄여겨]\S*[을름울]|당시|그동안|옛|과거|\d+(?:년|개월|달) 전|(?:몇|수) ?(?:년|개월|달) 전|앞서 |이미 |직후|며칠 (?:동안|만에|새)|초기"
    ),
    "en": re.compile(
        r"\b(?:last (?:year|autumn|fall|spring|summer|winter|month)|years? ago|months? ago|previously|at the time|in the past|formerly|had (?:been|\w+ed))\b",
        re.IGNORECASE,
    ),
}
_SOFT: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        r"평가(?:했|하고|가|를|도|된다|받)|화제(?:가|를|의)|소식[은이]|(?:관심|이목|눈길|시선)[을이]|분석(?:했|이|도|된다)|해석(?:했|이|도|된다)|알려지면서|주목(?:받|된다|했)|(?:분주|고심|촉각)|목소리"
    ),
    "en": re.compile(
        r"\b(?:attention|buzz|talk of|headlines|speculat\w+|observers|commentators|analysts? (?:say|said|see)|experts? (?:say|said))\b",
        re.IGNORECASE,
    ),
}
_PRESENT: dict[str, re.Pattern[str]] = {
    "ko": re.compile(r"(?<![가-힣])(?:현재|이제|여전히|최근|지금|올해|그 ?뒤|이후|뒤이어|결국|끝내|마침내)"),
    "en": re.compile(
        r"\b(?:now|still|today|this (?:week|month|year)|since then|so far|finally|recently)\b", re.IGNORECASE
    ),
}
_LEANS: dict[str, re.Pattern[str]] = {
    "ko": re.compile(
        # a reason, a list announced, a pointer back
        r"(?:때문|까닭|덕분|결과|것|셈|대목|이유|문장|이야기|얘기|말|일|순간|장면)(?:입니다|이에요|이었다|이었습니다|이다)\.?$|(?:\d+|[한두세네]|여러|몇) ?가지|다음과 같|아래와 같|(?:을|를) 예로|"
        r"(?<=[가-힣] )(?:이러한|그러한|이런|그런|저런|해당)(?= )|(?<=[가-힣] )이 같은 |"
        # what the words before it count or name
        r"^(?:값|금액|규모|비용|나머지|일부|대부분|절반|수치|물량|가격|내용|이유|원인|결과|조건|기한|대상|인원|앱|회사|업체|사측|양쪽|셋|넷|첫째|둘째)(?:은|는|이|가|도|을|를)\s|"
        # talk, and the writer's own
        r"[가-힣]요\.?$|겁니다\.?$|(?:이죠|답니다)\.?$|보겠습니다|살펴보자|지난 호|이번 호|다음 호|"
        # a heading that ran into its sentence
        r"\s[ㅇ○□■▶◦◇◆]\s"
    ),
    "en": re.compile(
        r"^\W*(?:Separately|Also|Elsewhere|Overall|Even so|That said|Either way|In short|To be sure|Not everyone)\b|\b(?:the following|as follows|for (?:two|three|four|several) reasons)\b|"
        r"\b(?:in this (?:issue|newsletter)|last (?:issue|edition)|as I (?:wrote|said))\b",
    ),
}
"""What leans on its neighbours: a reason, an announced list; and who speaks to the reader."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?=년|\b)(?!년대|[.,]\d)")


def matters(text: str, language: Language) -> bool:
    """Whether a sentence says why something matters: a first, a record, what it stands for, how others answer it."""
    return _holds(_MATTERS, text, language)


def consequence(text: str, language: Language) -> bool:
    """Whether a sentence says what came of something: what rose or fell, who was hurt, what it cost."""
    return _holds(_CONSEQUENCE, text, language)


def unsettled(text: str, language: Language) -> bool:
    """Whether a sentence tells what is expected, planned, supposed or wished, and not what is."""
    return _holds(_UNSETTLED, text, language)


def soft(text: str, language: Language) -> bool:
    """Whether a sentence tells how something is seen, and not what happened."""
    return _holds(_SOFT, text, language)


def present(text: str, language: Language) -> bool:
    """Whether a sentence says of itself that it tells how things stand by now."""
    return _holds(_PRESENT, text, language)


def leans(text: str, language: Language) -> bool:
    """Whether a sentence leans on those around it: it gives their reason, announces their list, chats with the reader."""
    return _holds(_LEANS, text, language)


_WORD = re.compile(r"\S+")
_SUBJECT = re.compile(r"(?:은|는|이|가|께서|에서|도|씨|측)[,’'\"”)]*$")
_CLAUSE = re.compile(r"(?:[가-힣](?:고|며|지만|는데|면서|으나|더니|아서|어서)|(?:해|돼|해서|돼서)),?$")
_ENDED = re.compile(r"(?:다|음|함|됨|임|짐|요|것)[.!’'\"”)]*$")
_PARTICLE = re.compile(r"(?:을|를|이|가|에|로|과|와|에서|에게|까지|부터)$")
_CLOSING = 3
"""Words before the last among which a particle stands where a sentence ends in a noun that is its verb: 여파로 대폭 하락."""


_FINAL = re.compile(r"([가-힣])(?:다|습니다)[.!’'\"”)]*$|[다니]다[.!’'\"”)]*$")
_PAST_FINAL = 20
"""The number of the final ㅆ among those of a syllable."""


def happened(text: str, language: Language) -> bool:
    """Whether a Korean sentence ends in the past, in what is going on (-고 있다), or in a noun; any other sentence may.

    The present tense tells rules, habits and plans as well.
    """
    found = _FINAL.search(text) if language == "ko" else None
    if found is None:
        return True
    syllable = found[1]
    return bool(syllable) and syllable != "겠" and (ord(syllable) - ord("가")) % 28 == _PAST_FINAL


def told_whole(text: str, language: Language) -> bool:
    """Whether a Korean sentence has its subject before the first of its verbs, and a verb in the end.

    Neither is sure where words alone are looked at: a sentence of which it is not is none.
    """
    if language != "ko":
        return True
    words = _WORD.findall(text)
    subject = next((place for place, word in enumerate(words[:-1]) if _SUBJECT.search(word)), len(words))
    clause = next((place for place, word in enumerate(words) if _CLAUSE.search(word)), len(words))
    if subject > clause or subject == len(words):
        return False
    return bool(_ENDED.search(text)) or any(_PARTICLE.search(word) for word in words[-1 - _CLOSING : -1])


def lies_back(text: str, language: Language, written: date) -> bool:
    """Whether a sentence tells of days well before the text that it stands in."""
    if _holds(_BACK, text, language) or any(int(found[0]) < written.year for found in _YEAR.finditer(text)):
        return True
    return any(_ago(figure, written) for figure in figures(text, "ko" if language == "ko" else "en"))


def _ago(figure: str, written: date) -> bool:
    """Whether a day or month of a year is over, the nearest one taken."""
    kind, _, told = figure.partition(":")
    if kind not in "dm" or not told:
        return False
    *_, month, day = (int(part) for part in (told if kind == "d" else f"{told}-{MONTH}").split("-"))
    ago = (written.month * MONTH + written.day - month * MONTH - day) % (12 * MONTH)
    return OVER <= ago < 6 * MONTH


def _holds(patterns: dict[str, re.Pattern[str]], text: str, language: Language) -> bool:
    pattern = patterns.get(language)
    return pattern is not None and pattern.search(text) is not None
