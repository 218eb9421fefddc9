"""What `digest lint` says of many places it says once."""

from __future__ import annotations

from digest.cli.lint import MANY, lines
from digest.editing.remark import Remark


def remark(number: int, text: str = "", message: str = "ends in -다") -> Remark:
    return Remark(
        kind="register",
        level="warning",
        item=f"i{number}",
        text=text,
        message=message,
        hint="leave it",
        number=number,
        headline=f"H{number}",
    )


def test_findings_that_say_the_same_stand_below_it():
    found = [remark(1, "A."), remark(2, message="odd"), remark(2, "B."), remark(3, "H3")]
    assert [line.plain for line in lines(found)] == [
        "warning: 3 times: ends in -다: leave it",
        '  item 1 "H1": "A."',
        '  item 2 "H2": "B."',
        '  item 3 "H3"',
        'warning: item 2 "H2": odd: leave it',
    ]


def test_a_few_are_told_each_alone():
    found = [remark(number, "A.") for number in range(1, MANY)]
    assert [line.plain for line in lines(found)] == [f"warning: {one}" for one in found]
