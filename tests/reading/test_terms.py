"""Words that a story makes its own, and what it says they mean."""

from __future__ import annotations

from fabula.stories import read

THERE = "Mara Venn stood at the gate with Tom Arkwright. She had the lamp."


def terms(*paragraphs: str) -> list[tuple[str, list[str]]]:
    """Each term with the words that explain it."""
    world = read("\n\n".join((THERE, *paragraphs)) + "\n").hindsight()
    said = [(a.entity, a.value) for a in world.attributes() if a.name == "meaning"]
    return [
        (e.label, [value for entity, value in said if entity == e.id])
        for e in world.entities
        if e.type == "TERM"
    ]


def test_explained_where_met() -> None:
    """A word that things are said to be called by is a term, and what is called so explains it."""
    assert terms("Tom drew a thin knife called a kunai. He threw the kunai at the wall.") == [
        ("kunai", ["a thin knife"])
    ]


def test_people_have_names() -> None:
    """People and places are called by names, meetings are called, and fools are called so."""
    assert terms("There was a boy called Ned.", "A meeting was called the next day.",
                 "They called him a fool.", "She was called home.") == []  # fmt: skip
