"""Which language a text is in."""

from __future__ import annotations

import pytest

from digest.language.detect import detect


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("기준금리 동결", "", "ko"),
        ("OpenAI, 새 모델 공개", "The model is the company's newest.", "ko"),
        (
            "Central bank holds rates",
            "The board of the bank met on Thursday and left its rate as it was.",
            "en",
        ),
        ("Senate vote delayed again", "", "en"),
        (
            "DeepSeek (딥시크) opens its model",
            "The company said on Thursday that all of its new model would be open.",
            "en",
        ),
        ("Kubernetes v1.36, Helm 4, containerd 2.3, Envoy Gateway, Cilium, Istio Ambient 출시", "", "ko"),
        ("OpenAI o4 공개", "The model that OpenAI calls the best of its kind 누구나 쓸 수 있다", "ko"),
        ("", "Der Bundestag hat das Gesetz mit großer Mehrheit angenommen.", "und"),
        ("Le budget est voté", "Les députés ont adopté la loi de finances pour l'année.", "und"),
        ("東京で大きな地震", "気象庁によると、けが人はいない。", "und"),
        ("삼", "", "und"),
        ("", "", "und"),
        ("12:30", "1 2 3 4", "und"),
    ],
)
def test_a_text_is_korean_english_or_neither(title: str, text: str, language: str):
    assert detect(title, text) == language


def test_korean_is_told_from_the_beginning_only():
    """A Korean quotation far down does not make an English text Korean."""
    assert detect("The talks go on", "They met and they parted. " * 40 + "그는 아무 말도 하지 않았다") == "en"
