"""Pages of the sites that stories are read on, one chapter each, after the sites' own templates."""

from __future__ import annotations

from one_story import Chapter, Story
from shelf import html_body

DECOYS = (
    "This tale has been lifted without consent; report it where you find it.",
    "Stolen content warning: the text belongs on another site.",
    "Read the original where its author put it.",
)


def page(body: str, head: str = "", title: str = "A page") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body>{body}</body></html>"
    ).encode()


def told(chapter: Chapter) -> str:
    """A chapter's paragraphs, its break as a rule."""
    return html_body(chapter.leaves).replace("<p>* * *</p>", "<hr>")


def one_line(chapter: Chapter) -> str:
    return told(chapter).replace("\n", "")


def fanfiction_net(story: Story, number: int) -> tuple[bytes, str]:
    """As a browser saves it: notes stand in the text, the whole chapter on one line."""
    chapter = story.chapters[number - 1]
    options = "".join(
        f"<option value={i}{' selected' if i == number else ''}>{i}. {c.title}"
        for i, c in enumerate(story.chapters, 1)
    )
    menu = f"<SELECT id=chap_select title='Chapter Navigation'>{options}</select>"
    above = f"<p><strong>A/N: {chapter.above}</strong></p>" if chapter.above else ""
    below = f"<p><strong>A/N: {chapter.below}</strong></p>" if chapter.below else ""
    body = (
        "<div id=top class='z-top-container'><span class=corange>FanFiction</span></div>"
        "<div id=pre_story_links><span class=lc-left><a class=xcontrast_txt href='/book/'>Books</a>"
        f"<a class=xcontrast_txt href='/book/Original/'>{story.fandom}</a></span></div>"
        "<div id=profile_top style='min-height:112px;'><button class='btn'>Follow/Fav</button>"
        f"<b class='xcontrast_txt'>{story.title}</b> <span class='xcontrast_txt'>By:</span> "
        f"<a class='xcontrast_txt' href='/u/7/{story.author}'>{story.author}</a>"
        f"<div style='margin-top:2px' class='xcontrast_txt'>{story.summary}</div>"
        "<span class='xgray xcontrast_txt'>Rated: <a href='/r/'>Fiction  T</a> -"
        f" {story.language} - "
        f"{story.genre}/Hurt/Comfort -  [Maud P., Ines C.] Tobias F. - Chapters: "
        f"{len(story.chapters)}   - Words: {story.words:,} - Reviews: <a>395</a> - Favs: 596 - "
        "Updated: <span data-xutime='1'>5/21/2012</span> - Published: <span data-xutime='2'>"
        "3/26/2007</span> - Status: Complete - id: 3457394 </span></div>"
        f"{menu}<div role='main' aria-label='story content'><div class='storytext' id='storytextp'>"
        f"<div class='storytext xcontrast_txt' id='storytext'>{above}{one_line(chapter)}{below}"
        f"</div></div></div>{menu}<div id=review>The author would like to thank you.</div>"
    )
    link = f'<link rel="canonical" href="//www.fanfiction.net/s/3457394/{number}/Lamp-Oil">'
    return page(body, link, f"{story.title} Chapter {number}: {chapter.title}"), "page.html"


def royal_road(story: Story, number: int) -> tuple[bytes, str]:
    """With decoys hidden by a style of the page's own."""
    chapter = story.chapters[number - 1]
    decoys = iter(DECOYS)
    paragraphs = told(chapter).split("\n")
    for at in (1, 4, len(paragraphs)):
        paragraphs.insert(at, f'<p class="cnNmYz{number}">{next(decoys)}</p>')

    def note(words: str) -> str:
        return (
            '<div class="portlet solid author-note-portlet"><div class="portlet-title"><span '
            f'class="caption-subject bold uppercase">A note from {story.author}</span></div>'
            f'<div class="portlet-body author-note"><p>{words}</p></div></div>'
            if words
            else ""
        )

    style = (
        f"<style>\n    .cnNmYz{number}{{\n        display: none;\n        speak: never;\n    }}\n"
        "</style>"
    )
    body = (
        '<div class="navbar"><a href="/profile/99">lamplighter</a></div>'
        '<div class="page-container"><div class="fic-header"><h1 class="font-white">'
        f'{chapter.title}</h1><h2 class="font-white"><a href="/fiction/9/lamp-oil">{story.title}'
        f'</a></h2><h3>by <a href="/profile/7">{story.author}</a></h3></div>{note(chapter.above)}'
        f'<div class="chapter-inner chapter-content">{"".join(paragraphs)}</div>'
        f'{note(chapter.below)}<div class="nav-buttons"><a>Next Chapter</a></div></div>'
    )
    head = (
        f'{style}<meta property="books:author" content="{story.author}">'
        f'<link rel="canonical" href="https://www.royalroad.com/fiction/9/chapter/{number}">'
    )
    return page(body, head, f"{chapter.title} - {story.title} | Royal Road"), "page.html"


