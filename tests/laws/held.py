"""What it means that a law holds for a story."""

from __future__ import annotations

import json
from typing import Any

from fabula.stories import Story, tell
from fabula.story.corrections import Correction
from fabula.story.passage import passages
from fabula.story.records import Mention
from fabula.story.text import Text


def export(story: Story, as_of: int | None = None, **options: Any) -> dict[str, Any]:
    """The export as a value, without what the law of the prefix leaves out."""
    found: dict[str, Any] = json.loads(story.to_json(as_of, **options))
    del found["source"], found["meta"]
    return found


def ends(text: Text) -> list[int]:
    """The ends of its paragraphs, headings and all else."""
    return [b.end for b in text.blocks]


def check_places(story: Story) -> None:
    """Everything stands on real words of the story; a name is one that its bearer is shown with."""
    text, found = story.text.text, export(story)
    paratext = [(p["start"], p["end"]) for p in found["paratext"]]
    for kind in ("chapters", "scenes", "mentions", "quotations", "events", "paratext"):
        for item in found[kind]:
            assert 0 <= item["start"] < item["end"] <= len(text)
    labels = {e["id"]: {e["label"], *e["aliases"]} for e in found["entities"]}
    names = {r.id: r.name for r in story.records if isinstance(r, Mention)}
    for mention in found["mentions"]:
        assert mention["entity"] in labels
        assert (mention["kind"] == "PROP") == bool(names[mention["id"]])
        assert names[mention["id"]] in {"", *labels[mention["entity"]]}
        words = text[mention["start"] : mention["end"]]
        assert words.strip() == words
    for kind in ("mentions", "quotations", "events"):
        for item in found[kind]:
            assert not any(a < item["end"] and item["start"] < b for a, b in _aside(paratext, item))


def _aside(paratext: list[tuple[int, int]], item: dict[str, Any]) -> list[tuple[int, int]]:
    """The stretches set aside that are not holes inside the item (a note cut out of a speech)."""
    return [(a, b) for a, b in paratext if not (item["start"] < a and b < item["end"])]


def check_prefix(story: Story, end: int, corrections: tuple[Correction, ...] = ()) -> None:
    """As of `end`, the whole says what the text cut there says."""
    assert export(story, end) == export(tell(story.text.cut(end), corrections=corrections))


def check_ids(story: Story, end: int) -> None:
    """What was known at `end`, where a passage closes, has the same ids and places ever after."""
    assert any(p.end == end and p.closed for p in passages(story.text))
    early = {r.id: r for r in tell(story.text.cut(end)).records}
    assert early == {r.id: r for r in story.records if r.known_at <= end}
