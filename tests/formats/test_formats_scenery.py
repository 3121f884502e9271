"""Lines between paragraphs: breaks of every fandom, lines that set the scene, notes by scope."""

from __future__ import annotations

import pytest

from fabula.formats import read_bytes, read_string
from fabula.formats.blocks.breaks import is_break
from fabula.formats.blocks.notes import note_holes
from fabula.formats.blocks.settings import setting

ONCE = "The boat lay in the harbour, and nobody had come to fetch it since the spring."
AGAIN = "She went down to the quay in the morning, with the lamp still in her hand."


def kinds(*blocks: str) -> list[str]:
    return [b.kind for b in read_string("\n\n".join(blocks)).blocks]


BREAKS = (
    "***|* * *|*|---|___|- - -|⁂|✧|◇|❧|§|†|•|~~~|~|###|#|===|─────|━━━━━|oOo|OoOoO|xXx|XxX|"
    "-x-|~*~|*-*-*|0o0|.:.|[Line Break]|PAGE BREAK|linebreak|~ Scene Break ~|(scene change)|"
    "[Time Skip]|TIME SKIP|-Line-|linebreaklinebreaklinebreak|LINELINELINE|"
    "insert line break here|✨✨✨|🌸 🌸 🌸|🌙⭐🌙|❤️❤️❤️|★☆★☆★|⊱ ────── {⋆⌘⋆} ────── ⊰|"
    "━━━━♡━━━━|✧･ﾟ: *✧･ﾟ:*|︵‿︵‿︵|＊＊＊|\u200b***|<><><>|/////|+++|oOo-oOo-oOo|~oOo~|"
    "-o-O-o-|•°•°•|\u202e***\u202c|*\u00ad*\u00ad*"
)
PROSE = (
    "...|?!|!!!|…|No|xxx|oo|-|—|^_^|-_-|o_o|>_<|:)|:D|😂😂😂|(╯°□°）╯︵ ┻━┻|1|Ooh|Line|Break|"
    "line|Scene|ooo|. . . .|The page break|Change|😊"
)


@pytest.mark.parametrize("line", BREAKS.split("|"))
def test_marks_between_scenes(line: str) -> None:
    """Whatever a fandom puts between its scenes is a break, also with hidden characters in it."""
    assert is_break(line)


@pytest.mark.parametrize("line", PROSE.split("|"))
def test_short_lines_of_a_story(line: str) -> None:
    """Silence, a shout, a smile, a word are no breaks."""
    assert not is_break(line)


POVS = (
    "Harry's POV|Harry’s P.O.V.|POV: Mara|(Mara POV)|Third person POV|3rd Person|Normal POV|"
    "Nobody's POV|*Mara's Point of View*|POV Change|Switching to Mara's POV|"
    "Mara's perspective|Back to Mara's POV|~ Mara's POV ~|HARRY'S POV|POV - Old Tom|"
    "Reader's POV|Mara and Tom's POV|--- Mara's POV:|Ma\u200bra's PO\u200bV"
)
SETTINGS = (
    "London, 1888|Two days later|Konoha Hospital, Room 214, 06:40|LOCATION: UNKNOWN|"
    "March 3rd, 1888|Meanwhile, at the docks|Two days later.|Later that night|"
    "The next morning|Meanwhile...|Elsewhere|Back at the castle|*Flashback*|End Flashback|"
    "Present day|Ten years ago|A few hours later...|Day 12|06:40 AM|0640 hours|"
    "Monday, 4 June|Monday morning|1888-03-03|Spring, 1205|~Three Weeks Later~|"
    "Paris, France - June 1940|(Later)|Date: 12/03/2140|New York City, 3 PM|July 1888|"
    "Half an hour later|Two\u00a0days\u00a0later"
)
SAID = (
    "He had lost his point of view.|From Harry's POV, it was clear|Two days later, she ran.|"
    "Later.|Now|Meanwhile, in the kitchen, Mara screamed.|1888|12|“Later,”|Mara|"
    "I ran, 1888 times|May|Mara, Tom|The next morning she woke|Monday is here|"
    "In my point of view|That night he came to the docks|It was Monday|"
    "You have 3 new messages|Later that night he died in bed|The end|"
    "The next morning at breakfast he said:|Time: it heals all wounds, they say|What about noon?"
)


@pytest.mark.parametrize("line", POVS.split("|"))
def test_lines_that_say_whose_eyes(line: str) -> None:
    """A point of view has a kind of its own: no heading, no speaker, no prose."""
    assert setting(line) == "pov"
    assert kinds(ONCE, line, AGAIN) == ["prose", "pov", "prose"]
    assert kinds("Chapter 3", line, AGAIN) == ["heading", "pov", "prose"]


