"""The sections that a new publication begins with, and the words that lead a story into each: starting points, to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Anatomy, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A section before anybody has changed it."""

    key: str
    title: str
    words: tuple[str, ...]


def _of(key: str, title: str, words: str) -> Category:
    return Category(key=key, title=title, words=tuple(words.split(", ")))


USUAL: Mapping[Language, tuple[Category, ...]] = {
    "ko": (
        _of(
            "tech",
            "기술",
            "인공지능, AI, 반도체, GPU, 소프트웨어, 오픈소스, 클라우드, 데이터센터, 데이터베이스, 서버, 보안, 해킹, 유출, 취약점, 개발자, 플랫폼, 로봇, "
            "자율주행, 칩, open source, cloud, chip, software, database, security, model, developer",
        ),
        _of(
            "economy",
            "경제",
            "투자, 매출, 영업이익, 실적, 금리, 인수, 합병, 상장, 시장, 수출, 가격, 환율, 증시, 은행, earnings, revenue, "
            "acquisition, funding, market, bank",
        ),
        _of(
            "society",
            "사회",
            "정부, 국회, 법안, 특별법, 법원, 판결, 규제, 과징금, 교육, 학교, 지역, 노동, 복지, 교통, 경찰, government, court, "
            "regulation, law, school",
        ),
        _of(
            "science",
            "과학·환경",
            "연구팀, 연구진, 논문, 우주, 위성, 기후, 수온, 에너지, 환경, 의료, 건강, 백신, research, study, climate, satellite, "
            "health",
        ),
    ),
    "en": (
        _of(
            "tech",
            "Technology",
            "AI, chip, GPU, software, open source, cloud, data center, database, server, security, "
            "breach, vulnerability, developer, robot, browser, model",
        ),
        _of(
            "economy",
            "Economy",
            "investment, revenue, earnings, profit, acquisition, funding, market, price, bank, "
            "export, tariff, inflation, shares",
        ),
        _of(
            "society",
            "Society",
            "government, parliament, law, court, ruling, regulation, fine, school, council, labor, "
            "transport, police, election",
        ),
        _of(
            "science",
            "Science",
            "research, researchers, study, space, satellite, climate, energy, health, vaccine",
        ),
    ),
}
"""Of most newsletters."""

OF_GENRES: Mapping[Anatomy, Mapping[Language, tuple[Category, ...]]] = {
    "brief": {
        "ko": (
            _of(
                "policy",
                "정책/법제",
                "정부, 국회, 법안, 법률, 법제, 시행령, 규제, 규정, 지침, 정책, 행정명령, 대통령, 장관, 부처, 위원회, 의회, 법원, 판결, 소송, 과징금, "
                "조약, 협정, 통상, 수출통제, 관세, 개인정보보호, 저작권, 인허가, 공청회, government, regulation, law, bill, act, "
                "policy, executive order, court, ruling, guideline, commission, export control, copyright",
            ),
            _of(
                "industry",
                "기업/산업",
                "기업, 산업, 시장, 출시, 투자, 인수, 합병, 매출, 실적, 상장, 스타트업, 제품, 서비스, 요금제, 가격, 공급, 계약, 제휴, 파트너십, 공장, "
                "수주, 경영, 최고경영자, 플랫폼, 점유율, 고객, company, market, launch, investment, acquisition, revenue, "
                "earnings, startup, product, partnership, factory, customer",
            ),
            _of(
                "research",
                "기술/연구",
                "연구, 연구팀, 연구진, 논문, 모델, 알고리즘, 벤치마크, 실험, 개발, 기술, 성능, 오픈소스, 아키텍처, 학습, 추론, 프레임워크, 데이터셋, 특허, "
                "반도체, 양자, 로봇, 위성, 학회, 정확도, research, researchers, paper, model, benchmark, algorithm, "
                "experiment, open source, architecture, dataset, prototype",
            ),
            _of(
                "people",
                "인력/교육",
                "인력, 인재, 교육, 학교, 대학, 학생, 교사, 교수, 일자리, 고용, 채용, 노동, 노동자, 근로자, 임금, 직업, 직무, 역량, 훈련, 연수, 커리큘럼, "
                "설문조사, 해고, 세대, education, school, university, student, teacher, job, employment, hiring, "
                "workforce, skills, training, survey, layoff",
            ),
        ),
        "en": (
            _of(
                "policy",
                "Policy and law",
                "government, parliament, law, bill, act, regulation, policy, executive order, court, "
                "ruling, lawsuit, guideline, commission, treaty, tariff, export control, copyright, "
                "privacy, fine, minister",
            ),
            _of(
                "industry",
                "Business and industry",
                "company, market, launch, investment, acquisition, merger, revenue, earnings, profit, "
                "startup, product, price, partnership, contract, factory, customer, shares",
            ),
            _of(
                "research",
                "Technology and research",
                "research, researchers, paper, study, model, algorithm, benchmark, experiment, prototype, "
                "open source, architecture, dataset, patent, chip, quantum, robot, satellite",
            ),
            _of(
                "people",
                "People and education",
                "education, school, university, student, teacher, job, jobs, employment, hiring, "
                "workforce, wages, skills, training, survey, layoff, union",
            ),
        ),
    },
}
"""Of the built-in genres that have sections of their own: also those of a publication that has none."""
