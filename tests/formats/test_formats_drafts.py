"""Drafts of writing programs: Markdown with comments and footnotes, novelWriter's files, projects
of Longform, novelWriter and Scrivener."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_story import STORY
from seen import codes, holes, italics, words
from shapes_drafts import SHAPES
from shelf import prose
from shelf_drafts import as_rtf, novelwriter

from fabula.formats import read_bytes, read_files
from fabula.story.text import Text


def draft(source: str, name: str = "draft.md") -> Text:
    """A draft that has been read, each of whose characters leads to the draft's own."""
    text = read_bytes(source.encode(), name)
    for s in text.segments:
        assert text.text[s.start : s.end] == source[s.offset : s.offset + s.end - s.start]
    return text


# ---- Markdown


def test_comments() -> None:
    """Comments of Obsidian and HTML are set aside: whole ones as notes, those in a paragraph as
    holes; what is never closed is no comment."""
    text = draft(
        "%% ask Ines\nabout oil %%\n\nIt began %%when?%% there.\n\n<!-- or\n\nhere -->\n\n"
        "It <!-- never --> ended.\n\n%% is a rate.\n"
    )
    assert words(text, "note") == ["%% ask Ines\nabout oil %%", "<!-- or\n\nhere -->"]
    assert words(text, "prose") == [
        "It began %%when?%% there.", "It <!-- never --> ended.", "%% is a rate.",
    ]  # fmt: skip
    assert holes(text) == ["%%when?%%", "<!-- never -->"]


def test_footnotes() -> None:
    """Footnotes are set aside with their marks, however many lines and paragraphs they have."""
    text = draft(
        "It began[^1] there[^b].\n\n[^1]: One.\n    Still one.\n\n    And still.\n[^b]: http://x.example\n"
        "\nIt ended.\n"
    )
    assert words(text, "prose") == ["It began[^1] there[^b].", "It ended."]
    assert holes(text) == ["[^1]", "[^b]"]
    assert [note[:5] for note in words(text, "end-note")] == ["[^1]:", "[^b]:"]
    assert words(text, "end-note")[0].endswith("And still.")


def test_notes_to_a_writing_program() -> None:
    """Lines of tags and comments by themselves are set aside; a chat's line, or a line inside a
    paragraph, is the story's."""
    text = draft(
        "# One\n@pov: Maud\n%rope\n\n@mara: hi\n\nIt was\n% of it\ngone.\n\n%synopsis: Ends.\n"
    )
    assert words(text, "tags") == ["@pov: Maud"]
    assert words(text, "note") == ["%rope"]
    assert words(text, "summary") == ["%synopsis: Ends."]
    assert words(text, "prose") == ["@mara: hi", "It was\n% of it\ngone."]


def test_links_between_notes() -> None:
    """Obsidian's links are the words that they show; a box in such brackets is none."""
    text = draft(
        "[[Maud]] met [[People/Ines#Pell|her *friend*]].\n\n![[Harbour]]\n\n[[Level up!]]\n"
    )
    assert words(text, "prose") == ["Maud met her *friend*.", "[[Level up!]]"]


def test_code_is_as_it_stands() -> None:
    """In a fence nothing is a comment, and its marks are none of its words."""
    text = draft("She typed:\n\n```\n%% not this %%\n<!-- nor this -->\n```\n\nIt ran.\n")
    assert words(text, "prose")[1] == "%% not this %%\n<!-- nor this -->"


# ---- novelWriter

NOVEL = """#! Rope

>> by Mara Pell <<

# Part One

##! The Boat

@pov: Maud
%Synopsis: They meet.

### On the stones

It [i]really[/i] began, _so_ she said.[footnote:f1]

% Check the tide.

%footnote.f1: A knot.

[newpage]
### The path

> It went on. <

#### Later

It ended.
"""


def test_a_file_of_novelwriter() -> None:
    """Titles, parts and chapters are headings; a scene's name parts scenes; tags, comments and the
    program's own marks are set aside."""
    text = draft(novelwriter(NOVEL).decode(), "636b6aa9b697b.nwd")
    assert words(text, "title") == ["Rope"]
    assert words(text, "byline") == ["by Mara Pell"]
    assert words(text, "heading") == ["Part One", "The Boat", "On the stones", "The path", "Later"]
    assert words(text, "prose") == [
        "It really began, so she said.[footnote:f1]", "It went on.", "It ended.",
    ]  # fmt: skip
    assert (italics(text), holes(text)) == (["really", "so"], ["[footnote:f1]"])
    assert words(text, "tags", "summary") == ["@pov: Maud", "%Synopsis: They meet."]
    assert words(text, "note", "end-note") == ["% Check the tide.", "%footnote.f1: A knot."]
    opened = [text.text[b.start : b.end] for b in text.blocks if b.opens_chapter]
    assert opened == ["Part One", "The Boat"]
    assert len(words(text, "break")) == 1


