"""The shapes that writers' own programs give a story, for `shapes_all.py`."""

from __future__ import annotations

import html
from collections.abc import Callable

from one_story import Story
from shelf import Leaf, as_markdown, heading, prose, zipped
from shelf_drafts import as_fb2, as_google_docx, as_novelwriter, as_odt, as_rtf

Maker = Callable[[Story], tuple[bytes, str]]


def flat(story: Story, titled: bool = False) -> list[Leaf]:
    """A story as a draft has it: headings, notes that name themselves, prose."""
    leaves = [prose(story.title), prose(f"by {story.author}")] if titled else []
    for number, chapter in enumerate(story.chapters, 1):
        leaves.append(heading(f"Chapter {number}: {chapter.title}"))
        leaves += [prose(f"A/N: {chapter.above}")] if chapter.above else []
        leaves += chapter.leaves
        leaves += [prose(f"A/N: {chapter.below}")] if chapter.below else []
    return leaves


def chapters(story: Story) -> list[list[Leaf]]:
    parts: list[list[Leaf]] = []
    for leaf in flat(story):
        if leaf.kind == "heading":
            parts.append([])
        parts[-1].append(leaf)
    return parts


def fb2(story: Story) -> tuple[bytes, str]:
    info = (
        f"<genre>{story.genre}</genre><author><nickname>{story.author}</nickname></author>"
        f"<book-title>{story.title}</book-title><annotation><p>{story.summary}</p></annotation>"
        f"<lang>en</lang>"
    )
    return as_fb2(flat(story), info)[:2]


def zipped_fb2(story: Story) -> tuple[bytes, str]:
    data, name = fb2(story)
    return zipped({name: data}), "story.fb2.zip"


def rtf(story: Story) -> tuple[bytes, str]:
    head = rf"{{\info{{\title {story.title}}}{{\author {story.author}}}}}"
    return as_rtf(flat(story), head)[:2]


def odt(story: Story) -> tuple[bytes, str]:
    meta = (
        f"<dc:title>{html.escape(story.title)}</dc:title>"
        f"<meta:initial-creator>{story.author}</meta:initial-creator>"
    )
    return as_odt(flat(story), meta)[:2]


def google_docx(story: Story) -> tuple[bytes, str]:
    return as_google_docx(flat(story, titled=True))[:2]


def novelwriter(story: Story) -> tuple[bytes, str]:
    # A scene's name closes a passage, as every heading does, and who "she" is may be decided
    # otherwise then: test_formats_drafts.py tells of scenes.
    return as_novelwriter(flat(story), scenes=False)[:2]


def longform(story: Story) -> tuple[bytes, str]:
    """A folder of Obsidian: the index has the order, the names have none."""
    names = [
        f"{chapter.title} {len(story.chapters) - n}" for n, chapter in enumerate(story.chapters)
    ]
    index = (
        f"---\nlongform:\n  format: scenes\n  title: {story.title}\n  workflow: Default\n"
        "  sceneFolder: scenes\n  scenes:\n"
        + "".join(f"    - {'- ' * (n > 0)}{name}\n" for n, name in enumerate(names))
        + f'  ignoredFiles: []\nauthor: "{story.author}"\n---\n'
    )
    files: dict[str, str | bytes] = {"Novel/Index.md": index, "Novel/people.md": "Maud is tired.\n"}
    for name, leaves in zip(names, chapters(story), strict=True):
        files[f"Novel/scenes/{name}.md"] = as_markdown(leaves).data
    return zipped(files), "novel.zip"


def scrivener(story: Story) -> tuple[bytes, str]:
    """A project of Scrivener 3: the binder has the order, the files have numbers of chance."""
    ids = [f"{9 - n}A1" for n in range(len(story.chapters))]
    binder = "".join(
        f'<BinderItem UUID="{i}" Type="Text"><Title>x</Title></BinderItem>' for i in ids
    )
    files: dict[str, str | bytes] = {
        "Novel.scriv/Novel.scrivx": (
            '<ScrivenerProject Version="2.0"><Binder><BinderItem UUID="0" Type="DraftFolder">'
            f"<Children>{binder}</Children></BinderItem><BinderItem UUID='7' Type='ResearchFolder'>"
            "<Children><BinderItem UUID='7A' Type='Text'/></Children></BinderItem></Binder>"
            "</ScrivenerProject>"
        ),
        "Novel.scriv/Files/Data/7A/content.rtf": as_rtf([prose("Maud is tired.")]).data,
    }
    for name, leaves in zip(ids, chapters(story), strict=True):
        files[f"Novel.scriv/Files/Data/{name}/content.rtf"] = as_rtf(leaves).data
    return zipped(files), "novel.zip"


SHAPES: dict[str, Maker] = {
    "FB2": fb2,
    "FB2 in a ZIP": zipped_fb2,
    "RTF": rtf,
    "ODT": odt,
    "DOCX of Google Docs": google_docx,
    "novelWriter": novelwriter,
    "Longform": longform,
    "Scrivener": scrivener,
}
CARRIES: dict[str, tuple[str, ...]] = {
    "DOCX of Google Docs": (),
    "novelWriter": (),
    "Scrivener": (),
}
