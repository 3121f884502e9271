"""What stands beside the story: who is meant, who is here, no more than the words so far tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from here import Served, open_library, put

from fabula import formats
from fabula.web.desk import Desk
from fabula.web.known import DOUBT
from fabula.web.reading_page import address

STORY = """Chapter 1: The Ferry

Mara Venn pulled the boat up the shingle. She was tired, and the rope had cut her hands.

"You are late," said Tom Arden. He stood by the fire with his coat over his arm.

"The tide was late," said Mara. "I promise I will be early tomorrow."

A tall woman came down the path. She carried a lamp, and she did not smile.

Chapter 2: The Lamp

"My name is Ines Venn," the tall woman said to Tom. "I am Mara's sister."

Tom took the lamp from her. He said nothing.
"""


def place(words: str, nth: int = 0) -> int:
    return [m.start() for m in re.finditer(re.escape(words), STORY)][nth]


def end_of(words: str) -> int:
    """The end of the paragraph that some words are in."""
    return STORY.index("\n\n", place(words)) if "\n\n" in STORY[place(words) :] else len(STORY)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_library(tmp_path_factory.mktemp("beside")) as held, Served(held) as served:
        put(held, STORY, read=True, title="The Ferry", url="https://archiveofourown.org/works/1")
        yield served


def words(answer: Any) -> str:
    """What a page says, without its markup."""
    assert answer.status_code == 200, answer.text
    main = answer.text.partition("<main")[2].partition("</main>")[0] or answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_pronoun_is_told_by_the_words_before_it(library: Served) -> None:
    """A tap on "She" tells that it is Mara, and shows the words by which one can tell."""
    said = words(library.get(f"/work/1/who/{place('She was tired')}"))
    assert "Mara Venn" in said
    assert "pulled the boat up the shingle" in said
    assert "Ines" not in said


def test_nothing_of_a_later_paragraph_is_told(library: Served) -> None:
    """Of the tall woman only what her first paragraph tells is said there, not her name."""
    early = words(library.get(f"/work/1/who/{place('A tall woman') + 2}"))
    assert "tall woman" in early
    assert "No name told yet" in early
    assert "Ines" not in early


@pytest.mark.parametrize(
    "page", ["beside", "people", "world", "timeline", "relations", "threads", "recap", "said"]
)
def test_no_page_tells_more_than_its_horizon(library: Served, page: str) -> None:
    """Every page as of the first chapter is silent about who the tall woman is."""
    early = words(library.get(f"/work/1/{page}?h={end_of('A tall woman')}"))
    assert "Ines" not in early
    assert "sister" not in early
    assert "Chapter 2" not in early


def test_a_later_page_tells_it(library: Served) -> None:
    """Once the second chapter has told her name, she is called by it."""
    assert "Ines" in words(library.get(f"/work/1/people?h={len(STORY)}"))


def test_doubt_is_shown(library: Served) -> None:
    """What is rather a guess is called so, and dotted; what is sure is not."""
    told = library.library.story(1).at(len(STORY)).mentions_within(0, len(STORY))
    pronouns = [m for m in told if m.kind == "PRON"]
    assert {m.confidence < DOUBT for m in pronouns} == {True, False}
    for mention in pronouns:
        page = library.get(f"/work/1/who/{mention.start}").text
        assert ("is perhaps" in page) == (mention.confidence < DOUBT)
        assert ('class="name doubt"' in page) == (mention.confidence < DOUBT)


def test_words_that_mean_nobody_are_not_told_yet(library: Served) -> None:
    """A word that stands for nobody, or lies beyond the horizon, is not explained."""
    assert "has not been told" in words(library.get(f"/work/1/who/{place('pulled')}"))
    later = f"/work/1/who/{place('Ines')}?h={end_of('You are late')}"
    assert "Ines" not in words(library.get(later))


def test_who_is_here(library: Served) -> None:
    """At the fire are Mara and Tom."""
    said = words(library.get(f"/work/1/beside?h={end_of('The tide')}"))
    assert "Mara" in said
    assert "Tom" in said


def test_a_piece_is_the_page_without_its_frame(library: Served) -> None:
    """Our script gets the same words as whoever follows the link, and no head or navigation."""
    path = f"/work/1/who/{place('He stood')}"
    piece = library.get(path, **{"x-beside": "1"})
    assert "<html" not in piece.text
    assert "<nav" not in piece.text
    assert piece.headers["vary"] == "x-beside"
    assert "Tom" in words(piece)
    assert "<html" in library.get(path).text


def test_a_sentence_is_noted_on_without_scripts(library: Served) -> None:
    """A note written on the page of who that is stands in the text at its sentence, and goes."""
    form = {"place": place("He stood"), "h": end_of("He stood"), "note": "cold?", "colour": "blue"}
    answer = library.post("/work/1/note", form, follow_redirects=False)
    assert answer.headers["location"] == f"/work/1/words/{place('He stood')}"
    page = library.get("/work/1/read/1").text
    marked = re.findall(r'<mark class="blue" data-note="(\d+)"[^>]* title="cold\?"', page)
    assert marked
    library.post("/notes/remove", {"note": marked[0]})
    assert "<mark" not in library.get("/work/1/read/1").text


def test_whoever_comes_back_after_long_is_told_what_had_happened(library: Served) -> None:
    """A day after the last reading the page offers a recap up to where the reader was; not right
    after it."""
    library.library.set_position(1, place("The tide was late"))
    assert "What had happened?" not in library.get("/work/1/read/1").text
    with library.library.db.writing() as db:
        db.execute("update works set opened = opened - 90000 where id = 1")
    page = library.get("/work/1/read/1").text
    assert "You last read here 1 day ago" in page
    assert f"/work/1/recap?h={place('The tide was late')}" in page


def test_a_question_is_answered_with_its_words(library: Served) -> None:
    """What the story says is answered and shown; where it does not, the nearest words are."""
    path = f"/work/1/ask?h={len(STORY)}&q="
    assert "be early tomorrow" in words(library.get(path + "What did Mara promise?"))
    assert "does not say" in words(library.get(path + "Who is Tom's uncle?"))
    silent = words(library.get(path + "Where did Mara buy the rope that cut her hands?"))
    assert "Nearest to your question" in silent
    assert "the rope had cut her hands" in silent


def test_hindsight_is_asked_for_twice(library: Served) -> None:
    """Everything is shown only after a warning has been read."""
    warned = library.get("/work/1/hindsight?h=0")
    assert "cannot be unread" in words(warned)
    sure = library.get("/work/1/hindsight?h=0&sure=yes", follow_redirects=False)
    assert sure.headers["location"] == f"/work/1/world?h={len(STORY)}"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("person/e99999", 404),
        ("person/<script>", 404),
        ("beside?h=-1", 400),
        ("beside?h=1e9", 400),
        ("beside?h=99999999999", 200),
        ("who/99999999999", 200),
        ("ask?q=" + "why " * 100, 400),
        ("recap?since=x", 400),
        ("read/0", 404),
        ("read/99", 404),
    ],
)
def test_what_cannot_be_asked_is_said_plainly(library: Served, path: str, status: int) -> None:
    """A forged place, person or page gets a plain answer, never a trace of our own."""
    answer = library.get(f"/work/1/{path}")
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text


def test_a_correction_is_seen_and_taken_back(library: Served) -> None:
    """Said that "He" is somebody else, the page beside it says so; taken back, it is as before."""
    where = place("He stood")
    form = {"do": "is", "this": where, "name": "Mara", "h": end_of("He stood")}
    changed = library.post("/work/1/correct", form)
    assert "now Mara" in words(changed)
    assert "He is Mara" in words(library.get(f"/work/1/who/{where}"))
    listed = library.get(f"/work/1/corrections?h={len(STORY)}")
    assert "“He” is “Mara" in words(listed)
    number = re.search(r'name="number" value="(\d+)"', changed.text)
    assert number
    library.post("/work/1/undo", {"number": number[1], "h": len(STORY)})
    assert "Tom" in words(library.get(f"/work/1/who/{where}"))
    assert "Nothing, as of here" in words(library.get(f"/work/1/corrections?h={len(STORY)}"))


@pytest.mark.parametrize(
    "form",
    [
        {"do": "burn", "this": 30, "h": 400},
        {"do": "merge", "this": 30, "h": 400, "name": "Nobody At All"},
        {"do": "rename", "this": 30, "h": 400},
        {"do": "rename", "this": "x", "h": 400, "name": "Y"},
        {"do": "omit", "this": 0, "h": 400},
    ],
)
def test_a_correction_that_says_nothing_is_refused(library: Served, form: dict[str, Any]) -> None:
    """What cannot be a correction is refused in a sentence, and nothing is kept."""
    assert library.post("/work/1/correct", form).status_code == 400
    assert "Nothing, as of here" in words(library.get(f"/work/1/corrections?h={len(STORY)}"))


ARCHIVE = "https://archiveofourown.org/works"
ROOMS = ("beside", "people", "world", "timeline", "relations", "threads", "recap", "said")
ENDS = [m.start() for m in re.finditer(r"\n\n|\n\Z", STORY)]


@pytest.fixture(scope="module")
def cuts(library: Served) -> dict[int, int]:
    """For every paragraph end a work of its own that ends there, with its number."""
    made = {
        e: put(library.library, STORY[:e] + "\n", read=True, title=f"To {e}", url=f"{ARCHIVE}/{e}")
        for e in ENDS
    }
    assert len({1, *(work.id for work in made.values())}) == len(ENDS) + 1
    return {e: work.id for e, work in made.items()}


def piece(served: Served, work: int, path: str) -> str:
    """A page beside a work, without the work's number and how much of the whole that is."""
    found = served.get(f"/work/{work}/{path}", **{"x-beside": "1"}).text
    found = re.sub(r' data-where="[^"]*"|<title>.*</title>', "", found)
    return found.replace(f"/work/{work}/", "/work/N/")