@pytest.mark.parametrize("line", SETTINGS.split("|"))
def test_lines_that_say_where_and_when(line: str) -> None:
    """A place or a time by itself is kept as what it is."""
    assert setting(line) == "setting"
    assert kinds(ONCE, line, AGAIN) == ["prose", "setting", "prose"]


@pytest.mark.parametrize("line", SAID.split("|"))
def test_sentences_set_nothing(line: str) -> None:
    """A line that says anything else too is the story's."""
    assert setting(line) is None


def test_a_name_between_marks() -> None:
    """Where a scene begins, a name between marks says whose eyes; inside one it may be all."""
    assert kinds(ONCE, "***", "[Mara]", AGAIN) == ["prose", "break", "pov", "prose"]
    assert kinds("Chapter 2", "~Old Tom~", AGAIN) == ["heading", "pov", "prose"]
    assert kinds(ONCE, "[Mara]", AGAIN) == ["prose", "prose", "prose"]
    assert kinds(ONCE, "***", "[Status]", AGAIN) == ["prose", "break", "prose", "prose"]


def test_a_place_and_a_time_are_no_title() -> None:
    """Under a heading, a date is no title; a title like "Two Days Later" is one."""
    assert kinds("Chapter 2", "Paris - June 1940", AGAIN) == ["heading", "setting", "prose"]
    assert kinds("Chapter 2", "Two Days Later", AGAIN) == ["heading", "heading", "prose"]


@pytest.mark.parametrize(
    "note",
    [
        "A/N: I wrote this on a train.",
        "[A/N this one is short]",
        "T/N: “nakama” means comrade.",
        "TL: they call it kotatsu.",
        "E/N: still mistakes, sorry.",
        "AN - back from the sea!",
        "Author's Note: thank you all.",
        "Disclaimer: nothing of this is mine.",
        "I don't own these people, sadly; they belong to their makers.",
        "Beta: quayside",
        "A\u200b/N: hidden joiners hide nothing.",
    ],
)
def test_notes_that_name_themselves(note: str) -> None:
    """What names itself a note is one anywhere."""
    assert kinds(ONCE, ONCE, ONCE, ONCE, note, AGAIN)[4] == "note"


WEAK = "Please review, and sorry for the wait! The next chapter is coming soon, my dears."


def test_notes_by_their_place() -> None:
    """What is only said in notes counts at a chapter's start, after an end mark, or after a break
    where it speaks of the fiction; in the middle of a story it stays."""
    assert kinds("Chapter 1", WEAK, ONCE) == ["heading", "note", "prose"]
    assert kinds(*[ONCE] * 4, WEAK) == ["prose"] * 5
    assert kinds(*[ONCE] * 4, "To be continued", WEAK)[-1] == "note"
    assert kinds(*[ONCE] * 4, "***", WEAK)[-1] == "note"
    stay = "I hope you like the room, my dear, and that you will sleep."
    assert kinds(*[ONCE] * 4, "***", stay)[-1] == "prose"


def test_signatures_under_notes() -> None:
    """A signature is set aside right under a note, and nowhere else."""
    for name in ("~Quayside", "—Maud", "xoxo", "Love, ~Quayside~"):
        assert kinds(ONCE, "A/N: that was it.", name, AGAIN) == ["prose", "note", "note", "prose"]
    assert kinds(ONCE, "—Maud", AGAIN) == ["prose", "prose", "prose"]


@pytest.mark.parametrize(
    "note",
    ["(A/N: see below)", "[T/N: a low table]", "(AN: sorry :) had to)", "(Author's Note: no)"],
)
def test_notes_inside_a_paragraph(note: str) -> None:
    """A note in brackets is a hole, smileys and all."""
    words = f"She sat down {note} and slept."
    (hole,) = note_holes(words)
    assert words[hole.start : hole.end] == note


def test_empty_paragraphs_count_where_they_are_rare() -> None:
    """An empty paragraph is a gap in a page that seldom has one, and nothing in one that always
    has."""
    page = '<html><head><meta charset="utf-8"></head><body>{}</body></html>'
    rare = f"<p>{ONCE}</p><p>{AGAIN}</p><p>{ONCE}</p><p>&nbsp;</p><p>{AGAIN}</p>"
    always = f"<p>{ONCE}</p><p>&nbsp;</p>" * 6
    found = read_bytes(page.format(rare).encode(), "x.html")
    assert [b.gap for b in found.blocks] == [False, False, False, True]
    found = read_bytes(page.format(always).encode(), "x.html")
    assert not any(b.gap for b in found.blocks[4:])


def test_the_shape_of_a_break_is_kept() -> None:
    """Different marks stay different: a writer may mean something by them."""
    story = read_string(f"{ONCE}\n\n***\n\n{AGAIN}\n\n*******\n\n{ONCE}")
    marks = [story.text[b.start : b.end] for b in story.blocks if b.kind == "break"]
    assert marks == ["***", "*******"]
