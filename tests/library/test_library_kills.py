"""A library whose program is killed loses nothing that was done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked to be killed")
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    """Programs that add, update, read, note and correct are killed at random moments: every work,
    chapter, correction and note that was done is there, and the file is whole."""
    script = Path(__file__).with_name("kills.py")
    asked = [sys.executable, str(script), str(tmp_path), "--kills", "8"]
    ended = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert (found["kills"], found["lost"]) == (8, [])
    assert found["done"]["chapters"] > 0
