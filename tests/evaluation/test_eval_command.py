"""`fabula eval` prints tables for people and JSON for programs, and refuses what it cannot read."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from fabula.cli.commands import fabula


@pytest.fixture
def run(monkeypatch):
    """Runs `fabula eval` with arguments in 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *args: CliRunner().invoke(fabula, ["eval", *map(str, args)])


def test_litbank_is_shown_in_tables(run, litbank) -> None:
    """Each table stands under its title, no wider than the page."""
    result = run("litbank", litbank, "--text", "spaced")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "LitBank"
    assert {"Mentions", "Coreference", "Events", "Speech", "Calibration"} <= set(lines)
    assert any(line.split()[:2] == ["exact", "span"] for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_the_pdnc_is_given_to_programs(run, novel) -> None:
    """With --json everything is one object: on what, how, and each table's rows."""
    report = json.loads(run("pdnc", novel, "--novels", "last7", "--json").stdout)
    assert (report["corpus"], report["model"] != "") == ("PDNC", True)
    speakers = report["tables"][0]
    assert speakers["title"] == "Speakers"
    assert speakers["rows"][0]["label"] == "TheFerry"
    assert speakers["rows"][0]["figures"]["of"] == 2


@pytest.mark.parametrize("corpus", ["litbank", "pdnc", "ewt"])
@pytest.mark.parametrize("path", ["", "nowhere"])
def test_a_wrong_path_is_refused(run, tmp_path, corpus, path) -> None:
    """A folder without annotated works, and one that is not there, are refused in one sentence."""
    result = run(corpus, tmp_path / path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"fabula: {tmp_path / path}".rstrip("/"))
    assert result.stderr.count("\n") == 1


def test_without_a_corpus_it_says_what_there_is(run) -> None:
    """`fabula eval` alone lists the corpora."""
    result = run()
    assert result.exit_code == 0
    assert all(corpus in result.stdout for corpus in ("litbank", "pdnc", "ewt"))


def test_start_up_does_not_pay_for_it() -> None:
    """Nothing of the evaluations is loaded until one is asked for."""
    code = "import sys, fabula.cli.commands; print([m for m in sys.modules if 'evaluation' in m])"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"
