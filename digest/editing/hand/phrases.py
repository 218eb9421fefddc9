"""The words of the program's lines in an edit file, in the language of the publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Language

KOREAN: Mapping[str, str] = {
    "head": "{title} · {period} 호의 편집 파일 ({issue})",
    "whose": '"#:"로 시작하는 줄은 프로그램이 빌드할 때마다 새로 씁니다. 나머지는 모두 편집자의 것이며 그대로 남습니다.',
    "how": '고치려면 줄 앞의 "#: "를 지우고 값을 바꾼 뒤 저장하고 `digest build`를 실행하세요.',
    "slots": "이 호 전체에 쓰는 글. 비워 두면 아무 흔적도 남지 않습니다.",
    "sponsor": "광고를 넣으면 메일 제목 앞에 (광고)가 붙습니다.",
    "keys": "소식마다 고칠 수 있는 것:",
    "pin": "pin         반드시 싣고 섹션 맨 앞에 둠(true), 또는 그 자리에(2)",
    "drop": "drop, hold  싣지 않음, 다음 호에 새 소식처럼 실음",
    "position": "position    섹션 안의 자리. section = 섹션, size = 크기(lead, full, line)",
    "headline": "headline    직접 쓴 제목, 또는 출처 번호(그 출처의 제목)",
    "sentences": "sentences   보일 문장: 번호, 또는 따옴표 안에 직접 쓴 문장(편집자의 글로 표시)",
    "note": "note, links 소식 아래에 붙이는 편집자의 글과 링크",
    "merge": "merge_with  함께 실을 소식의 id. split = 따로 떼어 낼 출처 번호. 둘 다 다음 호에서도 기억합니다.",
    "sections": "섹션: {sections}",
    "state": "섹션 {section} · 크기 {size} · 자리 {place}",
    "sources": "출처",
    "candidates": "문장 (* 지금 실린 것, x 더는 없는 것)",
    "link_only": "링크만",
    "copy": "같은 글",
    "own": "편집자가 쓴 소식. 얼마든지 쓸 수 있습니다.",
    "aside": "이 호에 실리지 않은 소식",
    "reason": "실리지 않은 까닭: {reason}",
    "gone": "더는 적용되지 않는 편집. 해당하는 소식이 돌아오면 다시 적용되고, 지워도 됩니다.",
    "merged": '"{item}"과 함께 실림',
    "lost": "이 id의 소식이 없습니다.",
    "untitled": "(제목 없음)",
}
ENGLISH: Mapping[str, str] = {
    "head": "{title} · the editor's file of the issue of {period} ({issue})",
    "whose": 'Lines that begin with "#:" are written anew by each build. All others are yours and stay as they are.',
    "how": 'To change something, take the "#: " off its line, change the value, save, and run `digest build`.',
    "slots": "Of the whole issue. What is empty leaves no trace.",
    "sponsor": "With an advertisement the subject of the mail says so: it begins with (광고).",
    "keys": "What can be changed in an item:",
    "pin": "pin         told in any case, first in its section (true) or at that place (2)",
    "drop": "drop, hold  left out; left out now and told in the next issue as if new",
    "position": "position    its place in its section; section = its section, size = lead, full or line",
    "headline": "headline    your own, or the number of a source, for that source's title",
    "sentences": "sentences   those to show: numbers, or your own in quotation marks (shown as the editor's)",
    "note": "note, links your words and links below the item",
    "merge": "merge_with  ids of items told with it as one; split = numbers of sources to take out. Later issues remember both.",
    "sections": "sections: {sections}",
    "state": "section {section} · size {size} · place {place}",
    "sources": "sources",
    "candidates": "sentences (* stands in the item now, x is no longer there)",
    "link_only": "link only",
    "copy": "same text",
    "own": "Items of your own, as many as you like.",
    "aside": "Not in this issue",
    "reason": "why not: {reason}",
    "gone": "Edits that no longer apply. They apply again if their item comes back; you may delete them.",
    "merged": 'told with "{item}"',
    "lost": "no item has this id",
    "untitled": "(untitled)",
}
LEGEND = ("pin", "drop", "position", "headline", "sentences", "note", "merge")


def phrases(language: Language) -> Mapping[str, str]:
    """The words for a publication in this language; English where there are none."""
    return KOREAN if language == "ko" else ENGLISH
