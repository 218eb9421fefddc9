"""The example stories of sections, as files hold them."""

from __future__ import annotations

import json
import unicodedata

import pytest

from digest import config
from digest.errors import ConfigurationError
from digest.pipeline import examples

SETTINGS = """
[publication]
id = "weekly"
name = "주간"

[[sections]]
key = "city"
title = "도시"
examples = "cases"
"""


@pytest.fixture
def read(tmp_path):
    """The examples of a configuration whose section names `cases`."""
    (tmp_path / "config.toml").write_text(SETTINGS, encoding="utf-8")

    def stories():
        return [
            (one.title, one.text) for one in examples.stories(config.load(tmp_path / "config.toml"))["city"]
        ]

    return stories


def test_a_line_ends_with_a_line_feed_alone(tmp_path, read):
    """JSON writers leave U+2028, U+0085 and their like as they are."""
    rows = [
        {"title": "밤 도서관", "text": "문을 연다.\u2028아침까지."},
        {"title": "자전거 길", "text": "넓힌다.\u0085"},
    ]
    told = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "cases").write_bytes(told.encode())
    assert read() == [(row["title"], row["text"]) for row in rows]


@pytest.mark.parametrize("escaped", [True, False])
def test_letters_are_as_texts_have_them(tmp_path, read, escaped):
    row = {
        "title": unicodedata.normalize("NFD", "밤 도서관"),
        "text": unicodedata.normalize("NFD", "문을 연다."),
    }
    (tmp_path / "cases").write_text(json.dumps(row, ensure_ascii=escaped), encoding="utf-8")
    assert read() == [("밤 도서관", "문을 연다.")]
    (tmp_path / "cases").unlink()
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "one.md").write_text(f"# {row['title']}\n\n{row['text']}", encoding="utf-8")
    assert read() == [("밤 도서관", "문을 연다.")]


def test_a_path_that_leads_nowhere_is_told_with_what_to_name(read):
    with pytest.raises(ConfigurationError, match="does not exist: name a folder") as caught:
        read()
    assert "Errno" not in str(caught.value)


def test_a_file_in_another_encoding_is_told_by_its_name(tmp_path, read):
    (tmp_path / "cases").write_bytes("밤 도서관".encode("euc-kr"))
    with pytest.raises(ConfigurationError, match="cases is not in UTF-8"):
        read()


def test_a_mistake_names_the_file_that_was_given(tmp_path):
    path = tmp_path / "other.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        examples.stories(config.load(path))
    assert caught.value.subject == str(path.resolve())
