"""The six laws, on generated books."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import books
from held import check_places, check_prefix, ends, export
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fabula import formats
from fabula.reading import fold, steps
from fabula.reading.corrected.corrections import anchor
from fabula.reading.fold import Reading
from fabula.store.cache import Cache
from fabula.stories import tell
from fabula.story.corrections import Anchor, Correction
from fabula.story.passage import passages
from fabula.story.records import Quotation
from fabula.story.text import Span

FEW = settings(max_examples=25, deadline=None)


# 1. Places -----------------------------------------------------------------------------------


@FEW
@given(books())
def test_every_record_stands_on_the_words_it_names(book: str) -> None:
    """Places are inside the text, on real words, and never in what is set aside."""
    check_places(tell(formats.read_string(book)))


# 2. Prefix -----------------------------------------------------------------------------------


@FEW
@given(books(), st.data())
def test_nothing_is_known_before_it_is_told(book: str, data: st.DataObject) -> None:
    """The export as of a paragraph's end is the export of the file cut there."""
    story = tell(formats.read_string(book))
    assume(story.text.blocks)
    end = data.draw(st.sampled_from(ends(story.text)))
    check_prefix(story, end)
    assert export(story, end) == export(tell(formats.read_string(book[:end])))


@FEW
@given(books(), st.data())
def test_any_place_means_the_last_paragraph_end_before_it(book: str, data: st.DataObject) -> None:
    """Asked inside a paragraph, the world is the one at the end of the paragraph before."""
    story = tell(formats.read_string(book))
    position = data.draw(st.integers(0, len(book) + 5))
    horizon = export(story, position)["horizon"]
    assert horizon == max([e for e in ends(story.text) if e <= position], default=0)
    assert story.at(position).horizon == horizon


# 3. Append -----------------------------------------------------------------------------------


@FEW
@given(books(), books())
def test_reading_on_is_reading_everything(
    tmp_path_factory: pytest.TempPathFactory, first: str, more: str
) -> None:
    """A work read on from what is kept gives the ledger that reading it whole gives."""
    with Cache(tmp_path_factory.mktemp("cache") / "c.sqlite") as cache:
        tell(formats.read_string(first), cache=cache)
        on = tell(formats.read_string(first + more), cache=cache)
    assert list(on.records) == list(tell(formats.read_string(first + more)).records)


@settings(max_examples=15, deadline=None)
@given(books(), st.lists(books(), min_size=1, max_size=3), st.integers(1, 3))
def test_reading_on_in_short_stretches(
    tmp_path_factory: pytest.TempPathFactory, first: str, chapters: list[str], stretch: int
) -> None:
    """However often memories are kept, and however a serial grows, the ledger is the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "STRETCH", stretch)
        patch.setattr(steps, "APART", stretch)
        with Cache(tmp_path_factory.mktemp("cache") / "c.sqlite") as cache:
            book = first
            for n, chapter in enumerate(chapters):
                tell(formats.read_string(book), cache=cache)
                book += f"\n\nChapter {n + 2}\n\n{chapter}"
            on = tell(formats.read_string(book), cache=cache)
        assert list(on.records) == list(tell(formats.read_string(book)).records)


def test_a_new_chapter_costs_a_new_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a serial that grows by a chapter, only the new chapter and the open tail are read."""
    chapter = "\n\n".join(f"Mara met Tom on day {i}. “Again,” said Mara." for i in range(400))
    old, new = f"Chapter 1\n\n{chapter}\n\n", f"Chapter 2\n\n{chapter}\n\n"
    header = "Work Header\n\nRating:\nMature\n\nChapter Text\n\n"
    seen: list[int] = []
    plain = fold.annotate
    with Cache(tmp_path / "c.sqlite") as cache:
        tell(formats.read_string(old), cache=cache)
        monkeypatch.setattr(fold, "annotate", lambda p: seen.append(p.start) or plain(p))
        tell(formats.read_string(old + new), cache=cache)
        assert all(start >= len(old) - 2000 for start in seen)
        seen.clear()
        shifted = tell(formats.read_string(header + old + new), cache=cache)
        assert seen == [], "a new header re-reads nothing"
        assert shifted.records[0].at.start >= len(header)


