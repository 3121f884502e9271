"""Reading in a browser: the page, and the companion beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from here import Served, Window, open_library, put, settled, until
from playwright.sync_api import Error, Page, Route, expect

FIRST = """Chapter 1: The Ferry

Mara Venn pulled the boat up the shingle. She was tired, and the rope had cut her hands.

“You are late,” said Tom Arden. He stood by the fire with his coat over his arm.

“The tide was late,” said Mara. “I promise I will be early tomorrow.”

A tall woman came down the path. She carried a lamp, and she did not smile.
"""
QUIET = "The water rose and fell, and nobody spoke, and the lamp burned on the shingle. " * 6
SECOND = """Chapter 2: The Name of the Lamp

“My name is Ines Venn,” the tall woman said to Tom. “I am Mara’s sister.”

Tom took the lamp from her. He said nothing.
"""
STORY = "\n\n".join([FIRST, *[QUIET] * 12, SECOND])
FIRST_PAGE = "/work/1/read/1"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_library(tmp_path_factory.mktemp("ferry")) as held, Served(held) as served:
        put(held, STORY, read=True, title="The Ferry", authors=("A. Writer",))
        served.get(f"/work/1/beside?h={STORY.index('Chapter 2')}")  # so that all is at hand
        yield served


def mention(page: Page, words: str, inside: str) -> None:
    page.locator("#book > p", has_text=inside).locator("a", has_text=words).first.click()


def test_a_tap_on_a_pronoun_tells_who_that_is(ferry: Served, window: Window) -> None:
    """A tap on "She" in the middle of a chapter says beside the text who that is, by which words,
    and the page stays where it is."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 800}))
    mention(page, "She", "She was tired")
    card = page.locator("#beside .card")
    expect(card.locator("h2")).to_contain_text("Mara Venn")
    expect(card).to_contain_text("pulled the boat up the shingle")
    expect(page.locator("#beside-says")).to_contain_text("Mara Venn")
    mention(page, "She", "She carried a lamp")
    expect(card.locator("h2")).to_contain_text("tall woman")
    expect(card).not_to_contain_text("Ines")
    assert page.url == f"{ferry.base}{FIRST_PAGE}"


def test_the_horizon_follows_the_reading_and_the_slider(ferry: Served, window: Window) -> None:
    """Who is here is told as of the last words on the screen; drawn back, less is told; later
    chapter titles are not shown before they are asked for."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 420}))
    here = page.locator("#beside .here")
    expect(here).to_contain_text("Mara")
    page.locator("#book > p", has_text="She carried a lamp").evaluate(
        "p => scrollBy(0, p.getBoundingClientRect().bottom - innerHeight + 2)"
    )
    expect(here).to_contain_text("tall woman")
    page.locator("#h").fill("110")
    expect(here).not_to_contain_text("Tom")
    page.get_by_role("button", name="Follow my reading").click()
    expect(here).to_contain_text("tall woman")
    page.get_by_text("Contents", exact=True).click()
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents.get_by_role("link", name="Chapter 2")).to_be_visible()
    expect(contents.get_by_text("The Name of the Lamp")).to_be_hidden()


def test_the_sheet_covers_words_that_were_read(ferry: Served, window: Window) -> None:
    """On a phone the companion comes up over words that were on the screen: it tells as much as
    before. Scrolled back, it tells less."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 360, "height": 640}))
    page.evaluate("scrollTo(0, 160)")
    toggle = page.locator("#beside-toggle")
    expect(toggle).to_contain_text("tall woman")
    toggle.click()
    expect(toggle).to_have_text("Close")
    with page.expect_response("**/who/*"):
        page.locator("#book a", has_text="Mara Venn").first.click()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#beside .here")).to_contain_text("tall woman")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#beside .here")).not_to_contain_text("tall woman")
    toggle.click()
    expect(toggle).to_contain_text("Here now: Mara")


