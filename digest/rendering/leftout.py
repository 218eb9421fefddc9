"""Why stories are not told, in words for readers.

What the program notes is for the editor: it names settings, issues and addresses, in English. Readers are told what kind of reason it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.rendering.strings import Strings

KINDS: tuple[tuple[str, str], ...] = (
    (r"other items rank above it", "left_out_rank"),
    (r"told in .+, and (?:nothing has moved since|has not moved: .+)", "left_out_told"),
    (r"interests\.(?:drop|only): .+", "left_out_subject"),
    (r'sources\[".+"\]\.cap: .+', "left_out_cap"),
    (r"its source allows no more than a link, and it has no headline", "left_out_link"),
    (r"it is not of the storyline .+", "left_out_line"),
    (r"dropped by the editor", "left_out_editor"),
    (r"held for the next issue by the editor", "left_out_held"),
    (r"left out before sending: .+", "left_out_live"),
)
"""What the program gives as a reason, and the words for it."""
_KNOWN = tuple((re.compile(said, re.DOTALL), key) for said, key in KINDS)


def worded(reason: str, strings: Strings) -> str:
    """A reason in the reader's language; one that is not ours as it is."""
    key = next((key for said, key in _KNOWN if said.fullmatch(reason)), "")
    return strings(key) if key else reason
