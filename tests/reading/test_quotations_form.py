"""Quotations without marks: chats, scripts, letters, mails, songs, what a system shows."""

from __future__ import annotations

import time

import pytest

from fabula import formats
from fabula.reading.language.tokens import sentences
from fabula.reading.names.names import names
from fabula.reading.speech.quotations import quotations
from fabula.stories import Story, tell
from fabula.story.annotations import Annotations
from fabula.story.passage import Paragraph, Passage, passages
from fabula.story.text import Span

CHAT = """mara_p: is anyone awake
🌸sakura🌸: no
mara_p changed their name to knotqueen
knotqueen: never mind"""


def passage_of(*paragraphs: str, italic: bool = False, left: str = "") -> Passage:
    """A passage of the paragraphs, all of them in italics or none."""
    text = "\n\n".join(paragraphs)
    places: list[Paragraph] = []
    at = 0
    for p in paragraphs:
        italics = (Span(at, at + len(p)),) if italic else ()
        places.append(Paragraph(at, at + len(p), "prose", False, italics))
        at += len(p) + 2
    return Passage(0, text, tuple(places), left=left)


def shown(passage: Passage) -> list[tuple[str, str]]:
    """The mode and the words of each quotation."""
    found = quotations(passage, Annotations()).quotations
    return [(q.mode, passage.text[q.at.start : q.at.end]) for q in found]


def named(passage: Passage) -> list[str]:
    """The names of a passage, as they are printed."""
    found = names(passage, quotations(passage, Annotations())).names
    return [" ".join(filter(None, (n.title, *n.words))) for n in found if n.sure >= 0.5]


def spoken(text: str) -> list[tuple[str, str | None]]:
    """The words of each quotation of a story, and the name of whoever speaks it."""
    story = tell(formats.read_string(text))
    label = {e.id: e.name for e in story.hindsight().entities}
    return [
        (story.text.text[q.start : q.end], label.get(q.speaker or "")) for q in story.quotations
    ]


@pytest.mark.parametrize(
    "chat",
    [
        "mara: hi\ntom: hello\nmara: bye",
        "**mara**: hi\n**tom**: hello\n**mara**: bye",
        "**mara:** hi\n**tom:** hello\n**mara:** bye",
        "mara [10:42 PM]: hi\ntom [10:42 PM]: hello\nmara [10:43 PM]: bye",
        "[10:42] mara: hi\n[10:42] tom: hello\n[10:43] mara: bye",
        "10:42 PM - mara: hi\n10:42 PM - tom: hello\n10:43 PM - mara: bye",
        "<mara> hi\n<tom> hello\n<mara> bye",
        "[mara 10:42]: hi\n[tom 10:42]: hello\n[mara 10:43]: bye",
        "[mara]: hi\n[tom]: hello\n[mara]: bye",
    ],
)
def test_a_chat_is_written_in_whatever_form(chat: str) -> None:
    """Each line of a chat is writing: its words, without name and time, on lines of one paragraph
    or each a paragraph of its own."""
    turns = [("writing", "hi"), ("writing", "hello"), ("writing", "bye")]
    assert shown(passage_of(chat)) == turns
    assert shown(passage_of(*chat.split("\n"))) == turns
    assert named(passage_of(chat)) == ["mara", "tom", "mara"]


