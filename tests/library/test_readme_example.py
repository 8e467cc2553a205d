"""The example of the library in each README runs as it is written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.ru.md", "README.kk.md")
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_the_example_runs_and_tells_a_breach(name: str) -> None:
    (program,) = _BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    head, *told = done.stdout.splitlines()
    assert head.endswith("2026-03-02 1")
    assert any(line.startswith("residential-") and "230/12.3/" in line for line in told)
    assert any("/recipients/" in line for line in told)
