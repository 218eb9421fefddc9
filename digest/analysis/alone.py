"""Whether a sentence that names a day tells by itself what will happen: a bare `the trial` or `회사는` is known only above."""

from __future__ import annotations

import re
from datetime import date

from digest.analysis.surnames import TITLES
from digest.language.coming import Coming

ENOUGH = 3
"""Words of an English subject that tell what it is, if no name stands in it."""

_KINDS = (
    "회사 업체 기업 양사 도 시 군 구 당국 위원회 위원 협회 학회 재단 재판부 법원 검찰 경찰 노사 노조 조합 단체 연구팀 연구진 연구소 팀 그룹 사업자 카드사 은행 기관 센터 주최 주최측 조직위 양측 두 본사 대학 학교 구단 의회"
    " 행사 대회 축제 전시 전시회 박람회 공연 경기 결승 결승전 본선 예선 포럼 세미나 간담회 공청회 설명회 토론회 기자회견 강연 투표 선거 회의 총회 이사회 협상 교섭 심사 심의 재판 공판 변론 선고 파업 집회 시상식 착공식 개막식"
    " 신청 접수 모집 예약 사전예약 지급 배송 판매 청약 입찰 서류 공고 공고문 원서 등록 참가 응모 발표 결과 성적 실적 임기 기간 유효기간 예정일 상장 상장예정일 마감 기한 시한 지원 교육 수업 강의 과정 훈련 점검 조사 감사 평가"
    " 법 법안 개정안 조례 조례안 제도 규정 규칙 지침 안 대책 방안 계획 사업 공사 시설 건물 공장 다리 도로 노선 서비스 제품 신제품 모델 신작 게임 앱 영화 드라마 앨범 책 요금 가격 수수료 보조금 지원금 발사 위성 출시 출고 납품 운영 운행 후속 세부 가이드라인"
    " 시행 선정 최종 확정 합격 합격자 당첨자 새 이번 다음 첫 본격 정식 1차 2차 3차 일정 기준 적용 공개 개통 개장 시행령 시행규칙 개편안 제정안 정부안 법률 선거일 투표일 개막일 폐막일 시행일 출시일 발표일 마감일 접수일 올해 내년 지난해 올 기존 현재 참석 참가자 관람 인증 허가 면허 계약 합의 협약 관련 고시 시범 추가 선발 팀 재개 종료 중단 참여 상용화 출범 회담 방문 회견 통계 지표 수치 보고서 최종안 초안 명단 순위 예산 예산안 추경 인사 임명 취임 선임"
)
_BARE = frozenset(_KINDS.split())
_PARTICLE_KO = re.compile(r"(?:에는|에서는|은|는|이|가|을|를|도|에|의)$")
_PARTICIPLE = re.compile(r"[가-힣](?:된|한|할|될|받은|뽑힌)$")
_POINTS_KO = re.compile(
    rf"(?:^|\s)(?:(?:그|그녀|그들|이들)(?:를|을|의|는|은|가|이|에게|도)\s|(?:이|그|해당)\s(?!(?:전 |[가-힣]{{1,3}} )?(?:{TITLES}))[가-힣])"
)
"""What points back at something told above: `이 안을`, `해당 기간`; 이 대통령 is a person."""
_MARKED = re.compile(r"[A-Za-z]{2}|[‘“「『《<]")

_VERB_EN = re.compile(
    r"\b(?:will|is|are|has|have|plans?|opens?|begins?|starts?|closes?|ends?|takes?|goes|go|comes?|kicks?|premieres?|airs?|launches|resumes?|expires?|meets?|hears|reports?|runs?|steps?|arrives?|reopens?|resume|due|said|says|was|were|had|began|[a-z]{2,}ed)\b"
)
_DAY_EN = re.compile(
    r"^\W*(?:On|In|From|By|Until|Starting|Beginning|Next|This|Tomorrow|Tonight)\b.*?(?:,|(?=\b[Tt]he\b))"
)
_WORD_EN = re.compile(r"[A-Za-z][\w'’-]*")
_ARTICLES = "the a an of for to in on at and or its their his her this that new next first final second last other same two three four five several both all"
_SMALL = frozenset(_ARTICLES.split())
_NAMED = re.compile(r"[A-Z]")
_CALENDAR = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:[AP]M|Pacific|Eastern|Central|Mountain|GMT|BST|UTC|ET|PT|CET|KST|I)\b|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
)
_PLACE_EN = re.compile(r"\b(?:in|at|from|near|of) (?:the )?(?:[A-Z][\w'’-]*\s?)+")
_CLAUSE_EN = re.compile(
    r".*\b(?:that|and|but|while) (?P<subject>(?:the |it|all |those )?(?:[a-z][\w-]* ?){0,2}?) ?(?<= )\b(?:will|is|are|opens?|begins?|starts?|closes?|ends?|takes?|expires?|resumes?)\b"
)
"""The last subject before a day, where it opens a clause of its own."""
_COMMON = re.compile(r"(?<![su])s$|ing$|tion$|ment$|ance$|ence$", re.IGNORECASE)
"""How a word ends that opens a sentence without an article and is no name: shareholders, registration."""


