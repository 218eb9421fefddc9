"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlalchemy", "sklearn", "scipy", "numpy", "kiwipiepy", "trafilatura", "mjml", "apscheduler", "feedparser", "httpx2", "lxml", "jinja2", "starlette", "uvicorn", "watchfiles", "asyncio")  # fmt: skip


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy():
    """`digest --help` answers before the libraries that do the work are loaded."""
    done = run(
        "import sys\n"
        "sys.argv = ['digest', '--help']\n"
        "from digest.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    assert "Usage" in done.stdout
    assert "HEAVY []" in done.stdout, done.stdout[-300:]


def test_an_unknown_verb_is_a_usage_error():
    done = subprocess.run(
        [sys.executable, "-m", "digest.cli.main", "biuld"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "build" in done.stderr


def test_a_missing_configuration_is_one_line_and_status_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "digest.cli.main", "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "digest init" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_that_falls_into_a_callback_is_heard_all_the_same():
    """At once, also where the program waits for something that takes long."""
    code = (
        "import signal, time, weakref\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a background job may be born deaf to it
        "from digest.cli.main import hear_lost_interrupts\n"
        "class Thing: pass\n"
        "def gone(_):\n    raise KeyboardInterrupt\n"
        "hear_lost_interrupts()\n"
        "thing = Thing()\n"
        "watched = weakref.ref(thing, gone)\n"
        "try:\n    del thing\n    time.sleep(600)\n    print('lost')\n"
        "except KeyboardInterrupt:\n    print('heard')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout == "heard\n", done.stderr


def test_the_program_runs_as_a_module_too():
    """Where no script is on the path, as on Windows outside an environment."""
    done = [
        subprocess.run(
            [sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=False
        )
        for module in ("digest", "digest.cli.main")
    ]
    assert done[0].returncode == 0, done[0].stderr
    assert done[0].stdout == done[1].stdout != ""
