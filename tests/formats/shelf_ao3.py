"""The archive's downloads of every age, after its own templates as they changed over the years."""

from __future__ import annotations

from typing import NamedTuple

from one_story import Chapter, Story
from shelf import epub
from shelf_sites import page, told


class Age(NamedTuple):
    """What the templates were like from a date on."""

    parts: bool = True  # a preface and an afterword with ids, since Calibre makes the books
    tags: str = "tags"  # the class of the list of tags
    language: bool = True
    words_first: bool = True  # in the stats, with commas between thousands; chapters always
    plural: bool = True  # labels for several, and "creator" in the afterword
    numbers: bool = True  # a titled chapter has its number too
    inspired: str = ""  # what the work was inspired by
    one_posted: bool = (
        True  # a work in progress with one chapter posted shows its heading and notes
    )


AGES: dict[str, Age] = {
    "very old": Age(False, "meta", False, False, False, False, one_posted=False),
    "before 2019": Age(False, "tags", False, False, False, False, one_posted=False),
    "2019-01": Age(True, "tags", False, False, False, False, one_posted=False),
    "2022-06": Age(words_first=False, plural=False, numbers=False, one_posted=False),
    "2023-04": Age(plural=False, numbers=False, one_posted=False),
    "2023-10": Age(numbers=False, one_posted=False),
    "2025-10": Age(one_posted=False),
    "2026-02": Age(inspired="Inspired by a deleted work"),
}


def userstuff(label: str, words: str) -> str:
    return (
        f"<p>{label}</p><blockquote class='userstuff'><p>{words}</p></blockquote>" if words else ""
    )


def tags(story: Story, age: Age, posted: int) -> str:
    rows = {
        "Rating": f"<a href='/tags/G'>{story.rating}</a>",
        "Archive Warning": "<a>No Archive Warnings Apply</a>",
        "Fandom": f"<a href='/tags/O'>{story.fandom}</a>",
        "Characters" if age.plural else "Character": ", ".join(
            f"<a href='/tags/{n}'>{name}</a>" for n, name in enumerate(story.characters)
        ),
        "Additional Tags": f"<a>{story.genre}</a>",
    }
    if age.language:
        rows["Language"] = story.language
    rows["Series"] = "Part 2 of <a href='/series/1'>Lights</a>"
    words, chapters = f"Words: {story.words}", f"Chapters: {posted}/2"
    stats = [f"Words: {story.words:,}", chapters] if age.words_first else [chapters, words]
    if posted == 1 and not age.words_first:
        stats = [words]
    rows["Stats"] = " ".join(["Published: 2015-01-10", "Completed: 2020-11-05", *stats])
    items = "".join(f"<dt>{k}:</dt><dd>{v}</dd>" for k, v in rows.items())
    return f"<dl class='{age.tags}'>{items}</dl>"


def site(age: Age) -> str:
    return "https://archiveofourown.org" if age.parts else "http://archiveofourown.org"


def preface(story: Story, age: Age, posted: int, name: str = "Archive of Our Own") -> str:
    url = story.url.replace("https:", site(age).partition("//")[0])
    bold = f"<b>{story.title}</b><br />" if age.parts else ""
    top = "<h2 class='toc-heading'>Preface</h2>" if age.parts else ""
    inspired = f"<ul><li>{age.inspired}</li></ul>" if age.inspired else ""
    inner = (
        f"{top}<p class='message'>{bold}Posted originally on the <a href='{site(age)}/'>{name}</a> "
        f"at <a href='{url}'>{url}</a>.</p><div class='meta'>{tags(story, age, posted)}"
        f"<h1>{story.title}</h1><div class='byline'>by <a rel='author' href='/u'>{story.author}</a>"
        f"</div>{userstuff('Summary', story.summary)}{inspired}</div>"
    )
    return f"<div id='preface'>{inner}</div>" if age.parts else inner


def chapter_parts(chapter: Chapter, number: int, age: Age) -> str:
    label = f"Chapter {number}: {chapter.title}" if age.numbers else chapter.title
    see = (
        f"<div class='endnote-link'>See the end of the chapter for <a href='#endnotes{number}'>"
        "notes</a></div>"
        if chapter.below
        else ""
    )
    below = userstuff("Chapter End Notes", chapter.below)
    return (
        f"<div class='meta group'><h2 class='heading'>{label}</h2>"
        f"{userstuff('Chapter Notes', chapter.above)}{see}</div><!--chapter content-->"
        f"<div class='userstuff'>{told(chapter)}</div><!--/chapter content-->"
        + (f"<div class='meta' id='endnotes{number}'>{below}</div>" if below else "")
    )


