"""Work of a copy of the process: its answers, and what happens where there is no copy or it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from digest import meanwhile
from digest.meanwhile import Meanwhile, Prepared

ROOT = Path(__file__).resolve().parents[1]


def alone(code: str) -> str:
    """What a program says that has no thread but its own."""
    program = "import os, signal, sys, time\nfrom digest import meanwhile\nfrom digest.meanwhile import Meanwhile, Prepared\n"
    done = subprocess.run(
        [sys.executable, "-c", program + textwrap.dedent(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout


def _gone(group: int) -> bool:
    """Whether no process of a group is left, or is so soon."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


two_cores = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1,
    reason="no copy is made here: one core, or no Linux",
)


@two_cores
def test_a_copy_does_the_work_and_its_answer_comes_back() -> None:
    said = alone("""
        with Meanwhile(lambda: (os.getpid(), "가" * 1_000_000)) as work:
            process, text = work.answer()
        print(process != os.getpid(), len(text))
    """)
    assert said.split() == ["True", "1000000"]


@two_cores
@pytest.mark.parametrize(
    "end", ["os.kill(os.getpid(), signal.SIGKILL)", "os._exit(0)", "os._exit(7)", "sys.exit(0)"]
)
def test_the_work_of_a_copy_that_ends_without_an_answer_is_done_here(end: str) -> None:
    said = alone(f"""
        here = os.getpid()
        def work():
            if os.getpid() != here:
                {end}
            return "done here"
        with Meanwhile(work) as under_way:
            print(under_way.answer())
    """)
    assert said == "done here\n"


@two_cores
def test_a_fault_of_the_work_is_told_where_it_is_asked_for() -> None:
    said = alone("""
        def work():
            raise ValueError("한 번")
        with Meanwhile(work) as under_way:
            try:
                under_way.answer()
            except ValueError as error:
                print(error)
    """)
    assert said == "한 번\n"


@two_cores
def test_what_cannot_be_handed_over_is_made_here() -> None:
    said = alone("""
        with Meanwhile(lambda: (lambda: os.getpid())) as work:
            print(work.answer()() == os.getpid())
    """)
    assert said == "True\n"


@two_cores
def test_a_copy_that_nobody_asks_any_more_is_ended() -> None:
    said = alone("""
        try:
            with Meanwhile(lambda: time.sleep(50)) as work:
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("none is left")
    """)
    assert said == "none is left\n"


@two_cores
def test_an_interrupt_of_the_whole_group_ends_both_and_is_told_once() -> None:
    code = "import time\nfrom digest.meanwhile import Meanwhile\nwith Meanwhile(lambda: time.sleep(50)):\n print('begun', flush=True)\n time.sleep(50)"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert told.count("KeyboardInterrupt") == 1
    assert _gone(process.pid)


@two_cores
def test_nothing_waits_to_be_written_twice() -> None:
    """What a buffer held when the copy was made is written by its owner alone."""
    said = alone("""
        sys.stdout.write("once ")
        with Meanwhile(lambda: 1) as work:
            work.answer()
    """)
    assert said == "once "


@two_cores
def test_a_copy_makes_itself_ready_before_it_is_told_on_what_to_work() -> None:
    said = alone("""
        done = []
        with Prepared(lambda: done.append(os.getpid()), lambda given: (done, given, os.getpid())) as work:
            work.give("나중에")
            ready, given, process = work.answer()
        print(ready == [process], process != os.getpid(), done, given)
    """)
    assert said == "True True [] 나중에\n"


@two_cores
@pytest.mark.parametrize("fault", ["os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"])
def test_work_on_what_is_given_is_done_here_where_the_copy_does_not_get_ready(fault: str) -> None:
    said = alone(f"""
        def ready():
            {fault}
        with Prepared(ready, len) as work:
            time.sleep(.2)
            work.give("x" * 1_000_000)
            print(work.answer())
    """)
    assert said == "1000000\n"


@two_cores
def test_a_copy_that_is_given_nothing_ends_with_the_process_that_should() -> None:
    code = "import os\nfrom digest.meanwhile import Prepared\nwith Prepared(lambda: None, len):\n print('begun', flush=True)\n os.kill(os.getpid(), 9)"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )
    process.communicate(timeout=30)
    assert _gone(process.pid)


@two_cores
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_a_copy_ends_soon_where_the_process_that_waits_for_it_was_ended(how: str) -> None:
    code = "import os, signal\nfrom digest.meanwhile import Meanwhile\ndef work():\n while True: pass\n"
    code += f"with Meanwhile(work):\n os.kill(os.getpid(), signal.{how})\n signal.pause()"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, start_new_session=True)
    process.wait(timeout=30)
    assert _gone(process.pid)


@two_cores
def test_an_interrupt_while_its_answer_is_waited_for_ends_a_copy() -> None:
    said = alone("""
        with_pipe = os.pipe()
        def work():
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.write(with_pipe[1], b".")
            time.sleep(50)
        try:
            with Meanwhile(work) as under_way:
                os.read(with_pipe[0], 1)
                signal.signal(signal.SIGALRM, signal.default_int_handler)
                signal.setitimer(signal.ITIMER_REAL, 0.2)
                under_way.answer()
        except KeyboardInterrupt:
            print("interrupted")
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("none is left")
    """)
    assert said == "interrupted\nnone is left\n"


@two_cores
def test_without_anonymous_memory_there_is_no_copy() -> None:
    said = alone("""
        del os.memfd_create
        with Meanwhile(os.getpid) as work, Prepared(lambda: None, lambda given: os.getpid() + given) as other:
            other.give(0)
            print(work.answer() == other.answer() == os.getpid())
    """)
    assert said == "True\n"


@two_cores
def test_another_way_may_be_given_for_where_there_is_no_answer() -> None:
    said = alone("""
        with Meanwhile(lambda: os._exit(1)) as work:
            print(work.answer(lambda: "otherwise"))
    """)
    assert said == "otherwise\n"


def test_what_is_given_without_a_copy_is_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "able", lambda: False)
    with Prepared(lambda: pytest.fail("nobody needs it"), len) as work:
        work.give("넷이다")
        assert work.answer() == 3


def test_no_copy_is_made_beside_another_thread() -> None:
    there = threading.Event()
    other = threading.Thread(target=there.wait)
    other.start()
    try:
        assert not meanwhile.able()
        with Meanwhile(os.getpid) as work:
            assert work.answer() == os.getpid()
    finally:
        there.set()
        other.join()


def test_no_copy_is_made_where_one_core_is_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0}, raising=False)
    with Meanwhile(os.getpid) as work:
        assert work.answer() == os.getpid()
