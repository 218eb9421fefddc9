"""A publication in Korean and English over two weeks: built, translated, approved, archived and sent, each reader once."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digest.web.preview.drafts import EDITS
from digest.web.preview.press import Press
from tests.acceptance.small import Publication
from tests.acceptance.weeks import WEEKS

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = "2025-11-10T07:00+09:00", "2025-11-17T07:00+09:00"
CONFIG = """
[publication]
id = "two"
name = "두 말 소식"
names = { en = "Two Tongues" }
editions = ["ko", "en"]
archive_url = "https://example.org/archive"
[publication.sender]
name = "편집부"
names = { en = "The editors" }
address = "news@example.org"
contact = "서울시 어느 길 1"
[[sources]]
key = "notes"
kind = "folder"
path = "notes"
rights = "open"
[[sections]]
key = "town"
title = "고장"
titles = { en = "Town" }
words = ["대교", "도서관", "bridge", "ferries"]
[[sections]]
key = "sea"
title = "바다"
words = ["굴", "수온"]
[schedule]
cron = "0 7 * * mon"
approval = "required"
"""
NAMES = """갈매대교 = Gannet Bridge
해온시 = Haeon
가람건설 = Garam Construction
모래섬 = Sand Island
"""
ENGLISH = {
    "bridge-1-en.md": """---
title: Haeon closes Gannet Bridge after cracks are found
date: 2025-11-04
author: Northwind Wire
---
The city of Haeon found 14 cracks in the deck of Gannet Bridge and closed it to cars on Tuesday.
Garam Construction built the bridge to Sand Island, where 2,300 people live; it opened in 2019.
""",
    "ferries.md": """---
title: Port Ellery orders five electric ferries
date: 2025-11-06
author: Northwind Wire
---
The Port Ellery council voted to buy five battery-electric ferries for $84 million. The first is due in June 2027.
""",
}
LATER = {
    "bridge-2-en.md": """---
title: Repairing Gannet Bridge will cost 38 billion won, Haeon says
date: 2025-11-12
author: Northwind Wire
---
Haeon said on Wednesday that repairing the cracks in the deck of Gannet Bridge costs 38 billion won.
There are now 31 cracks; the city looks into what Garam Construction has to pay. Cars may cross again on Dec. 20.
""",
}


def write(publication: Publication, *texts: dict[str, str]) -> None:
    folder = publication.folder / "notes"
    folder.mkdir(exist_ok=True)
    for found in texts:
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")


def issue(publication: Publication, edition: str, start: str = "2025-11-03") -> dict:
    path = publication.folder / "var/issues" / f"two-weekly-{start}-{edition}" / "issue.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two weeks, the first translated and sent; the second built."""
    publication = Publication(tmp_path_factory.mktemp("two"))
    publication.configure(CONFIG)
    (publication.folder / "glossary.txt").write_text(NAMES, encoding="utf-8")
    write(publication, WEEKS["2025-11-03"], ENGLISH)
    told = {"build": publication.good("build", "--now", FIRST)}
    publication.good("subscribers", "add", "ko@example.org", "--language", "ko", "--now", FIRST)
    publication.good("subscribers", "add", "en@example.org", "--language", "en", "--now", FIRST)
    told["table"] = publication.good("translations", "export", "-", "--to", "en")
    table = list(csv.DictReader(io.StringIO(told["table"].removeprefix("\ufeff"), newline="")))
    oyster = next(row for row in table if "굴" in row["source"] and row["what"] == "headline")
    oyster["translation"] = "Warm sea kills oysters at 150 farms"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, table[0])
    writer.writeheader()
    writer.writerows(table)
    (publication.folder / "in.csv").write_bytes(out.getvalue().encode("cp949", "replace"))
    publication.good("translations", "import", "in.csv", "--now", FIRST)
    publication.good("build", "--no-fetch", "--now", FIRST)
    told["lint"] = publication.good("lint")
    told["refused"] = publication("send", "--now", FIRST).stderr
    publication.good("approve", "--now", FIRST)
    publication.good("archive")
    told["sent"] = publication("send", "--now", FIRST).stderr
    told["again"] = publication("send", "--now", FIRST).stderr
    write(publication, WEEKS["2025-11-10"], LATER)
    publication.good("build", "--now", SECOND)
    publication.good("archive")
    return publication, told


