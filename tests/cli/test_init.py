"""`digest init` leaves a publication that works, or nothing."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from digest import config
from digest.cli import init as command
from digest.cli.main import app
from digest.cli.starter import Answers, Inlet, config_text, keys, quoted, readme_text, slug
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.model import Anatomy

LANGUAGES: tuple[Literal["ko", "en"], ...] = ("ko", "en")
OPML = (
    b'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">'
    b'<outline text="One" xmlUrl="https://a.example.org/feed"/></outline>'
    b'<outline text="Two" xmlUrl="https://a.example.org/other"/></body></opml>'
)


def run(*arguments: str, answers: str | None = None):
    alone = typer.Typer()
    alone.command()(command.init)
    return CliRunner().invoke(alone, list(arguments), input=answers, catch_exceptions=True)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_options_give_a_valid_configuration_and_nothing_else_beside_it(tmp_path: Path):
    folder = tmp_path / "my-letter"
    result = run(
        str(folder), "--name", "아침 편지", "--language", "ko",
        "--feed", "https://www.example.org/rss", "--feed", "https://example.org/b", "--yes",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    made = config.load(folder / "config.toml")
    assert made.publication.name == "아침 편지"
    assert made.publication.id == "my-letter"
    assert [(source.key, source.url) for source in made.sources] == [
        ("example.org", "https://www.example.org/rss"),
        ("example.org-b", "https://example.org/b"),
    ]
    assert names(folder) == {"config.toml", ".gitignore", "README.md"}
    assert names(tmp_path) == {"my-letter"}
    assert (folder / ".gitignore").read_text() == "/var/\n*.pem\nsmtp-password\n"


@pytest.mark.parametrize("genre", ["weekly", "brief", "report", "review", "retrospective"])
def test_its_files_explain_themselves_in_its_language(genre: Anatomy):
    """The same settings, but for what belongs to the language; the comments of the other say nothing of it."""
    texts = {
        language: (config_text(answers, publication_id="x"), readme_text(answers))
        for language in LANGUAGES
        for answers in [Answers(name="x", language=language, inlets=(), genre=genre)]
    }
    comments = {language: re.findall(r"#.*", text) for language, (text, _) in texts.items()}
    assert len(comments["ko"]) == len(comments["en"]) > 10
    for korean, english in zip(comments["ko"], comments["en"], strict=True):
        assert korean == english or re.search(r"[가-힣]", korean)
        assert not re.search(r"[가-힣]", english)
    assert comments["ko"] != comments["en"]
    assert not re.search(r"[가-힣]", texts["en"][1])
    assert not re.search(r"\b(?:the|this|put)\b", texts["ko"][1])
    made = {language: tomllib.loads(text) for language, (text, _) in texts.items()}
    assert made["ko"].keys() == made["en"].keys()


def test_an_opml_file_gives_its_feeds_and_an_address_named_twice_is_read_once(tmp_path: Path):
    (tmp_path / "list.opml").write_bytes(OPML)
    folder = tmp_path / "x"
    result = run(
        str(folder), "--opml", str(tmp_path / "list.opml"), "--feed", "https://a.example.org/feed", "--yes"
    )
    assert result.exit_code == 0, result.output
    made = config.load(folder / "config.toml")
    assert [source.name for source in made.sources] == ["One", "Two"]
    assert made.sources[0].category == "News"


def test_without_feeds_there_is_an_inbox_folder_to_put_files_into(tmp_path: Path):
    assert run(str(tmp_path / "x"), "--yes").exit_code == 0
    made = config.load(tmp_path / "x" / "config.toml")
    assert made.sources[0].path is not None
    assert made.at(made.sources[0].path).is_dir()


def test_a_feed_may_be_a_file(tmp_path: Path):
    (tmp_path / "feed.xml").write_text("<rss/>")
    assert run(str(tmp_path / "x"), "--feed", str(tmp_path / "feed.xml"), "--yes").exit_code == 0
    made = config.load(tmp_path / "x" / "config.toml")
    assert made.sources[0].path is not None
    assert made.at(made.sources[0].path).samefile(tmp_path / "feed.xml")


def test_a_folder_that_holds_a_publication_is_refused_and_stays_as_it_is(tmp_path: Path):
    (tmp_path / "config.toml").write_text("mine")
    assert isinstance(run(str(tmp_path), "--yes").exception, UsageError)
    assert (tmp_path / "config.toml").read_text() == "mine"
    assert names(tmp_path) == {"config.toml"}


def test_files_that_are_there_already_are_kept(tmp_path: Path):
    (tmp_path / "README.md").write_text("mine")
    result = run(str(tmp_path), "--yes")
    assert result.exit_code == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert names(tmp_path) == {"README.md", "config.toml", ".gitignore", "inbox"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--feed", "not an address"],
        ["--feed", "https://example.org/a b"],
        ["--feed", "HTTPS://"],
        ["--language", "fr"],
        ["--opml", "missing.opml"],
    ],
)
def test_a_mistake_is_a_usage_error_and_leaves_nothing(tmp_path: Path, arguments: list[str]):
    assert isinstance(run(str(tmp_path / "x"), *arguments, "--yes").exception, UsageError)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("content", ["<html></html>", "not XML", "<opml/>", ""])
def test_a_broken_opml_file_is_a_usage_error_and_leaves_nothing(tmp_path: Path, content: str):
    (tmp_path / "list.opml").write_text(content)
    result = run(str(tmp_path / "x"), "--opml", str(tmp_path / "list.opml"), "--yes")
    assert isinstance(result.exception, UsageError)
    assert names(tmp_path) == {"list.opml"}


def test_an_address_in_capitals_is_written_in_its_usual_form(tmp_path: Path):
    (tmp_path / "list.opml").write_bytes(
        OPML.replace(b"https://a.example.org/feed", b"HTTPS://B.Example.org/F")
    )
    listed = ("--opml", str(tmp_path / "list.opml"))
    result = run(str(tmp_path / "x"), "--feed", "HTTPS://News.Example.org/Feed", *listed, "--yes")
    assert result.exit_code == 0, result.output
    urls = [source.url for source in config.load(tmp_path / "x" / "config.toml").sources]
    assert set(urls) >= {"https://news.example.org/Feed", "https://b.example.org/F"}


def test_a_mistake_in_the_answers_names_the_folder_that_was_asked_for(tmp_path: Path):
    """Never the one that the files are made in."""
    answers = Answers(name="n", language="en", inlets=(Inlet(url="gopher://a"),))
    with pytest.raises(UsageError) as caught:
        command.write(tmp_path / "new", answers)
    assert caught.value.subject == str(tmp_path / "new" / "config.toml")
    assert ".tmp" not in str(caught.value)
    assert names(tmp_path) == set()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultError, match="cannot be written"):
        command.write(tmp_path / "file" / "x", Answers(name="n", language="en", inlets=()))


def test_a_person_is_asked_until_the_answer_makes_sense():
    """Name, language and feeds, each taken from the terminal; what cannot be meant is asked again."""
    usual = Answers(name="folder", language="ko", inlets=())
    with CliRunner().isolation(input="Morning\nfr\nen\nnonsense\nhttps://example.org/feed\n\n"):
        found = command._ask(usual, name=None, language=None, feeds_given=False)
    assert found == Answers(name="Morning", language="en", inlets=(Inlet(url="https://example.org/feed"),))


@given(
    name=st.text(min_size=1).filter(str.strip),
    titles=st.lists(st.text(), max_size=3),
    language=st.sampled_from(["ko", "en"]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_name_and_titles_the_configuration_is_valid_and_says_them(
    name: str, titles: list[str], language: Literal["ko", "en"]
):
    inlets = tuple(
        Inlet(url=f"https://example.org/{place}", title=title) for place, title in enumerate(titles)
    )
    answers = Answers(name=name, language=language, inlets=inlets)
    with TemporaryDirectory() as place:
        command.write(Path(place) / "new", answers)
        made = config.load(Path(place) / "new" / "config.toml")
    assert made.publication.name == name
    assert [source.name for source in made.sources] == (titles or [name])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_is_read_back_by_toml(text: str):
    assert tomllib.loads(f"x = {quoted(text)}")["x"] == text


@given(st.lists(st.builds(Inlet, url=st.text().map(lambda text: f"https://{text}")), max_size=8))
def test_keys_are_valid_and_unique(inlets: list[Inlet]):
    made = keys(inlets)
    assert len(set(made)) == len(inlets)
    text = config_text(Answers(name="n", language="en", inlets=tuple(inlets)), publication_id="p")
    assert [source["key"] for source in tomllib.loads(text)["sources"]] == (made or ["inbox"])


def test_feeds_of_one_host_are_told_apart_by_their_addresses():
    """A message about "medium.com-3" would not say whose feed it is."""
    urls = [
        "https://medium.com/feed/@alice",
        "https://medium.com/feed/@bob",
        "https://rss.blog.naver.com/gildong.xml",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC1",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC2",
        "https://medium.com/feed/",
        "https://medium.com/@bob/rss",
        "https://example.org/rss",
    ]
    assert keys([Inlet(url=url) for url in urls]) == [
        "medium.com-alice",
        "medium.com-bob",
        "blog.naver.com",
        "youtube.com-videos-channel_id-UC1",
        "youtube.com-videos-channel_id-UC2",
        "medium.com",
        "medium.com-bob-2",
        "example.org",
    ]


@given(st.text())
def test_a_slug_is_one(text: str):
    config.Publication(id=slug(text), name="n")


def test_the_publication_that_it_leaves_builds_an_issue_and_shows_it(tmp_path: Path):
    """The three commands of the README, over the feeds of the samples."""
    feeds = sorted((Path(__file__).resolve().parents[2] / "samples" / "feed").glob("*"))
    folder = tmp_path / "my-letter"
    named = [word for feed in feeds for word in ("--feed", str(feed))]
    call = CliRunner().invoke
    assert call(app, ["init", str(folder), "--name", "편지", *named, "--yes"]).exit_code == 0
    at = ["--config", str(folder / "config.toml")]
    assert call(app, ["check", *at]).exit_code == 0
    built = call(app, ["build", "--json", "--now", "2025-11-24T07:00+09:00", *at])
    assert built.exit_code == 0, built.output
    assert json.loads(built.stdout)["stories"] == 13
    shown = call(app, ["preview", *at])
    assert shown.exit_code == 0
    assert "편지" in shown.output
    assert names(folder) == {"config.toml", ".gitignore", "README.md", "var"}


def test_a_publication_begun_as_a_brief_has_its_sections_its_month_and_its_voice(tmp_path: Path):
    folder = tmp_path / "my-brief"
    result = run(str(folder), "--genre", "brief", "--templates", "--yes")
    assert result.exit_code == 0, result.output
    made = config.load(folder / "config.toml")
    assert made.schedule.genre == "brief"
    assert (made.genres["brief"].period, made.genres["brief"].register) == ("month", "noun")
    assert [section.title for section in made.sections] == [
        "정책/법제",
        "기업/산업",
        "기술/연구",
        "인력/교육",
    ]
    assert (folder / "templates/issue/brief/mail.mjml.j2").is_file()
    assert "[genres.brief]" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_new_korean_weekly_is_polite_and_an_english_one_has_no_register(tmp_path: Path):
    for language, register in (("ko", "polite"), ("en", "as-is")):
        folder = tmp_path / language
        assert run(str(folder), "--language", language, "--yes").exit_code == 0
        assert config.load(folder / "config.toml").genres["weekly"].register == register


def test_a_genre_that_is_not_built_in_is_refused_with_those_that_are(tmp_path: Path):
    result = run(str(tmp_path / "x"), "--genre", "monthly", "--yes")
    assert isinstance(result.exception, UsageError)
    assert "retrospective" in str(result.exception)
    assert not (tmp_path / "x").exists()
