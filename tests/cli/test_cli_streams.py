"""Streams that are closed or full, and signals: the exit code stays true, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.cli.output import WholeFile
from checker.cli.stopping import stopping_tidily

ROOT = Path(__file__).parents[2]
PROGRAM = "from checker.cli.start import main; main()"
RULES = ("--rules", str(ROOT / "tests" / "data" / "rules"), "--engine", "plain", "--lang", "en")
FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell's redirections and signals")


def shell(redirection: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command with its streams redirected as a shell does."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-c", PROGRAM]
    return subprocess.run(
        [*command, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_changes_no_exit_code(
    closed: str, save: Callable[..., Path], sound: dict[str, Any], breaching: dict[str, Any]
) -> None:
    assert shell(closed, save(breaching), *RULES).returncode == 1
    assert shell(closed, save({}), *RULES).returncode == 3
    assert shell(closed, "--no-such-option").returncode == 2


def test_a_report_is_no_stream_that_was_closed(
    save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    target = tmp_path / "report.json"
    assert shell("<&- >&- 2>&-", save(sound), *RULES, "--output", target).returncode == 0
    assert target.read_bytes().startswith(b'{"report_version"')


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--format", "csv")])
def test_a_full_disk_is_no_fault_of_the_program(
    arguments: tuple[str, ...], save: Callable[..., Path], sound: dict[str, Any]
) -> None:
    answer = shell(f"> {FULL}", save(sound), *RULES, *arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith("Cannot be written: -")
    assert answer.stderr.count("\n") == 1


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("schema",), ("check",)])
def test_what_else_is_printed_is_no_fault_either(
    arguments: tuple[str, ...], save: Callable[..., Path], sound: dict[str, Any]
) -> None:
    files = [save(sound)] if arguments == ("check",) else []
    assert shell(f"> {FULL}", *arguments, *files).returncode == 2


def test_a_file_that_cannot_be_finished_leaves_no_trace(
    save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    snapshot, folder = save(sound), tmp_path / "reports"
    folder.mkdir()
    limited = ["sh", "-c", 'ulimit -f 4; exec "$@"', "sh", sys.executable, "-c", PROGRAM]
    outputs = [f"--output={folder / name}" for name in ("a.json", "b.html", "c.csv")]
    answer = subprocess.run(
        [*limited, str(snapshot), *RULES, "--all", *outputs],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert "Cannot be written" in answer.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_told_to_end_leaves_nothing_half_written(
    number: signal.Signals, save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    snapshot, folder, pipe = save(sound), tmp_path / "reports", tmp_path / "never-written"
    folder.mkdir()
    os.mkfifo(pipe)
    outputs = [f"--output={folder / name}" for name in ("a.json", "b.html")]
    command = [sys.executable, "-c", PROGRAM, str(snapshot), str(pipe), *RULES, *outputs]
    heed = partial(signal.signal, number, signal.SIG_DFL)  # a job in the background ignores some
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509 -- there are no threads
    ) as process:
        try:
            for _ in range(600):
                if len(list(folder.iterdir())) == len(outputs):
                    break
                time.sleep(0.05)
            assert len(list(folder.iterdir())) == len(outputs)
            process.send_signal(number)
            said = process.communicate(timeout=60)[1]
        finally:
            process.kill()
    assert process.returncode == 128 + number
    assert said == "Interrupted.\n"
    assert list(folder.iterdir()) == []


def test_a_signal_that_native_code_loses_still_ends_the_command() -> None:
    def work() -> None:
        sys.unraisablehook(SimpleNamespace(exc_type=KeyboardInterrupt))
        time.sleep(10)

    with stopping_tidily(), pytest.raises(KeyboardInterrupt):
        work()


def test_a_lost_signal_that_comes_when_all_is_done_is_told_and_kills_nobody() -> None:
    with stopping_tidily() as stopped:
        sys.unraisablehook(SimpleNamespace(exc_type=KeyboardInterrupt))
    time.sleep(0.05)
    assert stopped.code == 128 + signal.SIGINT


def test_a_signal_that_is_to_be_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping_tidily():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_pipe_is_written_to_by_its_number() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        with WholeFile(Path(f"/dev/fd/{writing}")) as sink:
            sink.write(b"new")
        os.close(writing)
        assert stream.read() == b"new"


def test_standard_output_by_its_path_keeps_what_stands_there(
    save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n")
    shell(f">> {log}", save(sound), *RULES, "--output", "/dev/stdout")
    assert log.read_text(encoding="utf-8").startswith("before\nAudit of an institution")
