"""The MJML engine may die; the program, the other issues and the next rendering do not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from digest.errors import ResultError
from digest.rendering import mjmlworker
from digest.rendering.engine import Engine
from digest.rendering.mail import render_mail
from tests.rendering.sample_issue import sample

WORKER = Path(mjmlworker.__file__)
BEFORE = f"import sys, time; sys.path.insert(0, {str(WORKER.parent)!r}); import mjmlworker as w\n"


def mjml(body: str) -> str:
    return (
        '<mjml lang="ko"><mj-body><mj-section><mj-column><mj-text>'
        f"{body}</mj-text></mj-column></mj-section></mj-body></mjml>"
    )


@pytest.fixture
def engine():
    made = Engine()
    yield made
    made.close()


def scripted(code: str) -> Engine:
    """An engine whose worker does something else."""
    return Engine((sys.executable, "-c", BEFORE + code))


@pytest.mark.parametrize("depth", [20_000, 200_000])
def test_markup_that_takes_the_engine_down_costs_one_issue_an_error(engine: Engine, depth: int):
    """The error names what was rendered; the next rendering is answered as if nothing had been."""
    before = engine.html(mjml("안녕"), subject="templates/a")
    with pytest.raises(ResultError, match=r"templates/b \(issue c\)") as told:
        engine.html(mjml("<div>" * depth + "</div>" * depth), subject="templates/b (issue c)")
    assert "died of it" in str(told.value)
    assert told.value.hint
    assert engine.html(mjml("안녕"), subject="templates/a") == before


@pytest.mark.parametrize(
    "source", ["", "<mjml>", "\ud800", "<a></a>", "\x00", "<mjml lang='ko'>&nothing;</mjml>"]
)
def test_what_is_not_mjml_is_refused_with_its_subject(engine: Engine, source: str):
    with pytest.raises(ResultError, match="templates/x"):
        engine.html(source, subject="templates/x")


def test_a_worker_that_was_killed_between_two_mails_is_replaced(engine: Engine):
    first = engine.html(mjml("하나"), subject="x")
    engine._worker.kill()
    assert engine.html(mjml("하나"), subject="x") == first
    engine._worker.kill()
    engine._worker.wait()
    assert engine.html(mjml("하나"), subject="x") == first


def test_an_engine_that_takes_too_long_is_ended():
    """It ends itself, with nobody left to end it as well."""
    slow = scripted("w.SECONDS = 0.2\nw.answer = lambda source: time.sleep(60)\nw.main()")
    with pytest.raises(ResultError, match="took more than"):
        slow.html(mjml("x"), subject="x")
    assert slow._worker is None


@pytest.mark.parametrize(
    "code", ["", "w.write(sys.stdout.buffer, b'')", "sys.stdout.write('no frame')", "1 / 0"]
)
def test_a_worker_that_does_not_answer_is_an_error_and_no_traceback(code: str):
    with pytest.raises(ResultError):
        scripted(code).html(mjml("x"), subject="x")


def test_a_panic_is_an_answer_as_well():
    made = scripted(
        "class Panic(BaseException): pass\nimport mjml\n"
        "def fail(*a, **k): raise Panic('stack')\nmjml.mjml2html = fail\nw.main()"
    )
    with pytest.raises(ResultError, match="stack"):
        made.html(mjml("x"), subject="x")
    made.close()


def test_an_engine_that_cannot_be_started_says_so():
    with pytest.raises(ResultError, match="cannot be started"):
        Engine(("/no/such/program",)).html(mjml("x"), subject="templates/x")


def test_threads_get_their_own_answers(engine: Engine):
    told: dict[int, str] = {}

    def ask(number: int) -> None:
        told[number] = engine.html(mjml(f"number-{number}."), subject="x")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"number-{number}." in html for number, html in told.items())
    assert len(told) == 12


def gone(pid: int) -> bool:
    """Whether a process ends soon. One that has ended and waits to be reaped by init is gone too."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except OSError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif("sys.platform == 'win32'", reason="asks for a process by its number")
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "sys.exit()", "raise ValueError"])
def test_no_worker_outlives_the_program(end: str):
    """Not even one that is killed and can clear nothing away."""
    code = (
        "import os, sys\nfrom digest.rendering.engine import ENGINE\n"
        f"ENGINE.html({mjml('x')!r}, subject='x')\nprint(ENGINE._worker.pid, flush=True)\n{end}"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert gone(int(done.stdout)), done.stderr


def test_the_engine_is_not_in_our_process():
    """A mail is rendered without the library being imported here."""
    code = (
        "import sys\nfrom tests.rendering.sample_issue import sample\nfrom digest.rendering.mail import render_mail\n"
        "render_mail(sample(), folder=None, web_url='')\nprint('mjml' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert done.stdout.split() == ["False"]


@pytest.mark.parametrize("depth", [100, 10_000])
def test_a_template_that_nests_too_deep_is_an_error_with_its_place(tmp_path: Path, depth: int):
    own = tmp_path / "templates" / "issue" / "weekly" / "mail.mjml.j2"
    own.parent.mkdir(parents=True)
    own.write_text(mjml("\n" + "<div>" * depth + "</div>" * depth), encoding="utf-8")
    with pytest.raises(ResultError, match=r"issue/weekly/mail\.mjml\.j2, line 2"):
        render_mail(sample(), folder=tmp_path, web_url="")
