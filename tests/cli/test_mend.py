"""`--mend`: a garbled story is offered for repair, and mended where that is asked for."""

from __future__ import annotations

import json

from conftest import STORY


def test_mending_is_offered_and_done_where_asked(run, tmp_path) -> None:
    """Without `--mend` a note says how; with it the export holds the words as they were written."""
    path = tmp_path / "ferry.txt"
    path.write_text("".join(chr(b) for b in STORY.encode()), encoding="utf-8")
    asis = run("export", path, "--to", "json")
    assert "--mend" in asis.stderr
    assert json.loads(asis.stdout)["text"] != STORY
    mended = run("export", path, "--to", "json", "--mend")
    assert "Mended" in mended.stderr
    assert json.loads(mended.stdout)["text"] == STORY


def test_standard_input_is_mended_too(run) -> None:
    """So it is for a story that is piped in."""
    garbled = "".join(chr(b) for b in STORY.encode()).encode()
    page = run("quotes", "-", "--mend", stdin=garbled).stdout
    assert "“The bridge was down.”" in page
