"""A merge and a split last: the next build keeps them, the issue says so, and they can be taken back."""

from __future__ import annotations

import json
import re

from tests.acceptance.small import NOW

ISSUE = "small-weekly-2025-11-17"


def issue(publication):
    return json.loads((publication.folder / "var/issues" / ISSUE / "issue.json").read_text(encoding="utf-8"))


def sizes(publication) -> list[int]:
    return sorted(len(item["references"]) for item in issue(publication)["items"])


def build(publication) -> None:
    publication.good("build", "--now", NOW)


def test_a_split_and_a_merge_last_until_they_are_taken_back(publication):
    build(publication)
    assert sizes(publication) == [1, 2]
    before = issue(publication)["provenance"]["overrides"]
    items = issue(publication)["items"]
    pair = next(number for number, item in enumerate(items, 1) if len(item["references"]) == 2)
    ids = [reference["story"] for reference in items[pair - 1]["references"]]

    said = publication("split", f"{pair}.1", f"{pair}.2", "--now", NOW).stderr
    assert all(reference["title"] in said for reference in items[pair - 1]["references"])
    for _ in range(2):
        build(publication)
        assert sizes(publication) == [1, 1, 1]
        assert "kept apart by the editor" in publication.good("explain", ISSUE)
        assert issue(publication)["provenance"]["overrides"] != before
    assert publication.good("verify", ISSUE) == ""
    refused = publication("merge", *ids)
    assert refused.returncode == 2
    titles = [reference["title"] for reference in items[pair - 1]["references"]]
    assert all(f'"{title}"' in refused.stderr for title in titles), "an editor knows stories by their titles"
    undo = re.search(r"`digest (split --undo \S+ \S+)`", refused.stderr)
    assert undo
    assert set(undo[1].split()[2:]) == set(ids)

    listed = [json.loads(line) for line in publication.good("decisions", "--json").splitlines()]
    assert [(one["kind"], {one["left"], one["right"]}) for one in listed] == [("apart", set(ids))]
    assert f"apart  {NOW[:10]}" in publication.good("decisions"), "the day is that of the publication's zone"
    publication.good(*undo[1].split())
    build(publication)
    assert sizes(publication) == [1, 2]
    assert {item["id"] for item in issue(publication)["items"]} == {item["id"] for item in items}

    other = next(item for item in issue(publication)["items"] if len(item["references"]) == 1)
    publication.good("merge", ids[0], other["references"][0]["story"], "--now", NOW)
    build(publication)
    assert sizes(publication) == [3]
    assert "put together by the editor" in publication.good("explain", ISSUE)


def test_what_cannot_be_decided_is_told(publication):
    build(publication)
    assert publication("merge", "nothing", "never").returncode == 1
    assert publication("split", "9.1", "9.2").returncode == 1
    assert publication("merge", "1.1").returncode == 2
    numbered = publication("merge", "1", "2")
    assert (numbered.returncode, "write 1.1 for the first source of item 1" in numbered.stderr) == (2, True)
    assert publication("split", "1.1", "2.1", "--undo").returncode == 1


def test_what_a_decision_contradicts_is_named_with_what_takes_it_back(publication):
    """Also where it follows from two: A with B and B with C, and then A apart from C."""
    build(publication)
    ids = [reference["story"] for item in issue(publication)["items"] for reference in item["references"]]
    assert len(ids) == 3
    publication.good("merge", ids[0], ids[1])
    publication.good("merge", ids[1], ids[2])
    refused = publication("split", ids[0], ids[2])
    assert refused.returncode == 2
    undo = re.search(r"`digest (merge --undo \S+ \S+)`", refused.stderr)
    assert undo
    publication.good(*undo[1].split())
    publication.good("split", ids[0], ids[2])


def test_what_an_edit_file_decides_is_told_as_its_own(publication):
    """Taken back by a command alone, it would be there again after the next building, without a word why."""
    build(publication)
    one, other = (item["id"] for item in issue(publication)["items"])
    file = publication.folder / "var/issues" / ISSUE / "issue.edit.toml"
    head = f'id = "{one}"\n'
    text = file.read_text(encoding="utf-8").replace(head, f'{head}merge_with = ["{other}"]\n')
    file.write_text(text, encoding="utf-8")
    build(publication)
    assert sizes(publication) == [3]
    listed = publication.good("decisions")
    assert f"in the edit file of {ISSUE}" in listed
    stories = [reference["story"] for reference in issue(publication)["items"][0]["references"]]
    undone = publication("merge", "--undo", *stories)
    assert (undone.returncode, f"the edit file of {ISSUE} says so, too" in undone.stderr) == (0, True)
    publication.good("split", *stories)
    assert "`digest split --undo` takes it back" in publication.good("decisions")
    again = publication("split", "--undo", *stories)
    assert "edit file" not in again.stderr


def test_a_source_is_named_by_the_key_that_the_edit_file_shows(publication):
    """An editor has that file open: its keys mean the same to `digest merge` and `digest split`."""
    build(publication)
    file = publication.folder / "var/issues" / ISSUE / "issue.edit.toml"
    keys = re.findall(r"#:   \(\d\) ([0-9a-f]{10}) ", file.read_text(encoding="utf-8"))
    assert len(keys) == 3
    publication.good("merge", *keys)
    build(publication)
    assert sizes(publication) == [3]
    publication.good("merge", *keys, "--undo")
    build(publication)
    assert sizes(publication) == [1, 2]
    assert publication("merge", keys[0][:9], keys[1]).returncode == 1


def test_an_item_is_no_source_and_it_is_said_how_to_name_one(publication):
    build(publication)
    items = [item["id"] for item in issue(publication)["items"]]
    refused = publication("merge", *items)
    assert (refused.returncode, "is an item: write 1.1 for its first source" in refused.stderr) == (1, True)