def test_both_editions_are_built_under_ids_of_their_own(made):
    publication, told = made
    assert re.findall(r"two-weekly-2025-11-03-\w\w", told["build"]) == [
        "two-weekly-2025-11-03-ko",
        "two-weekly-2025-11-03-en",
    ]
    korean, english = issue(publication, "ko"), issue(publication, "en")
    assert [item["id"] for item in korean["items"]] == [item["id"] for item in english["items"]]
    assert (korean["title"], english["title"]) == ("두 말 소식", "Two Tongues")
    assert english["publisher"]["name"] == "The editors"
    assert next(section["title"] for section in english["sections"]) == "Town"
    assert publication("verify", english["id"]).returncode == 0


def test_a_translation_is_shown_and_its_wrong_figure_told(made):
    """The source says 140 farms; the translation, 150."""
    publication, told = made
    headlines = {item["headline"]["text"]: item for item in issue(publication, "en")["items"]}
    item = headlines["Warm sea kills oysters at 150 farms"]
    assert (item["headline"]["provenance"], item["picks"]) == ("editor", [])
    assert '"150"' in told["lint"]
    assert re.search(r"between its editions \d+ warnings? \(edition-figure \d", told["sent"])
    mail = (publication.folder / "var/issues/two-weekly-2025-11-03-en/issue.txt").read_text(encoding="utf-8")
    assert "[Korean source] Warm sea kills oysters" in mail
    korean = (publication.folder / "var/issues/two-weekly-2025-11-03-ko/issue.txt").read_text(
        encoding="utf-8"
    )
    assert "[영문 기사] Port Ellery orders five electric ferries" in korean
    assert "84 million" not in korean


def test_each_reader_gets_one_mail(made):
    """Neither edition goes out before both are approved; then each goes to its readers, and nothing goes twice."""
    publication, told = made
    assert "is not approved" in told["refused"]
    assert told["sent"].count("1 sent") == 2
    assert told["again"].count("nothing new was sent") == 2
    mails = {name: text for name, text in publication.files("var/outbox").items() if name.endswith(".eml")}
    languages = sorted(
        (
            re.search(rb"^To: .*?([a-z]+)@", text, re.MULTILINE)[1],
            re.search(rb"Content-Language: (\w+)", text)[1],
        )  # type: ignore[index]
        for text in mails.values()
    )
    assert languages == [(b"en", b"en"), (b"ko", b"ko")]


def test_a_period_is_counted_once(made):
    """Two editions were sent, and the next issue is the second; its storyline has one part before, in each language."""
    publication, _ = made
    for edition in ("ko", "en"):
        second = issue(publication, edition, "2025-11-10")
        assert second["number"] == 2
        bridge = next(item for item in second["items"] if item["storyline"])
        (earlier,) = bridge["storyline"]["earlier"]
        assert earlier["issue"] == f"two-weekly-2025-11-03-{edition}"
        assert earlier["language"] == edition
        assert publication("verify", second["id"]).returncode == 0


def test_the_archive_leads_from_each_page_to_the_other(made):
    publication, _ = made
    pages = publication.files("var/archive")
    english = pages["issues/two-weekly-2025-11-03-en/index.html"].decode()
    base = "https://example.org/archive/issues/two-weekly-2025-11-03"
    for language, name in (("ko", "ko"), ("x-default", "ko"), ("en", "en")):
        assert f'hreflang="{language}" href="{base}-{name}/"' in english
    assert 'href="../../issues/two-weekly-2025-11-03-ko/index.html">한국어</a>' in english
    assert b"en/index.html" in pages["index.html"]
    assert "Gannet Bridge" in pages["en/index.html"].decode()
    assert "갈매대교" not in pages["en/feed.xml"].decode().split("<entry")[0]
    for feed, other in (("feed.xml", "-en/"), ("en/feed.xml", "-ko/")):
        assert other not in "".join(re.findall(r'<link rel="alternate"[^>]*>', pages[feed].decode()))


