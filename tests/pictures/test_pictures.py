"""What holds of every picture: it is safe, says what it shows, and knows no more than its world."""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree

import pytest
from played import Stage, played

from fabula.errors import FabulaError
from fabula.pictures import PICTURES, Look, Order, Picture, picture, stylesheet
from fabula.pictures.lettering import clipped, letters
from fabula.pictures.palette import DARK, LIGHT, own_style
from fabula.story.world import World

SVG = "{http://www.w3.org/2000/svg}"
LINKED = Look(to=lambda at: f"/w#p{at}")
STORY = ("#Ida>Joss Joss>Ida", "Ida Joss", "~Tam Ida", "#Tam>Ida Ida", "Joss")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><image/href=javascript:alert(1)>',
    "{{7*7}}",
    "\u202eadI",
    "إيدا",
    "👩‍👩‍👧‍👧" * 9,
    "Ida\x00\x1b[31m\ufffe",
    "O" * 60,
    "&amp;]]>",
)

every = pytest.mark.parametrize("kind", PICTURES, ids=lambda k: k.name)


def world() -> World:
    return played(
        *STORY, ties=[("Ida", "parent", "Tam"), ("Joss", "friend", "Ida")], title="Sluice"
    )


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


@every
def test_a_picture_is_an_image_with_a_title_and_a_description(kind: Picture) -> None:
    """A picture without links is one image, named by its story, and says in words what it shows."""
    root = parsed(kind.draw(world(), Look()))
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert told is not None
    assert "Sluice" in (title.text or "")
    assert root.get("aria-labelledby") == title.get("id")
    assert told.text


@every
def test_the_same_world_gives_the_same_bytes(kind: Picture) -> None:
    """Nothing in a picture is left to chance."""
    assert kind.draw(world(), LINKED) == kind.draw(world(), LINKED)


@every
@pytest.mark.parametrize("order", ["telling", "story"])
def test_a_page_may_hold_it_without_styles_of_its_own(kind: Picture, order: Order) -> None:
    """In a page whose policy forbids styles, a picture has class names alone; a file brings its
    style, with the colours written out."""
    drawn = kind.draw(world(), Look(order))
    assert not re.search(r"<style|style=|<script|\son\w+=", drawn)
    whole = parsed(kind.draw(world(), Look(order, standalone=True))).find(f"{SVG}style")
    assert whole is not None
    assert "var(" not in (whole.text or "")
    assert "prefers-color-scheme: dark" in (whole.text or "")


@every
def test_every_mark_leads_to_its_words(kind: Picture) -> None:
    """Each link goes to a place where a paragraph or the name of somebody stands."""
    told = world()
    links = parsed(kind.draw(told, LINKED)).findall(f".//{SVG}a")
    places = [int(str(link.get("href")).removeprefix("/w#p")) for link in links]
    assert len(links) >= 4
    assert all(re.match(r"(Ida|Joss|Tam) is here", told.text.text[at:]) for at in places)
    assert all(link.find(f"{SVG}title") is not None for link in links)


@every
def test_hostile_names_stay_words(kind: Picture) -> None:
    """Markup, control marks and overrides in names are shown as words or left out; none acts."""
    stage = Stage()
    for _ in range(2):
        stage.add([(name, HOSTILE[0]) for name in HOSTILE])
    for name in HOSTILE[1:]:
        stage.tie(name, "feels", HOSTILE[0], feeling="<b>awe</b>")
    drawn = kind.draw(stage.world(title="</title><script>"), LINKED)
    root = parsed(drawn)
    tags = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "a", "rect", "line", "path", "circle", "text"}
    assert not re.search("[\u202a-\u202e\x00-\x08\x1b\ufffe]", drawn)
    assert all(str(link.get("href")).startswith("/w#p") for link in root.iter(f"{SVG}a"))


@every
def test_a_long_name_is_cut_and_told_whole(kind: Picture) -> None:
    """A name of sixty letters is cut with an ellipsis, and whole in a title."""
    long = "Wilhelmina" * 6
    told = played(f"{long}>Ida Ida", f"{long} Ida", ties=[(long, "friend", "Ida")])
    drawn = kind.draw(told, Look())
    shown = [t.text or "" for t in parsed(drawn).iter(f"{SVG}text")]
    assert all(letters(t) <= 100 for t in shown)
    assert kind.name == "order" or f"<title>{long}</title>" in drawn
    assert not any(long in t for t in shown)