PROJECT = """<novelWriterXML><content>
<item handle="b1" type="ROOT" class="NOVEL"><name>Novel</name></item>
<item handle="b2" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">One</name></item>
<item handle="a3" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">S</name></item>
<item handle="a4" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="no">Cut</name></item>
<item handle="a5" type="FILE" class="NOVEL" layout="NOTE"><name active="yes">Note</name></item>
<item handle="a6" type="FILE" class="CHARACTER" layout="NOTE"><name active="yes">Maud</name></item>
</content></novelWriterXML>"""


def test_a_project_of_novelwriter(tmp_path: Path) -> None:
    """Its documents are read in the project's order, one chapter with its scenes; notes and what is
    switched off are not, which is said."""
    (tmp_path / "content").mkdir()
    (tmp_path / "nwProject.nwx").write_text(PROJECT)
    for name, body in {
        "b2": "## Chapter One\n",
        "a3": "### On the stones\n\nIt began.\n\n### The path\n\nIt ended.\n",
        "a4": "### Cut\n\nNever.\n", "a5": "# Note\n\nNo.\n", "a6": "# Maud\n\n@tag: Maud\n",
    }.items():  # fmt: skip
        (tmp_path / "content" / f"{name}.nwd").write_bytes(novelwriter(body))
    text = read_files([tmp_path])
    assert words(text, "prose") == ["It began.", "It ended."]
    assert [text.text[b.start : b.end] for b in text.blocks if b.opens_chapter] == ["Chapter One"]
    assert codes(text) == ["unlisted"]
    assert "“content/a4.nwd”" in text.notices[0].message


# ---- Longform

INDEX = """---
longform:
  format: scenes
  title: Rope
  sceneFolder: {folder}
  scenes:
    - Salt
    - - "Tar: a beginning"
      - - Hemp
    - Gone
  ignoredFiles: []
tags: [sea]
---
"""


@pytest.mark.parametrize("folder", ["/", "scenes"])
def test_a_project_of_longform(tmp_path: Path, folder: str) -> None:
    """The index has the scenes' order, nested ones too, and the title; what it does not name is not
    read, and what is not there is said."""
    scenes = tmp_path / folder.strip("/")
    scenes.mkdir(exist_ok=True)
    (tmp_path / "Index.md").write_text(INDEX.format(folder=folder))
    for name in ("Hemp", "Salt", "Tar: a beginning", "people"):
        (scenes / f"{name}.md").write_text(f"{name} was there.\n")
    text = read_files([tmp_path])
    assert words(text, "prose") == [
        "Salt was there.", "Tar: a beginning was there.", "Hemp was there.",
    ]  # fmt: skip
    assert (text.meta.title, text.meta.tags) == ("Rope", {"additional tag": ("sea",)})
    assert codes(text) == ["unlisted", "missing-file"]


def test_notes_that_are_no_project(tmp_path: Path) -> None:
    """Without one index, a folder of Markdown is read in the order of its names."""
    for name in ("10 Tar", "2 Salt"):
        (tmp_path / f"{name}.md").write_text(f"---\ntags: [x]\n---\n{name} was there.\n")
    assert words(read_files([tmp_path]), "prose") == ["2 Salt was there.", "10 Tar was there."]


# ---- Scrivener


def test_a_folder_of_rtf(tmp_path: Path) -> None:
    """A folder of RTF files is read in the order of their numbers."""
    for number in (10, 2, 1):
        (tmp_path / f"{number}.rtf").write_bytes(as_rtf([prose(f"File {number}.")]).data)
    assert words(read_files([tmp_path]), "prose") == ["File 1.", "File 2.", "File 10."]


def test_a_project_of_scrivener() -> None:
    """The binder has the order of the draft; research and what is left out of it is not read."""
    text = read_bytes(*SHAPES["Scrivener"](STORY))
    assert words(text, "heading") == ["Chapter 1: The Lamp", "Chapter 2: The Boat"]
    assert codes(text) == ["unlisted"]


def test_what_goes_into_the_book(tmp_path: Path) -> None:
    """Where the binder says of texts that they go into the book, the others are not read."""
    said = "<MetaData><IncludeInCompile>Yes</IncludeInCompile></MetaData>"
    texts = "".join(
        f'<BinderItem ID="{n}" Type="Text">{said * (n != 2)}</BinderItem>' for n in (3, 2, 1)
    )
    (tmp_path / "Files" / "Docs").mkdir(parents=True)
    (tmp_path / "binder.scrivx").write_text(
        f'<ScrivenerProject><Binder><BinderItem ID="0" Type="DraftFolder"><Children>{texts}'
        "</Children></BinderItem></Binder></ScrivenerProject>"
    )
    for number in (1, 2, 3):
        file = tmp_path / "Files" / "Docs" / f"{number}.rtf"
        file.write_bytes(as_rtf([prose(f"File {number}.")]).data)
    assert words(read_files([tmp_path]), "prose") == ["File 3.", "File 1."]
