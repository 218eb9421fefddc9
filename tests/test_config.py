"""The configuration: every mistake at once, each with its place; secrets never shown."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from digest import config
from digest.delivery import phrases
from digest.errors import ConfigurationError, UsageError

SIX_MISTAKES = """
[publication]
id = "weekly"
name = "주간"
timezone = "Asia/Seul"

[[sources]]
key = "한겨레"
kind = "fed"
url = "https://example.org/feed"

[[sources]]
key = "b"
kind = "folder"

[schedule]
cron = "every monday"
grace = "soon"

[delivery]
password = "hunter2"
"""
MINIMAL = '[publication]\nid = "weekly"\nname = "주간"\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_six_mistakes_are_told_at_once_each_with_its_path_and_line(tmp_path):
    """One run of the check is enough to mend a file."""
    with pytest.raises(ConfigurationError) as caught:
        config.load(write(tmp_path, SIX_MISTAKES))
    told = caught.value.mistakes
    assert len(told) == 6
    starts = ["publication.timezone (line 5)", 'sources["한겨레"].kind (line 9)', 'sources["b"]']
    starts += ["schedule.cron (line 17)", "schedule.grace (line 18)", "delivery.password (line 21)"]
    assert [line[: len(start)] for line, start in zip(told, starts, strict=True)] == starts
    assert caught.value.exit_status == 2


def test_a_secret_that_stands_in_the_file_is_not_repeated(tmp_path):
    """A message may be pasted into a mail: it must not carry the password."""
    with pytest.raises(ConfigurationError) as caught:
        config.load(write(tmp_path, SIX_MISTAKES))
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[publication", "not TOML"),
        (MINIMAL + "[schedule]\ngenre = 'monthly'\n", "not one of the genres"),
        (MINIMAL + "[typo]\na = 1\n", "typo"),
        (MINIMAL + "folder = '/etc'\n", "folder"),
        (MINIMAL + "file = 'other.toml'\n", "file"),
        ("", "publication"),
        (MINIMAL + "[[sources]]\nkey='a'\nkind='feed'\nurl='https://a.example/'\n" * 2, "used twice"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, told):
    with pytest.raises(ConfigurationError, match=told):
        config.load(write(tmp_path, text))


@pytest.mark.parametrize(
    "cron",
    [
        "99 7 * * mon", "60 7 * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 *", "* * * 0 *", "* * * * 8",
        "1/0 7 * * *", "*/0 7 * * *", "*/60 7 * * *", "foo 7 * * *", "0 7 foo * *", "0 7 * foo *", "0 7 * * foo",
        "0 7 * * monkey", "0 7 * * mo", "30-10 7 * * *", "0 7 * dec-jan *", "0 7 * jan-3 *", "0 7 * jan/2 *", "0 7 last * *",
        "1, 7 * * *", "-1 7 * * *", "1- 7 * * *", "1-2-3 7 * * *", "*-5 7 * * *", "0 7 * *", "0 7 * * * *", "٣ 7 * * *",
    ],
)  # fmt: skip
def test_a_cron_field_out_of_its_range_is_refused_at_load(tmp_path, cron):
    with pytest.raises(ConfigurationError, match=r"schedule\.cron"):
        config.load(write(tmp_path, MINIMAL + f"[schedule]\ncron = '{cron}'\n"))


@pytest.mark.parametrize(
    "cron",
    ["", "0 7 * * mon", "*/15 6-22 1,15 jan-mar,6 MON-fri", "59 23 31 12 7", "0 7 * * fri-mon", "0 7 * * */2", "5/10 0 * * 1-5/2", "0 7 * * thursday"],
)  # fmt: skip
def test_what_cron_knows_is_taken(tmp_path, cron):
    assert config.load(write(tmp_path, MINIMAL + f"[schedule]\ncron = '{cron}'\n")).schedule.cron == cron


@pytest.mark.parametrize(
    ("url", "good"), [("HTTPS://a.example/F", True), ("Http://a.example", True), ("ftp://a", False)]
)
def test_a_scheme_may_be_written_in_capitals(tmp_path, url, good):
    text = MINIMAL + f"[[sources]]\nkey='a'\nkind='feed'\nurl='{url}'\n"
    if good:
        assert config.load(write(tmp_path, text)).sources[0].url == url
    else:
        with pytest.raises(ConfigurationError):
            config.load(write(tmp_path, text))


def test_those_we_write_to_are_given_as_mail_servers_take_them(tmp_path):
    """A header cannot hold a domain in Hangul: without this neither test mail nor notice could ever be written."""
    text = (
        MINIMAL + '[delivery]\ntest_to = "kim@한국.kr"\n[notices]\nto = ["lee@Example.org", "park@한국.kr"]\n'
    )
    made = config.load(write(tmp_path, text))
    assert made.delivery.test_to == "kim@xn--3e0b707e.kr"
    assert made.notices.to == ("lee@example.org", "park@xn--3e0b707e.kr")
    for wrong in ('[delivery]\ntest_to = "김@example.org"\n', '[notices]\nto = ["a@-.kr"]\n'):
        with pytest.raises(ConfigurationError) as caught:
            config.load(write(tmp_path, MINIMAL + wrong))
        assert len(caught.value.mistakes) == 1


def test_a_small_file_is_enough_and_defaults_hold(tmp_path):
    found = config.load(write(tmp_path, MINIMAL))
    assert found.publication.timezone == "Asia/Seoul"
    assert found.schedule.grace == timedelta(hours=6)
    assert found.at(found.storage.path) == tmp_path / "var" / "digest.sqlite3"


def test_the_order_of_choice_is_option_variable_folder(tmp_path, monkeypatch):
    """`--config` before `DIGEST_CONFIG` before `./config.toml`."""
    for name in ("option", "variable", "here"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, MINIMAL)
    monkeypatch.chdir(tmp_path / "here")
    assert config.locate(None).resolve() == tmp_path / "here" / "config.toml"
    monkeypatch.setenv("DIGEST_CONFIG", str(tmp_path / "variable" / "config.toml"))
    assert config.locate(None) == tmp_path / "variable" / "config.toml"
    assert config.locate(tmp_path / "option") == tmp_path / "option" / "config.toml"
    with pytest.raises(UsageError, match="digest init"):
        config.locate(tmp_path / "nowhere.toml")


def test_where_the_folder_lies_does_not_change_the_fingerprint(tmp_path):
    """The same bytes for any directory."""
    prints = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        prints.add(config.load(write(tmp_path / name, MINIMAL)).fingerprint)
    assert len(prints) == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[delivry]\nkind = 'smtp'\n", "delivery"),
        ("[genres.weekly]\nitmes = 3\n", "items"),
        ("[[sources]]\nkey = 'a'\nkind = 'folder'\npth = 'x'\n", "path"),
    ],
)
def test_an_unknown_setting_is_told_with_the_one_that_was_meant(tmp_path, text, meant):
    with pytest.raises(ConfigurationError, match=rf"did you mean {meant}\?"):
        config.load(write(tmp_path, MINIMAL + text))


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())
    assert config.load(path).publication.name == "주간"


FILTERS = """
[[sections]]
key = "tech"
title = "기술"
examples = 3
[interests]
more = ["인공지능", "AND 인공지능"]
drop = ["(광고", "광고 AND NOT 규제", "/(a+)+/"]
"""


def test_bad_filters_and_examples_are_told_at_once_with_what_to_write(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        config.load(write(tmp_path, MINIMAL + FILTERS))
    told = caught.value.mistakes
    starts = [
        'sections["tech"].examples (line 8)',
        "interests.more[1] (line 10)",
        "interests.drop[0] (line 11)",
        "interests.drop[2] (line 11)",
    ]
    assert [line[: len(start)] for line, start in zip(told, starts, strict=True)] == starts
    assert "광고 AND NOT (규제 OR 법안)" in told[1]


def test_examples_are_texts_or_a_path(tmp_path):
    """And where they lie is no part of the fingerprint, as with all paths."""
    text = (
        MINIMAL
        + '[[sections]]\nkey="a"\ntitle="A"\nexamples=["하나", "둘"]\n[[sections]]\nkey="b"\ntitle="B"\nexamples="b.jsonl"\n'
    )
    found = config.load(write(tmp_path, text))
    assert [section.examples for section in found.sections] == [("하나", "둘"), Path("b.jsonl")]
    assert found.fingerprint


def test_the_key_of_the_rest_is_no_section_s(tmp_path):
    """The issue could not tell the two apart."""
    section = '[[sections]]\nkey = "other"\ntitle = "기타"\n'
    with pytest.raises(ConfigurationError, match="give the section another key") as caught:
        config.load(write(tmp_path, MINIMAL + section))
    assert caught.value.mistakes[0].startswith('sections["other"].key')


def test_words_and_categories_are_in_the_form_of_the_texts(tmp_path):
    """An editor on a Mac may write Hangul in parts; texts have whole syllables."""
    written = (
        '[[sections]]\nkey = "tech"\ntitle = "기술"\nwords = ["반도체"]\ncategories = ["산업"]\n'
        '[[sources]]\nkey = "a"\nkind = "folder"\npath = "in"\ncategory = "산업"\n'
        '[[sources.files]]\nmatch = "*.txt"\ncategory = "산업"\n'
    )
    found = config.load(write(tmp_path, MINIMAL + unicodedata.normalize("NFD", written)))
    assert (found.sections[0].words, found.sections[0].categories) == (("반도체",), ("산업",))
    assert (found.sources[0].category, found.sources[0].files[0].category) == ("산업", "산업")


def test_every_built_in_genre_is_there_and_one_of_ones_own_takes_what_it_is_like(tmp_path):
    """A table states only what differs."""
    made = config.load(
        write(tmp_path, MINIMAL + "[genres.brief]\npoints = 9\n[genres.flash]\nlike = 'brief'\nitems = 3\n")
    )
    assert {"weekly", "brief", "report", "review", "retrospective", "flash"} == set(made.genres)
    brief, flash = made.genres["brief"], made.genres["flash"]
    assert (brief.period, brief.register, brief.points) == ("month", "noun", 9)
    assert (flash.period, flash.register, flash.items) == ("month", "noun", 3)
    assert made.anatomy("flash") == "brief"
    assert made.genres["weekly"].register == "as-is"  # what is published already keeps its voice


def test_a_brief_has_sections_of_its_own_only_where_the_publication_has_none(tmp_path):
    none = config.load(write(tmp_path, MINIMAL))
    assert [one.key for one in none.sections_of("brief")] == ["policy", "industry", "research", "people"]
    assert none.sections_of("weekly") == ()
    sections = "[[sections]]\nkey = 'a'\ntitle = 'A'\n[[sections]]\nkey = 'b'\ntitle = 'B'\n"
    some = config.load(write(tmp_path, MINIMAL + sections + "[genres.report]\nsections = ['b']\n"))
    assert [one.key for one in some.sections_of("brief")] == ["a", "b"]
    assert [one.key for one in some.sections_of("report")] == ["b"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[genres.x]\nlike = 'monthly'\n", "genres.x.like (line 5)"),
        ("[genres.x]\nlike = ['brief']\n", "genres.x.like (line 5)"),
        ("[genres.x]\nsections = ['y']\n", 'genres.x.sections: there is no section "y"'),
        ("genres = 3\n", "genres"),
    ],
)
def test_a_mistake_in_a_genre_is_told_with_its_place(tmp_path, table, told):
    text = table + MINIMAL if table.startswith("genres =") else MINIMAL + table
    with pytest.raises(ConfigurationError) as caught:
        config.load(write(tmp_path, text))
    assert any(told in line for line in caught.value.mistakes), caught.value.mistakes


def test_built_in_sections_have_a_title_in_each_edition(tmp_path):
    """A publication without sections of its own tells no edition's reader those of another language."""
    made = config.load(write(tmp_path, MINIMAL + 'editions = ["ko", "en"]\n'))
    titles = [section.titles for section in made.sections_of("brief")]
    assert titles[0] == {"ko": "정책/법제", "en": "Policy and law"}
    assert all(set(one) == {"ko", "en"} for one in titles)


