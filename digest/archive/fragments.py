"""Links into a text: `#:~:text=` takes a reader's browser to the very sentence (WICG, URL Fragment Text Directives)."""

from __future__ import annotations

from urllib.parse import quote

WHOLE = 48  # characters up to which a sentence stands in the link whole
ENDS = 4  # words of either end that stand for a longer one
LONGEST = 1000  # characters of a fragment: what has longer words is no sentence, and gets the page alone


def to_sentence(url: str, sentence: str) -> str:
    """The address of a sentence on the page at `url`; the page itself where the sentence is empty."""
    words = sentence.split()
    if not url or not words:
        return url
    whole = " ".join(words)
    if len(whole) <= WHOLE or len(words) <= 2 * ENDS:
        told = _coded(whole)
    else:
        told = f"{_coded(' '.join(words[:ENDS]))},{_coded(' '.join(words[-ENDS:]))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={told}" if len(told) <= LONGEST else url


def _coded(text: str) -> str:
    # The directive gives a meaning to `-`, `,` and `&`; quote() leaves only the first as it is.
    return quote(text, safe="").replace("-", "%2D")