_OWNED_EN = re.compile(
    r"(?:[a-z][\w-]* ){0,4}(?:hearing|trial|service|funeral|vigil|memorial|ceremony|meeting|conference|session|sentencing|arraignment|inquest|inquiry|vote|ballot|decision|verdict|ruling|announcement|statement|briefing|rally|match|game|replay|debate|interview|screening|reading)\b"
)
"""Events that belong to somebody or are about something: of `a private funeral service` alone nobody knows whose."""
_ASIDE_EN = re.compile(
    r",? (?:according to|(?:said|says) (?=the |[A-Z]))[^,;]*|, (?:[A-Z][\w.'’-]*\s?)+(?:said|says)\.?$"
)
"""Who says so: no part of what will happen."""
_WHO_EN = re.compile(r"\b(?:who|which|whom|whose)\b.*")
_OF_WHAT_EN = re.compile(
    r"\b(?:will|to) (?:rule|decide|appeal|respond|reply|comply|proceed|object) (?:by|on|in|next|before) (?:\w+day,? )?$"
    r"|\bthe (?:summit|deal|case|bill|plan|vote|report|ruling|merger|project|law|rules?|measure|proposal|call|flaw|site|plant|event|(?:[a-z]+ )?(?:show|ceremony|match|game|funeral|service|vigil|meeting|session|talks|debate|interview)|trial|hearing|inquiry|probe|issue|cap|charges?|motion|offer|scheme) (?:on|by|in|from|next) (?:\w+day,? )?$"
)
"""What leaves open what is meant: `is due to rule in September`, `hosts the summit on`."""


def stands_alone(text: str, day: Coming) -> bool:
    """Whether the subject of a sentence is told in it."""
    korean = sum("가" <= char <= "힣" for char in text) > len(text) // 4
    return _korean(text, day) if korean else _english(text, day)


def names_its_subject(text: str) -> bool:
    """The same of any sentence, a day named or not."""
    nowhere = Coming(start=0, end=0, first=date.min, last=date.min, precision="day", certain=False)
    return stands_alone(text, nowhere)


def _korean(text: str, day: Coming) -> bool:
    """No: where the first words, up to a particle, are bare kinds of things (`회사는`, `선정 결과는`), or some point back."""
    if _POINTS_KO.search(text):
        return False
    before = text[: day.start].strip()
    words: list[str] = []
    for word in (before or text[day.end :]).split():
        bare = _PARTICLE_KO.sub("", word) if word not in _BARE else word
        words.append(bare.strip("‘’“”'\",."))
        if bare != word and len(words[-1]) > 0:
            break
    words = [word for word in words if word]
    return (
        not words
        or bool(_MARKED.search(before))
        or not all(word in _BARE or _PARTICIPLE.search(word) for word in words)
    )


def _english(text: str, day: Coming) -> bool:
    """No: where the subject has no name and is short, unless the sentence brings it in: `a partial eclipse`."""
    if _OF_WHAT_EN.search(text[: day.start]):
        return False
    whole = text
    if day.start < len(text) // 3 and (not text[: day.start].strip() or _DAY_EN.match(text)):
        whole = text[day.end :].lstrip(" ,")
    verb = _VERB_EN.search(whole)
    subject = whole[: verb.start()] if verb else whole
    words = _WORD_EN.findall(subject)
    if not words:
        return False
    whole = _WHO_EN.sub("", _ASIDE_EN.sub("", whole))
    if words[0].lower() in ("a", "an"):
        owned = _OWNED_EN.fullmatch(" ".join(words[1:]).lower())
        return not owned or _has_name(whole.strip()[1:])
    subject = _ASIDE_EN.sub("", subject)
    later = _CLAUSE_EN.search(text[: day.start])
    if later and later["subject"].strip() and _is_bare(later["subject"]):
        return False
    own = _WORD_EN.findall(subject.partition(",")[0]) if words[0].lower() == "the" else words
    told = [word for word in own if word.lower() not in _SMALL]
    first = words[0]
    named = len(words) == 1 and first.lower() not in _SMALL and not _COMMON.search(first)
    named = named or re.match(r"\W*[A-Z]\w+ v?\d", subject) is not None
    owner = first.endswith(("'s", "’s")) and first[0].isupper()
    return (
        len(told) >= ENOUGH + (first.lower() == "the")
        or named
        or owner
        or _has_name(subject.strip()[1:])
        or _has_name(whole[len(subject) :])
    )


def _is_bare(subject: str) -> bool:
    """Whether a subject further on names nothing: `… and applications close`, `… that the case will`."""
    words = [word for word in _WORD_EN.findall(subject) if word.lower() not in _SMALL]
    return len(words) < ENOUGH and not _NAMED.search(subject)


def _has_name(text: str) -> bool:
    """Whether a name stands in a part of a sentence, other than of a month, a weekday or a place."""
    return _NAMED.search(_PLACE_EN.sub("", _CALENDAR.sub("", text))) is not None
