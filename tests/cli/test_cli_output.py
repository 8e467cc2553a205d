"""A report is written whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.cli.output import WholeFile
from checker.cli.problem import CommandLineProblem

ROOT = Path(__file__).parents[2]
SLOW = """
import sys, time
from pathlib import Path
from checker.cli.output import WholeFile
with WholeFile(Path(sys.argv[1])) as sink:
    for number in range(1000):
        sink.write(b"new" * 1000)
        print(number, flush=True)
        time.sleep(0.01)
"""


def test_a_report_goes_to_the_file(audit, save, sound, tmp_path) -> None:
    target = tmp_path / "report.json"
    answer = audit(save(sound), "--format", "json", "--output", target)
    assert (answer.code, answer.out) == (0, "")
    assert json.loads(target.read_bytes())["report_version"] == "1"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_the_old_report_stays_when_the_snapshot_is_refused(audit, save, tmp_path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    assert audit(save({}), "--output", target).code == 3
    assert target.read_text() == "old"


def test_the_old_report_stays_when_writing_fails(tmp_path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    with pytest.raises(TypeError), WholeFile(target) as sink:
        sink.write("no bytes")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal on Windows")
def test_a_process_killed_while_it_writes_leaves_the_old_report(tmp_path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    writer = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(target)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    with writer:
        for _ in range(5):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    assert target.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal on Windows")
@pytest.mark.parametrize("delay", [0.6, 0.9, 1.2])
def test_a_command_killed_at_any_moment_leaves_a_whole_report(delay, save, sound, tmp_path) -> None:
    sound["recipients"] = [
        {**sound["recipients"][0], "file_number": f"n{number}"} for number in range(3000)
    ]
    target = tmp_path / "report.json"
    target.write_text('"old"')
    program = "from checker.cli.start import main; main()"
    options = ["--all", "--format", "json", "--engine", "plain", "--output", str(target)]
    rules = ["--rules", str(ROOT / "tests" / "data" / "rules")]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(save(sound)), *options, *rules], cwd=ROOT
    ) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    found = json.loads(target.read_bytes())
    assert found == "old" or found["report_version"] == "1"


def test_a_link_is_followed_and_kept(tmp_path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    with WholeFile(link) as sink:
        sink.write(b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_the_files_rights_are_kept(tmp_path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    target.chmod(0o600)
    with WholeFile(target) as sink:
        sink.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_device_is_not_replaced() -> None:
    with WholeFile(Path(os.devnull)) as sink:
        sink.write(b"new")
    assert not Path(os.devnull).is_file()


def test_a_folder_is_no_file_to_write_to(tmp_path) -> None:
    with pytest.raises(CommandLineProblem), WholeFile(tmp_path):
        pass


def test_a_reader_who_stops_reading_is_no_failure(save, sound, tmp_path) -> None:
    sound["recipients"] = [
        {**sound["recipients"][0], "file_number": f"n{number}"} for number in range(500)
    ]
    program = "from checker.cli.start import main; main()"
    rules = ["--rules", str(ROOT / "tests" / "data" / "rules"), "--engine", "plain", "--all"]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(save(sound)), *rules],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
