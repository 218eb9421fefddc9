"""The search of the archive: what a reader types finds what it means, and one more issue costs only itself."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from digest.archive.search import index, terms
from digest.archive.search.folding import numbers
from digest.archive.site import build
from digest.language.english import stem
from tests.archive.search.corpus import NAMES, QUERIES, records
from tests.judged import tools
from tests.rendering.sample_issue import sample

HERE = Path(__file__).parent
_WORDS = """running runs ran generously universities organization international added evening paste biologist skies
happily relational conditional hopefulness sensibility controlling hoping hopping agreed feed dying news proceeding
bias succeed communication past emergency lateral internal adjustable replacement adoption"""
WEB = Path(index.__file__).parent / "web"


def node(script: Path, *arguments: object, given: object) -> Any:
    program = tools.program("node", unchecked="the browser's side of the search")
    done = subprocess.run(
        [program, str(script), *map(str, arguments)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, text in index.files(records(), known_names=NAMES, memory=folder / "var"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_every_query_finds_what_it_means_and_nothing_else(made: Path):
    answers = node(HERE.parent / "ask.mjs", WEB / "engine.js", made / "search", given=list(QUERIES))
    found = {one["query"]: {url.partition("#")[2] for url in one["urls"]} for one in answers}
    assert found == QUERIES


def test_headlines_go_before_sentences_and_newer_items_before_older(made: Path):
    queries = ["은행", "banks"]
    answers = node(HERE.parent / "ask.mjs", WEB / "engine.js", made / "search", given=queries)
    korean, english = ([url.partition("#")[2] for url in one["urls"]] for one in answers)
    assert korean[0] == "bank"
    assert english[0] == "banks"


def test_composed_and_decomposed_queries_are_the_same(made: Path):
    import unicodedata

    queries = ["기준금리", unicodedata.normalize("NFD", "기준금리"), "ＨＢＭ３Ｅ", "hbm3e"]
    first, second, wide, narrow = node(
        HERE.parent / "ask.mjs", WEB / "engine.js", made / "search", given=queries
    )
    assert first["urls"] == second["urls"] != []
    assert wide["urls"] == narrow["urls"] != []


def test_a_hit_is_marked_where_it_stands(made: Path):
    pieces = node(
        HERE / "marked.mjs",
        WEB,
        made / "search",
        given=[
            "기준금리",
            "4천억",
            "DeepSeek",
            "running",
            "올랐다",
            "bank of korea",
            "3.5%",
            "환률",
            "물었다",
        ],
    )
    assert pieces == [
        ["기준 금리", "기준금리"],
        ["4,000억 원"],
        ["DeepSeek", "딥시크"],
        ["running", "runs"],
        ["오르", "올랐"],
        ["Bank of Korea", "한국은행"],
        ["3.5 percent", "3.5%"],
        ["환율"],
        ["뭅니다"],
    ]


def test_both_sides_read_numbers_and_stems_alike():
    texts = [
        "4,000억 4000억 4천억 원 1조 2000억원 3만5000명 $400 billion 3.5%p 2분기 5g 10km gpt-4 12만 400bn 3 percent",
        "2025년 11월 3일 0.25%포인트 1,234,567 3.5.1 코로나19 30대 대표 5 대통령 ₩500 20-year 7,000만 달러 어치 1억 2억 3억",
    ]
    words = _WORDS.split()
    told = node(HERE / "words.mjs", WEB, given={"texts": texts, "words": words, **_units()})
    assert told["numbers"] == [[[*one[:2], *one[2:]] for one in numbers(text)] for text in texts]
    assert told["stems"] == [stem(word) for word in words]


def test_a_verb_that_a_text_leaves_out_is_no_term():
    """The analyser reads 해온대 as …ㄴ다 하…, with a 하 that stands nowhere."""
    (told,) = terms.analyse(['조석표 오독…해온대 "31% 틀려"'], ["ko"])
    assert told.counts["조석표"] == 1
    assert told.verbs["틀려"] == "틀리다"
    assert "" not in told.verbs


def _units() -> dict[str, object]:
    from digest.archive.search.folding import SIGNS, UNITS

    return {"units": UNITS, "signs": SIGNS}


def test_the_same_items_give_the_same_files_whatever_their_order(made: Path):
    again = dict(index.files(records()[::-1], known_names=NAMES))
    assert {name: (made / name).read_text("utf-8") for name in again} == again


def test_nothing_new_needs_no_analyser_and_one_more_item_only_itself(
    made: Path, monkeypatch: pytest.MonkeyPatch
):
    analysed: list[str] = []

    def watched(texts: list[str], languages: list[str]) -> Any:
        analysed.extend(texts)
        return original(texts, languages)

    original = terms.analyse
    monkeypatch.setattr(terms, "analyse", watched)
    before = dict(index.files(records(), known_names=NAMES, memory=made / "var"))
    assert not analysed
    more = replace(
        records()[0], url="issues/new/index.html#new", title="새 소식", day=date(2026, 12, 1), year=2026
    )
    after = dict(index.files([*records(), more], known_names=NAMES, memory=made / "var"))
    assert analysed == ["새 소식", *more.sentences]
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"search/index.json", "search/2026.json", "search/2026-0.json"}


def test_a_memory_that_is_broken_is_as_none(made: Path, tmp_path: Path):
    shutil.copytree(made / "var", tmp_path / "var")
    for path in (tmp_path / "var").rglob("*.json"):
        path.write_text("{", "utf-8")
    again = dict(index.files(records(), known_names=NAMES, memory=tmp_path / "var"))
    assert again["search/2026.json"] == (made / "search/2026.json").read_text("utf-8")


def test_a_name_learned_later_changes_only_the_list(made: Path):
    before = dict(index.files(records(), known_names=NAMES, memory=made / "var"))
    names = (*NAMES, ("두람화학", "Duram Chemical"))
    after = dict(index.files(records(), known_names=names, memory=made / "var"))
    assert {name for name in after if after[name] != before[name]} == {"search/index.json"}


def test_no_items_give_an_index_that_finds_nothing(tmp_path: Path):
    for name, text in index.files([]):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    answers = node(HERE.parent / "ask.mjs", WEB / "engine.js", tmp_path / "search", given=["반도체"])
    assert answers[0]["urls"] == []


def test_an_item_of_five_sentences_costs_less_than_two_hundred_bytes_of_the_index(made: Path):
    told = [path.read_bytes() for path in (made / "search").glob("*.json") if "-" not in path.name]
    assert sum(len(gzip.compress(text)) for text in told) < 200 * len(records()) + 4000


def test_what_an_index_no_longer_names_is_emptied(tmp_path: Path):
    issue = sample()
    build((issue,), folder=tmp_path, target=tmp_path / "site")
    old = tmp_path / "site/search/2025-7.json"
    old.write_text("[]  withdrawn", "utf-8")
    report = build((issue,), folder=tmp_path, target=tmp_path / "site")
    assert report.written == ("search/2025-7.json",)
    assert old.read_text("utf-8") == "[]\n"


def test_the_terms_of_a_text_do_not_depend_on_the_texts_beside_it():
    """어린이 is a noun of three syllables itself, which once hid it in 어린이집 where both were analysed together."""
    texts = [
        "어린이집 자리가 모자란다.",
        "어린이 손님이 왔다.",
        "건강보험료가 오른다.",
        "인도네시아 화산이 멎었다.",
    ]
    together = terms.analyse(texts, ["ko"] * len(texts))
    alone = [terms.analyse([text], ["ko"])[0] for text in texts]
    assert [one.counts for one in together] == [one.counts for one in alone]
    assert "어린이" in together[0].counts
    assert {"건강보험", "보험"} <= set(together[2].counts)
    assert "인도" not in together[3].counts


def test_what_becomes_is_one_verb_however_the_analyser_parts_it():
    told = terms.analyse(
        ["대금이 커지는 것도 걱정이다.", "의견이 커졌다.", "부담이 커진 탓이다."], ["ko"] * 3
    )
    assert all("커지다" in one.counts for one in told)


def test_a_verb_is_found_where_the_texts_write_it_in_another_form_only(tmp_path: Path):
    """No text writes 졌, 눴 or 껐: the browser parts the vowels itself."""
    texts = {"wide": "좌석이 넓어진다.", "share": "밥을 나누는 사람이 많다.", "off": "불을 끄는 사람이 많다."}
    made = [
        replace(records()[0], id=name, title=name, read=partial(tuple, (text,)), language="ko")
        for name, text in texts.items()
    ]
    for name, content in (*index.modules(), *index.files(made, known_names=[])):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    search = tmp_path / "search"
    told = node(HERE.parent / "ask.mjs", search / "engine.js", search, given=["넓어졌다", "나눴다", "껐다"])
    assert [len(one["ids"]) for one in told] == [1, 1, 1]
    assert [one["titles"] for one in told] == [["wide"], ["share"], ["off"]]
