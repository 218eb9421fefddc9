"""Mistakes in config.toml, as who wrote it is told of them: in words of the file, in the language of the publication, with the line."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest import config, tomlfaults
from digest.config import mistakes
from digest.delivery.phrases import korean
from digest.errors import ConfigurationError
from digest.language import glossary, termlist
from tests.acceptance.small import CONFIG, Publication

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = Path(config.__file__).parent
HANGUL = re.compile("[가-힣]")
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}|(?:Input|String|Value|Expected|Invalid)\b")
"""A sentence, or the beginning of one of pydantic's or of Python's parser."""

WRONG = """[publication]
id = "달오름"
name = ""
language = "kr"
timezone = "Seoul"
editions = ["ko", "ko"]
"이름" = "달오름"
[publication.sender]
adress = "letter@example.org"
[storage]
path = 3
keep_texts = "2년"
[output]
push = "origin"
[[sources]]
key = "a"
kind = "rss"
url = "www.example.org/feed"
[[sources]]
key = "a"
kind = "folder"
url = "https://example.org/"
path = "in"
[[sources]]
key = "b"
kind = "mailbox"
path = "in"
weight = 11
cap = -1
enabled = "yes"
profile = { whole = true, heading = "^#" }
[[sources.files]]
match = ""
published = "2025-13-40"
[[sources]]
key = "c"
kind = "mailbox"
url = "https://example.org/"
[fetch]
max_bytes = 1.5
timeout = []
[analysis]
strictness = 2
[summary]
sentences = true
[[sections]]
key = "other"
title = "나머지"
words = "AI"
examples = 3
[[genres]]
items = 3
[schedule]
cron = "0 25 * * *"
country = "한국"
dates = ["설날"]
[lists.a]
names = { jp = "x" }
[delivery]
password = "hunter2"
test_to = "me"
per_domain = { "naver.com" = 0 }
dkim = [{ selector = "한글", key = { env = "KEY" }, domain = "a b" }]
[web]
url = "letter"
proxies = ["nope"]
[notices]
to = ["김@example.org"]
[live]
before = "곧"
"""


def refused(folder: Path, text: str | bytes) -> ConfigurationError:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigurationError) as caught:
        config.load(path)
    return caught.value


def test_whatever_is_wrong_is_told_in_words_of_the_file_and_wholly_in_korean(tmp_path):
    told = refused(tmp_path, WRONG)
    assert told.language == "ko", "its letters tell, where its language is a mistake itself"
    assert len(told.mistakes) >= 39
    for line in told.mistakes:
        _, _, message = line.partition(": ")
        assert not re.search(r"pydantic|<class|Input should|String should|'\^", message), line
        said = korean(line).partition(": ")[2]
        assert HANGUL.search(said), line
        assert not ENGLISH.search(re.sub(r"[“\"'`][^”\"'`]*[”\"'`]|docs/\S+", "", said)), said
    assert "hunter2" not in str(told)


def worded() -> Iterator[str]:
    """Each text of a mistake that stands in the source, with what differs filled in."""
    yield from mistakes._PATTERNS.values()
    numbers = dict.fromkeys(("ge", "gt", "le", "lt", "max_length"), 7)
    yield from (words.format(expected='"a", "b"', **numbers) for words in mistakes._MESSAGES.values())
    for path in sorted(ROOM.glob("*.py")):
        if path.name in (
            "expressions.py",
            "patterns.py",
            "domains.py",
        ):  # tested beside the phrases, and caught
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                (text,) = node.exc.args[:1] or (None,)
                if getattr(node.exc.func, "id", "") != "ValueError" or not isinstance(
                    text, ast.Constant | ast.JoinedStr
                ):
                    continue
                parts = text.values if isinstance(text, ast.JoinedStr) else [text]
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in parts)


def test_each_mistake_that_the_source_knows_is_worded_in_korean():
    found = list(worded())
    assert len(found) > 45, "the search finds what is raised"
    cron = [text for text in found if "of a cron expression;" in text]
    assert len(cron) == 1, "its field and its numbers differ: told below"
    assert not [text for text in found if text not in cron and not HANGUL.search(korean(text))]


@pytest.mark.parametrize(
    ("cron", "told"),
    [
        ("75 7 * * mon", "“75”는 cron 식의 분(첫째 칸)이 아닙니다. *나 0부터 59까지의 수를 적어 주세요"),
        ("0 25 * * mon", "“25”는 cron 식의 시(둘째 칸)가 아닙니다."),
        ("0 7 32 * mon", "“32”는 cron 식의 날(셋째 칸)이 아닙니다."),
        ("0 7 * 13 mon", "“13”은 cron 식의 달(넷째 칸)이 아닙니다."),
        ("0 7 * * 월", "“월”은 cron 식의 요일(다섯째 칸)이 아닙니다."),
    ],
)
def test_a_field_of_cron_is_told_by_its_name_and_place(tmp_path, cron, told):
    text = CONFIG + f'[schedule]\ncron = "{cron}"\n'
    assert told in korean(refused(tmp_path, text).mistakes[0])


@pytest.mark.parametrize(
    ("line", "told", "in_korean"),
    [
        ("id = “small”", 'write straight quotation marks (")', '곧은 따옴표(")로 적어 주세요'),
        ("id = small", "put the text in quotation marks", "글은 따옴표 안에 적어 주세요"),
        ('id = "small', "a quotation mark is not closed", "따옴표가 닫히지 않았습니다"),
        ('id: "small"', "write = between a name and its value", "이름과 값 사이에 =를 적어 주세요"),
        ('이름 = "작은 소식"', "names of settings are written in Latin letters", "설정의 이름은 영문으로 적습니다"),
        ("id =", "a value is missing", "값이 빠졌습니다"),
        ("id = True", "write true in small letters", "true를 소문자로 적어 주세요"),
        ("id = yes  # 예", "write true or false", "true나 false를 적어 주세요"),
        ("id = 7일", "put the text in quotation marks", "글은 따옴표 안에 적어 주세요"),
        ('id = "C:\\news\\달"', "write / for \\ in a path", "경로의 \\는 /로 적어 주세요"),
        ('id = "C:\\Users"', "write / for \\ in a path", "경로의 \\는 /로 적어 주세요"),
        ('id = ["a" "b"]', "a comma or a ] is missing", "쉼표나 ]가 빠졌습니다"),
        ('name = "다른 소식"', "this name was there before", "같은 이름이 앞에 또 있습니다"),
        ("[publication]", "this table was there before; put its lines together", "같은 표가 앞에 또 있습니다. 한곳에 모아 주세요"),
        ('id = "small" // 주간', "something stands behind the value; remarks begin with #", "값 뒤에 다른 것이 있습니다. 메모는 #로 시작합니다"),
    ],
)  # fmt: skip
def test_what_is_not_toml_is_shown_with_what_to_write(tmp_path, line, told, in_korean):
    found = refused(tmp_path, f'[publication]\nname = "작은 소식"\n{line}\n\n[storage]\n')
    assert found.mistakes == (f"not TOML: line 3, `{line}`: {told}",)
    assert found.language == "ko"
    assert korean(found.mistakes[0]) == f"TOML이 아닙니다. 3번째 줄 `{line}`: {in_korean}"


def test_a_line_with_a_secret_is_not_repeated(tmp_path):
    found = refused(tmp_path, "[delivery]\npassword = hunter2\n")
    assert "password = …" in str(found)
    assert "hunter2" not in str(found)


@pytest.mark.parametrize("key", ['"hunter2"', '"-----BEGIN PRIVATE KEY-----hunter2', '["hunter2"]'])
def test_a_key_that_stands_in_the_file_is_not_repeated(tmp_path, key):
    """One that signs is a secret as a password is."""
    text = CONFIG + f'[[delivery.dkim]]\nselector = "a"\nkey = {key}\n'
    assert "hunter2" not in str(refused(tmp_path, text))
    assert "hunter2" not in str(refused(tmp_path, text.replace('selector = "a"\n', "")))


def test_a_broken_line_is_told_though_the_file_ends_there():
    with pytest.raises(ValueError, match="end of document") as caught:
        __import__("tomllib").loads('a = "x')
    assert tomlfaults.fault('a = "x', caught.value) == 'line 1, `a = "x`: a quotation mark is not closed'


def test_a_file_in_the_encoding_of_old_programs_is_told_with_its_line(tmp_path):
    found = refused(tmp_path, '[publication]\nid = "small"\nname = "작은 소식"\n'.encode("cp949"))
    assert found.mistakes == ("line 3: not UTF-8: save it as UTF-8 text",)
    assert korean(found.mistakes[0]) == "3번째 줄: UTF-8이 아닙니다. UTF-8 텍스트로 저장해 주세요"
    assert found.language == "ko"


def test_tables_with_the_same_key_are_told_with_all_other_mistakes(tmp_path):
    source = '[[sources]]\nkey = "a"\nkind = "feed"\nurl = "https://example.org/"\n'
    found = refused(tmp_path, f'[publication]\nid = "A B"\nname = "x"\n{source}{source}')
    assert [line.partition(":")[0] for line in found.mistakes] == [
        "publication.id (line 2)",
        'sources["a"].key (line 9)',
    ]
    assert found.mistakes[1].endswith('the key "a" is used twice')


def test_tables_with_too_few_brackets_are_told_so(tmp_path):
    source = '[sources]\nkey = "a"\nkind = "feed"\nurl = "https://example.org/"\n'
    found = refused(tmp_path, f'[[publication]]\nid = "a"\nname = "x"\n{source}')
    assert [line.partition(": ")[2] for line in found.mistakes] == [
        "write [publication] above it, with one bracket on each side",
        "write [[sources]] above it, with two brackets on each side",
    ]


NAMES = (
    "노바칩\nNovaChip = 노바칩\nNova = NovaChip\n벨로라 =\n벨로라 = 7\n"
    + "가" * 90
    + " = Velora\n한빛 = Hanbit\n한빛 != Hanbit\n한빛 = Hanbit\n"
)
TERMS = "FLOPS\n= 뜻\nGPU != 뜻\nNPU =\n" + "A" * 90 + " = 뜻\nCPU = 뜻\nCPU = 뜻\n"


@pytest.mark.parametrize(("read", "text", "least"), [(glossary.read, NAMES, 8), (termlist.read, TERMS, 6)])
def test_mistakes_in_files_of_names_and_terms_are_worded_in_korean(read, text, least):
    told = [korean(str(one)) for one in read(text)[1]]
    assert len(told) >= least
    for line in told:
        place, _, said = line.partition(": ")
        assert re.fullmatch(r"\d+번째 줄", place), line
        assert not ENGLISH.search(re.sub(r"“[^”]*”", "", said)), line


def test_a_command_speaks_the_language_of_the_publication_of_its_own_files(tmp_path):
    """Of its config.toml, of what this names, and of the edit file; else English, as in all that is searched for."""
    publication = Publication(tmp_path)
    publication.configure(CONFIG.replace('path = "notes"', 'path = "nothere"'))
    done = publication("check")
    assert done.returncode == 2
    line = CONFIG[: CONFIG.index("path =")].count("\n") + 1
    assert f'{line}번째 줄 sources["notes"].path: 없습니다({tmp_path / "nothere"})' in done.stderr
    (tmp_path / "notes").mkdir()
    publication.configure(CONFIG + '[schedule]\ncron = "0 7 * * mon"\nholidays = "skip"\ncountry = "ZZ"\n')
    country = CONFIG.count("\n") + 4
    assert f"{country}번째 줄 schedule.country: “ZZ”의 달력이 없습니다" in publication("check").stderr
    publication.configure(CONFIG + '[schedule]\ncron = "0 7 30 2 *"\n')
    assert "schedule.cron: 그런 날은 오지 않습니다. 날과 달을 고쳐 주세요" in publication("check").stderr
    publication.configure(CONFIG)
    assert "잘 적혀 있습니다 (출처 1, 섹션 0)" in publication("check").stderr
    publication.configure(CONFIG.replace("작은 소식", "Small news") + 'weight = "much"\n')
    assert "1 mistake" not in publication("check").stderr, "Korean is the usual language"
    publication.configure(
        CONFIG.replace("작은 소식", "Small news").replace('id = "small"', 'id = "small"\nlanguage = "en"')
        + 'weight = "much"\n'
    )
    assert "write a number (it is 'much')" in publication("check").stderr
