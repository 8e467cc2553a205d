"""The built wheel carries the law and works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "fixtures" / "institutions" / "residential-faulty.json"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel alone has been unpacked, away from the checkout."""
    built = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    target = tmp_path_factory.mktemp("elsewhere")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True)
    return target


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    program = "import sys; from checker.cli.start import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_the_program_is_importable(installed: Path) -> None:
    packages = {path.name for path in installed.iterdir() if (path / "__init__.py").is_file()}
    assert packages == {"checker"}


def test_the_wheel_carries_rules_and_schemas(installed: Path) -> None:
    assert (installed / "checker" / "rules" / "order-230-2023" / "act.yaml").is_file()
    assert (installed / "checker" / "schemas" / "snapshot.schema.json").is_file()


def test_the_wheel_carries_all_that_the_html_page_is_made_of(installed: Path) -> None:
    place = Path("checker", "report", "formats", "html", "templates")
    made_of = {file.name for file in (ROOT / place).iterdir()}
    assert {"head.html", "page.css", "page.js"} <= made_of
    assert {file.name for file in (installed / place).iterdir()} == made_of


def test_an_audit_away_from_the_checkout_uses_the_packs_of_the_wheel(installed: Path) -> None:
    done = run(installed, str(SAMPLE), "--lang", "en")
    assert done.returncode == 1, done.stderr
    assert "230" in done.stdout
