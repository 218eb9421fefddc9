"""A publication without its rim: stories that come, change and go, an edit file, and drafts made of both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from digest.analysis.clusters import group
from digest.analysis.prepared import Prepared, prepare
from digest.editing.edited import Before, Edited, edited
from digest.editing.hand.reading import NOTHING, Read, read
from digest.editing.hand.writing import refresh
from digest.editing.material import IssueSettings, Material
from digest.editing.past import NO_PAST
from digest.editing.sections import SectionSettings
from digest.language.analyser import Analyser
from digest.model import Cluster, Memory, Period, Provenance, Publisher, Story

NOW = datetime(2025, 11, 24, tzinfo=UTC)
RIGHTS = {
    "한빛일보": "open",
    "새벽경제": "quote",
    "테크누리": "open",
    "가온뉴스": "open",
    "누리포털": "link-only",
}
SECTIONS = ("society", "tech", "other")

# (outlet, title, text as it came, text as it was edited later)
TOLD = (
    (
        "한빛일보",
        "노바칩, 구미에 반도체 공장 세운다",
        (
            "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다. "
            "노바칩은 새 공장에서 일할 사람 1200명을 뽑기로 했다. 구미시는 공업용수와 도로를 지원한다."
        ),
        (
            "바로잡습니다. 노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. "
            "노바칩은 새 공장에서 일할 사람 1300명을 뽑기로 했다. 구미시는 공업용수와 도로를 지원한다."
        ),
    ),
    (
        "새벽경제",
        "노바칩 구미 반도체 공장에 2조 투자",
        (
            "전력 반도체 회사 노바칩이 구미 공장에 2조 원을 투자한다. 2027년 3월 가동이 목표다. "
            "채용 규모는 1200명이며 절반은 지역에서 뽑는다. 증권가는 투자금 조달이 부담이라고 봤다."
        ),
        "전력 반도체 회사 노바칩이 구미 공장에 2조 원을 투자한다. 채용 규모는 1200명이며 절반은 지역에서 뽑는다.",
    ),
    (
        "테크누리",
        "노바칩 구미 공장 2027년 가동…1200명 채용",
        (
            "노바칩은 구미 반도체 공장을 2027년 3월 가동한다고 발표했다. 이 공장은 전력 반도체를 한 달에 3만 장 생산한다. "
            "회사는 1200명을 채용한다."
        ),
        "노바칩은 구미 반도체 공장을 2027년 3월 가동한다고 발표했다. 회사는 1200명을 채용한다. 부지는 22만 평이다.",
    ),
    (
        "한빛일보",
        "시립 도서관 열 곳, 토요일에도 밤 10시까지",
        (
            "해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다. "
            "시는 사서 24명을 더 뽑는다."
        ),
        "해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 시는 사서 31명을 더 뽑는다.",
    ),
    (
        "가온뉴스",
        "해온시 도서관 토요일 야간 개관 시작",
        "다음 달부터 해온시 시립 도서관 열 곳이 토요일 밤 10시까지 문을 연다. 사서 24명이 새로 일한다.",
        "다음 달부터 해온시 시립 도서관 열 곳이 토요일 밤 10시까지 문을 연다. 사서 24명이 새로 일한다. 주차장도 연다.",
    ),
    (
        "가온뉴스",
        "남해 고수온에 양식 굴 폐사",
        "남해안 수온이 평년보다 3도 높아 양식 굴이 폐사했다. 피해 어가는 140곳이다.",
        "남해안 수온이 평년보다 4도 높아 양식 굴이 폐사했다. 피해 어가는 140곳이다.",
    ),
    (
        "누리포털",
        "해온항에 새 등대 불 밝힌다",
        "해온시가 항구에 등대를 세웠다. 불빛은 30km까지 닿는다. 등대지기는 두 사람이다.",
        "해온시가 항구에 등대를 세웠다. 불빛은 40km까지 닿는다.",
    ),
    (
        "한빛일보",
        "A lighthouse opens in Haeon",
        "The port of Haeon opened a lighthouse on Friday. Its light reaches 30 km. Two keepers live there.",
        "The port of Haeon opened a lighthouse on Friday. Its light reaches 40 km. Two keepers live there.",
    ),
)


@lru_cache(maxsize=1)
def stories() -> dict[tuple[int, bool], Prepared]:
    """Every story as it came, and as it was edited."""
    made = [
        (number, later, _story(number, outlet, title, text))
        for number, (outlet, title, first, second) in enumerate(TOLD)
        for later, text in ((False, first), (True, second))
    ]
    found = prepare([one for _, _, one in made], Analyser())
    return {(number, later): one for (number, later, _), one in zip(made, found, strict=True)}


def _story(number: int, outlet: str, title: str, text: str) -> Story:
    return Story(
        id=f"s{number}",
        document=f"d{number}",
        source=outlet,
        outlet=outlet,
        title=title,
        text=text,
        language="en" if title.isascii() else "ko",
        published=NOW - timedelta(days=number % 5 + 1),
        url=f"https://example.org/{number}",
    )


@lru_cache(maxsize=256)
def grouped(there: tuple[tuple[int, bool], ...]) -> tuple[Cluster, ...]:
    """The clusters of these stories."""
    return group([stories()[one] for one in there])


SETTINGS = IssueSettings(
    publication="test",
    title="시험",
    genre="weekly",
    language="ko",
    timezone="Asia/Seoul",
    publisher=Publisher(name="시험", address="a@example.org"),
    items=3,
    lines=1,
    rights=RIGHTS,  # type: ignore[arg-type]  # literals
    sections=(
        SectionSettings(key="society", title="사회", words=("도서관", "양식")),
        SectionSettings(key="tech", title="기술", words=("반도체",)),
    ),
)
PROVENANCE = Provenance(
    documents="", configuration="", overrides="", memory="", moment=NOW, program="", analyser="", lexicon=""
)


@dataclass
class Newsroom:
    """What there is now: stories (number → whether it was edited), the file, and what the last building kept."""

    there: dict[int, bool] = field(default_factory=lambda: dict.fromkeys(range(6), False))
    text: str = ""
    items: dict[str, str] = field(default_factory=dict)
    settings: IssueSettings = SETTINGS

    def read(self) -> Read:
        """What the file says."""
        return read(self.text, subject="issue.edit.toml", sections=SECTIONS) if self.text else NOTHING

    def build(self) -> Edited:
        """A draft, as `digest build` makes it; the file is written anew."""
        there = tuple(sorted(self.there.items()))
        told = tuple(stories()[one] for one in there)
        found = self.read()
        made = edited(
            grouped(there),
            NO_PAST,
            Material(
                period=Period(start=date(2025, 11, 17), end=date(2025, 11, 24)),
                documents=(),
                stories=told,
                affairs=(),
                memory=Memory(),
            ),
            self.settings,
            provenance=PROVENANCE,
            before=Before(hand=found.hand, items=self.items),
        )
        self.text = refresh(self.text, made.listing, found)
        self.items = dict(made.items)
        return made

    def ids(self) -> list[str]:
        """The items of the file, in its order."""
        return re.findall(r'^id = "(\w+)"$', self.text, re.MULTILINE)

    def put(self, item: str, line: str) -> None:
        """Write a line into an item's table, as an editor does."""
        head = f'id = "{item}"\n'
        assert head in self.text
        self.text = self.text.replace(head, f"{head}{line}\n", 1)

    def offered(self, item: str, brackets: str = "[]") -> dict[int, str]:
        """The numbers that the file gives an item's sentences (or, in round brackets, sources), with what they are."""
        _, _, behind = self.text.partition(f'id = "{item}"\n')
        block, _, _ = behind.partition("[[items]]")
        open_, close = map(re.escape, brackets)
        found = re.findall(rf"^#: [* ] {open_}(\d+){close} \w+ (.*)$", block, re.MULTILINE)
        return {int(number): re.sub(r"^\(\d+\) ", "", told) for number, told in found}
