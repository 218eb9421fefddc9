"""What is asked of a document's lines again and again, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from digest.stories.bags import Bagger, all_of, covered
from digest.stories.contents import beginning, entry
from digest.stories.identity import normalise
from digest.stories.lines import Line, run_in_end
from digest.stories.proposal import READ, outlet_at
from digest.stories.roles import Role
from digest.stories.vocabulary import (
    announces_round_up,
    asks,
    greets,
    is_generic,
    is_list_article,
    is_short_news,
    is_sponsored,
    names_issue,
    part_of,
    says_collected,
    takes_leave,
)

_ACTION = re.compile(
    r"(?:발표|공개|출시|개발|추진|확대|강화|체결|선정|인수|도입|개최|착수|돌입|상승|하락|급등|급락|감소|증가|전망|확정|통과|시행|지원|투자|협력|논란|우려|경고|제기|서명|수상|발간|발견|달성|기록|예고|임명|취임|결정|"
    r"중단|재개|완료|합의|구축|나서|가속화|경쟁|공급|판매|운영|개정|폐지|신설|열려|나와|된다|한다|했다|키로|기로)[’”'\"]?$"
)
_END = 6
"""Characters at a line's end in which what was done stands."""
_TELLING = re.compile(r"[,…‘’“”'\"·%$]|\d|\.\.\.")
_VERB = re.compile(r"\s[a-z]{2,}(?:s|ed)\s")
_HANGUL = re.compile("[가-힣]")
_LISTED = re.compile(r"\s*[,;·/&+]\s*|\s+(?:and|그리고|및)\s+|\s[-–—|]\s")
_LONGEST_HEADLINE = 100
_TOP, _OPENING = 6, 8
_PHRASE = 120
_WORD, _LABEL = 2, 24
"""Characters of the shortest headline in a line, and of the longest that is a label."""
_BOTTOM = 10
_FOOT = re.compile(
    r"unsubscribe|manage (?:your )?preferences|opt out|수신 ?거부|구독 ?(?:취소|해지)|그만 ?받", re.IGNORECASE
)


@dataclass(frozen=True)  # no slots: what is found is kept in its __dict__
class Facts:
    """A document's lines with their roles, and what is known of each.

    Attributes:
        lines: the lines.
        roles: what each is for.
        title: the document's.
        is_page: whether it is a page of the web, or a mail made as one.
    """

    lines: Sequence[Line]
    roles: Sequence[Role]
    title: str
    is_page: bool = False

    @cached_property
    def newsiness(self) -> list[float]:
        """0 to 1 for each line: how much it reads as a headline that tells what happened."""
        return [newsiness(line.text) if len(line.text) <= _LONGEST_HEADLINE else 0.0 for line in self.lines]

    @cached_property
    def generic(self) -> list[bool]:
        """Whether each line could head a chapter of any text."""
        return [len(line.text) <= 40 and is_generic(line.text) for line in self.lines]  # noqa: PLR2004 - characters

    @cached_property
    def asks(self) -> list[bool]:
        """Whether each line is a question, as an interview's are."""
        return [asks(line.text) for line in self.lines]

    @cached_property
    def names(self) -> list[str]:
        """Each line's letters and digits."""
        return [normalise(line.text) for line in self.lines]

    @cached_property
    def sizes(self) -> list[int]:
        """Characters of text in each line, 0 where it is none."""
        return [
            len(line.text) if role == "text" else 0 for line, role in zip(self.lines, self.roles, strict=True)
        ]

    @cached_property
    def _bagger(self) -> Bagger:
        return Bagger()

    @cached_property
    def bags(self) -> list[int]:
        """The words of each text line, see `bags`."""
        bag = self._bagger.bag
        return [
            bag(line.text) if role == "text" else 0 for line, role in zip(self.lines, self.roles, strict=True)
        ]

    @cached_property
    def title_words(self) -> int:
        """The words of the title."""
        return self._bagger.bag(self.title)

    @cached_property
    def contents(self) -> frozenset[str]:
        """How the headlines in the document's list of contents begin."""
        return frozenset(
            beginning(entry(line))
            for line, role in zip(self.lines, self.roles, strict=True)
            if role == "contents"
        )

    @cached_property
    def listed(self) -> frozenset[int]:
        """The lines that the list of contents names, the first of each name."""
        found: dict[str, int] = {}
        for line, role in zip(self.lines, self.roles, strict=True):
            if role == "text" and not line.is_sentence and self.contents:
                name = beginning(entry(line))
                if name in self.contents:
                    found.setdefault(name, line.index)
        return frozenset(found.values())

    @cached_property
    def could_head(self) -> frozenset[int]:
        """The lines that look like headlines by themselves: marked or bare, above a text, and telling news."""
        return frozenset(line.index for line in self.lines if self._could_head(line))

    def _could_head(self, line: Line) -> bool:
        if self.roles[line.index] != "text" or line.is_sentence:
            return False
        after = self.next_read[line.index]
        if after < 0 or self.generic[line.index] or names_no_story(line.text):
            return False
        opens = self.sizes[after] >= 40 or self.lines[after].is_sentence  # noqa: PLR2004 - characters
        marked = line.kind == "heading" or line.rank == 1 or line.is_bare
        return marked and opens and self.newsiness[line.index] >= 0.5  # noqa: PLR2004 - a share

    @cached_property
    def run_ins(self) -> list[int]:
        """Where in each line a headline of a word or more may end that its text follows (`STOCKS — …`); 0 = nowhere."""
        return [run_in_end(line.text, _WORD) for line in self.lines]

    @cached_property
    def labels(self) -> list[bool]:
        """Whether such a headline is a word or two in capitals."""
        return [
            0 < end <= _LABEL and line.text[:end].isupper()
            for end, line in zip(self.run_ins, self.lines, strict=True)
        ]

    @cached_property
    def outlets(self) -> list[bool]:
        """Whether each marked line names an outlet in brackets at its end."""
        return [bool(line.family) and outlet_at(line.text) > 0 for line in self.lines]

    @cached_property
    def next_read(self) -> list[int]:
        """The index of the next line that is read after each; -1 where there is none."""
        after, found = -1, []
        for line in reversed(self.lines):
            found.append(after)
            if self.roles[line.index] in READ:
                after = line.index
        return found[::-1]

    def _title_told(self, text: list[int]) -> float:
        """How many of the title's words the text uses: a story's are told in it, a periodical's name is not."""
        own = normalise(self.title)
        told = all_of(self.bags[place] for place in text if self.names[place] != own)
        return covered(self.title_words, told)

    @cached_property
    def title_pieces(self) -> list[int]:
        """The words of each thing that the title lists (`콩값, 급식, 그리고 감자`), where it lists two or more."""
        name = self.title.split(":", 1)[-1]
        pieces = [words for piece in _LISTED.split(name) if (words := self._bagger.bag(piece))]
        return pieces if len(pieces) > 1 else []

    @cached_property
    def of_the_whole(self) -> dict[str, float]:
        """What the whole document says of itself: several stories, or one."""
        top = [line.shown for line in self.lines[:_TOP]]
        text = [place for place, role in enumerate(self.roles) if role == "text"]
        questions = sum(self.asks[place] and len(self.lines[place].text) < 200 for place in text)  # noqa: PLR2004
        return {
            "a title of one piece": float(is_list_article(self.title)),
            "numbered as an issue": float(any(names_issue(line) for line in (self.title, *top[:4]))),
            "questions and answers": min(1.0, 4 * questions / max(4, len(text))),
            "a letter's greeting": float(any(greets(line) for line in top)),
            "a letter's farewell": float(any(takes_leave(line.text) for line in self.lines[-12:])),
            "the title's words in the text": self._title_told(text),
            "a letter's foot": float(any(_FOOT.search(line.text) for line in self.lines[-_BOTTOM:])),
            "advertisements between": float("advertisement" in self.roles),
        }


