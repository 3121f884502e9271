"""Quotations: odd cases one by one, and what holds for any text at all."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.reading.speech.quotations import bare, quotations
from fabula.story.annotations import Annotations, Quoted
from fabula.story.passage import Paragraph, Passage
from fabula.story.text import Span


def passage_of(*paragraphs: str, italics: str = "", holes: str = "") -> Passage:
    """A passage of the paragraphs; `italics` and `holes` are stretches of its text."""
    text = "\n\n".join(paragraphs)
    places: list[Paragraph] = []
    at = 0
    for p in paragraphs:
        marked = [
            tuple(Span(at + p.index(s), at + p.index(s) + len(s)) for s in [found] if s and s in p)
            for found in (italics, holes)
        ]
        places.append(Paragraph(at, at + len(p), "prose", False, *marked))
        at += len(p) + 2
    return Passage(0, text, tuple(places))


def found_in(passage: Passage) -> list[Quoted]:
    return list(quotations(passage, Annotations()).quotations)


def quoted(*paragraphs: str, italics: str = "", holes: str = "") -> list[str]:
    """The found quotations as they stand."""
    passage = passage_of(*paragraphs, italics=italics, holes=holes)
    return [passage.text[q.at.start : q.at.end] for q in found_in(passage)]


def modes(*paragraphs: str, italics: str = "") -> list[tuple[str, str]]:
    """The words and the mode of each found quotation."""
    passage = passage_of(*paragraphs, italics=italics)
    made: list[tuple[str, str]] = []
    for q in found_in(passage):
        at = bare(passage.text, q.at)
        made.append((passage.text[at.start : at.end], q.mode))
    return made


def test_a_missing_closing_mark_costs_one_quotation() -> None:
    """A quotation whose closing mark is missing ends at its cue or at the next opening mark; those
    after it are found."""
    assert quoted('"Hello, she said. "I am here." "Yes," he said.') == [
        '"Hello,',
        '"I am here."',
        '"Yes,"',
    ]


def test_a_quotation_is_found_once() -> None:
    """Marks of two families that make the same stretch a quotation make one."""
    assert quoted("‘Stay. And I went.”") == ["‘Stay. And I went.”"]
    assert quoted("“So ‘I (with a smile) am (with a sigh) here’.”") == [
        "“So ‘I",
        "‘I",
        "am",
        "here’.”",
        "here’",
    ]


def test_a_missing_opening_mark() -> None:
    """A paragraph that only closes a quotation holds it from its start on."""
    assert quoted('and so it went." He paused.') == ['and so it went."']


@pytest.mark.parametrize(("a", "b"), ["''", "‘’"])
def test_single_marks_left_open_after_a_cue(a: str, b: str) -> None:
    """Speech in single marks that goes on after its cue may stay open as any other does."""
    over = f"{a}and over."
    again, last = f"{a}It opens again here.", f"{a}And ends.{b}"
    assert quoted(f"{a}Long,{b} said Tom, {over}", again, last) == [
        f"{a}Long,{b}",
        over,
        again,
        last,
    ]
    assert quoted(f"Tom said, {over}", last) == [over, last]
    assert quoted(f"{a}Well,{b} said Tom. {again}", last) == [f"{a}Well,{b}", again, last]
    assert quoted(f"{a}Well,{b} said Tom, ’tis late in ’98.", last) == [f"{a}Well,{b}", last]


def test_an_apostrophe_at_the_paragraphs_start() -> None:
    """Years and what is left of "it was" begin no speech, unless a mark and a cue close it or the
    next paragraph takes it up."""
    assert quoted("'90s music played.") == []
    assert quoted("'90s music played.", "'Go,' he said.") == ["'Go,'"]
    assert quoted("'Twas late.", "He sat.", "'Go,' he said.") == ["'Go,'"]
    assert quoted("'Tis late.", "'Go,' he said.") == ["'Tis late.", "'Go,'"]
    mixed = ["'Tis a fine morning,' old Bram said, and sat.", '"Go," he said.', '"No," said she.']
    assert quoted(*mixed) == ["'Tis a fine morning,'", '"Go,"', '"No,"']


def test_marks_without_a_blank_after_them() -> None:
    """A mark closes though its cue follows without a blank, and inside emphasis."""
    assert quoted('"Dead straight,"said Tom. "Go on,"he said.') == ['"Dead straight,"', '"Go on,"']
    assert quoted('*"Do you?"* said Tom.', '_"Soft,"_ he said.') == ['"Do you?"', '"Soft,"']


def test_verses_quoted_at_their_ends() -> None:
    """Where the next mark closes what a paragraph left open, those between belong to it."""
    verses = ['"How doth the little', "Improve his tail,", 'On every scale!"', "She sat."]
    assert quoted(*verses) == verses[:3]
    assert [q.reopened for q in found_in(passage_of(*verses))] == [False, True, True]
    assert quoted('"How doth', "He sat.", '"No," he said.') == ['"How doth', '"No,"']


def test_inches_and_minutes_are_no_marks() -> None:
    """Feet, inches and a closing mark without words close nothing."""
    assert quoted('He was 6\'2" tall. "Really?" she said.') == ['"Really?"']
    assert quoted('"He was 6\' 2" tall," she said. "Really."') == [
        '"He was 6\' 2" tall,"',
        '"Really."',
    ]


def test_marks_that_touch() -> None:
    """Marks without a blank between two quotations part them; a dash does not."""
    assert quoted('"Stop!""No!" "Really"—"Yes"') == ['"Stop!"', '"No!"', '"Really"', '"Yes"']
    assert quoted('"I—" he began. "—don\'t know."') == ['"I—"', '"—don\'t know."']


def test_marks_the_wrong_way_round() -> None:
    """Curly marks set the wrong way are read by what stands around them."""
    assert quoted("“Hello,“ he said. ”Who's there?“") == ["“Hello,“", "”Who's there?“"]


def test_nested_in_the_same_marks() -> None:
    """Straight marks inside straight marks nest where as many close as open."""
    passage = passage_of('"You said "no" and "maybe" to her," he said.')
    found = found_in(passage)
    assert [q.parent for q in found] == [None, 0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the dogs' hour, rock 'n' roll, an' the summer of '69.",
        "He was goin' to 'em, 'cause the boys' mother's o'clock struck.",
        "That was 'is 'at, and 'e wore it.",
        "The Joneses' cat and the Smiths' dog weren't ours.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    """Apostrophes alone make no quotation, neither in narration nor inside one."""
    assert quoted(text) == []
    assert quoted(f'"{text}" she said.') == [f'"{text}"']


def test_a_reported_speech_with_its_cue_inside() -> None:
    """A quotation inside another may be interrupted as any other."""
    text = "\"'Life,' wrote a friend of mine, 'is a stage.'\""
    assert quoted(text) == [text, "'Life,'", "'is a stage.'"]


def test_a_closing_mark_after_an_apostrophe() -> None:
    """A contraction before the closing mark does not hide it."""
    assert quoted("‘That you won’t’ thought Alice, and waited.") == ["‘That you won’t’"]


def test_words_held_at_arms_length_are_no_quotations() -> None:
    """The so-called "experts", titles and initials are nobody's words; a short answer is."""
    assert quoted('The "experts" read "The Purple Land" to the "younger set" there.') == []
    assert quoted('He said "no" and she "Perhaps!" to it.') == ['"no"', '"Perhaps!"']
    assert quoted('"No," said Ann. "Never."') == ['"No,"', '"Never."']