def test_where_the_scheduled_genre_goes_by_list_no_genre_goes_to_who_has_left_every_list(tmp_path):
    def lists(**genres: list[str]) -> config.Config:
        return config.Config.model_validate(
            {
                "publication": {"id": "small", "name": "Small"},
                "lists": {key: {"name": key, "genres": named} for key, named in genres.items()},
                "folder": tmp_path,
            }
        )

    both = lists(letter=["weekly"], short=["brief"])
    assert both.lists_of("weekly") == ("letter",)
    assert both.lists_of("brief") == ("short",)
    assert both.lists_of("review") == ("letter", "short"), "to those on any list"
    beside = lists(short=["brief"])
    assert beside.lists_of("weekly") == (), "the letter itself goes to everybody"
    assert beside.lists_of("review") == ()


@pytest.mark.parametrize(
    ("text", "told", "korean"),
    [
        ("[genres.weekly]\nitems = 'many'", "write a whole number (it is 'many')", "정수를 적어 주세요 (지금은 'many')"),
        ("[genres.weekly]\nitems = true", "write a whole number (it is true)", "정수를 적어 주세요 (지금은 true)"),
        ("[analysis]\nstrictness = false", "write a number (it is false)", "수를 적어 주세요 (지금은 false)"),
        ("[genres.weekly]\nitems = 0", "write 1 or more (it is 0)", "1 이상을 적어 주세요 (지금은 0)"),
        (
            "[delivery]\nkind = 'post'",
            'write one of "outbox", "smtp" (it is \'post\')',
            '"outbox", "smtp" 가운데 하나를 적어 주세요 (지금은 \'post\')',
        ),
        (
            "[interests]\nmore = 'chips'",
            'write a list, as in ["one", "two"] (it is \'chips\')',
            '목록으로 적어 주세요. 보기: ["하나", "둘"] (지금은 \'chips\')',
        ),
        (
            "[[sections]]\nkey = 'A B'\ntitle = 'x'",
            "write small Latin letters, digits and hyphens; it begins with a letter or digit (it is 'A B')",
            "영문 소문자, 숫자, 붙임표(-)로 적고 글자나 숫자로 시작해 주세요 (지금은 'A B')",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_words_of_the_file_in_both_languages(tmp_path, text, told, korean):
    """Not in those of Python: nobody writes a tuple into config.toml."""
    path = tmp_path / "config.toml"
    path.write_text(f'[publication]\nid = "p"\nname = "P"\n{text}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError) as found:
        config.load(path)
    line = found.value.mistakes[0]
    assert line.endswith(f": {told}")
    assert phrases.korean(line).endswith(f": {korean}")
