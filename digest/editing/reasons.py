"""Why something is not told, in words for the editor: they name what a reader is not told of, settings, issues and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Language, NotTold

ENGLISH: Mapping[str, str] = {
    "rank": "other items rank above it",
    "told": "told in {issue}, and nothing has moved since",
    "still": "told in {issue}, and has not moved: it tells of no new day, {n}% of what it is about was told before",
    "same": (
        "told in {issue}, and has not moved: it tells of no new day, {n}% of what it is about was told before"
        " and no figure or day is new"
    ),
    "drop": "interests.drop: {filter}",
    "only": "interests.only: it fits none of them",
    "cap": 'sources["{source}"].cap: no more than {n} items that it alone tells',
    "cap_one": 'sources["{source}"].cap: no more than 1 item that it alone tells',
    "link": "its source allows no more than a link, and it has no headline",
    "line": "it is not of the storyline {storyline}",
    "merged": 'it is told with "{item}"',
    "editor": "dropped by the editor",
    "held": "held for the next issue by the editor",
    "changed": "left out before sending: what it cites has changed ({url})",
    "gone": "left out before sending: what it cites is gone ({url})",
    "dead": "left out before sending: a page that it cites is gone ({url})",
    "other": "{words}",
}
KOREAN: Mapping[str, str] = {
    "rank": "순위에서 밀림",
    "told": "{issue}에서 전했고, 그 뒤 달라진 것이 없음",
    "still": "{issue}에서 전했고 달라진 것이 없음(새 날짜가 없고, 내용의 {n}%를 이미 전함)",
    "same": "{issue}에서 전했고 달라진 것이 없음(새 날짜와 숫자가 없고, 내용의 {n}%를 이미 전함)",
    "drop": "interests.drop: {filter}",
    "only": "interests.only: 맞는 것이 없음",
    "cap": 'sources["{source}"].cap: 이 출처만 전하는 소식은 {n}개까지',
    "cap_one": 'sources["{source}"].cap: 이 출처만 전하는 소식은 1개까지',
    "link": "출처가 링크만 허락하는데 제목이 없음",
    "line": "이야기 {storyline}의 소식이 아님",
    "merged": "“{item}” 소식과 함께 전함",
    "editor": "편집자가 뺌",
    "held": "편집자가 다음 호로 미룸",
    "changed": "보내기 전에 뺌: 인용한 것이 바뀜({url})",
    "gone": "보내기 전에 뺌: 인용한 것이 사라짐({url})",
    "dead": "보내기 전에 뺌: 인용한 페이지가 사라짐({url})",
    "other": "{words}",
}


def told(reason: NotTold, language: Language = "en") -> str:
    """A reason in one line; in English where there are no words of the language."""
    words = KOREAN if language == "ko" else ENGLISH
    one = f"{reason.kind}_one" if reason.values.get("n") == 1 else ""
    return words.get(one, words[reason.kind]).format(**reason.values)