def test_a_word_that_is_spoken_of_is_no_quotation() -> None:
    """The so-called "expert", the word "love" and a man called "Bob" are no speech, whatever verb
    stands by; a word that somebody utters is."""
    assert quoted('The so-called "expert" left. The word “love” was there.') == []
    assert quoted('He was called "Bob" there. The term “cat”, he thought, was odd.') == []
    assert quoted('What of the word "love"? And of the word "hate"?') == []
    assert quoted('He uttered the word "love" and left.') == ['"love"']
    assert quoted('She said the word "love" softly.') == ['"love"']


def test_asides_in_a_speech() -> None:
    """A stage direction in brackets interrupts a speech; the speaker's own brackets do not."""
    assert quoted('"I am (with a smile) not sure (my aunt is) of it (hear, hear)."') == [
        '"I am',
        "not sure (my aunt is) of it",
    ]


def test_a_note_in_a_speech_is_not_in_it() -> None:
    """No quotation overlaps an author's note, whatever marks stand in the note."""
    assert quoted('"Go (A/N: "sorry") now," he said.', holes='(A/N: "sorry")') == ['"Go', 'now,"']


def test_a_dash_alone_is_no_speech() -> None:
    """A signature and a sentence that was broken off begin with a dash too."""
    assert quoted("“You are lost.”", "—GERTRUDE STEIN") == ["“You are lost.”"]
    assert quoted("—and then it stopped.", "—He sat down.", "He wept.") == []


def test_thoughts_by_their_cue() -> None:
    """Quoted words whose cue is a verb of thinking are a thought, and so are those that go on."""
    text = '"What is the use," thought Alice, "without pictures?" "Come," said Ann. "Now."'
    assert modes(text) == [
        ("What is the use,", "thought"),
        ("without pictures?", "thought"),
        ("Come,", "speech"),
        ("Now.", "speech"),
    ]