def afterword(age: Age) -> str:
    who = "creator" if age.plural else "author"
    end = userstuff("End Notes", "Thank you for reading, all of you.")
    please = (
        "<p class='message'>Please <a href='x'>drop by the "
        f"{'Archive' if age.parts else 'archive'} and comment</a> to let the {who} know if you "
        "enjoyed their work!</p>"
    )
    if not age.parts:
        return f"<div id='endnotes'>{end}</div>{please}"
    return (
        "<div id='afterword'><h2 class='toc-heading'>Afterword</h2><div class='meta'>"
        f"<div id='endnotes'>{end}</div></div>{please}</div>"
    )


def html(story: Story, age: Age, name: str = "Archive of Our Own") -> tuple[bytes, str]:
    """A download: of chapters, or of a work with one."""
    chapters = story.chapters
    one = len(chapters) == 1 and not age.one_posted
    if one:
        top = "class='toc-heading'" if age.parts else "class='heading'"
        heading = f"<h2 {top}>{story.title}</h2>" if age.parts else ""
        inside = f"{heading}<div class='userstuff'>{told(chapters[0])}</div>"
    else:
        inside = "".join(chapter_parts(c, n, age) for n, c in enumerate(chapters, 1))
    body = (
        f"{preface(story, age, len(chapters), name)}<div id='chapters' class='userstuff'>{inside}"
        f"</div>{afterword(age)}"
    )
    return page(body, "", f"{story.title} - {story.author} - {story.fandom}"), "Lamp_Oil.html"


def book(story: Story, cut: bool = False, ids: bool = True) -> tuple[bytes, str]:
    """Calibre's book: the preface in two files, classes renamed, ids repeated; `cut`: the last
    chapter in two files; without `ids` as some later program leaves it."""
    age = AGES["2023-10"]
    first, second = preface(story, age, 2).split("<h1>")
    bodies = [f"{first}</div></div>", f"<div id='preface'><div class='meta'><h1>{second}"]
    for number, chapter in enumerate(story.chapters, 1):
        bodies.append(f"<div id='chapters'>{chapter_parts(chapter, number, age)}</div>")
    if cut:
        *paragraphs, last = bodies[-1].split("\n")
        end = "</div></div>"
        bodies[-1] = "\n".join(paragraphs) + end
        bodies.append(f"<div id='chapters'><div class='userstuff'>{last}")
    bodies.append(afterword(age))
    files = {
        f"Lamp_Oil_split_{n:03}.xhtml": _renamed(body, ids).replace("<hr>", "<hr/>")
        for n, body in enumerate(bodies)
    }
    points = "".join(f"<navPoint><content src='{n}'/></navPoint>" for n in files if "001" not in n)
    ncx = f"<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>{points}</navMap></ncx>"
    return epub(files, METADATA.format(story=story), ncx=ncx), "Lamp_Oil.epub"


METADATA = (
    "<dc:title>{story.title}</dc:title><dc:creator>{story.author}</dc:creator><dc:language>en"
    "</dc:language><dc:publisher>Archive of Our Own</dc:publisher><dc:subject>Fanworks</dc:subject>"
    "<dc:subject>{story.fandom}</dc:subject>"
)


def _renamed(body: str, ids: bool) -> str:
    for old, new in (("meta group", "calibre6"), ("userstuff", "calibre8"), ("meta", "calibre3")):
        body = body.replace(f"class='{old}'", f"class='{new}'")
    if not ids:
        for part in ("preface", "chapters", "afterword"):
            body = body.replace(f" id='{part}'", "")
    return body


def old_book(story: Story) -> tuple[bytes, str]:
    """The archive's own book, before Calibre made it."""
    age = AGES["before 2019"]
    first, second = preface(story, age, 2).split("<h1>")
    files = {
        "preface.xhtml": f"{first}</div>",
        "preface_1.xhtml": f"<div class='meta'><h1>{second}",
    }
    for n, c in enumerate(story.chapters, 1):
        files[f"chapter{n}.xhtml"] = chapter_parts(c, n, age).replace("<hr>", "<hr/>")
    files["afterword.xhtml"] = afterword(age)
    return epub(files, METADATA.format(story=story)), "Lamp_Oil.epub"
