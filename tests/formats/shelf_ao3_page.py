"""A work's page on the archive: as a browser saves it, and as its reader copies it."""

from __future__ import annotations

from one_story import Story
from shelf_sites import page, told


def _module(kind: str, words: str, where: str = "") -> str:
    label = "Summary" if kind == "summary" else "Notes"
    return (
        f'<div class="{where}{kind} module"><h3 class="heading">{label}:</h3>'
        f'<blockquote class="userstuff"><p>{words}</p></blockquote></div>'
        if words
        else ""
    )


def _rows(story: Story) -> str:
    def row(kind: str, label: str, values: tuple[str, ...]) -> str:
        items = "".join(f'<li><a class="tag" href="/tags/x">{v}</a></li>' for v in values)
        return (
            f'<dt class="{kind} tags">{label}:</dt><dd class="{kind} tags"><ul'
            f' class="commas">{items}'
            "</ul></dd>"
        )

    return (
        row("rating", "Rating", (story.rating,))
        + row("fandom", "Fandom", (story.fandom,))
        + row("character", "Characters", story.characters)
        + row("freeform", "Additional Tags", (story.genre,))
        + f'<dt class="language">Language:</dt><dd class="language" lang="en">{story.language}</dd>'
        + '<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt class="published">'
        'Published:</dt><dd class="published">2015-01-10</dd><dt class="words">Words:</dt>'
        f'<dd class="words">{story.words:,}</dd><dt class="chapters">Chapters:</dt>'
        '<dd class="chapters">2/2</dd></dl></dd>'
    )


def saved(story: Story) -> tuple[bytes, str]:
    """The entire work on one page, with the site around it."""
    chapters = "".join(
        f'<div class="chapter" id="chapter-{n}"><div class="chapter preface group"'
        ' role="complementary">'
        f'<h3 class="title"><a href="/works/77/chapters/{n}">Chapter {n}</a>: {c.title}</h3>'
        f'{_module("notes", c.above)}</div><div class="userstuff module" role="article">'
        f'<h3 class="landmark heading" id="work">Chapter Text</h3>{told(c)}</div>'
        + (
            f'<div class="chapter preface group">{_module("notes", c.below, "end ")}</div></div>'
            if c.below
            else "</div>"
        )
        for n, c in enumerate(story.chapters, 1)
    )
    body = (
        '<div id="outer" class="wrapper"><div id="header"><h1 class="heading"><a'
        ' href="/">Archive of '
        'Our Own</a></h1></div><div id="inner"><div id="main"><h3 class="landmark heading">Work'
        " Header"
        f'</h3><div class="wrapper"><dl class="work meta group">{_rows(story)}</dl></div>'
        '<div id="workskin"><div class="preface group"><h2 class="title heading">'
        f'{story.title}</h2><h3 class="byline heading"><a rel="author" href="/u">{story.author}</a>'
        f'</h3>{_module("summary", story.summary)}</div><div id="chapters"'
        f' role="article">{chapters}'
        '</div></div><div id="feedback"><h3 class="landmark heading">Actions</h3><ul><li>↑ Top</li>'
        "</ul><div id='kudos'>lamplighter left kudos on this work!</div></div></div></div></div>"
    )
    whole = page(body, "", f"{story.title} - {story.author} | Archive of Our Own")
    saved_from = f"<!DOCTYPE html>\n<!-- saved from url=(0038){story.url} -->\n"
    return whole.replace(b"<!DOCTYPE html>", saved_from.encode()), "page.html"


def saved_one_shot(story: Story) -> tuple[bytes, str]:
    """A work of one chapter, with the notes and links below the work."""
    whole, path = saved(story)
    before, _, rest = whole.decode().partition('<div id="chapters"')
    after = '<div id="feedback">' + rest.partition('<div id="feedback">')[2]
    text = (
        '<div id="chapters" role="article"><h3 class="landmark heading" id="work">Work Text:</h3>'
        f'<div class="userstuff">{told(story.chapters[0])}</div></div>'
        '<div class="afterword preface group"><div id="work_endnotes" class="end notes module">'
        '<h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Goodbye, all.</p>'
        '</blockquote></div><div id="children" class="children module"><h3 class="heading">Works '
        "inspired by this one:</h3><ul><li><a>Lamp Light</a> by <a rel='author'>fenwick</a></li>"
        "</ul></div></div></div>"
    )
    return (before + text + after).encode(), path


def pasted(story: Story, between: str = "\n\n") -> tuple[bytes, str]:
    """The same page, copied into a file of text."""
    lines = [
        "Work Header", "Rating:", story.rating, "Fandom:", story.fandom, "Characters:",
        ", ".join(story.characters), "Additional Tags:", story.genre, "Language:", story.language,
        "Stats:", f"Published:2015-01-10Words:{story.words:,}Chapters:2/2",
        story.title, story.author, "Summary:", story.summary,
    ]  # fmt: skip
    for n, chapter in enumerate(story.chapters, 1):
        lines.append(f"Chapter {n}: {chapter.title}")
        lines += ["Notes:", chapter.above] if chapter.above else []
        lines += ["(See the end of the chapter for  notes.)"] if chapter.below else []
        lines.append("Chapter Text")
        lines += [leaf.text for leaf in chapter.leaves]
        lines += ["Notes:", chapter.below] if chapter.below else []
    lines += ["Actions", "↑ Top", "Kudos", "lamplighter left kudos on this work!", "Comments"]
    return between.join(lines).encode(), "pasted.txt"