@pytest.mark.parametrize(
    ("text", "italics", "thought"),
    [
        ("She ran. What is wrong with me? Nobody came.", "What is wrong with me?", True),
        ("She ran. Not again, he thought, and sat.", "Not again,", True),
        ("You can't do this. He knew it.", "You can't do this.", True),
        ("She was very tired of it.", "very", False),
        ("He had read The Old Man and the Sea. It rained.", "The Old Man and the Sea", False),
        ("It was a fait accompli. She left.", "fait accompli", False),
        ('"I am so tired!" she said.', "am so tired!", False),
    ],
)
def test_thoughts_in_italics(text: str, italics: str, thought: bool) -> None:
    """Italics that are a clause of somebody's own are a thought; a stressed word, a title, a
    foreign phrase and what stands inside a quotation are not."""
    found = [words for words, mode in modes(text, italics=italics) if mode == "thought"]
    assert found == ([italics] if thought else [])


def test_written_words() -> None:
    """What a note says, or somebody writes, is writing."""
    assert modes('The note read: "Meet me at nine." He frowned. "Why?"') == [
        ("Meet me at nine.", "writing"),
        ("Why?", "speech"),
    ]
    assert modes('"On my way," Sakura texted.') == [("On my way,", "writing")]


@pytest.mark.parametrize(
    ("before", "greeting"),
    [
        (["The letter read:"], '"Dear Tom,'),
        (["The letter read:"], '"Tom, come home.'),
        ([], 'The letter read: "Dear Tom,'),
        (["He opened it."], '"My dear Tom,'),
    ],
)
def test_a_letter_of_many_paragraphs(before: list[str], greeting: str) -> None:
    """A letter is writing in all its paragraphs, until it is closed; one that opens with a
    greeting is one."""
    rest = ['"I am here.', '"Yours, Ann."', '"Well," said Tom.']
    found = [mode for _, mode in modes(*before, greeting, *rest)]
    assert found == ["writing", "writing", "writing", "speech"]


def test_a_thought_goes_on_in_the_next_paragraph() -> None:
    """What takes a thought up again is one."""
    found = modes("She thought:", '"What now.', '"And then." Tom came. "Yes?"')
    assert found == [("What now.", "thought"), ("And then.", "thought"), ("Yes?", "speech")]


def test_remembered_words() -> None:
    """Italics over a whole quotation in a paragraph that speaks of remembering: remembered."""
    text = 'He remembered her voice. "Come back," it had said. He shook his head.'
    assert modes(text, italics='"Come back,"') == [("Come back,", "remembered")]


# --- any text -------------------------------------------------------------------------------------

_PARAGRAPH = st.text(
    st.sampled_from(list("ab I6.,!?…\"'“”„‘’‚«»‹›「」『』—–-()_*s \u00a0")), max_size=50
)
_PIECES = st.lists(
    st.sampled_from(
        [
            '"Go',
            "'Go",
            "“Go",
            "go.'",
            'go."',
            "go,”",
            " he said. ",
            "(with a smile)",
            "—",
            " — ",
            "«",
            "»",
        ]
    ),
    max_size=14,
).map("".join)
_PAGES = st.lists(_PARAGRAPH | _PIECES, min_size=1, max_size=4)


@given(_PAGES, st.data())
def test_quotations_nest(page: list[str], data: st.DataObject) -> None:
    """Quotations lie in their paragraphs, are sorted, and nest properly: a parent comes before its
    children and holds them, and two that share a character are one inside the other. Only what a
    speech retells has as parent the piece before it, in the same paragraph."""
    passage = passage_of(*page)
    italics = data.draw(st.sampled_from(["", page[0][:9], page[-1][2:]]))
    found = found_in(passage_of(*page, italics=italics))
    for i, q in enumerate(found):
        place = passage.paragraphs[q.paragraph]
        assert place.start <= q.at.start < q.at.end <= place.end
        assert not passage.text[q.at.start].isspace()
        assert not passage.text[q.at.end - 1].isspace()
        around = [j for j in range(i) if found[j].at.end > q.at.start]
        assert all(found[j].at.start <= q.at.start and q.at.end <= found[j].at.end for j in around)
        retold = not around and q.parent is not None
        if retold:
            before = found[q.parent]
            assert before.at.end <= q.at.start
            assert before.paragraph == q.paragraph
        else:
            assert q.parent == (around[-1] if around else None)
    assert [q.at.start for q in found] == sorted(q.at.start for q in found)


@given(_PAGES, st.integers(0, 1000), st.booleans())
def test_quotations_depend_on_the_passage_alone(page: list[str], start: int, closed: bool) -> None:
    """Where the passage lands in the work, and whether the work goes on, changes nothing."""
    passage = passage_of(*page)
    moved = msgspec.structs.replace(passage, start=start, closed=closed)
    assert found_in(moved) == found_in(passage)


