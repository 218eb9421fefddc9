"""Links into a text: `#:~:text=` takes a reader's browser to the very sentence (WICG, Scroll To Text Fragment).

A short sentence stands in the link whole; of a longer one its first and last words, between which anything may stand: a
sentence that crosses blocks of its page (a list, a caption) is found by these alone. Neither can tell which of two like passages
is meant, for the page is not at hand when the link is made: a browser takes the first. Words before or behind (`prefix-`,
`-suffix`) are not given: where they had changed, nothing would be found.
"""

from __future__ import annotations

import re
from urllib.parse import quote

WHOLE = 48  # characters up to which a sentence stands in the link whole
ENDS = 4  # words of either end that stand for a longer one
LONGEST = 1000  # characters of a fragment: what has longer words is no sentence, and gets the page alone
DIRECTIVE = ":~:"
_BREAK = re.compile(r"[\n\v\f\r\u0085\u2028\u2029]")


def to_sentence(url: str, sentence: str) -> str:
    """The address of a sentence on the page at `url`; the page itself where the sentence is empty or cannot be told.

    Line breaks within the sentence are those of its source: what stands in several lines may stand in several blocks.
    """
    words = sentence.split()
    if not url or not words:
        return url
    whole = " ".join(words)
    lines = [line for one in _BREAK.split(sentence) if (line := one.split())]
    if len(lines) == 1 and (len(whole) <= WHOLE or len(words) <= 2 * ENDS):
        told = _coded(whole)
    else:
        # Neither end may cross a line: a browser looks for each within one block.
        told = f"{_coded(' '.join(lines[0][:ENDS]))},{_coded(' '.join(lines[-1][-ENDS:]))}"
    if len(told) > LONGEST:
        return url
    page = url.partition(DIRECTIVE)[0]  # what the source's own address says of a place is another place
    return f"{page}{'' if '#' in page else '#'}{DIRECTIVE}text={told}"


def _coded(text: str) -> str:
    # The directive gives a meaning to `-`, `,` and `&`; quote() leaves only the first as it is.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
