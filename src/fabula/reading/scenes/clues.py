"""Words that tell of a new place or time, a memory, the way back from it, a habit, the teller's own
present."""

from __future__ import annotations

import re

NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|several|some|many|a few|a couple of|half an)"
)
UNIT = (
    r"(?:minute|hour|day|night|evening|morning|week|fortnight|month|year|spring|summer|autumn|winter"
    r"|harvest|Christmas|century|season)(?:e?s)?"
)
PART = (
    r"(?:morning|evening|afternoon|night|noon|midnight|dawn|dusk|sunset|sunrise|nightfall|daybreak"
    r"|spring|summer|autumn|winter|week|weekend|day|month|year)"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
CLOCK = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_LONG = r"(?:days|weeks|months|years|summers|winters)"
EARLIER = re.compile(
    rf"\W*(?:(?:{NUMBER}|many|some)\s+(?:long\s+)?(?:{_LONG}|year|month|week|winter|summer|decades?)"
    r"\s+(?:ago|earlier|before(?=[,.\s]*$|,))|years\s+(?:ago|earlier|before(?=,))|(?:start\s+)?flashback\b"
    r"|long\s+ago\b)",
    re.IGNORECASE,
)
"""The start of a paragraph, or a line, that leads back to what was before."""

OPENS = re.compile(
    rf"{EARLIER.pattern}|\W*(?:the\s+(?:first|last)\s+time\s+(?:she|he|they|we|I|(?-i:[A-Z])\w+)\s"
    r"|in\s+those\s+days\b|back\s+then\b|as\s+a\s+(?:small\s+|little\s+|young\s+)?(?:boy|girl|child)\b"
    r"|(?:in|during)\s+(?:her|his|my|their)\s+(?:childhood|boyhood|girlhood|youth)\b"
    r"|the\s+(?:night|day|morning|evening|summer|winter|spring|autumn)\s+(?:that\s+)?(?:she|he|they|we|I"
    r"|(?-i:[A-Z])\w+)\s+\w+(?:\s\w+){0,5},"
    r"|(?:she|he|they|we|I|(?-i:[A-Z])\w+)\s+(?:had\s+)?first\s+(?:met|saw|heard|came)\b"
    r"|there\s+(?:had\s+been|was)\s+a\s+time\s+(?:when|that)\b"
    r"|(?:her|his|my|their)\s+(?:mind|thoughts|memory)\s+(?:went|ran|flew|drifted|turned|slipped|wandered)"
    r"\s+back\b)",
    re.IGNORECASE,
)
"""The start of a paragraph that leads back, though it be told in the scene's own tense."""

THEN = re.compile(
    r"\bthe\s+(?:very\s+)?(?:first\s+|last\s+)?(?:night|day|morning|evening|afternoon|spring|summer"
    r"|autumn|winter|year|week|time)\s+(?:that\s+|when\s+)?(?:she|he|they|we|I|[A-Z]\w+|the\s+\w+)\b"
)
"""The day of a memory, said by what was done then ("the night they brought him home")."""

THAT_DAY = re.compile(
    rf"\bthat\s+(?:{PART}|(?:first|last|other)\s+(?:{PART}|time))\b|\b(?:the\s+(?:first|last)\s+time|once)\b",
    re.IGNORECASE,
)
"""Another day, that is spoken of in the past perfect ("It had been raining that night too")."""

AGO = re.compile(
    rf"\b(?:{NUMBER}\s+\w+s|a\s+(?:year|month|week)|long|years|months|weeks)\s+(?:ago|before)\b(?!\s+(?:the|she|he|they|I|that)\b)"
    r"|\b(?:the|that)\s+(?:first|last|other)\s+time\b",
    re.IGNORECASE,
)
"""How long ago something had been."""

DAWNED = re.compile(
    r"\W*it\s+had\s+(?:all\s+)?(?:been|begun|started|happened)\b"
    r"|[^.]*\bthere\s+had\s+(?:once\s+)?been\s+an?\b",
    re.IGNORECASE,
)
"""What a day had been like ("It had been Jess's idea")."""

MEMORY = re.compile(
    rf"(?:{NUMBER}\s+{UNIT}\s+(?:ago|earlier|before|back)|once,|years\s+ago|long\s+ago"
    rf"|(?:the|that)\s+(?:{PART}|first\s+time|last\s+time)\s+(?:before|she|he|they|i)\b"
    rf"|(?:she|he|i|they|[A-Z]\w+)\s+(?:still\s+)?(?:remembered|thought\s+back|recalled)"
    rf"|when\s+\w+\s+(?:was|were|had\s+been)\s+\w+"
    rf"|back\s+(?:when|then)|in\s+those\s+days|last\s+{PART})",
    re.IGNORECASE,
)
"""The start of a sentence that opens a memory, if its verbs do too."""

SMELLS = re.compile(
    r"\bthat\s+did\s+it\b|\b(?:smell|scent|taste|sound|sight|feel)(?:ed|s|t)?\s+(?:of|like)\b"
    r"|\breminded\b|\bbecause\s+it\s+was\b",
    re.IGNORECASE,
)
"""What brings a memory back."""

SENSES = re.compile(
    r"\b(?:(?:could|can)\s+(?:still\s+)?(?:see|hear|feel|smell|taste)|remember(?:s|ed)?|recall(?:s|ed)?"
    r"|thought\s+(?:back|of)|thinks\s+(?:back|of)|it\s+had\s+(?:begun|started|happened)"
    r"|the\s+(?:memory|night|day)\s+(?:of|when|that))\b",
    re.IGNORECASE,
)
"""A sense or memory verb that opens a picture."""

PICTURE = re.compile(
    r"\b(?:I\s+am|I['’]m|(?:she|he|[A-Z]\w+)(?:\s+is|['’]s)|you\s+are|you['’]re)\s+(?:only\s+)?"
    r"(?P<age>four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty)(?:-\w+)?)\b"
    r"(?!\s+(?:now\b|\w+\s+(?:late|early|tall|away|now)))",
    re.IGNORECASE,
)
"""A memory told as if it were now: somebody is the age that they were."""

_YOUNG = (
    r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|a\s+(?:child|boy|girl))"
)
AGE = re.compile(
    r"(?:\bI\s+was|\A\s*[Ww]hen\s+(?:she|he|they|we|[A-Z]\w+)\s+(?:was|were))\s+(?:only\s+)?(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|a\s+(?:child|boy|girl))\b"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:was|were|had\s+been)\s+{_YOUNG}"
    rf"\s+(?:again|then|when|that|the\s+{PART})\b"
    rf"|\b(?:[A-Z]\w+|she|he|they)\s+had\s+been\s+(?:only\s+)?{_YOUNG}\b(?!\s+\w+s\b)"
)
"""The teller says how young they were, or a sentence begins with how young somebody was."""

