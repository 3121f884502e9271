"""Files as FanFicFare and FicHub write them, after their own templates."""

from __future__ import annotations

import textwrap

from one_story import Chapter, Story
from shelf import epub, zipped
from shelf_sites import told

LABELS = (
    ("Category", "{story.fandom}"),
    ("Genre", "{story.genre}, Angst"),
    ("Language", "{story.language}"),
    ("Characters", "Maud Pell, Ines Carrow"),
    ("Status", "Completed"),
    ("Published", "2015-01-10"),
    ("Packaged", "2020-11-05 10:11:12"),
    ("Rating", "{story.rating}"),
    ("Chapters", "2"),
    ("Words", "{story.words:,}"),
    ("Publisher", "archiveofourown.org"),
    ("Story URL", "{story.url}"),
    ("Author URL", "https://archiveofourown.org/users/quayside"),
    ("Summary", "{story.summary}"),
)


def labels(story: Story) -> list[tuple[str, str]]:
    return [(label, value.format(story=story)) for label, value in LABELS]


def head(story: Story, level: str) -> str:
    return (
        f'<{level}><a href="{story.url}">{story.title}</a> by '
        f'<a class="authorlink" href="https://archiveofourown.org/users/quayside">{story.author}'
        "</a>"
        f"</{level}>"
    )


def note(words: str, place: str) -> str:
    return (
        f'<div class="fff_chapter_notes fff_{place}_notes"><b>Notes for the Chapter:</b>'
        f"<blockquote><p>{words}</p></blockquote></div>"
        if words
        else ""
    )


def whole(chapter: Chapter) -> str:
    """A chapter with its notes, its rule as the option `replace_hr` writes it."""
    text = told(chapter).replace("<hr>", "<div class='center'>* * *</div>")
    return (
        f"{note(chapter.above, 'head')}<div class='story'>{text}</div>{note(chapter.below, 'foot')}"
    )


def fanficfare_html(story: Story) -> tuple[bytes, str]:
    rows = "".join(f"<tr><td><b>{k}:</b></td><td>{v}</td></tr>\n" for k, v in labels(story))
    toc = "".join(
        f'<a href="#section{n:04}">{n}. {c.title}</a><br />\n'
        for n, c in enumerate(story.chapters, 1)
    )
    chapters = "".join(
        f'\n<a name="section{n:04}"><h2>{n}. {c.title}</h2></a>\n{whole(c)}'
        for n, c in enumerate(story.chapters, 1)
    )
    page = (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="UTF-8">\n<title>{story.title} by '
        f"{story.author}</title>\n<style>body {{ color: #000 }}</style>\n</head>\n<body>\n"
        f'{head(story, "h1")}\n<table class="full">\n{rows}</table>\n'
        f'<a name="TOCTOP"><h2>Table of Contents</h2></a>\n<p>\n{toc}</p>\n{chapters}\n</body>\n'
        "</html>"
    )
    return page.encode(), "Lamp Oil-ao3_77.html"


def fanficfare_epub(story: Story, classes: bool = True) -> tuple[bytes, str]:
    """Its book; without `classes` as another program that has converted it leaves it."""

    def body(name: str, words: str) -> str:
        return f"@ class='{name if classes else 'calibre'}'@{words}"

    rows = "".join(f"<b>{k}:</b> {v}<br/>\n" for k, v in labels(story))
    toc = "".join(
        f'<a href="file{n:04}.xhtml">{n}. {c.title}</a><br/>'
        for n, c in enumerate(story.chapters, 1)
    )
    of_chapter = "fff_chapter_title" if classes else "calibre3"
    files = {
        "OEBPS/title_page.xhtml": body("fff_titlepage", f"{head(story, 'h3')}<div>\n{rows}</div>"),
        "OEBPS/log_page.xhtml": body(
            "fff_logpage",
            "<h3>Update Log</h3><p class='log_entry'><b>Words:</b> <span id='numWords'>1153</span>"
            "</p><hr/>",
        ),
        "OEBPS/toc_page.xhtml": body("fff_tocpage", f"<div><h3>Table of Contents</h3>{toc}</div>"),
    }
    for n, c in enumerate(story.chapters, 1):
        text = whole(c).replace("<hr>", "<hr/>")
        files[f"OEBPS/file{n:04}.xhtml"] = body(
            "fff_chapter", f'<h3 class="{of_chapter}">{n}. {c.title}</h3>{text}'
        )
    metadata = (
        "<dc:identifier id='fanficfare-uid'>fanficfare-uid:ao3</dc:identifier>"
        f"<dc:title>{story.title}"
        f"</dc:title><dc:creator>{story.author}</dc:creator><dc:contributor>FanFicFare"
        "</dc:contributor>"
        f"<dc:language>en</dc:language><dc:subject>{story.genre}</dc:subject><dc:publisher>"
        f"archiveofourown.org</dc:publisher><dc:source>{story.url}</dc:source>"
    )
    return epub(files, metadata), "Lamp Oil-ao3_77.epub"


