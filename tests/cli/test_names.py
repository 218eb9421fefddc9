"""`digest names` on a publication that is built twice: what it learns, and how an editor corrects it."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.acceptance.small import CONFIG, NOW, Publication

FIRST = "2025-11-17T07:00+09:00"
ISSUE = "small-weekly-2025-11-17"
BEFORE = """---
title: {title}
date: {day}
---
발표에 따르면 노바칩(NovaChip)이 공장을 세운다. 이날 구름연구재단(Cloud Research Body)도 왔다.
"""
TOLD = """---
title: 노바칩 공장에 2조 원
date: 2025-11-19
---
노바칩이 구미 공장에 2조 원을 들인다고 18일 밝혔다. 이날 구름연구재단(Cloud Research Body)은 벨로라(Velora)와 함께 왔다.
"""
SECRET = "비밀스텔라(Secret Stella)와 카르멘타(Carmenta)를 샀다."


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A publication with two weeks, built week by week; what it knew after the first is `built.first`."""
    made = Publication(tmp_path_factory.mktemp("names"))
    made.configure(
        CONFIG
        + '\n[[sources]]\nkey = "desk"\nkind = "folder"\nname = "책상"\npath = "desk"\nrights = "private"\n'
    )
    for folder in ("notes", "desk"):
        (made.folder / folder).mkdir()
    (made.folder / "desk" / "own.txt").write_text(SECRET, encoding="utf-8")
    (made.folder / "notes" / "a.md").write_text(
        BEFORE.format(title="공장", day="2025-11-12"), encoding="utf-8"
    )
    made.good("build", "--now", FIRST)
    (made.folder / "first.json").write_text(
        made.good("names", "list", "--all", "--json", "--now", FIRST), encoding="utf-8"
    )
    (made.folder / "notes" / "b.md").write_text(TOLD, encoding="utf-8")
    made.good("build", "--now", NOW)
    return made


@pytest.fixture
def publication(built, tmp_path):
    """A copy of it, without a glossary."""
    shutil.copytree(built.folder, tmp_path / "copy")
    return Publication(tmp_path / "copy")


def listed(publication, *options):
    rows = map(json.loads, publication.good("names", "list", "--json", "--now", NOW, *options).splitlines())
    return {(row["korean"], row["latin"]): row for row in rows}


def provenance(publication):
    path = publication.folder / "var/issues" / ISSUE / "issue.json"
    return json.loads(path.read_text(encoding="utf-8"))["provenance"]


def test_the_store_grows_from_build_to_build(publication):
    """A translation becomes used with its second document; each pair says where and since when it is known."""
    first = [
        json.loads(line)
        for line in (publication.folder / "first.json").read_text(encoding="utf-8").splitlines()
    ]
    assert {(row["latin"], row["state"]) for row in first} == {
        ("NovaChip", "used"),
        ("Cloud Research Body", "seen too seldom"),
    }
    found = listed(publication)
    assert {latin for _, latin in found} == {"NovaChip", "Cloud Research Body", "Velora"}
    body = found["구름연구재단", "Cloud Research Body"]
    assert (body["times"], len(body["documents"]), body["by"], body["origin"]) == (2, 2, "meaning", "archive")
    assert (body["first"][:10], body["last"][:10], body["learned"][:10]) == (
        "2025-11-11",
        "2025-11-18",
        "2025-11-16",
    )


def test_what_a_private_source_says_is_shown_nowhere(publication):
    assert "Carmenta" not in publication.good("names", "list", "--all", "--now", NOW)
    assert "Carmenta" not in publication.good("names", "export", "--now", NOW)


def test_the_batch_of_a_period_is_told_apart(publication):
    found = listed(publication, "--period", "2025-11-17..2025-11-23")
    assert {latin: row["origin"] for (_, latin), row in found.items()} == {
        "NovaChip": "archive",
        "Cloud Research Body": "archive",
        "Velora": "batch",
    }