def test_nothing_depends_on_what_comes_later(library: Served, cuts: dict[int, int]) -> None:
    """At every paragraph end, each page beside the story, and whom any word there means, is told as
    if the story ended there."""
    for end, cut in cuts.items():
        for room in ROOMS:
            path = f"{room}?h={end}"
            assert piece(library, 1, path) == piece(library, cut, path), (room, end)
        start = max((e for e in ENDS if e < end), default=0)
        for found in re.finditer(r"\b[A-Z]\w+|\b(?:she|he|her|him|I)\b", STORY[start:end]):
            path = f"who/{start + found.start()}?h={end}"
            assert piece(library, 1, path) == piece(library, cut, path), path


def test_who_speaks_is_corrected_where_nobody_is_named(library: Served) -> None:
    """On the page of who speaks, a quotation without a name can be given to whoever said it."""
    said = library.get(f"/work/1/said?h={end_of('You are late')}")
    assert "Tom" in words(said)
    form = {"do": "speaker", "this": place('"You are late'), "name": "Mara"}
    changed = library.post("/work/1/correct", {**form, "h": end_of("You are late")})
    assert "Mara" in words(changed)
    number = re.search(r'name="number" value="(\d+)"', changed.text)
    assert number
    library.post("/work/1/undo", {"number": number[1], "h": len(STORY)})


