"""Somebody in the parts of a series before this one, on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from here import Served, Window, open_library, put

from fabula.library import parts

FIRST = "Mara Venn lit the lamp. She was cold.\n\nTom <b>Hale</b> was her brother.\n"
SECOND = "Years later Mara Venn came back.\n\n“Tom,” she said. Tom was not there. Tom slept.\n"


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two works of one series, read."""
    with open_library(tmp_path_factory.mktemp("parts")) as library, Served(library) as served:
        put(library, FIRST, read=True, title="The Lamp <script>")
        put(library, SECOND, read=True, title="The Quay")
        parts.join(library, [1, 2], "Lamps")
        yield served


def path(served: Served, name: str) -> str:
    return f"/work/2/person/{served.library.story(2).character(name).id}"


def seen(served: Served, address: str) -> str:
    """What a page says, without its markup."""
    answer = served.get(address)
    assert answer.status_code == 200, answer.text
    assert "<script>" not in answer.text.replace('<script type="module"', "")
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_what_the_parts_before_tell(lamps: Served) -> None:
    """Whoever is known from a part before is shown with what it tells of them, and the words of
    both that show that it is them; the first part has no page of that kind."""
    mara = path(lamps, "Mara")
    assert f'href="{mara}/parts?h=' in lamps.get(f"{mara}?h=90").text
    said = seen(lamps, f"{mara}/parts?h=90")
    assert "Both are called Mara Venn." in said
    assert "Mara Venn lit the lamp." in said
    assert "Years later Mara Venn came back." in said
    first = f"/work/1/person/{lamps.library.story(1).character('Mara').id}"
    assert "/parts?" not in lamps.get(f"{first}?h=90").text
    assert "no part before" in seen(lamps, f"{first}/parts?h=90")


def test_a_reader_says_who_it_is(lamps: Served) -> None:
    """Who is not known from a part before can be said to be one of its people, and it can be taken
    back; before the place where it was said it does not show."""
    tom, hale = path(lamps, "Tom"), lamps.library.story(1).character("Tom").id
    assert "You say so." not in seen(lamps, f"{tom}/parts?h=200")
    form = {"h": "200", "entity": tom.rpartition("/")[2], "part": "1", "other": hale, "same": "yes"}
    assert lamps.post("/work/2/same", form).headers["location"] == f"{tom}/parts?h=200"
    assert "You say so." in seen(lamps, f"{tom}/parts?h=200")
    early = SECOND.index("Tom was") + 3
    assert lamps.get(f"{tom}/parts?h={early}").status_code in (200, 404)
    assert (
        lamps.post("/work/2/unsay", {"h": "200", "entity": "e1", "number": "1"}).status_code == 303
    )
    assert "You say so." not in seen(lamps, f"{tom}/parts?h=200")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"h": "x", "entity": "e1", "part": "1", "other": "e1"},
        {"h": "9", "entity": "<script>", "part": "1", "other": "e1"},
        {"h": "9", "entity": "e1", "part": "77", "other": "e1"},
        {"h": "9", "entity": "e1", "part": "2", "other": "e1"},
    ],
)
def test_what_makes_no_sense_is_refused(lamps: Served, form: dict[str, str]) -> None:
    """A form with another's ids, works or places is answered in plain words."""
    answer = lamps.post("/work/2/same", form)
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text


def test_the_page_leads_from_the_person(lamps: Served, window: Window) -> None:
    """On a phone, it is a link on the page of the person."""
    page = window.open(lamps, f"{path(lamps, 'Mara')}?h=90", viewport={"width": 360, "height": 740})
    page.get_by_role("link", name="In the parts before").click()
    page.get_by_role("heading", name="Mara Venn in the parts before").wait_for()
