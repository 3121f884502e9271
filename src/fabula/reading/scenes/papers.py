"""Papers in a story that no mark sets off and that are told by their look: telegrams, notes with a
signature, mails, reports, notices, logs and diaries, testimonials."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
MARKS = " \t\n_*"
# What only a paper begins with.
_HEAD = re.compile(
    r"(?:(?:From|To|Subject|Re|Cc|Date|Sent|Memo|Memorandum):\s"
    r"|(?:[A-Z][\w'’]+\s){0,2}[Rr]eport\s(?:no\.?\s?|number\s|#)?\d"
    r"|(?:Log\s)?[Ee]ntry\s#?\d|Minutes\sof\s|To\swhom\sit\smay\sconcern\b"
    r"|(?:Sirs?|Madam|Gentlemen|Dear\s(?:Sirs?|Madam)|My\sdear\s(?:[A-Z][\w.'’]*\s?){1,3}),"
    r"|I,\s(?:[A-Z][\w.'’]+\s?){2,4},\s(?:being|of|do|hereby|leave)\b"
    r"|(?:NOTICE|WARNING|WANTED|LOST|FOUND|REWARD|MEMORANDUM|CONFIDENTIAL|URGENT|BULLETIN)[.:!]"
    r"|(?!I\b)(?:[A-Z][A-Z'’]+[\s,]+|[A-Z\d]+[\s,]+){2,12}[A-Z\d][A-Z'’\d]*[.:]\s)"
)
# What a diary or a log begins with, if somebody writes there of themselves.
_DAY = re.compile(
    rf"(?:Day\s\d+|Week\s\d+|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,?\s\d{4})?[.:]\s"
)
# A log's: hour after hour, or what was done without who did it.
_HOURS = re.compile(r"(?:\d{4}|\d{1,2}[:.]\d{2})(?:\s?(?:hours|[ap]m))?[.:]?\s[A-Z]")
_NOBODY = re.compile(
    r"[^.:]*[.:]\s(?:[A-Z][a-z]+ed|Lost|Found|Saw|Went|Came|Had|Made|Took|Left|Felt|Slept|Read|Wrote"
    r"|Wind|Rain|Snow|Fog|Fine|Still|Nothing|No\s)\b"
)
_LABEL = re.compile(r"[A-Z][\w.'’-]*(?:\s[\w.'’-]+){0,2}:\s\S")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}[.,]?")
_TO_ANOTHER = re.compile(
    r"\b(?:I|me|my|we|us|our)\b.*\b[Yy]ou(?:rs?)?\b|\b[Yy]ou(?:rs?)?\b.*\b(?:I|me|my)\b"
)
_SELF = re.compile(r"\b(?:I|me|my|we|us|our)\b|^\W*Day\s\d")
# "Love, E."; "— E."; "Your brother, Edmund": who wrote it, after its last sentence.
_SIGNED = re.compile(
    r"[.!?…]['’\"”]?[\s_*]+(?:[—–]+|--?)\s?[A-Z][\w'’]*(?:\s[A-Z][\w'’]*)?[.!]?\Z"
    r"|[.!?…]\s+(?:(?:All\smy\s|With\s|Much\s)?[Ll]ove|Yours?(?:\s\w+){0,2}|Ever|Regards|Best"
    r"(?:\swishes)?|Respectfully|Sincerely),\s+[A-Z][\w'’]*(?:\s[A-Z][\w'’]*)?[.!]?\Z"
)
READ_OUT = re.compile(r"(?:My\s)?[Dd]ear(?:est)?\s(?:[A-Z][\w.'’]*\s?){1,3}[,:—–-]")
"""How a letter begins that is read out: with "Dear" and a name."""

_LETTERS = 20  # in capitals from which a paragraph is a telegram
_CAPITALS = 0.9


def is_entry(words: str) -> bool:
    """Whether a paragraph begins as a diary's entry does."""
    return _DAY.match(words.strip(MARKS)) is not None


def is_label(words: str) -> bool:
    """Whether a paragraph is a line of a form or of a transcript: "CONTROL: Say again.\""""
    return _LABEL.match(words.strip(MARKS)) is not None


def is_signature(words: str) -> bool:
    """Whether a paragraph is a name alone."""
    return _NAME.fullmatch(words.strip(MARKS)) is not None


def is_to_another(words: str) -> bool:
    """Whether somebody writes of themselves to somebody."""
    return _TO_ANOTHER.search(words) is not None


def is_paper(words: str) -> bool:
    """Whether a paragraph without quotation marks is a paper, by its head, its letters or its
    signature."""
    words = words.strip(MARKS)
    letters = [c for c in words if c.isalpha()]
    if len(letters) >= _LETTERS and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters):
        return words.count(" ") > 3 and words[-1:].isalnum() | (words[-1:] in ".!?")
    day = _DAY.match(words)
    if day is not None:
        return _SELF.search(words) is not None or _NOBODY.match(words) is not None
    if words.startswith(">") or len(_HOURS.findall(words)) > 1:
        return True
    return _HEAD.match(words) is not None or _SIGNED.search(words) is not None