def test_a_story_can_be_read_and_asked_before_it_has_been_read(tmp_path: Path) -> None:
    """A text that was only just put in is readable at once, and its people can be asked about; far
    beyond what has been read, the page says that Fabula has not come there."""
    long = (
        STORY + "\n" + "\n\n".join(["The water rose and fell on the long grey shingle. " * 9] * 99)
    )
    with open_library(tmp_path) as held:
        work = put(held, long)
        desk = Desk(held)
        opened = desk.opened(work)
        assert desk.mentions(opened, opened.pages[0]) is None
        assert desk.asked(work, len(long)).is_late
        near = desk.asked(work, end_of("He stood by the fire"))
        assert not near.is_late
        meant = near.known.meant(place("He stood"))
        assert meant
        assert "Tom" in meant.who.label


def test_a_work_opens_with_its_tags_and_summary_folded(tmp_path: Path) -> None:
    """Opened for the first time, a work begins at its first page with nothing unfolded; a place in
    the story leads to its paragraph."""
    with open_library(tmp_path) as held:
        text = formats.read_string("Summary: Everybody dies.\n\n" + STORY)
        blocks = (msgspec.structs.replace(text.blocks[0], kind="summary"), *text.blocks[1:])
        work = held.put(msgspec.structs.replace(text, blocks=blocks)).work
        opened = Desk(held).opened(work)
        assert address(opened, 0) == "/work/1/read/1"
        assert address(opened, 3, "words") == "/work/1/read/1?words=3#p0"
        later = text.text.index("He stood")
        paragraph = text.text.index('"You are late')
        assert address(opened, later) == f"/work/1/read/1?at={later}#p{paragraph}"


def test_contents_of_a_long_serial_stand_on_their_own_page(tmp_path: Path) -> None:
    """A page of a serial of 300 chapters names those near it; the rest is on the page of contents,
    and what has not been reached is called by its number."""
    serial = "\n\n".join(f"Chapter {n}: The {n}th Tide\n\nShe rowed on." for n in range(1, 301))
    with open_library(tmp_path) as held, Served(held) as served:
        put(held, serial, title="Tides")
        page = served.get("/work/1/read/150").text
        assert page.count("<li") < 80
        assert "The 149th Tide" in page
        assert "All 300 chapters" in page
        every = served.get("/work/1/contents").text
        assert every.count('href="/work/1/read/') == 300
        assert ">Chapter 299</a>" in every
        assert len(page) < 60_000
