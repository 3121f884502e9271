"""The frames that paragraphs begin with and that set a time or a place anew ("By three o'clock",
"The morning after the flood", "Two streets away")."""

from __future__ import annotations

import re

from fabula.reading.scenes.clues import CLOCK, MONTH, NUMBER, PART, UNIT, WEEKDAY

_LONG = r"(?:days|weeks|months|years|summers|winters)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_SOMEBODY = r"(?:she|he|they|we|I|(?-i:[A-Z])\w+)"
_ABOUT = (
    r"(?:(?:just|long|soon|shortly|well|some\s+time|not\s+long|a\s+little)\s+)?"
    r"(?:at|by|before|after|past|around|about|towards?|until)"
)
_HOUR = (
    rf"(?:half\s+past|(?:a\s+)?quarter|(?:\w+\s+)?{CLOCK}\s+(?:past|to)\s+{CLOCK}"
    rf"|(?:nearly\s+)?{CLOCK}(?=\s+o['’]clock|[,;]"
    r"|\s+(?:that|on|in|the|we|he|she|they|it|I|there|(?-i:[A-Z])\w+)\b))"
)
_MEAL = (
    r"(?:breakfast|lunch|dinner|tea|supper|school|church|mass|chapel|work"
    r"|the\s+(?:funeral|wedding|service|interval|inquest|trial|hearing|party|dance|ball|reception|wake"
    r"|christening|auction|fair|match|concert))"
)
_DARK = r"(?:dark|light|dawn|dusk|noon|midnight|sunset|sunrise|nightfall|daybreak)"
_DISTANCE = (
    r"(?:streets?|roads?|blocks?|doors?|houses?|floors?|fields?|villages?|valleys?|miles?|leagues?)"
)

