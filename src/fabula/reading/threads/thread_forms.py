"""What a sentence leaves open by its form: promises, threats, vows, plans, tasks and secrets, in
what people say to each other and in what the narration says of them.

Sentences are matched in small letters with straight apostrophes (`hasty.plain`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.reading.language.hasty import plain
from fabula.story.records import ThreadKind

LONGEST = 35  # words of a sentence: in longer ones any form may be found
_WILL = r"(?:'ll| will| shall)"
_BARE = re.compile(r"\W*(?:and\s)?i\s(?:promise|swear)(?:\s(?:you|it))?\W*\Z")
_AHEAD = re.compile(rf"{_WILL}\s|\bwon't\b")
_NO_WH = r"(?<!where\s)(?<!what\s)(?<!how\s)(?<!when\s)(?<!who\s)(?<!if\s)"
_NOT = r"(?: not|n't|not)"
_SOON = (
    r"(?:\bby\s(?!my|the\sway)\w+|\bat\s(?:\w+\so'clock|\d|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|noon|midnight|dawn|dusk|first)|\btomorrow|\btonight|\bto-morrow|\bto-night"
    r"|\bnext\s\w+|\bon\s\w+day|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\buntil\b|\btill\b"
    r"|\bas\ssoon\sas|\bwhen\s(?:i|you|we|he|she|it)|\bbefore\s|\bevery\s|\balways\b|\bback\b"
    r"|\bin\san?\s(?:hour|week|day|month|year|minute)|\bthis\s(?:morning|evening|afternoon|night))"
)
_KEPT = (
    r"(?:come|bring|burn|mend|fix|find|return|write|send|get|wait|help|pay|protect|save|show|meet|fetch|catch|stay"
    r"|stand\sby|look\s(?:after|out)|look\sinto|take\scare|take\syou|make\s(?:it\sup|sure|him|her|them)"
    r"|keep|give\s(?!you\s\w+\W*!)|tell\s(?!you\b(?!\s(?:every|all|later|when)))|let\syou|leave\s(?:it|that|him|her|this)|marry|follow|call|ring"
    r"|remember|see\sto|do\s(?:it|that|everything|anything|what|my\sbest)|deal|guard|watch"
    r"|try|carry|lend|teach|pray|buy|build|fight|win|join|visit)"
)
_HANDED = (
    r"(?:go|bring|take|tell|give|write|fetch|stay|wait|stand|meet|report|keep|look|make|send|ask"
    r"|deliver|warn|carry|ride|watch|guard|pay|swear|promise|leave|finish|clean)"
)
_TELLS = r"(?:tell|told|tells|telling)"
_SOMEBODY = (
    r"(?:any(?:one|body)|a\s(?:living\s)?soul|him|her|them|your|my|his|the|mrs?|mum|mam|mom|dad|da|mother"
    r"|father|mama|papa|nan|gran)\b"
)
_HARMS = (
    r"(?:kill|destroy|ruin|hurt|hang|break|shoot|burn|skin|drown|strap|flog|beat|thrash|whip|strangle|gut|bury"
    r"|sack|evict|report|arrest|hit|slap|throw|kick|lock|box)"
)


class Form(NamedTuple):
    """A form of words: the kind of thread it opens; whether whoever hears it is bound by it."""

    kind: ThreadKind
    words: re.Pattern[str]
    binds_hearer: bool = False


def _form(kind: ThreadKind, *words: str, hearer: bool = False) -> Form:
    return Form(kind, re.compile("|".join(words)), hearer)


SAID: tuple[Form, ...] = (
    _form(
        "threat",
        r"\bor\selse\b(?!\s\w+\s(?:is|was))",
        rf"\bor\s(?:i|we)(?:{_WILL}\s|\s(?:call|change|go|leave|send|take|tell|put|write|shoot|fire)\s)",
        rf"\bbefore\s(?:i|we)\s(?:{_HARMS}|put|send|have)\s(?:you|him|her|them)\b",
        rf"\b(?:i|we){_WILL}\s(?:go\sto|call|fetch|send\sfor|tell)\sthe\s(?:police|law|papers|magistrate|guard)",
        rf"\byou{_WILL}\s(?:go\swithout|pay\b|regret|be\ssorry|suffer|wish\syou\shad|live\sto)",
        rf"\b(?:i|we){_WILL}\s(?:{_HARMS}\s(?:you|him|her|them|your|his)\b|have\syour\shead"
        r"|make\syou\s(?:pay|sorry|wish|regret|suffer))",
        rf"\bif\s(?:you|he|she|they|anyone|anybody)\s(?:do(?:es)?{_NOT}|ever|dares?|so\smuch\sas|tells?\b"
        rf"|tr(?:y|ies)\sto|tr(?:y|ies)\sany|comes?\snear|lay|touch|lose|fail|refuse|speak|breathe)\b"
        rf".*\b(?:i|we|he|she|they){_WILL}\s(?!not\s(?:mind|blame)|be\shere|wait|help)",
        rf"\bunless\s(?:you|he|she|they)\b.*\b(?:i|we|he|she|they){_WILL}\s",
        rf"\bi{_WILL}\ssee\syou\s(?:hang|dead|in\s(?:hell|court|jail|gaol|prison|chains)|pay|ruined)|\byou(?:'ve|\shave)(?:\sgot)?\s(?:till?|until)\b",
        r"\bi(?:'m|\sam)\swarning\syou|\b(?:last|final)\s(?:warning|chance)\b|\byour\sdays\sare\snumbered",
    ),
    _form(
        "vow",
        r"\bi\s(?:swear|vow)\b(?!\sat\b)|\bi(?:'ve|\shave)?\s(?:swore|sworn)\soff\b",
        r"(?:\A|[.,;]\s)(?:i\s)?swear\W*\Z",
        rf"\bi{_WILL}\snever\s(?!forget|know|understand|be\sable)",
        r"\bi\s(?:won't|will\snot|shan't|shall\snot)\s(?:ever\s)?(?:leave|let|say|tell|forget|forgive"
        r"|rest|stop|give|go|lose|fail|abandon|breathe|marry|run|do|take|sell|allow|betray|desert|sign)\b",
        r"\bas\sgod\sis\smy\switness|\bso\shelp\sme\b|\bover\smy\sdead\sbody|\bon\smy\s(?:life|honou?r)\b",
    ),
    _form(
        "promise",
        r"\bi\spromise\b(?!\snothing)|\b(?:you\shave\s|i\sgive\syou\s)my\sword\b|\bleave\sit\s(?:all\s)?to\sme\b",
        rf"\b(?:i|we){_WILL}\sbe\s(?:back|along|there|home|down|round|with\syou|here|waiting|ready)\b",
        rf"{_NO_WH}\b(?:i|we){_WILL}\s(?:\w+ly\s|all\s|just\s|soon\s)?{_KEPT}\b",
        rf"\b(?:i|we){_WILL}\s(?:\w+\s)?(?:be|have|go|take|do|put|make|stand|start|work|wear|ride|drive|walk)"
        rf"\b.*{_SOON}",
        r"\byou\sshall\s(?:have|be|see|go|know|hear|get|want\sfor)\b",
    ),
    _form(
        "secret",
        rf"\bdo{_NOT}\s(?:you\s)?(?:ever\s|dare\s|go\s|go\sand\s)?tell\s{_SOMEBODY}",
        rf"\b(?:must|ca|can|should|may)(?:{_NOT}|\snever)\s(?:ever\s)?tell\s{_SOMEBODY}",
        rf"\bif\syou\s(?:ever\s)?tell\s{_SOMEBODY}\W*\Z|\A\W*you\s(?:saw|heard)\s(?:nothing|no\sone|nobody)\b",
        r"\bnot\s(?:ever\s)?(?:speak|talk)\s(?:of\s\w+\s)?to\s(?:any|a\ssoul)",
        rf"\bnever\s(?:to\s|ever\s)?{_TELLS}\s{_SOMEBODY}|\bnot\sto\s(?:ever\s)?tell\b",
        r"\b(?:he|she|they|nobody|no\sone|anyone|father|mother)\s(?:must|can|may)\s?(?:never|not|n't)\s"
        r"(?:ever\s)?(?:know|find\sout|learn|hear|see)\b|\b(?:nobody|no\sone)\s(?:must|can|may)\s(?:ever\s)?know\b",
        r"\b(?:leave|left)\s(?:that|it|this|him|her|me|them|my\sname)\s(?:\w+\s)?out\b(?!side)",
        r"\bkeep\s(?:it|this|that)\s(?:a\s|our\s)?(?:secret|quiet|dark|to\syoursel|from|between)",
        r"\b(?:just|keep\sit|this\sis|that's|it's|stays?|strictly)\sbetween\s(?:you\sand\sme|us|ourselves|the\stwo\sof\sus)\b|\bour\s(?:little\s)?secret\b",
        r"\bnot\sa\sword\b|\b(?:breathe|say)\sa\sword\b|\bsay\snothing\sto\b|\bpretend\syou\s(?:didn't|never)",
        r"\b(?:i|we)(?:'ve|\shave|'d|\shad)?\s(?:never|not)\s(?:ever\s)?(?:told|said\sit\sto)\s(?:a\ssoul|any)",
        r"\b(?:i|we)\s(?:haven't|hadn't|didn't)\s(?:ever\s)?(?:told?|tell)\s(?:a\ssoul|any|him|her|them)",
        r"\b(?:nobody|no\sone|not\sa\ssoul)\s(?:else\s)?(?:knows|knew)\b(?!\s(?:how|what|why|where|who|if))",
        r"\bso\s(?:that\s)?(?:you|he|she|they)(?:'d|\swould|\sshould)(?:n't|\snot)\s(?:hear|know|see|find)",
    ),
    _form("plan", rf"\bif\si\s\w+(?:\s\w+)?,\syou{_WILL}\s"),
    _form(
        "task",
        r"\b(?:somebody|someone|one\sof\s(?:us|you))(?:'s\sgot\sto|\s(?:must|has\sto|will\shave\sto|ought\sto"
        r"|should|needs\sto|had\sbetter|is\sgoing\sto\shave\sto))\s\w+\s",
        hearer=True,
    ),
    _form(
        "task",
        r"\bi(?:'ll|\swill|\sshall)?\s(?:have\sto|must)\sask\s(?:you|one\sof\syou)\b(?!\sto\s(?:go|leave|stop))",
        r"\A\W*(?:then\s|and\s|please,?\s|go\sand\s)?(?:talk|speak|write|report|send|wire)\sto\s(?!me\b|us\b|hell)\w+",
        r"\A\W*(?:then\s|and\s)?(?:sit|stay|wait)\s(?:by|with|beside)\s(?!me\b|us\b)\w+",
        r"\byou\s(?:can|may)\s(?:go\sand\s)?(?:tell|ask|warn)\s(?:him|her|them|your\s\w+|mrs?\.?\s\w+)\b(?!\sapart)",
        r"\byou(?:'ll|\swill|\sshall)\scome\s(?:back\s)?to\s(?:me|us)\b",
        r"\byou\s(?:still\s)?owe\s(?:me|us|him|her|them)\b",
        r"\bi\s(?:must|shall|will|want\sto|need\sto)\shave\s(?:a|an|your|that|the|it|his|her)\b(?!.*\bmyself)",
        r"\bi\s(?:want|need|expect|require|demand)\s(?:you\sto\s(?!know|be|understand|see|have)|(?:a|an|your)\s"
        r"(?:\w+\s)?(?:report|answer|list|account|copy|name|confession|statement|explanation))",
        rf"\byou(?:\smust|\sare\sto|'re\sto|{_WILL}|\shave\sto|'ve\sgot\sto|\sneed\sto|\smust\sgo\sand)\s"
        rf"{_HANDED}\b(?!\s(?:mad|home\sand\srest))",
        r"\byou(?:'ve|\shave)(?:\sgot)?\s(?:a|an|something|some)\b.*\b(?:of\smine|belongs\sto\sme)\b",
        r"\A\W*(?:then\s|and\s|now,?\s|please,?\s)?(?:give|bring|take|send|deliver|carry|hand|show)\s(?:it|this"
        r"|that|them|these|him|her|the\s\w+|my\s\w+)\sto\s(?!me\b|us\b|bed\b)\w+",
        r"\A\W*(?:then\s|and\s|please,?\s|go\sand\s)?(?:tell|warn|find|ask|fetch)\s(?:him|her|them|[a-z]+)\s"
        r"(?:that|to|about|i|if|what|before)\b(?<!tell\sme\s)",
        hearer=True,
    ),
    _form(
        "plan",
        r"\b(?:i|we)(?:'m|'re|\sam|\sare|\swas|\swere)\s(?:still\s|all\s|just\s)?(?:going|planning|hoping|meaning)\sto\s"
        r"(?!be\s(?:sick|late|fine)|cry|die|say|ask|bed)\w+",
        r"\b(?:i|we)\s(?:mean|intend|plan|propose)\sto\s\w+",
        rf"\b(?:i'm|we're|i\sam|we\sare)\s(?!going\b)\w+ing\b.*(?:{_SOON}|\bto\sthe\b)",
        r"\b(?:is|'s|are|was|were|been)\s(?:booked\b|(?:fixed|arranged|settled|set|planned|scheduled)\s"
        r"(?:for|on|that)\b)",
        rf"\bwe{_WILL}\s(?!see\b|be\sfine|never\sknow|be\sall\sright)\w+",
        r"\b(?:he|she|they)(?:'ve|'s|\shave|\shas)\sgot\s(?:till?|until)\b|\bthe\s(?:plan|idea)\sis\b",
        rf"\b(?:i|we)\s(?:leave|go|start|sail|ride|march|meet|move|begin|set\soff)\b.*{_SOON}",
    ),
)
"""What somebody says to somebody, the surest first."""

TOLD: tuple[Form, ...] = (
    _form(
        "secret",
        rf"\b(?:had|has|have|'d|'ve)\s?(?:never|not|n't)\s(?:ever\s)?(?:told|said\sit\sto)\s(?:{_SOMEBODY}|any)",
        r"\b(?:would|did|could)\s?(?:never|not|n't)\s(?:think\sthat\s\w+\swould\s|mean\sto\s|intend\sto\s|ever\s)?"
        r"tell\s(?:any|a\ssoul|him|her|them)",
        r"\b(?:nobody|no\sone|not\sa\ssoul)\s(?:else\s)?(?:knows|knew)\s(?:it|of|about|that|but)\b",
        r"\b(?:only|none\sbut)\s\w+(?:\s\w+)?\s(?:knows|knew)\b(?!\s(?:how|what|why|where))",
        r"\bkept\s(?:it|that|this)\s(?:from|to\s(?:him|her|my)self|secret)|\bkept\sfrom\s(?:him|her|them)\b",
        r"\b(?:told|asked|begged|warned)\s(?:\w+\s)?(?:not|never)\sto\s(?:tell|say|speak|breathe)\b|\bwas\s(?:a|their|her|his)\ssecret\b",
    ),
    _form(
        "question",
        r"\b(?:god|heaven|goodness|nobody|no\sone|none\sof\sthem|none\sof\sus)\s(?:alone\s|only\s)?(?:knows|knew)\s"
        r"(?:why|who|where|what|how|when|whether|if)\b",
    ),
    _form(
        "plan",
        r"\b(?:it|the\s\w+|everything)\s(?:was|were|had\sbeen|is)\s(?:all\s)?(?:fixed|set|arranged|settled|booked)\s"
        r"(?:for|to)\b",
    ),
)
"""What the narration says."""


def opens(forms: tuple[Form, ...], words: str) -> Form | None:
    """The first form that a sentence has."""
    told = plain(words)
    if len(told.split()) > LONGEST:
        return None
    return next((form for form in forms if form.words.search(told)), None)


def is_bare(words: str) -> bool:
    """Whether a sentence promises without saying what ("I promise you.")."""
    return _BARE.match(plain(words)) is not None


def is_ahead(words: str) -> bool:
    """Whether a sentence tells what will be."""
    return _AHEAD.search(plain(words)) is not None