@lru_cache(maxsize=4096)
def names_no_story(head: str) -> bool:
    """Whether a line names what is no story: a part of the document, short news, an advertisement, a farewell."""
    return part_of(head) is not None or is_short_news(head) or is_sponsored(head) or takes_leave(head)


def share(values: Sequence[float]) -> float:
    """The mean of shares or of yes (1) and no (0); 0 where there are none."""
    return sum(values) / len(values) if values else 0.0


def newsiness(text: str) -> float:
    """0 to 1: how much a line reads as a headline that tells what happened."""
    words = text.count(" ") + 1
    korean = _HANGUL.search(text) is not None
    score = 0.35 if words >= (3 if korean else 5) else 0.0
    score += 0.2 if words >= (4 if korean else 7) else 0.0
    score += 0.25 if _TELLING.search(text) else 0.0
    score += 0.3 if _ACTION.search(text, max(0, len(text) - _END)) else 0.0
    if not korean and words >= 4 and _VERB.search(text):  # noqa: PLR2004 - a verb in a sentence-case headline
        score += 0.25
    return min(1.0, score)


def announced(facts: Facts, first: int, closers: frozenset[int]) -> dict[str, float]:
    """How the title, the lines above the first headline, and the headings above headlines announce several stories."""
    told = (
        line.text
        for line in facts.lines[:first]
        if facts.roles[line.index] == "text" or (line.index < _TOP and facts.roles[line.index] == "furniture")
    )
    opening = list(islice(told, _OPENING))
    headings = (facts.lines[index] for index in sorted(closers))
    above = " ".join(line.text for line in headings if line.kind == "heading")
    short = [
        text for text in opening[:4] if len(text) <= _PHRASE and " > " not in text
    ]  # a path through a site
    phrases = [text for text in short if len(text.split()) > 2]  # noqa: PLR2004 - not a menu
    return {
        "a title of a round-up": float(announces_round_up(facts.title)),
        "announced above": float(any(announces_round_up(text) for text in phrases)),
        "collected, it says": float(
            announces_round_up(above) or any(says_collected(text[:600]) for text in opening)
        ),
    }
