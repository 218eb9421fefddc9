"""A publication whose genre states a register: built, shown with its originals, proved, and refused once touched."""

from __future__ import annotations

import json
import re

from digest.language.register import RULES
from tests.acceptance.small import CONFIG, NOW

ISSUE = "small-weekly-2025-11-17"
POLITE = CONFIG + '\n[genres.weekly]\nregister = "polite"\n'
MARK = "°"


def issue_path(publication):
    return publication.folder / "var/issues" / ISSUE / "issue.json"


def picks(issue):
    return [pick for item in issue["items"] for pick in item["picks"]]


def test_readers_see_one_register_and_can_read_what_the_source_wrote(publication):
    publication.configure(POLITE)
    publication.good("build", "--now", NOW)
    issue = json.loads(issue_path(publication).read_text(encoding="utf-8"))
    told = [*picks(issue), *(one["pick"] for one in issue["ahead"])]
    rewritten = [pick for pick in told if pick["provenance"] == "register"]
    assert rewritten
    assert issue["provenance"]["analyser"].endswith(f"; register polite, rules {RULES}")
    publication.good("archive")
    page = publication.files("var/archive")[f"issues/{ISSUE}/index.html"].decode()
    html, text = (
        (publication.folder / "var/issues" / ISSUE / name).read_text(encoding="utf-8")
        for name in ("issue.html", "issue.txt")
    )
    terminal = publication.good("preview")
    assert page.count("</q>") == len(rewritten)
    unfolded = page.count('<details class="original">')
    several = sum(any(one in rewritten for one in item["picks"]) for item in issue["items"])
    assert unfolded == several + sum(one in rewritten for one in told[len(picks(issue)) :]) < len(rewritten)
    for pick in rewritten:
        end = pick["shown"].split()[-1]
        assert pick["sentence"]["text"] in page
        assert pick["sentence"]["text"] not in html
        assert all(end in shown for shown in (page, html, text, terminal))
    for shown in (html, text, terminal):
        assert shown.count(MARK) == len(rewritten) + 1  # the note says what the mark means
    assert "°가 붙은 문장은 말끝만 바꾸었습니다." in page
    assert page.count("<summary>° ") + page.count('<summary lang="ko">° ') == unfolded
    marked = re.findall(r'<span class="glued">[^\n]*?class="changed"[^>]*>°</small></span>', page)
    assert len(marked) == len([pick for pick in picks(issue) if pick in rewritten]), "no ° begins a line"
    found = [json.loads(line)["kind"] for line in publication.good("lint", "--json").splitlines()]
    assert "register" not in found


def test_without_a_register_nothing_is_marked(publication):
    publication.good("build", "--now", NOW)
    folder = publication.folder / "var/issues" / ISSUE
    assert all(
        MARK not in (folder / name).read_text(encoding="utf-8") for name in ("issue.html", "issue.txt")
    )
    assert "register" not in json.loads(issue_path(publication).read_text())["provenance"]["analyser"]


def test_a_touched_rewriting_or_original_is_refused(publication):
    publication.configure(POLITE)
    publication.good("build", "--now", NOW)
    publication.good("verify", ISSUE)
    path = issue_path(publication)
    whole = path.read_text(encoding="utf-8")
    for field in ("shown", "text"):
        issue = json.loads(whole)
        pick = next(one for one in picks(issue) if one["provenance"] == "register")
        held = pick if field == "shown" else pick["sentence"]
        held[field] = held[field].replace("다", "디", 1)
        path.write_text(json.dumps(issue, ensure_ascii=False), encoding="utf-8")
        done = publication("verify", ISSUE)
        assert done.returncode == 1, field
        assert "1 of" in done.stderr
    path.write_text(whole, encoding="utf-8")
    publication.good("verify", ISSUE)


def test_another_register_makes_the_draft_anew_and_the_same_one_gives_the_same_bytes(publication):
    made = {}
    for register in ("polite", "plain", "polite"):
        publication.configure(CONFIG + f'\n[genres.weekly]\nregister = "{register}"\n')
        publication.good("build", "--now", NOW)
        again = issue_path(publication).read_bytes()
        assert made.setdefault(register, again) == again
    assert made["polite"] != made["plain"]


def test_an_unknown_register_is_told_before_any_work(publication):
    publication.configure(CONFIG + '\n[genres.weekly]\nregister = "shout"\n')
    done = publication("check")
    assert done.returncode == 2
    assert "genres.weekly.register" in done.stderr
    assert "shadows" not in done.stderr
