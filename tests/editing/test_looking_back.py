"""What issues that look back weigh, and how much their lines quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import Affair, trace
from digest.editing.anatomies import review
from digest.editing.compose import compose, issue_id
from digest.editing.looking_back import weight
from digest.editing.quoting import QUOTED_SENTENCES, QUOTED_SHARE
from digest.language.analyser import Analyser
from digest.model import Cluster, Period, Reason, Story, Telling

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
OUTLETS = (Reason(feature="outlets", weight=0.7), Reason(feature="freshness", weight=9.0))


def affair(stories, issues=0):
    earlier = tuple(
        Telling(issue=f"w{n}", number=n, item="i", place=1, headline="h", day=FIRST) for n in range(issues)
    )
    return Affair(
        clusters=(Cluster(id="c", stories=tuple(f"s{n}" for n in range(stories))),), earlier=earlier
    )


def score(of, days):
    return weight(of, OUTLETS, days, FIRST, LAST)[0]


def test_more_issues_a_longer_span_and_later_days_weigh_more():
    """Each raises an affair by itself; what ranks an item by its freshness counts no more."""
    days = [FIRST, FIRST + timedelta(days=10)]
    assert score(affair(2, issues=3), days) > score(affair(2, issues=1), days) > score(affair(2), days)
    assert score(affair(2), [FIRST, FIRST + timedelta(days=60)]) > score(affair(2), days)
    assert score(affair(2), [LAST]) > score(affair(2), [FIRST])
    assert all(one.feature != "freshness" for one in weight(affair(2), OUTLETS, days, FIRST, LAST)[1])


def test_one_story_of_one_source_is_behind_every_affair():
    """However many issues told it, and however late."""
    assert score(affair(1, issues=26), [LAST]) < score(affair(2), [FIRST])


def test_the_id_of_an_issue_about_a_storyline_is_its_own():
    """Two of one period have two ids; without a storyline the id is as ever."""
    period = Period(start=FIRST, end=LAST)
    assert issue_id("p", "retrospective", period) == "p-retrospective-2025-01-01"
    assert issue_id("p", "retrospective", period, "abcdef0123456789") == "p-retrospective-2025-01-01-abcdef01"


LONG = (
    "해온시는 갈매대교 상판에서 균열 14곳을 찾아 차량 통행을 막았다. 갈매대교는 가람건설이 지은 사장교다. "
    "모래섬 주민 2300명은 갈매대교 대신 임시 배편으로 다녔다. 갈매대교 상인 단체는 시의 대책에 반발했다. "
    "갈매대교 통행료 수입은 40% 줄었다. 해온시는 갈매대교 안전진단을 맡겼다. 가람건설은 갈매대교 설계를 다시 살폈다. "
)


@pytest.fixture(scope="module")
def members():
    made = [
        Story(
            id=f"{number}",
            document=f"{number}",
            source="s",
            outlet=f"o{number % 3}",
            title=f"갈매대교 균열 소식 {number}",
            text=LONG.replace("14곳", f"{14 + number}곳").replace("2300명", f"{2300 + number}명"),
            language="ko",
            published=datetime(2025, 2 + number, 3, 9, tzinfo=UTC),
        )
        for number in range(4)
    ]
    return prepare(made, Analyser())


@pytest.fixture
def made_of(material, settings):
    return material, settings


@pytest.mark.parametrize("anatomy", ["review", "retrospective"])
@pytest.mark.parametrize("rights", ["open", "quote", "link-only"])
def test_all_that_an_item_shows_keeps_the_rights(anatomy, rights, members, made_of, provenance):
    """Of a story under `quote` two sentences and a fifth at most, passages and boxes together; of a bare link none."""
    affairs = trace(group(members), members).affairs
    material, settings = made_of
    given = replace(material, stories=members, affairs=affairs, documents=())
    chosen = replace(
        settings,
        anatomy=anatomy,
        genre=anatomy,
        rights={"s": rights},
        boxes=("quotations", "key-figures", "figures"),
    )
    issue = compose(given, chosen, provenance)
    texts = {one.story.id: one.story.text for one in members}
    for item in issue.items:
        shown = {(pick.sentence.story, pick.sentence.text) for pick in item.told}
        shown |= {(one.figure.sentence.story, one.figure.sentence.text) for one in item.key_figures}
        shown |= {(f.sentence.story, f.sentence.text) for one in item.changes for f in (one.was, one.now)}
        for story, text in texts.items():
            taken = [told for of, told in shown if of == story]
            if rights == "link-only":
                assert not taken
            elif rights == "quote" and len(taken) > 1:
                assert len(taken) <= QUOTED_SENTENCES
                assert sum(map(len, taken)) <= QUOTED_SHARE * len(text)


@pytest.mark.parametrize(
    ("earlier", "later", "certain"),
    [
        (("2025-02-10", "day"), ("2025-02-11", "day"), True),
        (("2025-02-10", "day"), ("2025-02-10", "day"), False),
        (("2025-02-01", "month"), ("2025-02-10", "day"), False),
        (("2025-02-10", "day"), ("2025-02-01", "month"), False),
        (("2025-02-01", "month"), ("2025-03-01", "month"), True),
    ],
)
def test_what_came_after_is_later_for_certain(earlier, later, certain):
    """Of two in one month, of which one has no day, nobody knows which came first."""
    one, other = (
        SimpleNamespace(day=date.fromisoformat(day), precision=precision)
        for day, precision in (later, earlier)
    )
    assert review._since(one, other) is certain
