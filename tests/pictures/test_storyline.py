"""The storyline: lines that cross little, scenes that hold their people, memories apart."""

from __future__ import annotations

import random
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from played import played

from fabula.pictures import Look, picture
from fabula.pictures.boxes import overlap
from fabula.pictures.cast import Cast
from fabula.pictures.columns import columns
from fabula.pictures.lettering import letters
from fabula.pictures.rows import heights, placed
from fabula.pictures.sheet import spanned
from fabula.pictures.threading import Line, Units, crossings, lines_of, ordered

SVG = "{http://www.w3.org/2000/svg}"
KIND = picture("storyline")


def drawn(*scenes: str, look: Look | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(KIND.draw(played(*scenes), look or Look()))


def shown(root: ElementTree.Element, kind: str) -> list[str]:
    """The words of a class, in order."""
    return ["".join(t.itertext()) for t in root.iter(f"{SVG}text") if t.get("class") == kind]


def marks(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [e for e in root.iter() if e.get("class") == kind]


def test_scenes_fold_where_nobody_comes_or_goes() -> None:
    """Three scenes with the same two people are one column, with a point for each in each."""
    root = drawn("Ida Joss", "Joss Ida", "Ida Joss", "Ida")
    assert shown(root, "number") == ["1–3", "4"]
    assert len(marks(root, "scene")) == 2
    assert len(marks(root, "point")) == 3 * 2 + 1


def test_two_hundred_quiet_scenes_are_one_column() -> None:
    """A long stretch in which nobody comes or goes takes one column."""
    root = drawn(*["Ida Joss"] * 200)
    assert shown(root, "number") == ["1–200"]
    assert len(marks(root, "scene")) == 1


def test_a_name_stands_at_both_ends_of_its_line() -> None:
    """A line through many scenes has its name at its beginning, on its way and at its end."""
    root = drawn(*(f"Ida P{i % 3}" for i in range(24)))
    assert shown(root, "name").count("Ida") >= 3


def test_who_is_away_for_long_has_two_lines() -> None:
    """Somebody who is away for many columns leaves the picture and comes again."""
    scenes = ["Ida Tam", *(f"Ida P{i % 3}" for i in range(12)), "Ida Tam"]
    assert shown(drawn(*scenes), "name").count("Tam") == 2
    stretches = [line for line in lines_of([s.split() for s in scenes]) if line.person == "Tam"]
    assert [(line.first, line.last) for line in stretches] == [(0, 0), (13, 13)]


def test_a_memory_stands_apart_from_the_lines() -> None:
    """In the order of telling a memory stands below, and in the order of the story among the
    others, where it happened."""
    scenes = ("Ida Joss", "~Tam Ida", "Ida Joss", "Joss")
    told = drawn(*scenes)
    assert "2 · memory" in shown(told, "number")
    assert shown(told, "number")[:2] == ["1, 3", "4"]
    happening = drawn(*scenes, look=Look("story"))
    assert shown(happening, "number") == ["2", "1, 3", "4"]
    assert len(marks(happening, "scene memory")) == 1


def test_chapters_are_bands_with_their_numbers() -> None:
    """The scenes of a chapter share a band, which says which it is."""
    root = drawn("#Ida Joss", "Ida", "#Joss", "#Ida Joss")
    assert [t.split()[-1] for t in shown(root, "chapter")] == ["1", "2", "3"]


def test_a_crowd_is_told_to_be_one() -> None:
    """Of a crowd whoever is in a single scene is left out, and the caption counts them."""
    crowd = " ".join(f"P{i}" for i in range(20))
    root = drawn(f"Ida Joss {crowd}", "Ida Joss", "Ida")
    assert "20 people of few scenes are left out" in (root.findtext(f"{SVG}desc") or "")
    assert set(shown(root, "name")) == {"Ida", "Joss"}


def scenes_by_chance(seed: int, count: int = 60) -> list[list[str]]:
    chance = random.Random(seed)
    names = [f"P{i}" for i in range(14)]
    return [chance.sample(names, chance.randrange(1, 6)) for _ in range(count)]


def gathered(lines: list[Line], count: int) -> list[Units]:
    """The people of each scene together, in the order they came."""
    found: list[Units] = []
    for t in range(count):
        here = [i for i, line in enumerate(lines) if line.first <= t <= line.last]
        inside = [i for i in here if t in lines[i].inside]
        found.append([inside, [i for i in here if i not in inside]])
    return found


def test_lines_cross_little() -> None:
    """Sweeps and swaps save more than half of the crossings, and never lose anybody."""
    for seed in range(3):
        told = scenes_by_chance(seed)
        lines = lines_of(told)
        found = ordered(lines, len(told))
        assert crossings(found) < crossings(gathered(lines, len(told))) / 2
        for t, units in enumerate(found):
            inside = [i for i, line in enumerate(lines) if t in line.inside]
            assert sorted(units[units.index(next(u for u in units if inside[0] in u))]) == inside
            here = {i for i, line in enumerate(lines) if line.first <= t <= line.last}
            assert {i for unit in units for i in unit} == here


def test_who_can_be_parted_without_a_crossing_is() -> None:
    """Two pairs who never meet do not cross."""
    told = [["Ida", "Joss"], ["Tam", "Ana"], ["Joss", "Ida"], ["Ana", "Tam"], ["Ida", "Joss"]]
    assert crossings(ordered(lines_of(told), len(told))) == 0


def test_lines_keep_their_distance() -> None:
    """In every column lines stand in their order, at least a row from one another."""
    told = scenes_by_chance(5)
    lines = lines_of(told)
    order = ordered(lines, len(told))
    for units, rows in zip(order, heights(order, lines), strict=True):
        found = [rows[i] for unit in units for i in unit]
        assert min(found) >= 0
        assert all(b - a >= 1 for a, b in pairwise(found))


def test_a_picture_is_hardly_higher_than_its_fullest_scene() -> None:
    """However long the story is, lines do not wander up or down for ever."""
    told = scenes_by_chance(7, 150)
    lines = lines_of(told)
    order = ordered(lines, len(told))
    fullest = max(sum(map(len, units)) for units in order)
    assert max(y for rows in heights(order, lines) for y in rows.values()) < 1.6 * fullest


def test_a_line_that_nothing_moves_is_straight() -> None:
    """Somebody who is in every scene of two has a level line."""
    root = drawn("Ida Joss", "Ida", "Ida Tam", "Ida")
    paths = [p.get("d") or "" for p in marks(root, "away")]
    assert sum("C" not in path for path in paths) >= 1
    ida = next(p for p in paths if p.count("H") >= 4)
    assert "C" not in ida


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 30), max_size=3), st.integers(1, 3)), max_size=12)
)
def test_heights_are_in_order(wishes: list[tuple[list[int], int]]) -> None:
    """Whatever lines wish, they keep their gaps and stay in the picture; who alone has a wish gets
    it."""
    gaps = [float(gap) for _, gap in wishes[1:]]
    found = placed([[float(w) for w in wish] for wish, _ in wishes], gaps, 40 + sum(gaps))
    assert all(b - a >= gap for (a, b), gap in zip(pairwise(found), gaps, strict=True))
    assert all(0 <= y <= 40 + sum(gaps) for y in found)
    if len(wishes) == 1 and wishes[0][0]:
        assert found[0] in wishes[0][0]


