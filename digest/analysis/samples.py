"""What a text is known by among many: how full it is, and a sample of its runs of words.

After Broder, "On the resemblance and containment of documents" (1997). It asks for no other text: so it is taken when a story is
analysed (`sampling`), and kept with its analysis.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.analysis.prepared import Prepared
    from digest.analysis.shingles import Marks

SAMPLED, EACH = 80, 4
"""Of a text of more runs than SAMPLED one in EACH is taken, chosen by what they say."""
HEAD = struct.Struct("<5I")
"""What stands before the marks of a sample."""


class Sample(NamedTuple):
    """A story's text without what each outlet prints around it, as it is looked up.

    Attributes:
        words: how many it has.
        size: its distinct runs of words.
        start: where it stands in the story.
        end: the place behind it.
        titled: the headline, which stands before it then, counts.
        marks: of its runs one in `each`, as shorter numbers.
    """

    words: int
    size: int
    start: int
    end: int
    titled: bool
    marks: Marks

    @property
    def each(self) -> int:
        """Of how many runs one was taken."""
        return EACH if self.size > SAMPLED else 1

    def written(self) -> bytes:
        """The same as bytes."""
        head = HEAD.pack(self.words, self.size, self.start, self.end, self.titled)
        return head + self.marks.astype("<u4").tobytes()


def written(story: Prepared) -> bytes:
    """The sample of a story as bytes, as `recall` takes them."""
    found: bytes = story.kept[Sample]
    return found


def drop(stories: Iterable[Prepared]) -> None:
    """Free the memory that samples take; who asks for them again has them taken anew."""
    for story in stories:
        story.kept.pop(Sample, None)


def recall(story: Prepared, told: bytes) -> None:
    """Take bytes that were written of the same text."""
    story.kept[Sample] = told