@pytest.mark.parametrize(
    "prose",
    [
        ["There was one thing: rope.", "Note: the key was gone.", "The plan was simple: run."],
        ["Strength: 12", "Dexterity: 9", "HP: 10/10", "Level: 4 → 5"],
        ["Strength: 12\nDexterity: 9", "Strength: 13\nDexterity: 10"],
        ["Grace: 12\nValour: 9\nGrace: 13\nValour: 10"],
        ["Name: Mara Pell\nAge: 17\nClass: Ropewalker\nName: Tom\nAge: 18"],
        ["She said: all is well.", "He said: it is not.", "She said: it is.", "He said: no."],
        ["Flour: two cups\nButter: a spoon\nSalt: none"],
        ["From: the harbour\nTo: the hill\nSubject: rope", "From: the hill\nTo: the harbour"],
        ["Tuesday: rain.", "Wednesday: more rain.", "Tuesday: rain.", "Wednesday: sun."],
        ["Rule one: never look down.", "Rule two: never look back.", "Rule one: look away."],
        ["Mara: three.", "Tom: none.", "The score was plain: Mara had won."],
        ["It was 10:42 when they left: too late."],
        ["See https://example.org/a: it tells more."],
        ["Mara: an unlucky name, they said, and they were right."],
    ],
)
def test_prose_with_a_colon_is_no_chat(prose: list[str]) -> None:
    """A colon alone makes no turn: heads of forms, figures, lists and clauses are nobody's."""
    assert shown(passage_of(*prose)) == []


def test_a_script_is_spoken() -> None:
    """Labels in capitals throughout are a script's, and so are carefully written turns."""
    assert shown(passage_of("MARA: Where is it?", "TOM: Gone.", "MARA: No!")) == [
        ("speech", "Where is it?"),
        ("speech", "Gone."),
        ("speech", "No!"),
    ]
    careful = shown(passage_of("Mara: Where is it?", "Tom: Gone.", "Mara: No!"))
    assert {mode for mode, _ in careful} == {"speech"}


def test_a_chat_goes_on_in_the_next_passage() -> None:
    """A lone turn at a passage's start belongs to the chat that stands right before it."""
    left = "so it began\nmara: hi\ntom: hello\nmara: you there?"
    assert shown(passage_of("tom: yes", "Tom put the phone down.", left=left)) == [
        ("writing", "yes")
    ]
    assert shown(passage_of("tom: yes", "Tom put the hat down.")) == []


def test_a_long_turn_goes_on_over_wrapped_lines() -> None:
    """A line that was cut because it was full goes on in the next; a short one does not."""
    long = "this is a message that goes on and on and on until the line is full"
    (_, first), _ = shown(
        passage_of(f"mara: {long}\nand then some\ntom: ok\nTom sighed.\nmara: k")
    )[:2]
    assert first == f"{long}\nand then some"


def test_turns_are_sentences_of_their_own() -> None:
    """A chat's lines need no stops."""
    passage = passage_of("mara: hi\ntom: hello\nmara: bye")
    found = sentences(passage, Annotations()).sentences
    assert [passage.text[s.start : s.end] for s in found] == ["mara: hi", "tom: hello", "mara: bye"]


@pytest.mark.parametrize(
    ("notice", "people"),
    [
        ("mara_p changed their name to knotqueen", ["mara_p", "knotqueen"]),
        ("*mara has renamed the chat to ropes*", ["mara"]),
        ("sakura has added tom99 to the group", ["sakura", "tom99"]),
        ("the real hokage is typing…", ["the real hokage"]),
        ("tom has left the chat.", ["tom"]),
        ("sakura set the nickname for tom99 to dunce", ["sakura", "tom99", "dunce"]),
        ("tom99 is now known as dunce", ["tom99", "dunce"]),
        ("[seen 10:42]", []),
        ("Read 10:42 PM", []),
    ],
)
def test_what_a_chat_reports_is_nobodys_words(notice: str, people: list[str]) -> None:
    """A notice is no quotation; it names people in the form they have there."""
    passage = passage_of(f"x_1: hi\ny_2: hello\n{notice}\nx_1: bye")
    assert [words for _, words in shown(passage)] == ["hi", "hello", "bye"]
    assert named(passage) == ["x_1", "y_2", *people, "x_1"]


def test_a_chat_name_is_found_in_narration() -> None:
    """A name in small letters is one wherever its passage uses it, unless it is a common word."""
    chat = "knotqueen: hi\nrope: hello\nknotqueen: bye\nrope: bye"
    passage = passage_of(chat, "But knotqueen did not answer. He took the rope.")
    assert named(passage) == ["knotqueen", "rope", "knotqueen", "rope", "knotqueen"]