def scribblehub(story: Story, number: int) -> tuple[bytes, str]:
    chapter = story.chapters[number - 1]

    def note(words: str) -> str:
        return (
            '<div class="wi_authornotes"><div class="p-avatar-wrap"></div><div '
            f'class="wi_authornotes_body"><p>{words}</p></div></div>'
            if words
            else ""
        )

    body = (
        f'<div id="menu">Browse</div><div class="chapter-title">{chapter.title}</div>'
        '<div class="chp_byauthor"><a href="https://www.scribblehub.com/series/5/lamp/">'
        f'{story.title}</a> by <a href="https://www.scribblehub.com/profile/1/q/">{story.author}'
        '</a></div><div id="chp_contents"><div id="chp_raw" class="chp_raw">'
        f"{note(chapter.above)}{told(chapter)}{note(chapter.below)}</div></div><div>Comments</div>"
    )
    return page(body, "", f"{story.title} - {chapter.title} | Scribble Hub"), "page.html"


def efiction(story: Story, number: int) -> tuple[bytes, str]:
    chapter = story.chapters[number - 1]

    def note(label: str, words: str) -> str:
        inner = f'<span class="label">{label}:</span><p>{words}</p>'
        return f'<div class="noteinfo">{inner}</div>' if words else ""

    body = (
        '<div id="pagetitle"><a href="viewstory.php?sid=4">'
        f'{story.title}</a> by <a href="viewuser.php?uid=2">{story.author}</a></div>'
        '<div class="infobox"><div class="content"><span class="label">Summary:</span> '
        f'{story.summary}<br><span class="label">Rated:</span> PG<br><span'
        ' class="label">Categories:'
        f'</span> <a href="browse.php">{story.fandom}</a><br><span class="label">Characters: '
        "</span>"
        f'{", ".join(story.characters)}<br><span class="label">Genres: </span> {story.genre}<br>'
        '<span class="label">Warnings: </span> None<br><span class="label">Chapters: </span> 2 '
        '<span class="label">Completed:</span> Yes<br><span class="label">Word count:</span> '
        f"{story.words}</div></div>{note('Author&apos;s Chapter Notes', chapter.above)}"
        f'<div class="chaptertitle">{number}. {chapter.title} by {story.author}</div>'
        f'<div class="chapter">{told(chapter)}</div>{note("Chapter End Notes", chapter.below)}'
        '<div id="prev">Previous</div>'
    )
    return page(body, "", story.title), "page.html"


def xenforo(story: Story, number: int) -> tuple[bytes, str]:
    """A page of the thread with one chapter, and talk below it."""
    chapter = story.chapters[number - 1]
    above = f"<p>A/N: {chapter.above}</p>" if chapter.above else ""
    below = f"<p>A/N: {chapter.below}</p>" if chapter.below else ""
    body = (
        '<div class="p-title"><h1 class="p-title-value"><span class="label">Original</span> '
        f"{story.title}</h1></div>"
        '<article class="message message--post hasThreadmark js-post" '
        f'data-author="{story.author}" id="js-post-{number}"><div class="message-cell '
        f'message-cell--threadmark-header"><label for="t{number}">Threadmarks</label><span '
        f'id="t{number}" class="threadmarkLabel">{number}. {chapter.title}</span></div>'
        f'<div class="message-user"><h4>{story.author}</h4></div><div class="message-content">'
        f'<div class="message-body"><div class="bbWrapper">{above}{told(chapter)}{below}</div>'
        "</div>"
        '<div class="message-signature"><div class="bbWrapper">Now with more boats.</div></div>'
        '</div></article><article class="message message--post" data-author="reader">'
        '<div class="message-body"><div class="bbWrapper">Great chapter!</div></div></article>'
    )
    return page(body, "", f"{story.title} | A Forum"), "page.html"