@given(_PAGES)
def test_later_paragraphs_do_not_change_how_marks_pair(page: list[str]) -> None:
    """A paragraph with no marks but double ones is read the same whatever comes after it."""
    first = '"Yes," said Ann. "No, she said. "Go." The "old" ones (with a smile).'
    alone = found_in(passage_of(first))
    after = [q for q in found_in(passage_of(first, *page)) if q.paragraph == 0]
    assert after == alone


def test_marks_without_end() -> None:
    """Tens of thousands of marks in one paragraph take seconds."""
    started = time.process_time()
    for run in ('"', "'", ' "a b.', " 'a b", "(smiling ", " „a «b", " —a ", "_'", "a.'"):
        text = "- A " + run * (30_000 // len(run))
        quotations(Passage(0, text, (Paragraph(0, len(text), "prose"),)), Annotations())
    assert time.process_time() - started < 10


def test_notes_and_emphasis_without_end() -> None:
    """Nor do asides in deep nesting, and a paragraph of thousands of notes or italics."""
    started = time.process_time()
    for unit in ("«a (with a smile) „b ", "x ‘I, y ‘", "'Go, said Mara, ", '"Go x now." He sat. '):
        text = unit * 3_000
        parts = tuple(Span(len(unit) * i + 4, len(unit) * i + 6) for i in range(3_000))
        for italics, holes in ((parts, ()), ((), parts), ((), ())):
            place = Paragraph(0, len(text), "prose", False, italics, holes)
            quotations(Passage(0, text, (place,)), Annotations())
    assert time.process_time() - started < 10


def test_a_speech_is_cut_at_the_dialogue_it_retells() -> None:
    """Two turns retold with their cues break a speech; they belong to the piece before them."""
    text = "“Well, he said, ‘Stay.’ So I said, ‘Never.’ And I went.” Mara sighed."
    notes = found_in(passage_of(text))
    found = [(text[q.at.start : q.at.end], q.parent, q.reopened) for q in notes]
    assert found == [
        ("“Well, he said,", None, False),
        ("‘Stay.’", 0, False),
        ("So I said,", None, True),
        ("‘Never.’", 2, False),
        ("And I went.”", None, True),
    ]


_TURN = st.tuples(
    st.sampled_from(["He said, ", "I said: ", "and ", "She ", "", "“Oh,” he cried, "]),
    st.sampled_from(["‘Stay.’", "‘Go,’", "‘Say “never” to him.’", "‘Not", "’", "(with a smile) "]),
    st.sampled_from([" says he. ", " ", " I answered. ", ""]),
).map("".join)
_TOLD = st.lists(
    st.tuples(st.sampled_from(["Well, ", "", "“Well, ", "Tom came. “So "]), st.lists(_TURN))
    .map(lambda parts: parts[0] + "".join(parts[1]))
    .flatmap(lambda text: st.sampled_from([text, text + "And I went.”", f"“{text}.” Mara sighed."]))
    .filter(lambda text: bool(text.strip())),
    min_size=1,
    max_size=3,
)


@given(_TOLD)
def test_told_dialogue_is_in_order(page: list[str]) -> None:
    """Quotations are sorted and never cross, a parent stands before its children, and either holds
    them or is the piece just before one in a speech that was cut, with none but its own between."""
    found = found_in(passage_of(*page))
    starts = [(q.at.start, -q.at.end) for q in found]
    assert starts == sorted(set(starts))
    for i, q in enumerate(found):
        around = [j for j in range(i) if found[j].at.end > q.at.start]
        assert all(q.at.end <= found[j].at.end for j in around)
        if around:
            assert q.parent == around[-1]
        elif q.parent is not None:
            parent = found[q.parent]
            assert q.parent < i
            assert parent.parent is None
            assert parent.paragraph == q.paragraph
            assert parent.at.end <= q.at.start
            assert all(found[j].parent is not None for j in range(q.parent + 1, i))


def test_a_speech_with_one_quotation_in_it_stays_whole() -> None:
    """A single quotation inside a speech is in it."""
    text = "“He said ‘never’ to me,” Mara told Tom."
    assert [(text[q.at.start : q.at.end], q.parent) for q in found_in(passage_of(text))] == [
        ("“He said ‘never’ to me,”", None),
        ("‘never’", 0),
    ]


def test_marks_that_were_lost_are_read_from_the_blanks_they_left() -> None:
    """Where a conversion made every single mark a blank, two blanks stand for a mark."""
    text = "“I don t know. He said,  Stay here.  Then I said,  It s late.  That s all,” said Tom."
    found = [
        text[q.at.start : q.at.end] for q in found_in(passage_of(text)) if q.parent is not None
    ]
    assert found == ["Stay here.", "It s late."]
