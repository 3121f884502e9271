"""What the packaged model gives for our own short texts stays what it was: see README.md here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fabula import formats
from fabula.model.folder import load
from fabula.reading.annotate import annotate
from fabula.reading.language.syntax import look
from fabula.reading.language.windows import words_of
from fabula.stories import Story, tell
from fabula.story.passage import passages

HERE = Path(__file__).parent
TEXTS = sorted(HERE.glob("*.txt"))
EVERY = 53  # of an array's numbers one in so many is kept
NEAR = 0.1  # how far a number may be off on another processor; most lie between -5 and 5
SURE = 0.1  # ... and a confidence


def arrays(words: str) -> dict[str, Any]:
    """The word pieces of a text's first window, and what the net gives for it, thinned out."""
    model = load()
    passage = next(iter(passages(formats.read_string(words))))
    found = words_of(passage, annotate(passage))
    _, given = next(look(model, found.texts, found.shape, found.sentence))
    return {
        "pieces": {word: list(model.wordpieces.pieces(word)) for word in found.texts[:40]},
        "shapes": {name: list(array.shape) for name, array in sorted(given.items())},
        "numbers": {
            name: [round(float(x), 2) for x in np.ravel(array)[::EVERY]]
            for name, array in sorted(given.items())
        },
    }


def reading(story: Story) -> dict[str, list[str]]:
    """Annotations and records, one line each."""
    world, text = story.hindsight(), story.text.text
    label = {e.id: f"{e.id} {e.label}" for e in world.entities}
    tokens = json.loads(story.to_json(tokens=True))["tokens"]
    return {
        "entities": [
            f"{label[e.id]} ({e.type}): {', '.join(e.aliases)} {e.pronouns or ''}".rstrip(" :")
            for e in world.entities
        ],
        "mentions": [
            f"{m.start} {text[m.start : m.end]} ({m.kind}): {label[m.entity]}"
            for m in world.mentions()
        ],
        "quotations": [
            f"{q.start} {text[q.start : q.end]} ({q.mode}, {q.cue}):"
            f" {label.get(q.speaker or '', '?')} to {', '.join(label[a] for a in q.addressees)}"
            for q in world.quotations()
        ],
        "events": [
            f"{e.start} {text[e.start : e.end]}: {e.lemma}{' had' if e.past_perfect else ''}"
            for e in world.events()
        ],
        "words": [
            f"{text[t['start'] : t['end']]} {t['lemma']} {t['upos']} {t['xpos']} {t['deprel']}"
            f" {'-' if t['head'] is None else t['head']}"
            for t in tokens
        ],
        "confidences": [f"{m.confidence:.3f}" for m in world.mentions()],
    }


def kept(path: Path, layer: str) -> Any:
    return json.loads(path.with_suffix(f".{layer}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_arrays_are_what_they_were(path: Path) -> None:
    """The pieces are the same, and the net's numbers nearly so on every processor."""
    found, before = arrays(path.read_text(encoding="utf-8")), kept(path, "arrays")
    assert found["pieces"] == before["pieces"]
    assert found["shapes"] == before["shapes"]
    for name, numbers in before["numbers"].items():
        assert found["numbers"][name] == pytest.approx(numbers, abs=NEAR, rel=NEAR), name


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_readings_are_what_they_were(path: Path) -> None:
    """Mentions and whom they mean, speakers, events and syntax are the same."""
    found, before = reading(tell(formats.read_files([path]))), kept(path, "read")
    sure, was_sure = ([float(c) for c in r.pop("confidences")] for r in (found, before))
    assert found == before
    assert sure == pytest.approx(was_sure, abs=SURE)


def renew() -> None:
    """Write all reference outputs anew."""
    for path in TEXTS:
        outputs = {
            "arrays": arrays(path.read_text(encoding="utf-8")),
            "read": reading(tell(formats.read_files([path]))),
        }
        for layer, found in outputs.items():
            written = json.dumps(found, ensure_ascii=False, indent=1)
            path.with_suffix(f".{layer}.json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