def test_a_mail_links_to_the_other_edition(made):
    publication, _ = made
    mail = publication.files("var/issues/two-weekly-2025-11-03-ko")
    link = b"https://example.org/archive/issues/two-weekly-2025-11-03-en/"
    assert link in mail["issue.html"]
    assert b"English: " + link in mail["issue.txt"]


def test_building_again_changes_no_byte_of_any_edition(made):
    publication, _ = made
    before = publication.files("var/issues")
    publication.good("build", "--no-fetch", "--now", SECOND)
    assert publication.files("var/issues") == before


def test_a_table_with_mistakes_is_taken_not_at_all(made, tmp_path):
    """Every mistake is told, with its line; the good line beside them is not taken either."""
    publication, told = made
    folder = tmp_path / "copy"
    shutil.copytree(publication.folder, folder)
    copy = Publication(folder)
    good = next(line for line in told["table"].splitlines() if ",headline," in line)
    rows = next(iter(csv.reader(io.StringIO(good))))
    header = told["table"].removeprefix("\ufeff").splitlines()[0]
    lines = [header]
    for what, id_ in (
        ("headline", rows[0]),
        ("headline", "item:none"),
        ("greeting", "issue:two-daily"),
        ("section", "section:no"),
    ):
        lines.append(f"{id_},{what},ko,x,en,Taken,{rows[6]},")
    (folder / "bad.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")
    done = copy("translations", "import", "bad.csv", "--now", SECOND)
    assert done.returncode == 1
    for told_line in (
        "3 mistakes",
        'line 3: id: there is no item "none"',
        "line 4: id: there is no issue",
        "line 5: id: there is no section",
    ):
        assert told_line in done.stderr
    assert "Taken" not in copy.good("translations", "export", "two-weekly-2025-11-03", "-")


def test_an_issue_of_two_editions_is_skipped_however_it_is_named(tmp_path):
    """By its id without an edition, or by that of any: also before it is built, none of them goes out."""
    publication = Publication(tmp_path)
    publication.configure(CONFIG)
    write(publication, WEEKS["2025-11-03"], ENGLISH)
    plain = "two-weekly-2025-11-03"
    for name in (f"{plain}-en", plain):
        assert f"{plain}-ko: is not sent" in publication("skip", name, "--reason", "연휴").stderr
        assert f"{plain}-ko: may be sent again" in publication("skip", f"{plain}-ko", "--undo").stderr
    publication.good("skip", plain, "--reason", "연휴")
    publication.good("build", "--now", FIRST)
    assert "연휴" in publication("send", "--now", FIRST).stderr
    assert f"{plain}-ko: may be sent again" in publication("skip", plain, "--undo").stderr


def test_an_edit_shows_in_the_edition_that_is_looked_at(tmp_path: Path):
    """The editor's file stands beside the primary edition alone, and every edition follows it."""
    made = Publication(tmp_path)
    made.configure(CONFIG)
    write(made, ENGLISH)
    made.good("build", "--now", FIRST)
    english, file = "two-weekly-2025-11-03-en", tmp_path / "var/issues/two-weekly-2025-11-03-ko" / EDITS
    press = Press(tmp_path / "config.toml")
    assert "ferries" in press.showing(english).proof.text
    ferries = next(item for item in issue(made, "en")["items"] if "ferries" in item["headline"]["text"])["id"]
    text = file.read_text(encoding="utf-8")
    head = f'id = "{ferries}"\n'
    file.write_text(text.replace(head, f"{head}drop = true\n"), encoding="utf-8")
    press.changed([file], [english])
    shown = press.showing(english)
    assert shown.fault is None
    assert "ferries" not in shown.proof.text
