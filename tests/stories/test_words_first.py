"""Words that are looked for before a slower pattern is tried: none may hide what the pattern finds."""

from __future__ import annotations

import pytest
from reading import DOCUMENTS, document_of

from digest.stories import roles, vocabulary
from digest.stories.dates import _AGO, _DAYS, _NOW, tells_age
from digest.stories.lines import lines_of

FOLDERS = [DOCUMENTS, *sorted((DOCUMENTS.parent / "written").glob("*"))]
EVERY = [
    pytest.param(folder, marks=() if place % 6 == 0 else pytest.mark.slow)
    for place, folder in enumerate(FOLDERS)
]
"""Every sixth is looked at whenever tests are run; the others with the slow tests."""


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_a_pattern_finds_nothing_without_one_of_its_words(folder) -> None:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".json" or not path.is_file():
            continue
        for line in lines_of(document_of(path)):
            for text in {line.text, line.shown}:
                low = text.lower()
                assert roles._CREDIT_WORDS.search(low) or not roles._CREDIT.search(text), text
                assert vocabulary._LEAVING_WORDS.search(low) or not vocabulary._CLOSING.search(text), text
                assert tells_age(text) or not any(p.search(text) for p in (_AGO, _DAYS, _NOW)), text