def markdown_of(chapter: Chapter) -> str:
    """A chapter's HTML as html2text writes it: one line a paragraph, its notes among them."""

    def written(note: str) -> list[str]:
        return [f"**Notes for the Chapter:**\n\n> {note}"] if note else []

    lines = [
        "".join(f"_{w}_" if italic else w for w, italic in leaf.runs) for leaf in chapter.leaves
    ]
    return "\n\n".join([*written(chapter.above), *lines, *written(chapter.below)]) + "\n\n"


def fanficfare_text(story: Story, width: int = 0, newline: str = "\n") -> tuple[bytes, str]:
    def wrapped(text: str) -> str:
        if not width:
            return text
        return "".join("\n".join(textwrap.wrap(p, width)) + "\n" for p in text.split("\n"))

    top = f"\n\n\n{story.title}\n\nby {story.author}\n\n\n\n"
    top += "".join(f"{k}: {v}\n" for k, v in labels(story)) + "\n\n\n\n\nTABLE OF CONTENTS\n\n"
    top += "".join(f"\n{n}. {c.title}\n" for n, c in enumerate(story.chapters, 1)) + "\n"
    parts = [wrapped(top)]
    for n, chapter in enumerate(story.chapters, 1):
        parts += [wrapped(f"\n\n\t{n}. {chapter.title}\n\n"), wrapped(markdown_of(chapter))]
    parts.append("\n\nEnd file.\n")
    return "".join(parts).replace("\n", newline).encode(), "Lamp Oil-ao3_77.txt"


def fichub_epub(story: Story) -> tuple[bytes, str]:
    files = {
        "introduction.xhtml": f"<h1>{story.title}</h1><p><b>By: {story.author}</b></p>"
        f"<p>{story.summary}</p><p>Original source: <a href='{story.url}'>{story.url}</a></p>",
        "nav.xhtml": "<nav><h2>Lamp Oil</h2><ol><li><a href='chap_1.xhtml'>The Lamp</a></li>"
        "</ol></nav>",
    }
    for n, c in enumerate(story.chapters, 1):
        files[f"chap_{n}.xhtml"] = f"<h2>{c.title}</h2>{fichub_text(c)}"
    metadata = (
        f"<dc:identifier>Ab12</dc:identifier><dc:title>{story.title}</dc:title><dc:creator>"
        f"{story.author}</dc:creator><dc:language>en</dc:language>"
    )
    return epub(files, metadata, {"nav.xhtml": "nav"}), "Lamp_Oil_by_quayside-Ab12.epub"


def fichub_text(chapter: Chapter) -> str:
    above = f"<p>A/N: {chapter.above}</p>" if chapter.above else ""
    below = f"<p>A/N: {chapter.below}</p>" if chapter.below else ""
    return above + told(chapter).replace("<hr>", "<hr/>") + below


def fichub_html(story: Story) -> tuple[bytes, str]:
    """The page in FicHub's ZIP."""
    chapters = "".join(
        f'<div id="chap_{n}"><div class="chapter_nav"><a href="#chap_{n - 1}"'
        ' class="left">previous '
        f'chapter</a><a href="#contents-list">chapter list</a></div><h2>{c.title}</h2>'
        f"{fichub_text(c)}</div>"
        for n, c in enumerate(story.chapters, 1)
    )
    toc = "".join(f'<li><a href="#chap_{n}">x</a></li>' for n, _ in enumerate(story.chapters, 1))
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{story.title} by '
        f"{story.author}</title><style>.left {{ float: left; }}</style></head><body>"
        f'<h1><span class="title">{story.title}</span></h1><h2>by <span'
        f' class="author">{story.author}'
        f"</span></h2><div>{story.summary}</div><p>Original source: <a href='{story.url}'>"
        f"{story.url}</a></p><p>Chapters: 2</p><p>Words: {story.words}</p><p>Exported with the "
        f"assistance of <a href='https://fichub.net'>FicHub.net</a></p><nav id='contents-list'><ul>"
        f"{toc}</ul></nav>{chapters}<a href='#contents-list'>(back to chapter list)</a></body>"
        "</html>"
    )
    return page.encode(), "Lamp_Oil_by_quayside-Ab12.html"


def fichub_zip(story: Story) -> tuple[bytes, str]:
    data, name = fichub_html(story)
    return zipped({name: data}), "Lamp_Oil_by_quayside-Ab12.zip"
