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
    r"|(?:(?:[A-Z][\w’']+\s)?[Ll]og\s)?[Ee]ntry\s#?\d"
    r"|(?:[A-Z]\w+['’]s|Ship|Mission|Personal)\s[Ll]og\b[,.:]|Minutes\sof\s|To\swhom\sit\smay\sconcern\b"
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
_WEEKDAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)"
    r"(?:,?\s(?:morning|afternoon|evening|night|a\.?m\.?|p\.?m\.?))?[.:]\s"
)
# A log's: hour after hour, or what was done without who did it.
_HOURS = re.compile(r"(?:\d{4}|\d{1,2}[:.]\d{2})(?:\s?(?:hours|[ap]m))?[.:]?\s[A-Z]")
_NOBODY = re.compile(
    r"[^.:]*[.:]\s(?:[A-Z][a-z]+ed|Lost|Found|Saw|Went|Came|Had|Made|Took|Left|Felt|Slept|Read|Wrote"
    r"|Wind|Rain|Snow|Fog|Fine|Still|Nothing|No\s)\b"
)
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[•·▪*-])\s+\S")
_LABEL = re.compile(r"(?:[QA]\.\s+\S)|[A-Z][\w.'’-]*(?:\s[\w.'’-]+){0,2}:\s\S")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}(?:\s\([\w. ]+\))?[.,]?")
_CLOSING = re.compile(
    r"(?:Yours?|With|(?:Much\s|All\smy\s)?[Ll]ove|Ever|Sincerely|Faithfully|Respectfully|(?:Kind(?:est)?\s"
    r"|Best\s|Warm(?:est)?\s)?[Rr]egards|Best|Affectionately|Cordially|Cheers|(?:Many\s)?[Tt]hanks"
    r"|I\s(?:remain|am)|God\sbless)\b[^.!?:\n]{0,40},(?:\s[A-Z][\w'’]*(?:\s(?:and\s)?[A-Z][\w'’]*){0,2}[.!]?)?"
)
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

_LETTERS = 20  # in capitals from which a paragraph is a telegram...
_LINE = 8  # ...and a line of several
_CAPITALS = 0.9


def is_entry(words: str) -> bool:
    """Whether a paragraph begins as a diary's entry does."""
    words = words.strip(MARKS)
    return _DAY.match(words) is not None or _WEEKDAY.match(words) is not None


def is_own(words: str) -> bool:
    """Whether whoever writes an entry writes of themselves, or leaves out who did what."""
    return _SELF.search(words) is not None or _NOBODY.match(words.strip(MARKS)) is not None


def is_item(words: str) -> bool:
    """Whether a paragraph is one of a list: "1. No shoes in the hall.\""""
    return _ITEM.match(words.strip()) is not None


def is_capital(words: str, least: int = _LINE) -> bool:
    """Whether a paragraph stands in capitals, as on a telegram or a stone."""
    letters = list(filter(str.isalpha, words))
    return len(letters) >= least and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


def is_label(words: str) -> bool:
    """Whether a paragraph is a line of a form or of a transcript: "CONTROL: Say again.\""""
    return _LABEL.match(words.strip(MARKS)) is not None


def is_signature(words: str) -> bool:
    """Whether a paragraph is a name alone, or what a letter closes with before that."""
    words = words.strip(MARKS)
    return _NAME.fullmatch(words) is not None or _CLOSING.fullmatch(words) is not None


def is_to_another(words: str) -> bool:
    """Whether somebody writes of themselves to somebody."""
    return _TO_ANOTHER.search(words) is not None


def is_paper(words: str) -> bool:
    """Whether a paragraph without quotation marks is a paper, by its head, its letters or its
    signature."""
    words = words.strip(MARKS)
    if is_capital(words, _LETTERS):
        return words.count(" ") > 3 and words[-1:].isalnum() | (words[-1:] in ".!?")
    if _DAY.match(words):
        return is_own(words)
    if words.startswith(">") or len(_HOURS.findall(words)) > 1:
        return True
    return _HEAD.match(words) is not None or _SIGNED.search(words) is not None