def test_a_correction_is_made_and_taken_back(ferry: Served, window: Window) -> None:
    """Said beside the text that "He" is Mara, it is shown so; taken back, it is Tom again."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 800}))
    mention(page, "He", "He stood by the fire")
    card = page.locator("#beside .card")
    expect(card.locator("h2")).to_contain_text("Tom Arden")
    page.keyboard.press("x")
    page.keyboard.type("Mara")
    page.keyboard.press("Enter")
    expect(page.locator("#beside .changed")).to_contain_text("now Mara")
    mention(page, "He", "He stood by the fire")
    expect(card.locator("h2")).to_contain_text("Mara Venn")
    page.keyboard.press("x")
    page.get_by_role("link", name="All that you have corrected").click()
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#beside .changed")).to_contain_text("now Tom Arden")
    mention(page, "He", "He stood by the fire")
    expect(card.locator("h2")).to_contain_text("Tom Arden")


def test_reading_goes_on_at_the_exact_words(ferry: Served, window: Window) -> None:
    """Whoever comes back to a work finds the line at the top of the screen that was there, in the
    middle of a paragraph too."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 768, "height": 700}))
    middle = page.evaluate(
        """() => {
            const all = document.querySelectorAll("#book p");
            const box = all[all.length >> 1].getBoundingClientRect();
            scrollTo(0, box.top + box.height / 2);  // where that is depends on the fonts here
            return scrollY;
        }"""
    )
    until(lambda: ferry.library.position(1) > STORY.index(QUIET))
    kept = ferry.library.position(1)
    assert STORY[kept - 1] != "\n", "in the middle of a paragraph"
    page.goto(f"{ferry.base}/work/1")
    page.wait_for_url("**/read/1")
    assert abs(page.evaluate("scrollY") - middle) < 40
    ferry.library.set_position(1, 0)


def test_keys_are_enough(ferry: Served, window: Window) -> None:
    """By keys alone: to a person, who that is, beside the text and back, the list of keys, the next
    page; focus is never lost."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 800}))
    page.keyboard.press("n")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Mara Venn")
    page.keyboard.press("Enter")
    expect(page.locator("#beside .card h2")).to_contain_text("Mara Venn")
    page.keyboard.press("b")
    expect(focused).to_contain_text("Mara Venn")
    assert focused.evaluate("e => e.tagName") == "H2"
    page.keyboard.press("Escape")
    assert focused.evaluate("e => e.className") == "chosen"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/read/2")


def test_who_speaks_stands_in_the_margin(ferry: Served, window: Window) -> None:
    """When it is asked for, and only as far as the words on the screen tell; it goes as it came."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1440, "height": 460}))
    said = page.locator("#book > p", has_text="You are late")
    promised = page.locator("#book > p", has_text="The tide was late")
    assert said.get_attribute("data-speaker") is None
    page.keyboard.press("s")
    expect(said).to_have_attribute("data-speaker", "Tom Arden")
    expect(promised).not_to_have_attribute("data-speaker", re.compile("."))
    promised.evaluate("p => scrollBy(0, p.getBoundingClientRect().bottom - innerHeight + 2)")
    expect(promised).to_have_attribute("data-speaker", "Mara Venn")
    shown = "p => getComputedStyle(p, '::before').content"
    assert "Tom Arden" in said.evaluate(shown)
    page.keyboard.press("s")
    expect(page.locator("html")).to_have_attribute("data-speakers", "no")
    assert said.evaluate(shown) == "none"


