"""Author's notes inside a story, by their words.

The scope of a rule is its safety. What names itself a note counts anywhere, as a whole block. What
is only said in notes ("please review") counts in a chapter's first three blocks, or after an end
mark; right after a break, where a chapter may end, it must speak of the fiction too. A signature
counts right under a note. A miss leaves a note in the story; a false find would take story away: so
misses are preferred.
"""

from __future__ import annotations

import re

from fabula.story.patterns import later
from fabula.story.text import Span

WEAK_BLOCKS = 3  # how many blocks at a chapter's start weak words count in
WEAK_LONGEST = 600
STRONG_LONGEST = 6_000  # AO3 lets a note have 5,000 characters

_OPEN = r"[\s*_~\[({<\-–—#]*"
_NAMES = (
    r"(?:[ateb][/.]n\.?|(?:author|authoress|writer|translator|editor|beta)(?:['’]?s['’]?)?"
    r"[ \-](?:end\s+)?(?:note|corner|ramble)s?|disclaimers?|trigger\s+warnings?"
    r"|content\s+warnings?|beta(?:['’]?d|\s+reader|\s+read)?(?:\s+by)?(?=\s*:))"
)
_STRONG = later(rf"{_OPEN}{_NAMES}\s*(?:\#?\d+)?\s*[*_]*\s*[:\-–—;.=]", re.IGNORECASE)
_AN_WORDS = later(
    rf"{_OPEN}(?:[ATEB]/N|(?:A\.?N|TL/?N?|TN|ED|PR)(?=[ \t]*:)|AN(?=[ \t]+[-–—]))(?!\w)"
)
_LABEL = later(rf"{_OPEN}{_NAMES}\s*[:\-–—.]?[\s*_~\])}}>\-–—]*", re.IGNORECASE)
_NOTES = later(r"\W*(?:(?:end|chapter|story)\s+)?notes?\W*", re.IGNORECASE)
_OWN = later(
    rf"{_OPEN}(?:disclaimer\W+)?(?:i|we)\s+(?:(?:do|did|still|most|certainly|definitely|sadly)\s+)*"
    r"(?:do\s+not|don['’]?t|didn['’]?t|never)\s+own\s+(?!a\b|any\b|it\b|one\b|much\b|him|her|you|me\b|my\b|the\s+place)"
    r"[^\n]{1,160}",
    re.IGNORECASE,
)
_WEAK = later(
    r"\b(?:please\s+(?:r\s?&\s?r|(?:read\s+and\s+)?review|leave\s+(?:a\s+)?(?:review|comment|kudos))"
    r"|read\s+(?:and|&)\s+review|r\s?&\s?r\b|reviews?\s+(?:are|is)\s+(?:love|appreciated|welcome)"
    r"|sorry\s+for\s+the\s+(?:long\s+)?(?:wait|delay|late\s+update)"
    r"|(?:next|last|previous)\s+(?:chapter|update)\s+(?:will\s+be\s+up|is\s+(?:up|coming)|should\s+be|soon)"
    r"|this\s+(?:fic|fanfic|oneshot|one-shot)\b|my\s+(?:first|latest)\s+(?:fic|fanfic)"
    r"|hope\s+you\s+(?:all\s+|guys\s+)?(?:enjoy|like)|thanks?\s+(?:you\s+)?(?:so\s+much\s+)?for\s+(?:reading|"
    r"(?:all\s+)?(?:the|your)\s+(?:reviews|comments|kudos))|(?:i|we)\s+own\s+nothing|unbeta[’']?e?d|not\s+beta[’']?e?d)",
    re.IGNORECASE,
)
_OF_FICTION = later(
    r"\b(?:reviews?|r\s?&\s?r|kudos|comments|chapters?|updat(?:e|es|ed|ing)|fics?|fanfics?"
    r"|one-?shot|unbeta\w*)\b",
    re.IGNORECASE,
)
_SIGN_OFF = later(
    r"(?:(?:(?:lots\s+of\s+)?love|xoxo|xo|cheers|thanks|yours|ciao|bye|later|ttfn|until\s+next\s+time)"
    r"[\s,!~\-–—]+)?[~\-–—*_♥❤]+\s?[\w.'’-]{2,24}(?:\s[\w.'’-]{2,24})?[\s~*_♥❤xX!-]*"
    r"|xoxo\W*\w{0,24}\W*",
    re.IGNORECASE,
)
_ENJOY = later(r"\W*(?:please\s+)?enjoy(?:\s+the\s+(?:chapter|story|show))?\W*", re.IGNORECASE)
_HOLE = later(
    r"[(\[{]\s*(?:A/N|A\.N\.?|AN(?=:)|T/N|TL/?N?(?=:)|E/N|Author['’]?s?['’]? [Nn]ote)(?!\w)"
    r"(?:[:;=][-^'o]?[()]|[^()\[\]{}]){0,2000}[)\]}]"
)
_MAY_HOLD = later(r"[(\[{]\s*(?:A[/.]?N|T/N|TL|E/N|Author)")
_END_MARK = later(
    r"[\W_]*(?:the\s+end|fin|finis|end\s+of\s+(?:chapter|part|story|book)(?:\s+\w+){0,2}|"
    r"to\s+be\s+continued|t\.?b\.?c\.?|end\s+chapter(?:\s+\w+)?)[\W_]*",
    re.IGNORECASE,
)