def test_clipping_keeps_letters_whole() -> None:
    """A family made of four people and joiners is one letter, and is never cut in two."""
    family = "👩‍👩‍👧‍👧"
    cut = clipped(family * 9, 10)
    assert cut.endswith("…")
    assert cut[:-1] == family * cut.count("👩‍👩‍👧‍👧")
    assert clipped("Ida", 10) == "Ida"


@every
def test_nothing_later_is_shown(kind: Picture) -> None:
    """At a horizon before somebody comes, neither the picture nor its table names them."""
    whole = world()
    before = whole.text.text.index("Tam is here") - 2
    early = World(whole.text.cut(before), whole.records, before)
    assert early.characters
    for order in ("telling", "story"):
        assert "Tam" not in kind.draw(early, Look(order))  # type: ignore[arg-type]
        assert "Tam" not in str(kind.table(early, Look(order)))  # type: ignore[arg-type]


@every
@pytest.mark.parametrize("scenes", [(), ("Ida",)], ids=["none", "one"])
def test_a_story_hardly_begun_has_a_picture(kind: Picture, scenes: tuple[str, ...]) -> None:
    """A story without scenes, or with one, is drawn too, and its picture has some width."""
    root = parsed(kind.draw(played(*scenes), Look(standalone=True)))
    assert float(str(root.get("width"))) >= 300
    assert len(kind.table(played(*scenes), Look()).rows) <= 1


@every
def test_a_world_of_two_hundred_scenes_takes_a_moment(kind: Picture) -> None:
    """Two hundred scenes with forty people are drawn in less than a second of a processor; on a
    machine that is busy with other things perhaps only at the second or third time."""
    names = [f"P{i}" for i in range(40)]
    told = played(*(" ".join(names[(7 * i) % 36 :][:5]) for i in range(200)))
    for _ in range(3):
        began = time.process_time()
        drawn = kind.draw(told, LINKED)
        took = time.process_time() - began
        if took < 1:
            break
    assert took < 1
    assert len(drawn) < 1_000_000


def test_colours_stand_out() -> None:
    """Words and lines have a contrast of 4.5 to 1 with the ground, by day and by night, and lines
    3 to 1 with the bars of scenes, which let four fifths of the ground through."""
    for colours in (LIGHT, DARK):
        lines = [colours[f"c{i}"] for i in range(9)]
        bar = _mixed(colours["soft"], colours["ground"], 0.2)
        assert all(_contrast(c, colours["ground"]) >= 4.5 for c in lines)
        assert all(_contrast(c, bar) >= 3 for c in lines)
        assert _contrast(colours["soft"], _mixed(colours["soft"], colours["ground"], 0.08)) >= 4.5
        for shade, words in (("h1", "ink"), ("h3", "ink"), ("h4", "ground"), ("h5", "ground")):
            assert _contrast(colours[shade], colours[words]) >= 4.3


def _mixed(over: str, ground: str, share: float) -> str:
    parts = (
        round(int(a, 16) * share + int(b, 16) * (1 - share))
        for a, b in zip(re.findall("..", over[1:]), re.findall("..", ground[1:]), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_page_serves_colours_for_its_themes() -> None:
    """The page's stylesheet knows every name that its rules use, and each of the page's themes."""
    served = stylesheet()
    used = set(re.findall(r"var\(--(\w+)\)", served))
    assert used <= LIGHT.keys()
    assert LIGHT.keys() == DARK.keys()
    for theme in ("light", "sepia", "dark", "contrast"):
        assert f'[data-theme="{theme}"]' in served
    assert own_style().count(".picture .scene {") == 2


def test_an_unknown_picture_is_refused() -> None:
    """Whoever asks for a picture that there is none of is told which there are."""
    with pytest.raises(FabulaError, match="storyline, presence, ties, speech, order"):
        picture("sunset")
