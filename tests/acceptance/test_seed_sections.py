"""The brief's four categories on its twenty stories, from general words and examples that quote none of them.

The document is in the order of its four chapters, of which a breadcrumb on one page tells the names; where each begins
was settled by one reader: five stories, seven, four and four.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis.prepared import prepare
from digest.editing.sections import Placer, SectionSettings
from digest.language.analyser import Analyser
from digest.model import Story
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle

pytestmark = pytest.mark.shared

CHAPTERS = (("policy", 5), ("industry", 7), ("research", 4), ("people", 4))
WORDS = {
    "policy": "정책 법 법안 법률 규제 규정 정부 국회 의회 행정부 행정명령 부처 장관 대통령 법제화 가이드라인 지침 감독 수출통제 제재 입법 조례 거버넌스",
    "industry": "기업 산업 투자 시장 매출 출시 인수 합병 스타트업 제품 서비스 상장 계약 협력 실적 고객 경쟁 판매 CEO 소송",
    "research": "연구 기술 논문 개발 알고리즘 모델 성능 연구진 대학 학회 실험 벤치마크 특허 아키텍처 프레임워크 데이터셋 공개",
    "people": "교육 인력 인재 일자리 채용 고용 학교 학생 교사 직원 훈련 노동 임금 직업 역량 설문조사 근로자 취업",
}
EXAMPLES = {
    "policy": (
        "유럽의회, 플랫폼 책임을 강화하는 법안 가결",
        "정부, 데이터 산업 진흥 기본계획 발표",
        "국가표준기관, 개인정보 보호 지침 개정안 공개",
    ),
    "industry": (
        "클라우드 기업, 신형 서버 출시",
        "검색 기업, 번역 스타트업 인수",
        "음악 저작권 단체, 스트리밍 업체에 소송 제기",
    ),
    "research": (
        "대학 연구진, 단백질 구조를 예측하는 알고리즘 개발",
        "국제 학회, 올해의 논문상 발표",
        "음성인식 모델의 잡음 처리 성능 개선",
    ),
    "people": (
        "고용정보원, 10년 뒤 직업 전망 보고서 발간",
        "대학생 대상 코딩 교육 설문조사 결과",
        "직장인 절반, 재교육 필요하다고 응답",
    ),
}


@pytest.fixture(scope="module")
def placed(shared):
    """Of each story: the chapter it stands in, the section it was put in, and how surely."""
    (path,) = (shared / "seeds").glob("001_*.txt")
    (content,) = read(path.read_bytes(), name=path.name)
    found = unbundle(document(content, source_key="seeds", locator=path.name)).stories
    analyser = Analyser()
    stories = prepare([replace(one, category="") for one in found], analyser)
    sections = tuple(
        SectionSettings(
            key=key,
            title=key,
            words=tuple(words.split()),
            examples=prepare([example(f"{key} {n}", text) for n, text in enumerate(EXAMPLES[key])], analyser),
        )
        for key, words in WORDS.items()
    )
    placer = Placer(sections, stories)
    gold = [key for key, count in CHAPTERS for _ in range(count)]
    places = [placer.place([one], [one]) for one in stories]
    return [(key, got, why.confidence) for key, (got, why) in zip(gold, places, strict=True)]


def example(name, title):
    return Story(id=name, document=name, source="s", title=title, text="", language="ko")


def test_fifteen_of_twenty_stand_in_their_chapter(placed):
    assert sum(key == got for key, got, _ in placed) >= 15


def test_what_is_sure_is_right(placed):
    sure = [key == got for key, got, confidence in placed if confidence >= 0.8]
    assert len(sure) >= 10
    assert sum(sure) / len(sure) >= 0.8
