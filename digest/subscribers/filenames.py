"""What the name of a file tells of everybody in it.

Services put people of one state into a file of its own, and some write that state nowhere but into its name: taken for subscribers, those
who had left would be written to again.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.model import Left

_MAILCHIMP: dict[str, Left] = {"unsubscribed_": "unsubscribed", "cleaned_": "bounced"}
"""How the parts of Mailchimp's export begin."""
_NEVER = re.compile(
    r"(?<![a-z])(?:non[-_ ]?subscribed|unconfirmed|transactional)(?![a-z])|미동의|비동의|미확인"
)
_GONE: tuple[tuple[re.Pattern[str], Left], ...] = (
    (
        re.compile(
            r"(?<![a-z])(?:unsub(?:s|scribe[ds]?|scribers)?|opt(?:ed)?[-_ ]?outs?)(?![a-z])|수신[-_ ]*(?:거부|해지|철회)|구독[-_ ]*(?:취소|해지|철회)|탈퇴"
        ),
        "unsubscribed",
    ),
    (re.compile(r"(?<![a-z])(?:bounce[ds]?|cleaned)(?![a-z])|자동[-_ ]*삭제|반송(?!동)"), "bounced"),
    (re.compile(r"(?<![a-z])complain(?:ed|ts?)(?![a-z])|스팸[-_ ]*신고"), "complained"),
    (
        re.compile(r"(?<![a-z])(?:suppressions?|block(?:ed|list(?:ed)?)|blacklist(?:ed)?)(?![a-z])|차단"),
        "removed",
    ),
)


def left(name: str) -> Left | None:
    """Why all people in a file of this name have left; None where it does not say that they have.

    Raises:
        UsageError: it seems to say that they have left, or that they never agreed; an editor has to say which.
    """
    plain = unicodedata.normalize("NFC", name).casefold()  # macOS takes Hangul apart
    for beginning, reason in _MAILCHIMP.items():
        if plain.startswith(beginning):
            return reason
    if found := _NEVER.search(plain):
        raise UsageError(
            name,
            f'its name ("{found[0]}") says that its people have not agreed to be written to',
            "take in the others alone; if they have agreed, give the file another name",
        )
    for pattern, reason in _GONE:
        if found := pattern.search(plain):
            raise UsageError(
                name,
                f'its name ("{found[0]}") says that its people have left',
                f"say so with `--as {reason}`; if they have not, or a column says so of each, give the file another name",
            )
    return None