@pytest.mark.parametrize("label", ["Y/N", "(y/n)", "[Y/N]"])
def test_the_reader_can_write_in_a_chat(label: str) -> None:
    """A place for the reader's name is a label too."""
    assert named(passage_of(f"{label}: hi\ntom99: hello\n{label}: bye")) == ["Y/N", "tom99", "Y/N"]


def test_whoever_changes_a_name_is_the_same_from_there_on() -> None:
    """A new name is shown from the line on that tells of it, and never before."""
    story = tell(formats.read_string(CHAT))
    changed = CHAT.index("mara_p changed")
    before = {n for e in story.at(changed).entities for n in (e.name, *e.aliases)}
    after = [e for e in story.hindsight().entities if "knotqueen" in (e.name, *e.aliases)]
    assert "knotqueen" not in before
    assert [(e.name, e.aliases) for e in after] == [("mara_p", ["knotqueen"])]


def test_a_name_can_pass_to_somebody_else() -> None:
    """Who takes a name that another has given up bears it from then on."""
    text = (
        "mara_p: hi\n\ntom99: hello\n\nmara_p changed their name to knotqueen\n\n"
        "tom99 changed his name to mara_p\n\nmara_p: ha\n\nknotqueen: give it back"
    )
    assert spoken(text) == [
        ("hi", "mara_p"),
        ("hello", "tom99"),
        ("ha", "tom99"),
        ("give it back", "mara_p"),
    ]


def test_somebody_can_rename_another() -> None:
    """Who is renamed is whoever the notice says, not whoever does it."""
    text = "mara_p: hi\n\ntom99: hello\n\nmara_p changed tom99's name to dunce\n\ndunce: rude"
    assert spoken(text)[-1] == ("rude", "tom99")


def test_the_tellers_own_label_is_the_teller() -> None:
    """`Me:` in a told chat is nobody's name."""
    passage = passage_of("My phone buzzed.", "Tom: where are you\nMe: here\nTom: where")
    assert named(passage) == ["Tom", "Tom"]
    assert ("writing", "here") in shown(passage)


def test_what_all_say_is_nobodys_alone() -> None:
    """`Everyone:` names nobody; the words are found."""
    passage = passage_of("tom99: hi\nEveryone: OH NO\ntom99: stop")
    assert [words for _, words in shown(passage)] == ["hi", "OH NO", "stop"]
    assert named(passage) == ["tom99", "tom99"]


@pytest.mark.parametrize(
    "signed",
    ["Yours,\nInes", "Yours ever, Ines Pell", "With love,\n\nInes", "Love,\nInes\nxx", "—Ines"],
)
def test_a_letter_runs_from_greeting_to_signature(signed: str) -> None:
    """All paragraphs from the greeting to the signature are one utterance, written."""
    body = ["He read it.", "Dear Maud,", "I am well.", *signed.removesuffix("\nxx").split("\n\n")]
    passage = passage_of(*body, "He was silent.")
    found = quotations(passage, Annotations()).quotations
    assert [q.mode for q in found] == ["writing"] * (len(body) - 1)
    assert [q.reopened for q in found] == [False, *[True] * (len(body) - 2)]


def test_without_a_signature_no_letter_is_told_from_narration() -> None:
    """A greeting alone may be all that somebody wrote."""
    assert shown(passage_of("Dear Maud,", "She put down the pen.", "It was late.")) == []
    assert shown(passage_of("Dear me, what a day it was.", "Tom sat down.", "—Tom")) == []


def test_a_letter_longer_than_a_passage_is_told_by_its_ends() -> None:
    """What follows a greeting to the passage's end, or stands from its start to a signature, is the
    letter, if it is written by an "I" to a "you"."""
    page = "I wish that you were here, and that I could tell you how my days go without you."
    assert [m for m, _ in shown(passage_of("Tom read.", "Dear Maud,", page, page))] == [
        "writing"
    ] * 3
    rest = passage_of(page, "Yours,", "Ines", "Tom folded it.")
    assert [m for m, _ in shown(rest)] == ["writing"] * 3
    told = "She looked at the house, and he looked at the sea, and neither of them spoke at all."
    assert shown(passage_of(told, "Yours,", "Ines", "Tom folded it.")) == []


