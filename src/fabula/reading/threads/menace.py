"""When "I'll be back for her" is no promise but a threat: by what stands about it."""

from __future__ import annotations

import re

from fabula.reading.language.hasty import plain

_WILL = r"(?:'ll| will| shall)"
_COMES_FOR = re.compile(
    rf"\b(?:i|we){_WILL}\s(?:be\s(?:back|along|coming|here)|return|come|find|get|have|see"
    r"|fetch|take)\b"
    r".*\b(?:for|to\s(?:fetch|get|take|collect|see|find))?\s?(?:him|her|them|it|you)\b"
)
_MENACE = re.compile(
    r"\b(?:cruel\w*|sneer\w*|smirk\w*|snarl\w*|hiss\w*|threat\w*|menac\w*|gloat\w*|taunt\w*"
    r"|jeer\w*"
    r"|malic\w*|captor\w*|hateful\w*|sinister\w*|venom\w*|spat)\b"
)
_SCORN = re.compile(
    r"\b(?:laugh\w*|cold\w*|mock\w*|softly|smil\w*|grin\w*|knife|blade|gun|boot|blood\w*|neck"
    r"|throat"
    r"|don't\sthink\syou|for\sme)\b"
)
LEAST_SCORN = 3  # words of scorn that make a menace together


def is_menace(words: str, around: str) -> bool:
    """Whether "I'll be back for her" is a threat, by the words about it."""
    if _COMES_FOR.search(plain(words)) is None:
        return False
    told = plain(around)
    return _MENACE.search(told) is not None or len(_SCORN.findall(told)) >= LEAST_SCORN
