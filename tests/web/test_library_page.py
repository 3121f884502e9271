"""The library page: what stands where, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import lxml.html
import msgspec
import pytest
from here import Served, open_library, put

from fabula.library import Work
from fabula.web.shelves import ORDERS, cover, shelves

SHELF = (
    ("The Salt Stair", ("Ada Finch",), (("Tides", "1"),), 30),
    ("Weir", ("Zoë Quill", "Ada Finch"), (), 90),
    ("A Second Mate", ("Ada Finch",), (("Tides", "2"),), 60),
    ("an orchard watch", (), (), 10),
    ("Émigrés", ("Bo", "Ada Finch"), (("Tides", "Prologue"),), 20),
)


@pytest.fixture(scope="module")
def shelved(tmp_path_factory) -> Iterator[Served]:
    """A library with a few works, three of them of one series."""
    with open_library(tmp_path_factory.mktemp("library")) as library:
        for n, (title, authors, series, words) in enumerate(SHELF):
            story = f"Chapter 1\n\nDay {n}." + f" It rained on house {n}." * words
            put(library, story, title=title, authors=authors, series=series)
        with Served(library, read_only=True) as served:
            yield served


def titles(served: Served, query: str = "") -> list[str]:
    page = lxml.html.fromstring(served.get(f"/{query}").text)
    return [
        " ".join(h.text_content().split())
        for h in page.xpath("//li[@class='work']//h2 | //li[@class='work']//h3")
    ]


def test_works_of_a_series_stand_together_in_its_order(shelved) -> None:
    """By their numbers, those without one last, where the first of them would stand."""
    assert titles(shelved, "?sort=title") == [
        *("The Salt Stair", "A Second Mate", "Émigrés"),
        *("an orchard watch", "Weir"),
    ]
    page = lxml.html.fromstring(shelved.get("/?sort=title").text)
    assert [" ".join(p.text_content().split()) for p in page.xpath("//p[@class='part']")] == [
        *("Part 1", "Part 2", "Part Prologue")
    ]


def test_sorted_as_asked(shelved) -> None:
    """By title without its article, accents and case; by author; the longest first; the last added
    first; what is no order is the usual one."""
    loose = [t for t in titles(shelved, "?sort=title") if t in ("Weir", "an orchard watch")]
    assert loose == ["an orchard watch", "Weir"]
    assert titles(shelved, "?sort=words")[0] == "Weir"
    assert titles(shelved, "?sort=added")[0] == "The Salt Stair"  # its series was added to last
    assert titles(shelved, "?sort=<b>") == titles(shelved)


def test_works_are_found_by_title_author_and_series(shelved) -> None:
    """All words must be there, whatever their case and accents; else the page says what to do."""
    assert titles(shelved, "?q=emigres") == ["Émigrés"]
    assert titles(shelved, "?q=ada+second") == ["A Second Mate"]
    assert titles(shelved, "?q=zoe+finch") == ["Weir"]
    page = shelved.get("/?q=nobody").text
    assert "No work has" in page
    assert 'href="/search?q=nobody"' in page


def test_works_are_joined_by_hand(empty) -> None:
    """A work becomes the last part of a series that its reader names, and leaves it again."""
    told = (("The <i>Flood</i>", "1"),)
    one, other = (
        put(empty.library, f"Day {n} of the flood.", title=f"Day {n}", series=told * (n - 1))
        for n in (1, 2)
    )
    for work in (one, other):
        empty.post(f"/work/{work.id}/series", {"series": " The <i>Flood</i> "})
    assert "Part 2 of 2 here in" in empty.get(f"/work/{other.id}/about").text
    page = empty.get("/").text
    assert re.findall(r"Part <bdi>(.*?)</bdi>", page) == ["1", "2"]
    assert "The &lt;i&gt;Flood&lt;/i&gt;" in page
    assert page.index("Day 1") < page.index("Day 2")
    empty.post(f"/work/{other.id}/series")
    assert "here in" not in empty.get(f"/work/{other.id}/about").text


def test_covers_are_drawn_from_the_title() -> None:
    """The same work always has the same cover; over many works every colour and pattern occurs."""
    works = [made(title=f"Tale {n}") for n in range(300)]
    covers = [cover(work) for work in works]
    assert covers == [cover(work) for work in works]
    assert {c.hue for c in covers} == set(range(12))
    assert {c.motif for c in covers} == set(range(6))


def test_every_order_is_total() -> None:
    """Works without title, author or day stand somewhere in every order, and none is lost."""
    works = [made(id=n, title=None, opened=None, authors=()) for n in range(5)]
    for order in ORDERS:
        assert len(shelves(works, order=order)) == 5


def test_how_far_each_work_is_read(empty) -> None:
    """The card says it as a bar and in words, or that it is not begun; a work opened last comes
    first."""
    one = put(empty.library, "Day one.\n\n" + "It rained. " * 30, title="One")
    put(empty.library, "Another day.", title="Two")
    empty.library.set_position(one.id, one.length // 2)
    page = empty.get("/").text
    assert titles(empty) == ["One", "Two"]
    assert re.search(r'<progress max="100" value="(49|50)"', page)
    assert page.count("Not begun") == 1


def test_nothing_yet(empty) -> None:
    """An empty library says what to do, and the form for it is open."""
    page = empty.get("/").text
    assert "Nothing is here yet" in page
    assert '<details class="add" open>' in page
    assert "Find a work" not in page


def test_looks_are_kept(empty) -> None:
    """A chosen look dresses every page from then on, the pages of trouble too; what is on no list
    is left out; the way back leads to no other site."""
    answer = empty.post("/settings", {"theme": "sepia", "size": "9", "back": "//evil.example"})
    assert answer.headers["location"] == "/settings?saved"
    kept = answer.headers["set-cookie"].split(";")[0]
    own = f"{empty.door.cookie_name}={empty.door.cookie}; {kept}"
    for path in ("/", "/nowhere"):
        page = empty.get(path, cookie=own).text
        assert 'data-theme="sepia" data-size="3"' in page
    back = empty.post("/settings", {"theme": "dark", "back": "/work/1/read/2"})
    assert back.headers["location"] == "/work/1/read/2"
    forged = empty.get("/", cookie=own.replace("sepia", '"><script>')).text
    assert 'data-theme="auto"' in forged


def test_ten_tabs_at_once(empty) -> None:
    """Ten readers of one library, reading, searching, moving and adding at the same time, all get
    their pages."""
    story = "Chapter 1\n\n“You are late,” said Mara Venn. Tom Hale shut the door.\n"
    work = put(empty.library, story, title="The Ferry")

    def tab(n: int) -> list[int]:
        moved = {"at": str(n)}
        sent = [("file", (f"{n}.txt", f"Day {n} of the flood was long.".encode(), "text/plain"))]
        return [
            empty.get("/").status_code,
            empty.get(f"/work/{work.id}/about").status_code,
            empty.post(f"/work/{work.id}/position", moved).status_code,
            empty.get("/search?q=door&beyond=yes").status_code,
            empty.post("/add", files=sent).status_code,
            empty.get(f"/work/{work.id}/beside?h=60").status_code,
        ]

    with ThreadPoolExecutor(10) as tabs:
        assert list(tabs.map(tab, range(10))) == [[200, 200, 204, 200, 303, 200]] * 10


def made(**told) -> Work:
    """A work as the library lists it."""
    plain = dict.fromkeys(Work.__struct_fields__)
    counts = dict.fromkeys(("id", "words", "chapters", "length", "read_to", "position"), 1)
    whole = {
        **plain,
        **counts,
        "authors": (),
        "series": (),
        "sources": (),
        "added": 0,
        "updated": 0,
    }
    return msgspec.convert({**whole, **told, "key": "x", "furthest": 0}, Work)
