"""The laws hold for stories with the noise of the field: lines that set scenes, marks that are
learnt, foreign passages, hidden signs, notes by their place, garbled characters.
"""

from __future__ import annotations

from functools import cache

import pytest
from held import check_places, check_prefix, ends, export

from fabula.formats import read_string
from fabula.stories import Story, tell

NOISY = """Mara's POV

London, 1888

Mara Venn went down to the quay, and Tom Hale was there before her with the lamp.

“You came,” Tom said.

the tide

“I said that I would.” She took the la\u200bmp from him.

✨✨✨

Elle ne répondit pas tout de suite, et la pluie tombait sur les toits de la ville.

« Tu viens ? » demanda-t-il.

— Pas encore, dit-elle.

the tide

Mara did not know what they had said, and nobody told her what it was.

[Tom]

Two days later

\u202eTom\u202c had not slept. He thought of Ma\u0440a, and of th\u0300\u0301\u0302\u0303e sea.

the tide

“Itâ€™s late,” she said. â€œToo late.â€\x9d

To be continued

Please review! The next chapter will be up soon.

~Quayside
"""


@cache
def story(mend: bool) -> Story:
    return tell(read_string(NOISY, mend=mend))


@pytest.mark.parametrize("mend", [False, True])
def test_places(mend: bool) -> None:
    """Everything rests on real words of the story."""
    check_places(story(mend))


@pytest.mark.parametrize("mend", [False, True])
@pytest.mark.parametrize("number", range(20))
def test_prefix(mend: bool, number: int) -> None:
    """As of any paragraph's end, the whole says what the text cut there says, and so does a file
    cut there."""
    whole = story(mend)
    end = ends(whole.text)[number]
    check_prefix(whole, end)
    source_end = ends(story(False).text)[number]
    cut = tell(read_string(NOISY[:source_end], mend=mend))
    assert export(cut) | {"source_map": []} == export(whole, end) | {"source_map": []}


def test_what_is_found() -> None:
    """Scenes begin where lines set them, the French has nobody in it, the notes are set aside."""
    found = export(story(True))
    text = found["text"]
    scenes = [text[s["start"] : s["end"]].split("\n")[0][:8] for s in found["scenes"]]
    assert scenes[0] == "Mara's P"
    assert "Two days" in scenes
    french = found["languages"]
    assert [i["language"] for i in french] == ["fr"]
    inside = range(french[0]["start"], french[0]["end"])
    assert not [m for m in found["mentions"] if m["start"] in inside]
    assert [q for q in found["quotations"] if q["start"] in inside]
    assert [p["kind"] for p in found["paratext"]] == ["note", "note"]
