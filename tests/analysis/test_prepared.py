"""Stories made ready: what their sentences are."""

from __future__ import annotations

import pytest

from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle

LISTS = {
    "Korean": (
        (
            "시가 새 규정을 냈다\n\n시는 이달부터 새 규정을 시행한다고 밝혔다. 지킬 것은 다음과 같다.\n\n"
            "1. 문을 닫고 나간다.\n2. 불을 끈 뒤에 열쇠를 맡긴다.\n"
        ),
        ["1. 문을 닫고 나간다.", "2. 불을 끈 뒤에 열쇠를 맡긴다."],
    ),
    "English": (
        (
            "The office has new rules\n\nThe office told of new rules on Monday and asked all to keep them.\n\n"
            "(1) Close the door behind you.\n(2) Leave the key with the porter.\n"
        ),
        ["(1) Close the door behind you.", "(2) Leave the key with the porter."],
    ),
}


@pytest.mark.parametrize("language", LISTS)
def test_the_numbers_of_a_list_are_text_and_belong_to_no_sentence(language: str) -> None:
    text, items = LISTS[language]
    (content,) = read(text.encode(), name="a.txt", kind="plain")
    (story,) = unbundle(document(content, source_key="test", locator="a.txt")).stories
    assert story.text.split("\n")[-2:] == items
    (prepared,) = prepare([story], Analyser())
    sentences = prepared.story.sentences
    assert [sentence.text for sentence in sentences[-2:]] == [item.split(" ", 1)[1] for item in items]
    assert all(story.text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    for sentence, analysed in zip(sentences, prepared.sentences, strict=True):
        assert all(sentence.start <= word.start < word.end <= sentence.end for word in analysed.words)
