"""Presence, speech, ties and the order of telling: what each shows, in marks and in words."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

from played import Stage, Tie, played

from fabula.pictures import Look, picture
from fabula.pictures.graph import laid_out
from fabula.story.world import World

SVG = "{http://www.w3.org/2000/svg}"


def root_of(name: str, world: World, look: Look | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(picture(name).draw(world, look or Look()))


def marks(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The elements with a class among theirs."""
    return [e for e in root.iter() if kind in (e.get("class") or "").split()]


def words(root: ElementTree.Element, kind: str) -> list[str]:
    return ["".join(t.itertext()) for t in marks(root, kind)]


def squares(root: ElementTree.Element) -> list[float]:
    return [
        float(str(e.get("width")))
        for e in root.iter(f"{SVG}rect")
        if (e.get("class") or "").startswith("h")
    ]


def test_a_square_for_everybody_in_every_scene() -> None:
    """Presence has a square where somebody is, larger the more they are mentioned."""
    root = root_of("presence", played("Ida Joss", "Ida Ida Ida", "Joss"))
    found = squares(root)
    assert len(found) == 4
    assert max(found) == found[1]
    assert words(root, "name").count("Ida") == 2


def test_a_long_story_is_mapped_by_chapters() -> None:
    """Where there are many scenes, a column is a chapter."""
    scenes = [f"{'#' if i % 10 == 0 else ''}Ida P{i % 7}" for i in range(100)]
    table = picture("presence").table(played(*scenes), Look())
    assert table.rows[0].cells[:2] == ("Ida", "10")
    assert "in 10 chapters" in table.says
    assert len(squares(root_of("presence", played(*scenes[:70])))) == 140


def test_who_speaks_to_whom_is_counted() -> None:
    """The matrix has the number of utterances of each to each, and to nobody told."""
    world = played("Ida Joss>Ida Ida>Joss", "Ida>Joss Joss", "Ida>nobody Joss")
    table = picture("speech").table(world, Look())
    assert [row.cells for row in table.rows] == [
        ("Ida", "Joss", "2"), ("Joss", "Ida", "1"), ("Ida", "nobody told", "1"),
    ]  # fmt: skip
    root = root_of("speech", world)
    assert sorted(words(root, "count")) == ["1", "1", "2"]
    assert "nobody told" in words(root, "axis")


def test_ties_are_words_on_lines() -> None:
    """An arrow leads from a parent to a child; friends have none; what is over is dashed, and says
    so."""
    stage = Stage()
    stage.scene("Ida Joss Tam Ana")
    stage.tie("Ida", "parent", "Tam")
    stage.tie("Joss", "friend", "Ida")
    stage.tie("Ana", "feels", "Ida", feeling="fear", basis="inferred")
    stage.tie("Ana", "teacher", "Tam", past=True)
    root = root_of("ties", stage.world())
    assert words(root, "word") == ["parent of", "friends", "fears", "teacher of (once)"]
    assert len(marks(root, "arrow")) == 3
    former = [m for m in marks(root, "former") if m.get("class") == "line former"]
    assert len(former) == 2  # the tie's, and the legend's
    assert len(marks(root, "inferred")) == 2
    assert len(marks(root, "person")) == 4
    assert [row.cells for row in picture("ties").table(stage.world(), Look()).rows] == [
        ("Ida", "parent of", "Tam", "told"),
        ("Ida", "friends", "Joss", "told"),
        ("Ana", "fears", "Ida", "inferred"),
        ("Ana", "teacher of (once)", "Tam", "over"),
    ]


def test_of_many_ties_the_surest_are_drawn() -> None:
    """Where everybody is tied to everybody, the picture has some ties, and the table all."""
    names = [f"P{i}" for i in range(20)]
    ties: list[Tie] = [(a, "friend", b) for a, b in combinations(names, 2)]
    world = played(" ".join(names), ties=ties)
    root = root_of("ties", world)
    assert len(words(root, "word")) == 40
    assert len(picture("ties").table(world, Look()).rows) == 190
    assert "150 more are in the table" in (root.findtext(f"{SVG}desc") or "")


def test_names_do_not_lie_on_one_another() -> None:
    """The boxes of a graph keep apart, whatever its ties."""
    sizes = [(60.0 + 10 * (i % 5), 24.0) for i in range(24)]
    edges = [(i, (i * 7 + 3) % 24) for i in range(24)] + [(0, i) for i in range(1, 8)]
    places = laid_out(sizes, edges, 120)
    assert places == laid_out(sizes, edges, 120)
    for (i, one), (j, other) in combinations(enumerate(places), 2):
        apart_x = abs(one[0] - other[0]) - (sizes[i][0] + sizes[j][0]) / 2
        apart_y = abs(one[1] - other[1]) - (sizes[i][1] + sizes[j][1]) / 2
        assert max(apart_x, apart_y) > 0


def test_who_is_tied_stands_near() -> None:
    """In a chain, neighbours are nearer than the ends."""
    places = laid_out([(50.0, 20.0)] * 5, [(0, 1), (1, 2), (2, 3), (3, 4)], 100)
    far = abs(places[0][0] - places[4][0]) + abs(places[0][1] - places[4][1])
    near = abs(places[0][0] - places[1][0]) + abs(places[0][1] - places[1][1])
    assert far > 2 * near


def test_a_story_told_as_it_happens_climbs() -> None:
    """Each scene stands higher than the one told before it, and a memory far lower."""
    root = root_of("order", played("Ida", "Ida", "Joss"))
    up = [float(str(m.get("cy"))) for m in marks(root, "moment")]
    assert up == sorted(up, reverse=True)
    assert "goes back in time never" in (root.findtext(f"{SVG}desc") or "")
    with_memory = root_of("order", played("Ida", "~Ida", "Joss"))
    assert len(marks(with_memory, "memory")) == 1
    assert words(with_memory, "axis").count("memory") == 1
    assert "goes back in time once" in (with_memory.findtext(f"{SVG}desc") or "")


def test_the_order_is_told_in_either_way() -> None:
    """The table goes through the scenes as they are told, or as they happen."""
    world = played("Ida", "~Ida", "Joss")
    table = picture("order").table
    assert [row.cells[0] for row in table(world, Look()).rows] == ["1", "2", "3"]
    assert [row.cells[0] for row in table(world, Look("story")).rows] == ["2", "1", "3"]