def test_a_quoted_mail_is_written() -> None:
    """Lines with an angle before them are a mail's."""
    assert shown(passage_of("Ines wrote:", "> I am here.\n> Come.", "Tom went.")) == [
        ("writing", "> I am here.\n> Come.")
    ]


@pytest.mark.parametrize(
    "box",
    [
        "[You have gained a level!]",
        "【Skill acquired: Knotwork】",
        "『Quest completed: The Rope』",
        "<System: Welcome, Host.>",
        "**[Level up! Strength +1]**",
    ],
)
def test_what_a_system_shows_is_written_and_names_nobody(box: str) -> None:
    """A box is writing, and no capital in it makes a name."""
    passage = passage_of("Mara tied the knot.", box, "Mara blinked.")
    assert shown(passage) == [("writing", box.strip("*"))]
    assert named(passage) == ["Mara", "Mara"]


@pytest.mark.parametrize(
    "words",
    [
        "<Come down,> said Mara.",
        "[I will not,] said Tom.",
        "//Copy that,// Ines answered.",
        "~Where are you?~ she asked.",
        "Mara sent, <Come down.>",
    ],
)
def test_speech_of_mind_or_radio_is_told_by_its_cue(words: str) -> None:
    """Between other signs than quotation marks somebody speaks, if a cue says so."""
    ((mode, found),) = shown(passage_of(words))
    assert mode == "speech"
    assert found[1:-1].strip("/") in words


@pytest.mark.parametrize(
    "words",
    [
        "He took [sic] the <b> road and ~ the other.",
        "[Line Break]",
        "[seen 10:42]",
        "<Where are you?>",
        "It was and/or //either// thing.",
        "[Illustration: A Boat]",
    ],
)
def test_other_signs_alone_quote_nobody(words: str) -> None:
    """Brackets, angles and tildes without a cue are no speech."""
    assert shown(passage_of(words)) == []


@pytest.mark.parametrize(
    "song",
    [
        ["Who will carry me home,\nSilver my river?\nWho will light the stair?"],
        ["Silver is the river,", "Golden is the sea,", "Who will bring my lover", "Home to me?"],
    ],
)
def test_a_song_is_nobodys_thoughts(song: list[str]) -> None:
    """Verse in italics is neither thought nor said, and a line's capital makes no name."""
    assert shown(passage_of(*song, italic=True)) == []
    assert not {"Who", "Silver", "Golden", "Home", "Who Silver"} & set(named(passage_of(*song)))


def test_thoughts_one_after_the_other_are_no_song() -> None:
    """Two finished sentences in italics are thoughts still."""
    thoughts = ["What am I doing?", "This is madness."]
    assert [m for m, _ in shown(passage_of(*thoughts, italic=True))] == ["thought", "thought"]


def test_a_long_chat_is_read_in_linear_time() -> None:
    """Ten times the lines take about ten times as long."""

    def seconds(lines: int) -> float:
        text = "\n".join(f"user_{i % 50}: line {i} of it" for i in range(lines))
        start = time.process_time()
        shown(passage_of(text))
        return time.process_time() - start

    seconds(100)
    assert seconds(10000) < 40 * max(seconds(1000), 0.01)


def test_all_turns_of_a_long_chat_are_found() -> None:
    """Wherever a passage ends, each line has its own writer."""
    lines = [f"{('mara_p', 'tom99', 'ines')[i % 3]}: line number {i}" for i in range(90)]
    story: Story = tell(formats.read_string("\n\n".join(lines)))
    assert len(list(passages(story.text))) > 1
    label = {e.id: e.name for e in story.hindsight().entities}
    found = [
        (label.get(q.speaker or ""), story.text.text[q.start : q.end]) for q in story.quotations
    ]
    assert found == [tuple(line.split(": ")) for line in lines]