def test_a_search_by_key(ferry: Served, window: Window) -> None:
    """From the story a key leads to a search in it; a find leads back to its words."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 768, "height": 700}))
    page.keyboard.press("/")
    page.wait_for_url("**/search?work=1")
    page.get_by_label("Also what I have not read yet").press("Space")
    page.focus("#q")
    page.keyboard.type("carried lamp")
    page.keyboard.press("Enter")
    expect(page.locator(".found mark")).to_have_text(["carried", "lamp"])
    page.locator(".found .where a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#book > p.flash")).to_contain_text("She carried a lamp")


def test_all_works_without_scripts(ferry: Served, window: Window) -> None:
    """Without scripts a mention leads to a page of who that is, from there to the person and back
    to the words; corrections and the horizon are forms."""
    page = window.open(ferry, FIRST_PAGE, java_script_enabled=False)
    mention(page, "She", "She carried a lamp")
    expect(page.locator("h1")).to_contain_text("tall woman")
    page.get_by_role("link", name="All that is told of").click()
    expect(page.locator("h1")).to_contain_text("tall woman")
    expect(page.locator("main")).not_to_contain_text("Ines")
    page.locator("main a.words").first.click()
    expect(page.locator("#book")).to_contain_text("A tall woman came down the path")
    page.get_by_role("link", name="Recap").click()
    expect(page.get_by_role("button", name="Show")).to_be_visible()


def test_words_are_marked_and_said_something_of(ferry: Served, window: Window) -> None:
    """Marked words can be highlighted or noted on; the mark stays on the page and can go again."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 800}))
    page.locator("#book").get_by_text("The tide was late").first.wait_for()
    page.evaluate(
        """() => { const p = [...document.querySelectorAll("#book > p")]
          .find((p) => p.textContent.includes("the rope had cut"));
          const text = [...p.childNodes].findLast((n) => (n.data ?? "").includes("had cut"));
          const start = text.data.indexOf("had cut");
          getSelection().setBaseAndExtent(text, start, text, start + 7);
          document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true })); }"""
    )
    page.get_by_role("button", name="Note").click()
    page.get_by_label("Your note").fill("Ouch <b>")
    page.get_by_role("button", name="Keep").last.click()
    mark = page.locator("mark[data-note]")
    expect(mark).to_have_text("had cut")
    assert mark.get_attribute("title") == "Ouch <b>"
    mark.click()
    page.get_by_role("button", name="Remove").click()
    expect(mark).to_have_count(0)


def test_an_outdated_answer_is_dropped(ferry: Served, window: Window) -> None:
    """Where somebody else is asked about before an answer comes, only the later one is shown."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 800}))
    expect(page.locator("#beside .here")).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/who/*", hold)
    mention(page, "Mara Venn", "Mara Venn pulled")
    mention(page, "Tom Arden", "Tom Arden")
    until(lambda: bool(page.evaluate("1")) and len(held) == 2)
    held[1].continue_()
    expect(page.locator("#beside .card h2")).to_contain_text("Tom Arden")
    with suppress(Error):  # the browser may have given it up
        held[0].continue_()
    page.evaluate("() => fetch('/static/icon.svg')")
    expect(page.locator("#beside .card h2")).to_contain_text("Tom Arden")


def test_a_page_is_small(ferry: Served) -> None:
    """All that a reading page needs weighs less than 250 kB for 4,000 words."""
    page = ferry.get("/work/1/read/1")
    words = len(STORY.split())
    parts = ["fabula.css", "reading.css", "reading.js", "place.js", "beside.js"]
    parts += ["keys.js", "margin.js", "marks.js", "looks.js"]
    rest = sum(len(ferry.get(f"/static/{name}").content) for name in parts)
    assert rest + len(page.content) * 4_000 / words < 250_000


def test_hindsight_is_a_switch_with_a_warning(ferry: Served, window: Window) -> None:
    """After a warning, and only then, who is here is told as the end of the story knows them; the
    page says so until the horizon follows the reading again."""
    page = settled(window.open(ferry, FIRST_PAGE, viewport={"width": 1280, "height": 620}))
    expect(page.locator("#beside .here")).to_contain_text("Mara")
    page.get_by_role("link", name="Hindsight").click()
    expect(page.locator("#beside")).to_contain_text("cannot be unread")
    page.get_by_role("link", name="Show me everything").click()
    expect(page.locator("#beside .here")).to_contain_text("Mara")
    expect(page.locator("#h-warned")).to_be_visible()
    mention(page, "woman", "A tall woman")
    expect(page.locator("#beside .card")).to_contain_text("Mara’s sister")
    page.get_by_role("button", name="Follow my reading").click()
    expect(page.locator("#h-warned")).to_be_hidden()
    expect(page.locator("#beside .card")).not_to_contain_text("sister")
