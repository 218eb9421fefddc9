"""Whether a sentence says plainly that something will happen on a day that it names.

Plans and timetables do (`열린다`, `시행될 예정`, `will vote`, `is due`), forecasts, demands and conditions do not, nor does
what was put off. Where both stand in a sentence, it does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.coming import dates

if TYPE_CHECKING:
    from digest.language.coming import Coming

_REACH = 90
"""Characters of English between a verb and its day."""

_VAGUE_KO = re.compile(
    r"보냅니다|보내 ?드|찾아뵙|겠다|겠습니다|겠어요|이미|\d[일월년] (?:현재|기준(?!금리))|기준(?:으로|일)?[,.)]|보도[하했한]|바랍니다|빨라야|[은는인]가[.\s]|습니까|시황|증시|장 ?마감|원래|당초|애초|유예|연기|취소|무산|보류|미뤄|미루|미룬|철회|불발|불투명|못 ?하|못 ?한|않|아니|만약|만일|경우|[가-힣]면[\s,]|가능성|전망|예상|관측|추정|추산|예측|우려|"
    r"기대|보인다|보입니다|보고 있다|[할을될] 듯|주장|촉구|요구|반대|비판|해야|되야|돼야|희망|[을를] 원한다|바란다|바랐|싶|검토|고려|수도? 있|목표|"
    r"예정이었|예정이던|예정됐|예정했|계획이었|계획했|이었던|하려 했|하려던|염두|거론|유력|소문|루머|가정|추진|제안|건의|아직|무렵|이르면|빠르면|잠정(?! ?실적)|미정|것으로 (?:알려|전해|파악)|조율 중|논의 중|협의 중|구상|조건으로|전제로|하는 대로|되는 대로|받는 대로|나는 대로|저울질|[을를일할될질올릴낼갈]지[도가는]?[\s,]|미지수|혐의를 받|공소"
)
AHEAD_OF = "".join(chr(code) for code in range(ord("가"), ord("힣") + 1) if (code - ord("가")) % 28 == 8)  # noqa: PLR2004
"""Every syllable that ends in ㄹ, as what is still to be done does: 할, 내놓을."""
_PLAN_KO = re.compile(
    rf"예정(?!\s?(?:가|이율))|(?:[{AHEAD_OF}]|한다는|하는|된다는|하기로 한|인) (?:계획|방침)|계획(?:이다|입니다|이라고|이라며|으로)|"
    r"[가-힣](?:할|될|릴|질|설|낼|칠|둘|올|갈|열) (?:것이다|것이라고|것입니다|것이며|것이라며|것으로 확인)"
)
_ELSEWHERE_KO = re.compile(
    r"(?<=[가-힣]) ?(?:이후|뒤|직후)[\s,]|(?<!\d)(?<!월)(?<!월\s)\d{1,2}일(?!간|째|에서|로)"
)
"""Where what is said of a day ends: after it something else happens, or on another day (`29일 종결을 앞두고 24일 …`)."""
_DECIDED_KO = re.compile(r"기로 (?:했|한다|합의|확정|결정)")
"""What was decided to be done: of a day that may be past, it may be the day of the decision."""
_THEN_KO = re.compile(
    r"(?:에|에는)\s[^.]{0,60}?(?:에서|에게|을|를|와|과)\s[가-힣]{0,6}(?:긴|한|된|린|간|난|낸|친|킨|진|든|른|룬)\s"
)
"""A past attribute behind a month and what belongs to it."""
_TOLD_KO = re.compile(
    r"(?:한|된|린|연|간|운|온|긴|난|둔|낸|인|는)다고 (?:\d{1,2}일 )?(?:[가-힣]+(?:에서|을 통해|에|로) ){0,2}(?:밝혔|전했|예고했|발표했|공지했|안내했|알렸|통보했)"
)
"""What was announced in the present tense: `공개한다고 4일 밝혔다`."""
_ENDS_KO = re.compile(
    r"(?:열린|연|치러진|치른|개최한|개최된|발표한|발표된|공개한|공개된|시작한|시작된|진행한|진행된|공고한|공고된|통지한|통지된|선보인|출시한|출시된|발매한|발매된|표결한|공포한|공포된|개정한|개편한|시행한|시행된|개통한|개통된|개막한|개장한|개관한|거행한|거행된|실시한|실시된|올린|판결한|인하된|인상된|방영된|방송된|상장한|상장된|출항한|떠난)다\.?$"
    r"|(?:열립|엽|치릅|개최합|개최됩|발표합|발표됩|공개합|공개됩|시작합|시작됩|진행합|진행됩|공고합|통지됩|선보입|출시합|출시됩|표결합|개막합|개통합|방영됩|방송됩)니다\.?$"
)
"""What a timetable ends in."""
_TERM_KO = re.compile(
    r"(?:예정일|마감일|시한|기한|개막일|시행일|출시일|발매일|상장일|만료일|투표일|선거일|선고일|기일|기간|마감)[은는이] (?:\S+ )?$"
)
_DUE_KO = re.compile(
    r"[은이] (?:\S+ ){0,4}(?:시한|마감일|기한|예정일|선거일|개막일|시행일)(?:이다|입니다)\.?$"
)
_IS_KO = re.compile(r"(?:까지)?(?:이?다|입니다|이에요|예요)\.?$")
"""`예정일은 다음 달 3일이다`, `기간은 5월 22일부터 28일까지다`."""
_LEADS_KO = re.compile(
    r"(?:열리는|열릴|개최되는|개최될|개최하는|개최할|시작되는|시작될|시작하는|시행되는|시행될|개막하는|개막할|예정된|예정인|치러지는|치러질|진행되는|진행될|출시될|출시되는|발효되는|발효될|이뤄질|선보일|펼쳐질|펼쳐지는)\s"
)
_NOUN_KO = re.compile(
    r"(?:개최|시행|발효|마감|개막|출시|개통|개장|개관|접수)(?:한다|된다|합니다|됩니다)?(?=[.)]?$)"
)
_NOW_KO = re.compile(r"([가-힣])다(?=[.,\s고며는]|$)|([가-힣])니다(?=[.,\s]|$)")
_PAST_KO = re.compile(
    r"[가-힣]*[했됐였었았렸났졌갔왔셨켰겼쳤혔뤘냈섰](?:다|고|으며|지만|던|으나|는데|습니다|기|음|을)"
)
_LISTED = 20
"""Characters between the days of a list."""
_ENDING_KO = re.compile(r"[다고며][\s,.]|[해돼]\s|면서")
_STAND_KO = re.compile(r"(?:있|없|이|같|크|많|적|높|낮|좋|아니|입|맞|알|모르|살|말|싶)$")

_VAGUE_EN = re.compile(
    r"\b(?:would|could|might|should|must|ought|if|unless|whether|postpon\w+|cancel\w+|delay\w+|called off|put off|suspended|expect\w*|likely|unlikely|hop(?:e|es|ed|ing)"
    r"|forecast\w*|predict\w*|project(?:s|ed)|possibl[ey]|potential\w*|perhaps|maybe|(?<!for )propos\w+|leak\w*|suggest\w*|reckon\w*|will (?:grow|shrink|slow|increase|decline|account|total|exceed)|will (?:rise|fall|reach|hit)\b(?=.*(?:%|per ?cent))|thinks?|not|never|no longer|rumou?r\w*|reportedly|alleged\w*|ago|anticipat\w+|wants?|wanted|urg\w+|call(?:s|ed|ing) (?:for|on)"
    r"|(?:was|were|been|being) (?:due|scheduled|set|supposed|slated|planned|to)|had (?:been|planned)|aims?|aimed|targets?|estimated?|according to (?:[\w-]+ ){0,3}(?:rumou?rs|leaks|people|sources|reports?|officials familiar)|tentative\w*|earliest|no (?:earlier|sooner) than|as (?:early|soon) as|pending|subject to|contingent|conditional|provided that|assuming|latest by|seek\w*|believes?|barring|at least|typically|usually|annually)\b"
    r"|n['’]t\b|\b(?-i:may|May(?= (?:be|have|also|not)\b))",
    re.IGNORECASE,
)
_PLAN_EN = re.compile(
    r"\b(?:(?<!free )(?<!\ba )(?<!\bthe )will(?= [a-z])(?! (?:power|of|in|be able|be \d\d|peak|remember|never)\b)|(?:is|are|it's|it’s|that's) (?:due|scheduled|set|slated|to(?! blame\b)|being held|on track)\b|due (?:on|in|by|out|back|to be)|scheduled (?:for|to|on)|slated (?:for|to)"
    r"|(?:is|are) planned for|plans? to|deadline(?! of \d)|to be held|is launching|ha(?:s|ve) until)\b",
    re.IGNORECASE,
)
_STARTS_EN = re.compile(
    r"(?<=[\w)’',] )(?:takes? (?:place|effect|over)|kicks? off|goes? on sale|goes? to the polls|comes? into force|enters into force|comes? out|steps? down|lifts? off|walks? out|opens?|reopens?|begins?|starts?|closes?|ends?|premieres?|airs?|launches|resumes?|expires?"
    r"|meets?|hears? arguments|joins|speaks?|falls?|rises?|runs?|arrives?|holds|publishes|unveils|hosts|gives|ships|tables|elects|visits|votes|reports|shuts down|is|are)\b"
)
_NOUN_EN = re.compile(
    r"\b(?:a|an|the|his|her|its|their|this|that|these|no|of|for|with|in|on|at|by|[12]\d{3})\s$", re.IGNORECASE
)
"""What stands before a noun that looks like such a verb: `announced his 2020 run on Monday`."""
_TO_THE_DAY = re.compile(
    r"(?: [\w'’&-]+){0,9} (?:on|from|until|through|next|between)(?: (?:\w+day,?|the))? |\s*|(?: here)? (?:in|at) (?:[\w'’-]+ ){1,5}(?:on|from) "
)
"""What may stand between such a verb and its day."""
"""What says of a day that it lies ahead, and nothing of a month: `It begins in May` holds of every year."""
_PAST_EN = re.compile(r"\b(?:was|were|had|did)\b")
_REPORTED_EN = re.compile(r"\b(?:said|says|told|tells|wrote|[a-z]{2,}ed)\b")
_PASSED_EN = re.compile(rf",|{_REPORTED_EN.pattern}")
"""What may belong to a weekday instead of the plan: `will close, officials said on Tuesday`."""
_WILL_EN = re.compile(rf",?[^.;:]{{0,{_REACH}}}?\bwill\b")
_OPENED_EN = re.compile(
    rf",?[^.;:]{{0,{_REACH}}}?\b(?:will|votes|hears arguments|announces|publishes|releases|meets?|reports earnings)\b"
)
"""What a sentence says that opens with its day."""
_OURS = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|you|You|your|Your)\b(?!\.)")
_CLAUSE_EN = re.compile(
    r"[;:]|,? (?:after|when|once|since|because|although|though|while|where|but)\b|, (?:who|which)\b|\b(?:said|told|announced|reported|posted|published|updated|wrote|filed)\b(?! (?:it|they|he|she|that|the|in|on|[A-Z]\w+day)\b)"
)


_BROKEN_EN = re.compile(r"[a-z]|[A-Z]\.|[A-Z]{2,4} \(|[ap]\.?m\b")
"""How a sentence begins that is a part of one: after an abbreviation, or the hour of a table."""


def is_planned(text: str, day: Coming) -> bool:
    """Whether a sentence says plainly that something will happen on a day that it names."""
    if _told_twice(text, day):
        return False
    korean = sum("가" <= char <= "힣" for char in text) > len(text) // 4
    return _korean(text, day) if korean else _english(text, day)


def _korean(text: str, day: Coming) -> bool:
    if _VAGUE_KO.search(text):
        return False
    rest = text[day.end : _until(text, day)]
    past = _PAST_KO.search(rest)
    told = _ELSEWHERE_KO.split(rest[: past.start()] if past else rest)[0]
    planned = _PLAN_KO.search(told)
    lasts = rest.lstrip().startswith(("부터", "까지")) or day.last > day.first
    bound = (day.certain or lasts) and not (day.precision == "month" and _is_of_then(rest))
    if _is_term(text, rest, day) or (bound and _is_decided(rest, past)):
        return True
    if planned or (not day.certain and day.precision == "month"):
        return planned is not None and (day.precision == "day" or "것" not in planned[0])
    timetable = not past and (_NOUN_KO.search(told) or _ENDS_KO.search(told))
    if timetable or _LEADS_KO.search(told) or _is_announced(rest):
        return True
    tomorrow = day.near and "요일" not in text[day.start : day.end]
    return bound and not tomorrow and any(map(_is_present, _NOW_KO.finditer(told)))


def _is_term(text: str, rest: str, day: Coming) -> bool:
    """Whether a day is named as what it is: `상장 예정일은 12월 3일이다`, `12월 2일은 법정 시한이다`."""
    named = _TERM_KO.search(text[: day.start]) and _IS_KO.fullmatch(rest)
    return bool(named or _DUE_KO.match(rest))


def _is_decided(rest: str, past: re.Match[str] | None) -> bool:
    decided = _DECIDED_KO.search(rest[: past.end()] if past else rest)
    return decided is not None and not _ELSEWHERE_KO.search(rest, 0, decided.start())


def _is_of_then(rest: str) -> bool:
    """Whether a day is that of something past which a later word belongs to: `8월에 투표에서 이긴 후보는 …`."""
    return _THEN_KO.match(rest) is not None


def _is_announced(rest: str) -> bool:
    told = _TOLD_KO.search(rest)
    return told is not None and not _PAST_KO.search(rest[: told.start()])


def _until(text: str, day: Coming) -> int:
    """Where what is said of a day ends: at the next one, unless both stand in a list (`3일 서울에서, 5일 부산에서 열린다`)."""
    told = day.end
    for start, end in dates(text):
        if start >= day.end:
            between = text[told:start]
            if len(between) > _LISTED or _ENDING_KO.search(between):
                return start
            told = end
    return len(text)


def _is_present(found: re.Match[str]) -> bool:
    """Whether a word is a verb of something done: 연다, 열립니다; not 있다, 크다."""
    syllable, sign = (found[1], "ㄴ") if found[1] else (found[2], "ㅂ")
    if _STAND_KO.search(syllable):
        return False
    final = (ord(syllable) - ord("가")) % 28
    return final == (4 if sign == "ㄴ" else 17) or syllable == "는"


def _told_twice(text: str, day: Coming) -> bool:
    """Whether the sentence names the weekday more than once: one of both may be past (`attacked on Tuesday … due Tuesday night`)."""
    name = re.search(
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[월화수목금토일]요일", text[day.start : day.end]
    )
    return day.near and name is not None and text.count(name[0]) > 1


def _english(text: str, day: Coming) -> bool:
    if _BROKEN_EN.match(text) or _VAGUE_EN.search(text) or _OURS.search(text):
        return False
    before = _CLAUSE_EN.split(text[max(0, day.start - _REACH) : day.start])[-1]
    if day.precision == "day" and any(_leads_to(found, before) for found in _STARTS_EN.finditer(before)):
        return True
    plan = _PLAN_EN.search(before)
    if plan:
        return not (
            _PAST_EN.search(before, plan.end()) or (day.near and _PASSED_EN.search(before, plan.end()))
        )
    timetable = _OPENED_EN if day.near else _WILL_EN
    opens = not text[: day.start].strip(" \"“‘'") or re.fullmatch(
        r"\W*(?:On|In|From|By|Until|Starting|Beginning)(?: \w+day,?)? ", text[: day.start]
    )
    return bool(opens) and timetable.match(text, day.end) is not None


def _leads_to(verb: re.Match[str], before: str) -> bool:
    """Whether a verb of a timetable belongs to the day that follows: `holds its meeting on`; `is` only right before it."""
    between, subject = before[verb.end() :], before[: verb.start()]
    if _REPORTED_EN.search(subject) or _NOUN_EN.search(subject):
        return False
    if verb[0] in ("is", "are"):
        return between == " on "
    return _TO_THE_DAY.fullmatch(between) is not None and not _REPORTED_EN.search(between)