def test_one_name_is_shown_with_the_documents_that_give_it(publication):
    told = publication.good("names", "list", "NovaChip", "--now", NOW)
    assert "노바칩" in told
    assert "2025-11-12 notes: 공장" in told
    assert "벨로라" not in told


def test_names_that_come_with_the_program_are_shown_when_asked(publication):
    assert "프랑스" not in publication.good("names", "list", "--now", NOW)
    assert "CLDR" in publication.good("names", "list", "프랑스", "--cldr", "--now", NOW)


def test_a_pair_that_was_removed_stays_removed(publication):
    publication.good("names", "remove", "벨로라", "--now", NOW)
    assert (publication.folder / "glossary.txt").read_text(encoding="utf-8").endswith("벨로라 != Velora\n")
    publication.good("build", "--now", NOW)
    assert listed(publication, "--all")["벨로라", "Velora"]["state"] == "refused"
    assert ("벨로라", "Velora") not in listed(publication)
    publication.good("names", "add", "벨로라", "Velora")
    assert listed(publication)["벨로라", "Velora"]["origin"] == "glossary"


def test_what_an_editor_added_is_taken_back_and_not_refused(publication):
    """As if it had never been added; a second time it is refused, as before it was a pair of no text."""
    path = publication.folder / "glossary.txt"
    publication.good("names", "add", "벨로라", "Velora Works")
    assert listed(publication, "--all")["벨로라", "Velora"]["state"] == "overruled by the glossary"
    done = publication("names", "remove", "벨로라", "Velora Works", "--now", NOW)
    assert done.returncode == 0
    assert "taken out of" in done.stderr
    assert '`digest names remove 벨로라 "Velora Works"` again refuses it' in done.stderr
    found = listed(publication, "--all")
    assert ("벨로라", "Velora Works") not in found
    assert found["벨로라", "Velora"]["state"] == "used"
    assert "벨로라" not in path.read_text(encoding="utf-8")
    publication.good("names", "remove", "벨로라", "Velora Works", "--now", NOW)
    assert listed(publication, "--all")["벨로라", "Velora Works"]["state"] == "refused"


def test_what_an_editor_added_and_texts_give_is_refused(publication):
    """To take the addition back would leave the pair as the texts give it."""
    path = publication.folder / "glossary.txt"
    path.write_text("# ours\n벨로라 = Velora, Velora Works\n", encoding="utf-8")
    done = publication("names", "remove", "벨로라", "--now", NOW)
    assert "벨로라 != Velora: written" in done.stderr
    assert "벨로라 = Velora Works: taken out of" in done.stderr
    assert path.read_text(encoding="utf-8") == "# ours\n벨로라 != Velora\n"
    assert {
        name: row["state"] for name, row in listed(publication, "--all").items() if name[0] == "벨로라"
    } == {("벨로라", "Velora"): "refused"}


def test_what_is_not_known_cannot_be_removed(publication):
    done = publication("names", "remove", "없는이름")
    assert done.returncode == 1
    assert "no pair is known" in done.stderr
    assert not (publication.folder / "glossary.txt").exists()


def test_editing_keeps_the_comments_of_an_editor(publication):
    path = publication.folder / "glossary.txt"
    path.write_text("# ours\n노바칩 = Nova  # since 2025\n", encoding="utf-8")
    publication.good("names", "add", "노바칩", "NovaChip")
    assert path.read_text(encoding="utf-8") == "# ours\n노바칩 = Nova, NovaChip  # since 2025\n"


def test_mistakes_in_the_glossary_are_told_before_any_work(publication):
    """Every one, with its line and what to write; nothing is edited in a file that has some."""
    path = publication.folder / "glossary.txt"
    path.write_text("노바칩\nNovaChip = 노바칩\n", encoding="utf-8")
    for verb in (
        ("check",),
        ("build", "--now", NOW),
        ("names", "list"),
        ("names", "add", "벨로라", "Velora"),
    ):
        done = publication(*verb)
        assert done.returncode == 2, verb
        assert "glossary.txt: 잘못된 곳 2" in done.stderr, "a Korean publication's"
        assert "1번째 줄: “노바칩”에 =가 없습니다" in done.stderr
        assert "2번째 줄: 한글 이름이 = 오른쪽에 있습니다. 노바칩 = NovaChip처럼 적어 주세요" in done.stderr
        assert "Traceback" not in done.stderr
    assert path.read_text(encoding="utf-8") == "노바칩\nNovaChip = 노바칩\n"


