"""Forms that scenes, memories and papers take in stories (`scene_forms.txt`), read one after the
other as two stories: one told of others, one by somebody in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from fabula import read
from fabula.story.contract import SceneItem

pytestmark = pytest.mark.usefixtures("rules_alone")

FORMS = Path(__file__).with_name("scene_forms.txt")
_SIGN = re.compile(r"([+>])(\w+)\s+")


class Form(NamedTuple):
    """A little story: its name, its paragraphs, and what is in it: for each scene that a mark does
    not begin, its first and last paragraph (from 0; None where the next begins), and its level."""

    name: str
    paragraphs: tuple[str, ...]
    scenes: tuple[tuple[int, int | None, str], ...]


def told() -> list[list[Form]]:
    """The forms, by the story that they are read in."""
    _, *stories = re.split(
        r"\n(?=# )", FORMS.read_text("utf-8").replace("\n## ", "\n# ## "), maxsplit=1
    )
    parts = re.split(r"\n# ## [^\n]*\n", stories[0])
    return [
        [_form(block) for block in re.split(r"(?:^|\n)# ", part) if block.strip()] for part in parts
    ]


def _form(block: str) -> Form:
    name, *lines = (line for line in block.split("\n") if line)
    paragraphs: list[str] = []
    scenes: list[tuple[int, int | None, str]] = []
    for number, line in enumerate(lines):
        sign = _SIGN.match(line)
        words = line[sign.end() :] if sign else line
        if sign:
            scenes.append((number, None, sign[2]))
        if words.endswith("<"):
            first, _, level = scenes.pop()
            scenes.append((first, number, level))
        paragraphs.append(words.removesuffix("<").rstrip())
    return Form(name, tuple(paragraphs), tuple(scenes))


@cache
def found(part: int) -> dict[str, list[tuple[int, int | None, str]]]:
    """What is read in each form of a story."""
    forms = told()[part]
    text = "\n\n***\n\n".join("\n\n".join(form.paragraphs) for form in forms)
    scenes = read(text + "\n").hindsight().scenes
    starts = [text.index("\n\n".join(form.paragraphs)) for form in forms]
    return {
        form.name: list(_within(form, start, scenes))
        for form, start in zip(forms, starts, strict=True)
    }


def _within(
    form: Form, start: int, scenes: Sequence[SceneItem]
) -> Iterator[tuple[int, int | None, str]]:
    """The scenes read in a form but the first, if that is a scene."""
    places = [start]
    for paragraph in form.paragraphs:
        places.append(places[-1] + len(paragraph) + 2)
    for scene in scenes:
        if start <= scene.start < places[-1] and (scene.start > start or scene.level != "scene"):
            first, last = (sum(p <= at for p in places) - 1 for at in (scene.start, scene.end - 1))
            yield first, last if scene.parent is not None else None, scene.level


CASES = [(part, form) for part, forms in enumerate(told()) for form in forms]


@pytest.mark.parametrize(("part", "form"), CASES, ids=[form.name for _, form in CASES])
def test_a_form_is_told_apart(part: int, form: Form) -> None:
    """A reader sees where a scene begins, what interrupts it, and what only looks as if it did."""
    assert found(part)[form.name] == list(form.scenes)
