"""Words between signs that are no quotation marks: what a system shows (`[You have gained a
level!]`, `【Skill acquired: Knotwork】`, `<System: Welcome.>`), and speech of mind or radio
(`[Come down,] said Mara.`, `//Copy that,// Tom answered.`, `~Where are you?~ she sent.`).

A box is a line of its own; it is written, and by nobody. Speech is what a cue stands by. All else
between such signs is neither: a miss is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.reading.speech.quotation_labels import lines
from fabula.reading.speech.quotation_pairs import SAID, WRITTEN, Pair
from fabula.story.patterns import later
from fabula.story.text import Span

_BETWEEN = later(
    r"\[[^\[\]\n]{2,600}\]|【[^【】]{1,600}】|『[^『』]{2,600}』|<[^<>\n]{3,600}>|\{[^{}\n]{3,600}\}"
    r"|(?<![/:])//(?=\S)[^/\n]{2,600}//(?!/)|(?<![~\w])~(?=[^\s~])[^~\n]{2,600}(?<=[^\s~])~(?![~\w])"
)
_SHOWS = later(
    r"\b(?:system|skills?|quests?|level(?:ed|led)?|lv|lvl|hp|mp|sp|xp|exp|experience|points?|stats?"
    r"|status|class|title|achievements?|acquired|gained|obtained|received|unlocked|completed?"
    r"|rewards?|notifications?|warnings?|alert|error|upgrad\w+|evolv\w+|inventory|items?|mana|health"
    r"|strength|agility|dexterity|intelligence|wisdom|vitality|charisma|endurance|rank|tier|rarity"
    r"|mission|objectives?|host|player|user|congratulations|ding|damage|ability|abilities|effects?"
    r"|cooldown|debuff|buff|dungeon|party|accept|remaining|loading|initiali[sz]\w+)\b|[+%→]|:\s*\d",
    re.IGNORECASE,
)
_NO_BOX = later(
    r"\W*(?:(?:seen|read|delivered)\b(?:\W*\Z|\sat\b|\W*\d)|(?:line|page|scene)\sbreak\b|time\s?skip\b"
    r"|(?:illustration|image|picture|photo|footnote|note|a/n|tn|pov)\b|to\sbe\scontinued\b"
    r"|(?:the\s)?end\b|flashback\b)",
    re.IGNORECASE,
)
_WHO = (
    r"(?:he|she|they|I|we|you|it|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s[a-z]+(?:\s[a-z]+)?"
    r"|[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)"
)
_VERB = (
    rf"(?:{SPEECH_VERBS}|sent|sends|projected|transmitted|radioed|thought|thinks|pulsed|pushed"
    r"|broadcast|signed|came|crackled)\b"
)
_CUED_AFTER = later(rf"[\s,]*(?:{_WHO}\s(?:\w+ly\s)?{_VERB}|{_VERB}\s(?:{_WHO}|the)\b)")
_CUED_BEFORE = later(rf"{_WHO}\s(?:\w+ly\s)?{_VERB}[^.!?\n]{{0,40}}[,:]\s*\Z")
_REACH = 90  # code points before speech in which its cue stands


def boxed(text: str) -> list[Pair]:
    """The boxes of a paragraph and the speech between such signs, as quotations, in order."""
    if not any(sign in text for sign in "[【『<{~") and "//" not in text:
        return []
    whole = {line.start: line for line in _bare_lines(text)}
    made: list[Pair] = []
    for found in _BETWEEN.finditer(text):
        line = whole.get(found.start())
        if _is_box(found[0], line is not None and line.end == found.end()):
            made.append(Pair(*found.span(), WRITTEN))
        elif text[found.start()] not in "【『" and _is_said(text, found):
            made.append(Pair(*found.span(), SAID))
    return made


def _bare_lines(text: str) -> Iterator[Span]:
    """The lines without what emphasises or lists them."""
    for line in lines(text, 0, len(text)):
        words = text[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip(" \t*_"))
        yield Span(start, line.start + len(words.rstrip(" \t*_")))


def _is_box(words: str, alone: bool) -> bool:
    """Whether what stands between signs is shown by a system: a line of its own, that says so."""
    if not alone or words[0] in "~/{":
        return False
    inner = words[1:-1].strip()
    if words[0] == "【":
        return bool(inner)
    return len(inner.split()) > 1 and not _NO_BOX.match(inner) and bool(_SHOWS.search(inner))


def _is_said(text: str, found: re.Match[str]) -> bool:
    """Whether a cue stands beside what is between the signs."""
    if found[0][0] == "[" and not any(sign in found[0] for sign in ".,!?…"):
        return False  # a remark, a footnote, a place for a name
    if _CUED_AFTER.match(text, found.end()):
        return True
    start = found.start()
    return _CUED_BEFORE.search(text, max(0, start - _REACH), start) is not None