@pytest.mark.parametrize("pair", [("NovaChip", "노바칩"), ("노바칩", ""), ("노바칩", "Nova = Chip")])
def test_what_is_no_pair_is_not_written(publication, pair):
    assert publication("names", "add", *pair).returncode == 2
    assert not (publication.folder / "glossary.txt").exists()


def test_a_glossary_that_is_named_and_not_there_is_told_as_no_mistake(publication):
    settings = publication.folder / "config.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\n[analysis]\nglossary = "words.txt"\n', encoding="utf-8"
    )
    done = publication("check")
    assert done.returncode == 0
    assert "analysis.glossary: 아직 없습니다" in done.stderr


def test_a_glossary_that_is_no_text_is_told(publication):
    (publication.folder / "glossary.txt").write_bytes("노바칩 = NovaChip".encode("cp949"))
    done = publication("check")
    assert done.returncode == 2
    assert "UTF-8" in done.stderr


def test_what_is_exported_serves_another_publication(publication, tmp_path):
    publication.good("names", "remove", "벨로라", "--now", NOW)
    publication.good("names", "export", str(tmp_path / "names.txt"), "--now", NOW)
    other = Publication(tmp_path)
    other.configure(CONFIG + '\n[analysis]\nglossary = "names.txt"\n')
    (tmp_path / "notes").mkdir()
    other.good("check")
    found = listed(other, "--all")
    assert {name: row["state"] for name, row in found.items()} == {
        ("구름연구재단", "Cloud Research Body"): "used",
        ("노바칩", "NovaChip"): "used",
        ("벨로라", "Velora"): "refused",
    }
    done = other("group", "--glossary", "names.txt", "--json")
    assert done.returncode == 0


def test_an_empty_list_says_what_is_not_there_and_how_it_comes_to_be(tmp_path):
    made = Publication(tmp_path)
    made.configure(CONFIG)
    (tmp_path / "notes").mkdir()
    nothing = made("names", "list", "--now", NOW)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "no name is known in both scripts yet" in nothing.stderr
    assert "digest names add" in nothing.stderr
    assert made("names", "list", "--json", "--now", NOW).stdout == ""
    assert 'no pair with "오픈" is known' in made("names", "list", "오픈", "--now", NOW).stderr
    made.good("names", "remove", "오픈", "OpenAI")
    assert "the one pair that is known is not used" in made("names", "list", "--now", NOW).stderr
    assert "refused" in made.good("names", "list", "오픈", "--now", NOW)


def test_names_enter_the_provenance_of_an_issue(publication):
    """The glossary belongs to the configuration, what the archive taught to the memory.

    Neither a comment nor what is learned after the moment changes anything.
    """
    before = provenance(publication)
    glossary = publication.folder / "glossary.txt"
    glossary.write_text("# nothing yet\n", encoding="utf-8")
    later = publication.folder / "notes" / "c.md"
    later.write_text(BEFORE.format(title="나중", day="2025-11-13"), encoding="utf-8")
    publication.good("fetch", "--now", "2025-11-25T07:00+09:00")
    publication.good("build", "--no-fetch", "--now", NOW)
    assert provenance(publication) == before
    glossary.write_text("노바칩 = NovaChip\n", encoding="utf-8")
    publication.good("build", "--no-fetch", "--now", NOW)
    given = provenance(publication)
    assert {key for key in before if before[key] != given[key]} == {"configuration"}
    glossary.unlink()
    moment = "2025-11-26T07:00+09:00"
    publication.good("build", "--no-fetch", "--now", moment, "--period", "2025-11-17..2025-11-23")
    again = provenance(publication)
    assert {key for key in before if before[key] != again[key]} == {"memory", "moment"}