RETURNS = re.compile(
    r"\W*(?:end\s+(?:of\s+)?flashback|(?:but\s+)?(?:that|this|it|all\s+that)\s+(?:was|had\s+been)\s+(?:\w+\s+){0,4}"
    r"(?:ago|then|before|past|over)|(?:and|but|so)?\s*now\b|the\s+memory|in\s+the\s+present"
    r"|(?:she|he|i|[A-Z]\w+)\s+(?:blinked|jerked|started|shook\s+(?:her|his|my)\s+head|opened\s+(?:her|his|my)\s+eyes"
    r"|looked\s+up|came\s+back|sighed|shivered)"
    r"|[^.!?]{0,60}\bout\s+of\s+(?:her|his|my|their)\s+(?:reverie|thoughts|daydream|memories)"
    r"|(?:somebody|someone|a\s+(?:hand|finger|voice|elbow))\s+(?:had\s+)?(?:nudged|touched|shook|tapped|poked|caught|took|was"
    r"|said|called|coughed|asked)\b)",
    re.IGNORECASE,
)
"""The start of a paragraph that comes back from a memory."""

HABIT = re.compile(
    rf"\b(?:used\s+to|every\s+{UNIT}|each\s+{UNIT}|always|often|usually|twice\s+a|once\s+a"
    rf"|these\s+days|nowadays|on\s+(?:\w+days\s+and\s+)?{WEEKDAY}s|mornings|afternoons|evenings|Sundays"
    rf"|since\s+then|for\s+{NUMBER}\s+{UNIT}|all\s+(?:that|the)\s+(?:\w+\s+)?{PART}"
    rf"|(?:the|that)\s+(?:same\s+|first\s+|second\s+|next\s+)?(?:year|spring|summer|autumn|winter)"
    rf"|in\s+the\s+(?:spring|summer|autumn|winter)|(?:months|weeks|years)\s+(?:passed|went)"
    rf"|before\s+(?:she|he|they)\s+had\s+done|from\s+{MONTH}\s+(?:to|until))\b",
    re.IGNORECASE,
)
"""What tells of many times, or of a long time, as one."""