# 4. Correction -------------------------------------------------------------------------------

SCENE = "Alone at dusk Mara waited for the rain. “Nobody comes,” said Tom."
BEFORE = "Mara met Tom by the river. “Good evening,” said Tom."
AFTER = "Ines laughed at Mara. “Enough,” said Ines."


def corrections_for(text: str) -> list[Correction]:
    """One of each kind, about the words of SCENE and BEFORE."""

    def at(words: str, inside: str) -> Anchor:
        start = text.index(inside, text.index(words))
        return anchor(text, Span(start, start + len(inside)))

    mara, tom = at(SCENE, "Mara"), at(BEFORE, "Tom")
    return [
        Correction(do="speaker", this=at(SCENE, "Nobody comes"), that=mara),
        Correction(do="rename", this=mara, name="Old Mara"),
        Correction(do="merge", this=mara, that=tom),
    ]


@FEW
@given(books(most=6), books(most=6))
def test_a_readers_word_survives(prologue: str, epilogue: str) -> None:
    """A correction outlives insertions and edits elsewhere, and comes first where it speaks."""
    text = f"{BEFORE}\n\n{SCENE}\n\n{AFTER}"
    said = corrections_for(text)[:2]
    changed = f"{prologue}\n\n{text.replace('laughed', 'frowned')}\n\n{epilogue}"
    story = tell(formats.read_string(changed), corrections=said)
    assert not story.lost_corrections
    found = export(story)
    assert found["corrections"] == {"applied": 2, "lost": []}
    quote = next(
        q for q in found["quotations"] if changed[q["start"] : q["end"]] == "“Nobody comes,”"
    )
    entity = next(e for e in found["entities"] if e["id"] == quote["speaker"])
    assert (entity["name"], quote["by"]) == ("Old Mara", "reader")


def test_a_lost_correction_is_listed() -> None:
    """When its words are gone, a correction is listed as lost and nothing else changes."""
    text = f"{BEFORE}\n\n{SCENE}\n\n{AFTER}"
    said = corrections_for(text)
    without = text.replace(SCENE, "It rained all day, and nobody was there to see it at all.")
    found = export(tell(formats.read_string(without), corrections=said))
    assert found["corrections"]["applied"] == 0
    assert [lost["number"] for lost in found["corrections"]["lost"]] == [0, 1, 2]
    plain = export(tell(formats.read_string(without)))
    assert {**found, "corrections": None} == {**plain, "corrections": None}


def test_a_correction_about_nobody_is_listed() -> None:
    """Where its words are found but name nobody, a correction is listed and changes nothing."""
    text = f"{BEFORE}\n\n{SCENE}\n\n{AFTER}"
    quote = corrections_for(text)[0].this
    said = [
        Correction(do="speaker", this=quote, name="Nobody Known"),
        Correction(do="merge", this=Anchor("river"), that=Anchor("rain")),
    ]
    found = export(tell(formats.read_string(text), corrections=said))
    assert found["corrections"]["applied"] == 0
    assert [lost["number"] for lost in found["corrections"]["lost"]] == [0, 1]
    plain = export(tell(formats.read_string(text)))
    assert {**found, "corrections": None} == {**plain, "corrections": None}