def strong_note(text: str) -> str | None:
    """Why the block `text` is a note wherever it stands; None if it is not."""
    if len(text) > STRONG_LONGEST:
        return None
    head = text[:200]
    if _STRONG.match(head) or _AN_WORDS.match(head):
        return "names itself a note"
    if len(text) < 400 and _OWN.match(head) and not text.startswith(('"', "“", "'", "‘")):
        return "disclaimer"
    return None


def is_note_label(text: str) -> bool:
    """Whether the block only announces a note, so that the next one is it."""
    return len(text) < 60 and bool(_LABEL.fullmatch(text)) and not text.isalpha()


def is_note_heading(text: str) -> bool:
    """Whether the words of a heading say that what stands under it is a note."""
    return len(text) < 60 and bool(_LABEL.fullmatch(text) or _NOTES.fullmatch(text))


def weak_note(text: str) -> str | None:
    """Why the block is a note where notes are expected: a chapter's start, or after its end."""
    if len(text) > WEAK_LONGEST or text[:1] in "\"“'‘«「—–":
        return None
    if _ENJOY.fullmatch(text):
        return "wish to enjoy"
    return "words to readers" if _WEAK.search(text) and _speaks(text) else None


def weak_note_of_fiction(text: str) -> str | None:
    """Why the block is a note where a chapter may have ended: it speaks to readers, and of the
    fiction."""
    return weak_note(text) if _OF_FICTION.search(text[:WEAK_LONGEST]) else None


def is_sign_off(text: str) -> bool:
    """Whether the block is a signature: `~Name`, `—Name`, `xoxo`."""
    return len(text) < 50 and _SIGN_OFF.fullmatch(text) is not None


def is_end_mark(text: str) -> bool:
    """Whether the block says that the story or chapter ends here."""
    return len(text) < 50 and bool(_END_MARK.fullmatch(text))


def note_holes(text: str) -> tuple[Span, ...]:
    """Where notes in brackets stand inside a paragraph of story."""
    if not _MAY_HOLD.search(text):
        return ()
    return tuple(Span(*m.span()) for m in _HOLE.finditer(text))


def _speaks(text: str) -> bool:
    """Whether the words speak to readers: a first or second person outside quotation marks."""
    return bool(
        re.search(r"\b(?:I|I['’]m|my|you|your|guys|r\s?&\s?r|review)\b", text, re.IGNORECASE)
    )
