"""Links of Obsidian between notes: `[[Maud]]`, `[[People/Maud|her]]`, and notes shown inside,
`![[Harbour]]`. Their words are the story's, their brackets are marks as `*` is."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

WIKILINK = "wikilink"
LONGEST = 300  # characters of one link

# What ends like a sentence is no note's name: a game's box may stand in such brackets.
_LINK = re.compile(r"!?\[\[([^\[\]|\n]{1,200}?)(?:\|([^\[\]\n]{1,200}?))?(?<![.!?])\]\]")


def wikilinks(parser: MarkdownIt) -> MarkdownIt:
    """A parser that knows such links: a token of its own, `content` its words ("" for a note shown
    inside), `markup` all of it."""
    parser.inline.ruler.before("link", WIKILINK, _rule)
    return parser


def _rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    before = state.src[max(0, state.pos - 1) : state.pos]
    if state.src[state.pos] == "!" and before.strip():
        return False  # a sentence's end, then a link
    found = _LINK.match(state.src, state.pos, min(state.posMax, state.pos + LONGEST))
    if not found:
        return False
    if not silent:
        token = state.push(WIKILINK, "", 0)
        token.markup = found[0]
        token.content = "" if found[0].startswith("!") else found[2] or found[1]
    state.pos = found.end()
    return True