def test_a_correction_does_not_show_before_it_was_made() -> None:
    """What a reader said on page three is not known on page one."""
    text = f"{BEFORE}\n\n{SCENE}\n\n{AFTER}"
    made = anchor(text, Span(text.index("Enough"), text.index("Enough") + 6))
    said = [msgspec.structs.replace(c, made_at=made) for c in corrections_for(text)]
    story = tell(formats.read_string(text), corrections=said)
    early = text.index(SCENE) + len(SCENE)
    assert export(story, early) == {
        **export(tell(formats.read_string(text[:early]))),
        "corrections": {"applied": 0, "lost": []},
    }
    late = export(story)
    assert late["corrections"]["applied"] == 3
    assert len([e for e in late["entities"] if e["same_as"]]) == 1
    assert all(s["known_at"] >= made.near for e in late["entities"] for s in e["same_as"])


@pytest.mark.parametrize("do", ["split", "omit"])
def test_readers_can_split_and_omit(do: Any) -> None:
    """Two bearers of a name are told apart, and what is no character is not shown."""
    text = f"{BEFORE}\n\n{SCENE}\n\n{AFTER}"
    second = text.index("Mara", text.index(SCENE))
    this = anchor(text, Span(second, second + 4))
    that = anchor(text, Span(0, 4)) if do == "split" else None
    plain = export(tell(formats.read_string(text)))
    found = export(
        tell(formats.read_string(text), corrections=[Correction(do=do, this=this, that=that)])
    )
    count = {name: sum(e["name"] == "Mara" for e in found["entities"]) for name in ("Mara",)}
    assert sum(e["name"] == "Mara" for e in plain["entities"]) == 1
    assert count["Mara"] == (2 if do == "split" else 0)


# 5. Horizon ----------------------------------------------------------------------------------


def test_two_people_before_one_after() -> None:
    """People whom the text joins later are two at first and one in hindsight; their ids stay."""
    text = (
        "Chapter 1\n\n“Come in,” said Elena, and she held the door.\n\n"
        "Chapter 2\n\nSone paid the driver. “I will not,” said Sone.\n\n"
        "Chapter 3\n\n“Then go,” said Elena Sone."
    )
    story = tell(formats.read_string(text))
    joined = [r for r in story.records if r.id.startswith("s")]
    assert joined, "the full name joins the two"
    early = story.at(joined[0].known_at - 1)
    then = {m.id: m.entity for m in early.mentions()}
    late = {m.id: m for m in story.hindsight().mentions()}
    for identifier, entity in then.items():
        assert late[identifier].entity_then == entity
    assert len({late[i].entity for i in then}) < len(set(then.values()))


@FEW
@given(books(), st.data())
def test_ids_are_never_rewritten(book: str, data: st.DataObject) -> None:
    """What was known at a closed passage's end has the same ids and places ever after."""
    story = tell(formats.read_string(book))
    closed = [p for p in passages(story.text) if p.closed]
    assume(closed)
    end = data.draw(st.sampled_from(closed)).end
    early = {r.id: r for r in tell(story.text.cut(end)).records}
    late = {r.id: r for r in story.records if r.known_at <= end}
    assert early == late


# 6. Determinism ------------------------------------------------------------------------------


@FEW
@given(books())
def test_the_cache_changes_nothing(tmp_path_factory: pytest.TempPathFactory, book: str) -> None:
    """The same input gives the same bytes, without a cache, with a cold one and with a warm one."""
    path = tmp_path_factory.mktemp("cache") / "c.sqlite"
    plain = tell(formats.read_string(book)).to_json(tokens=True)
    for _ in range(2):
        with Cache(path) as cache:
            assert tell(formats.read_string(book), cache=cache).to_json(tokens=True) == plain


def test_quotations_of_an_utterance_share_it(tmp_path: Path) -> None:
    """Ids survive the trip through the cache: an utterance is the id of its first piece."""
    book = "“Go,” said Mara, “and hurry.”\n\n" * 300
    with Cache(tmp_path / "c.sqlite") as cache:
        Reading(formats.read_string(book), cache=cache)
        again = Reading(formats.read_string(book), cache=cache)
    quotations = {r.id: r for r in again.records if isinstance(r, Quotation)}
    assert all(q.utterance in quotations for q in quotations.values())
