"""Words that tell what somebody binds themselves or others to: what harms, what is suffered, what
is an errand, what is said without meaning it; and the words for a time to come."""

from __future__ import annotations

import re

from fabula.reading.language.verbs import STATES
from fabula.reading.lists import set_of

HARMS = set_of(
    "kill murder slay destroy ruin hurt harm break shoot skin drown strap flog beat thrash whip"
    " horsewhip cane strangle throttle gut smash crush finish end evict sack fire dismiss report"
    " arrest hit slap punch kick bury burn expose disinherit disown denounce prosecute sue jail"
    " imprison poison stab knife hang flay cut slit slice rip tear gouge blind maim cripple curse"
    " haunt torture butcher slaughter wring bash clout belt smack throw lock turn chuck behead"
    " execute bankrupt punish teach nail box tan pull"
)
"""What is a threat when it is to be done to somebody."""
HARMS_ONLY_YOU = set_of(
    "pull nail box tan bury teach turn throw lock finish hit beat end fire punish sue"
)
"""... when it is to be done to whoever hears it: "I'll bury him beside her" promises."""
SUFFERS = set_of("regret suffer die hang rue pay swing rot bleed starve answer drown burn lose")
"""What is a threat when it is to befall somebody."""
MISHAPS = set_of("miss fall die catch faint burst be lose starve freeze drown get forget cry need")
"""What happens to oneself: "or we'll miss the train"."""

IDLE = STATES | set_of(
    "say bet admit see grant allow guess wager confess spare excuse introduce trouble call put sit"
    " let leave tell show thank beg wish bid agree hear try pass grow become turn fall"
)
"""What is said of oneself to go on talking: "I'll bet", "I'll admit", "I'll call you Ned"."""
HELPS = set_of(
    "come return wait stay help pay repay protect save write send bring mend fix find fetch marry"
    " follow guard watch pray fight build swear avenge rescue free defend manage arrange handle"
    " burn deal settle sort keep carry visit phone ring teach raise ask give meet finish wake try"
)
"""What somebody who says they will do it is bound to."""
MISSIONS = set_of(
    "find tell ask warn fetch bring take deliver give kill watch guard keep follow send write"
    " report save rescue protect look see make get hide burn bury destroy stop catch meet pay carry"
    " go wait stay stand hold steal sell buy collect return post hand show speak talk persuade"
    " learn discover finish clean ride finish mind leave swear promise sit"
)
"""What somebody is sent to do."""
ORDERS = set_of(
    "find tell ask warn fetch bring take deliver kill guard follow send write report save rescue"
    " protect destroy bury steal hide sell give carry hand speak talk get"
)
"""Orders that are errands when they are about somebody else."""
ARRANGED = set_of(
    "drive take fly move sail leave marry meet start join emigrate sell quit divorce resign"
)
"""What is arranged where somebody says that they are doing it: "I'm taking her to London"."""
INSTRUCTS = set_of(
    "go bring take tell give fetch deliver write report send ask warn carry pay hand keep stay wait"
    " follow guard watch speak swear ride leave stand kill clean finish return"
)
"""What "you will" or "you must" do is an order."""
UNWILLED = (STATES - {"leave"}) | set_of(
    "be die fall faint cry weep laugh say ask speak happen get rain snow scream shout kill miss"
    " burst end sneeze vomit vanish turn explode reply answer add try come do bed regret"
)
"""What nobody plans, or is only about to do."""

SOON = re.compile(
    r"\bby\s(?!my|the\sway|train|car|sea|boat|land|mistake|heart|accident|now|then"
    r"|and)(?:the\s)?\w+"
    r"|\bat\s(?:\w+\so'clock|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|noon|midnight"
    r"|dawn|dusk|first\slight|sunrise|sunset|nightfall|easter|christmas)\b|\btomorrow"
    r"|\btonight|\bto-morrow"
    r"|\bto-night|\bnext\s(?:time|week|month|year|spring|summer|autumn|fall|winter|term"
    r"|\w+day|morning|night)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\buntil\b|\btill?\b|\bas\ssoon\sas"
    r"|\bthe\s(?:minute|moment|day)\s(?:i|we|you|he|she|it|they)\b"
    r"|\b(?:when|once|after|before)\s(?!now\b|then\b)(?:[\w']+\s){1,4}[\w']+"
    r"|\bin\s(?:the\s(?:morning|evening|spring|summer|autumn|winter"
    r"|new\syear)|march|april|june|july|august|september|october|november|december|january"
    r"|february"
    r"|(?:an?|one|two|three|four|five|six|seven|ten|\d+|a\sfew)\s(?:hours?|weeks?|days?"
    r"|months?|years?|minutes?"
    r"|fortnight))\b|\bthis\s(?:evening|afternoon|night)|\bevery\s(?:day|night|week|month"
    r"|year|morning|\w+day)|\balways\b"
    r"|\bsome\s?day\b|\bone\sday\b|\bback\b|\bfirst\sthing\b|\blater\b|\bsoon\b"
    r"|\bas\slong\sas\b"
)
"""A time to come, or a bound to what is meant."""
DEADLINE = re.compile(
    r"\bby\s(?:the\s)?(?:noon|night|nightfall|morning|evening|midnight|tonight|tomorrow|dawn"
    r"|dark|dusk|sunset|sunrise"
    r"|\w+day|\w+\so'clock|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d"
    r"|time|end|first|next|new"
    r"|christmas|easter|michaelmas|spring|summer|autumn|winter|week|month)"
    r"|\bbefore\s(?:the\s)?(?:noon|night|nightfall|morning|midnight|tomorrow|dawn|dark|dusk"
    r"|sunset|sunrise|\w+day|moon"
    r"|first|new|full|end|week|month|you\s|he\s|she\s|they\s|it\s|\w+\s(?:is|are|comes?|sets"
    r"|rises|gets|goes)\b)"
    r"|\btomorrow|\btonight|\buntil\b|\btill?\b"
)
"""By when something is to be done."""
AHEAD = re.compile(
    r"\bon\sthe\s(?:\w+teenth|\w+tieth|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|eleventh|twelfth"
    r"|\w+-\w+|\d+(?:st|nd|rd|th)|last)\b|"
    r"\btomorrow|\bto-morrow|\btonight|\bto-night|\bnext\s(?:week|month|year|spring|summer"
    r"|autumn|winter|day"
    r"|morning|\w+day)|\bon\s(?:the\s)?(?:following\s)?(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b(?!s)"
    r"|\bin\sthe\smorning|\bthat\s(?:night|evening)\b|\bat\sdawn|\bbefore\sdawn"
    r"|\bby\s(?:christmas|easter"
    r"|spring|summer|nightfall|morning|dawn|noon|\w+day)\b"
    r"|\bat\s(?:midnight|noon|dusk|sunset|nightfall|first\slight|\w+\so'clock|(?:five|six"
    r"|seven|eight|nine|ten|eleven|twelve)\b)"
    r"|\bin\s(?:the\s(?:spring|summer|autumn|winter)|january|february|march|april|may|june"
    r"|july|august|september"
    r"|october|november|december)\b"
    r"|\bin\s(?:an?|two|three|four|five|six|a\sfew)\s(?:hours?|days?|weeks?|months?|years?"
    r"|fortnight)\b"
)
HABIT = re.compile(
    r"\b(?:always|often|sometimes|usually|never|every|each|used\sto|whenever|most|some"
    r"|\w+days)\b"
)
"""What is done again and again: "On Sundays she would walk"."""