SINCE = re.compile(
    r"\b(?:since\s+then|ever\s+since|from\s+then\s+on|after\s+that\s+(?:day|year))\b", re.I
)
"""What tells of all the time from a scene on."""

DREAMS = re.compile(
    r"(?:in\s+(?:the|her|his|my|their|a)\s+(?:dream|nightmare)\b|(?:that\s+night\s+)?(?:she|he|I|they"
    r"|you|[A-Z]\w+)\s+(?:dreamed|dreamt|dreams?|was\s+dreaming)\b"
    r"(?!\s+(?:of|about)\s+(?:nothing|\w+ing\b|something|a\s+(?:better|new)))|the\s+(?:dream|nightmare)\b)",
    re.IGNORECASE,
)
"""The start of a paragraph that tells a dream."""

WAKES = re.compile(
    r"\b(?:woke|awoke|wakes?|waking|awake|wakened|sat\s+(?:bolt\s+)?up(?:right)?"
    r"|opened\s+(?:her|his|my|their)\s+eyes|(?:her|his|my|their)\s+eyes\s+(?:flew|snapped|shot)?\s*open(?:ed)?)\b",
    re.IGNORECASE,
)
"""The end of a dream."""

SEES = re.compile(
    r"\b(?:(?:closed|closes|shut|shuts)\s+(?:her|his|my|their|your)\s+eyes\b[^.]*"
    r"\b(?:saw|sees?|heard|hears?|felt)\b|(?:saw|sees)\s+(?:it|him|her|them)\s+(?:all\s+)?again\b)",
    re.IGNORECASE,
)
"""Closed eyes that see a picture."""

GREETING = re.compile(
    r"(?:(?:my|our)\s+)?(?:own\s+)?(?:dear(?:est)?|honou?red|beloved|darling|(?:dear\s+)?(?:sir|madam))\b"
    r"(?:[^.!?\n]|(?:Dr|Mrs?|Ms|St)\.){0,40}[,:—–-]?",
    re.IGNORECASE,
)
"""A line that greets whom a letter is to, as a whole."""

HEADED = re.compile(
    rf"(?:(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?),?\s+)?\d{{1,2}}(?:st|nd|rd|th)?"
    rf"\s+(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?!\w)"
    rf"[^\n]{{0,18}}[.:—–-]|[^a-z]*\bSTOP\b[^a-z]*\bSTOP\b|[^a-z]{{60}}"
)
"""The start of a diary's entry, or of a telegram."""

LETTER = re.compile(
    rf"(?:(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,?\s+\d{4})?\s*[.:,—–-]+\s*)?(?:[Mm]y\s+)?Dear(?:est)?\s+[^.!?\n]{1,40}[.,:—–-]"
    r"|(?:[A-Z][A-Z'’&-]+,?\s+)+[A-Z'’&-]{2,}[.:]\s+\S",
)
"""The start of a letter or a report in one piece: a date and a greeting, or who it is from, in
capitals."""

PRESENT = re.compile(
    r"\W*(?:now|(?:the\s+)?present(?:\s+day)?|back\s+(?:to|in)\s+the\s+present|end\s+(?:of\s+)?flashback)\W*",
    re.IGNORECASE,
)
"""A line that leads back to the story's now."""

NOW = re.compile(r"\W*(?:(?:and|but|so)\s+)?now\b", re.IGNORECASE)
"""The start of a paragraph that tells how things stand now."""

_NOW = re.compile(r"\bnow\b|\btonight\b|\btoday\b", re.IGNORECASE)


def says_now(words: str) -> bool:
    """Whether the first words of a paragraph speak of now."""
    return _NOW.search(words[:80]) is not None