_TIMES = (
    rf"(?:it\s+was\s+)?{NUMBER}\s+{UNIT}\s+(?:later|after|passed|went\s+by)",
    rf"{NUMBER}\s+{UNIT}\s+before\s+(?:the|that|our|her|his|their|Christmas|Easter)\b",
    rf"{_LONG}\s+(?:later|passed|went\s+by)",
    r"(?:early\s+|late\s+)?(?:on\s+)?(?:(?:the|that)\s+)?(?:very\s+)?"
    rf"(?:next|following)\s+{PART}",
    rf"that\s+(?:same\s+)?{PART}\b(?!['’]|\s+(?:was|is)\s+(?:the|a)\b)",
    rf"the\s+(?:same\s+{PART}|{PART}\s+after)\b",
    rf"by\s+(?:the\s+)?{PART}\b",
    rf"(?:in|towards?)\s+the\s+{PART}(?:,|(?<=morning|evening)\b|(?<=night)\b|(?<=afternoon)\b)",
    rf"in\s+(?:early\s+|late\s+)?{MONTH}\b",
    rf"in\s+the\s+{_SEASON}\b(?!\s+of\b)",
    rf"{_ABOUT}\s+{_HOUR}",
    rf"(?:soon\s+|shortly\s+)?(?:after|at|before|by)\s+{_MEAL}\b",
    rf"{_ABOUT}\s+(?:the\s+)?{_DARK}\b",
    rf"(?:at|on)\s+(?:the\s+)?{WEEKDAY}\b",
    rf"{WEEKDAY}(?:\s+{PART})?(?=[,.:]|\s+(?:came|was|they|we|he|she|I|it|the)\b)",
    r"on\s+the\s+(?:\w+\s+)?(?:day|night|evening|morning|afternoon|eve)\b",
    r"(?:in|at|on)\s+the\s+(?:\w+\s+)?\w+,?\s+(?:late\s+|early\s+)?(?:that\s+(?:same\s+)?"
    r"(?:night|evening|afternoon|morning)\b|later,|afterwards,)",
    r"afterwards?,",
    rf"on\s+the\s+(?:\w+(?:st|nd|rd|th)\s+of\s+{MONTH}|(?:\w+\s+)?{WEEKDAY})\b",
    rf"it\s+was\s+(?:\w+\s+)?(?:on|in|at|towards?|not\s+(?:until|till))\s+[^.,;]{{2,40}}\s+that\s+(?:{_SOMEBODY}|(?:the|a|his|her|their|my|our)\s+\w+)\b",
    rf"last\s+(?:{WEEKDAY}|week)\b",
    rf"that\s+was\s+(?:in|on|at)\s+(?:the\s+)?(?:{MONTH}|{WEEKDAY}|{PART}|[12]\d\d\d)\b",
    r"(?:then\s+|and\s+then\s+|but\s+)?one\s+(?:\w+\s+){0,2}(?:day|night|evening|morning|afternoon|forenoon)\b",
    rf"one\s+(?:\w+\s+)?{WEEKDAY}\b",
    r"(?:an\s+hour|later|much\s+later|later\s+that)\b",
    r"meanwhile\b",
    r"by\s+the\s+time\s+(?!(?:[^,.]+\s)?(?:spoke|said|speaking|finished|done|turned|looked|could|realised|realized|noticed)\b)",
    r"the\s+next\s+time\b",
    r"in\s+the\s+year\b",
    r"when\s+\w+\s+(?:woke|awoke)\b",
    rf"{_SOMEBODY}\s+(?:woke|awoke)\s+(?:at|before|early|late)\b",
    rf"it\s+was\s+(?:\w+\s+)?(?:{_DARK}|morning|evening|late)\s+(?:when|before)",
    rf"it\s+was\s+(?:(?:past|nearly|almost|just|gone|about|around|only|half|well|after|getting\s+on\s+for)\s+)*{CLOCK}"
    r"(?:\s+o['’]clock)?\s+(?:when|before)\b",
    rf"(?:the\s+)?{PART}\s+(?:came|broke|fell|passed|went\s+by)\b",
    rf"for\s+(?:the\s+next\s+)?{NUMBER}\s+{_LONG}\b",
    rf"(?:all|most\s+of)\s+that\s+{PART}\b",
    rf"every\s+{PART}\b",
    rf"(?:over|in|during)\s+the\s+(?:next|following|coming)\s+(?:few\s+)?{_LONG}\b",
    r"(?:during|over)\s+the\s+(?:night|day|weekend|week|winter|summer|holidays)\b",
)
_PLACES = (
    r"back\s+(?:at|in|on)",
    r"across\s+town",
    r"elsewhere",
    r"(?:far|miles)\s+away,",
    rf"(?:when|by\s+the\s+time)\s+{_SOMEBODY}\s+(?:(?:finally|at\s+last|eventually)\s+)?(?:gets?|got|reach(?:es|ed)|arrived?s?|comes?|came"
    r"|return(?:s|ed))\s+(?:home|back|to|at|the)",
)
_FAR = (
    rf"{NUMBER}\s+{_DISTANCE}\s+(?:away|off|down|up|along|upstream|downstream|inland)",
    r"(?:up|down)stairs",
    r"next\s+door",
    r"across\s+the\s+(?:street|road|river|yard|square|hall|landing|corridor|water|bay|valley)",
    r"at\s+the\s+other\s+end\s+of",
)
_NEAR = (
    r"(?:down|up|out|over|downstairs|upstairs)\s+(?:in|at|on)\s+the",
    r"outside\s+the",
    r"on\s+the\s+other\s+side\s+of",
)
CUTS = re.compile(
    rf"(?P<time>{'|'.join(_TIMES)})|(?P<place>(?:{'|'.join(_PLACES)})\b)"
    rf"|(?P<far>(?:{'|'.join(_FAR)})\b)|(?P<near>(?:{'|'.join(_NEAR)})\b)",
    re.IGNORECASE,
)
"""The start of a paragraph that sets a time or a place anew; `far`: if somebody does something
there who has a name; `near`: if they do not only go on with it."""

_PASSES = (
    rf"(?:(?:the|that|a|another|and|so|then)\s+){{0,2}}(?:{_LONG}|{_SEASON}|day|week|month|year)"
    r"\s+(?:went|passed|go|pass|goes|passes|wore|wears|slid|dragged|came\s+and\s+went)(?:\s+(?:by|on|past|away))?\b(?!\s+to\b)"
)
PASSES = re.compile(_PASSES, re.IGNORECASE)
"""The start of a sentence that tells how a long time passed."""

SUMS = re.compile(
    rf"(?:for\s+(?:the\s+next\s+)?{NUMBER}\s+{_LONG}\b|(?:all|most\s+of)\s+that\s+{PART}\b|every\s+{PART}\b"
    rf"|(?:over|in|during)\s+the\s+(?:next|following|coming)\s+(?:few\s+)?{_LONG}\b|{_PASSES})",
    re.IGNORECASE,
)
"""The start of a paragraph that sums up a long time, or what came again and again."""