def test_numbers_are_short() -> None:
    """A column says which scenes it holds in a few signs."""
    assert [spanned(n) for n in ([4], [4, 5, 6], [2, 7], [2, 7, 9])] == [
        "4", "4–6", "2, 7", "2 … 9",
    ]  # fmt: skip


def test_the_table_has_the_scenes() -> None:
    """In words a storyline is the list of scenes, with all who are in them."""
    table = KIND.table(played("Ida Joss", "~Tam Ida", "Joss"), Look())
    assert [row.cells for row in table.rows] == [
        ("1", "scene", "", "Ida, Joss"),
        ("2", "flashback", "", "Tam, Ida"),
        ("3", "scene", "", "Joss"),
    ]
    assert re.match(r"2 people as lines through 2 scenes", table.says)


def test_people_are_those_of_the_columns() -> None:
    """Columns hold who is drawn, the most mentioned first, and nobody twice."""
    found, apart, more = columns(Cast(played("Joss Ida Ida", "Ida")), "telling", 40)
    assert [c.people for c in found] == [("Ida", "Joss")] or len(found) == 2
    assert found[1].people == found[0].people[:1]
    assert (apart, more) == ([], 0)


def test_of_a_long_serial_the_last_scenes_are_drawn() -> None:
    """A storyline of very many scenes has the last three hundred up to the horizon, and says so."""
    table = KIND.table(played(*(f"Ida P{i % 5}" for i in range(320))), Look())
    assert [table.rows[i].cells[0] for i in (0, -1)] == ["21", "320"]
    assert "20 scenes before these are not drawn" in table.says


def test_names_do_not_lie_on_one_another() -> None:
    """Where many lines begin and end side by side, nearly every name stands free of the others."""
    told = played(*(" ".join(scene) for scene in scenes_by_chance(1, 40)))
    texts = [
        t for t in ElementTree.fromstring(KIND.draw(told, Look())).iter(f"{SVG}text")
        if t.get("class") == "name"
    ]  # fmt: skip
    boxes = []
    for t in texts:
        wide = letters("".join(t.itertext())) * 6
        x = float(str(t.get("x"))) - (wide if t.get("text-anchor") else 0)
        y = float(str(t.get("y")))
        boxes.append((x, y - 9, x + wide, y))
    lying = [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b) > 20]
    assert len(boxes) > 50
    assert len(lying) <= len(boxes) / 20
