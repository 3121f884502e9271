"""Questions that a story may carry on: which of those asked aloud are no small talk, and whether
what is said next answers them.
"""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.hasty import plain
from fabula.story.text import Span

LONGEST = 18  # words of a question that is carried on: longer ones argue
MERE = 4  # words of an answer that is no more than yes or no
_WH = re.compile(r"\b(?:who|whom|whose|what|where|when|why|how|which|who's|what's|where's)\b")
_WHEN = re.compile(r"\b(?:when|how\s(?:long|old|many|much|often|far)|what\s(?:day|time|year))\b")
_INVERTED = re.compile(
    r"\A\W*(?:and\s|but\s|so\s)?(?:who|whom|whose|what|where|when|why|how|which|did|do|does"
    r"|is|are|was"
    r"|were|has|have|had|will|would|can|could|should)(?:'s|'re|'d)?\s"
)
_BEGUN = re.compile(
    r"(?:\A|[,.;—–-]\s?)\W*(?:(?:and|but|so|well|then|now|oh|tell\sme)\s)?(?:did|do|does|is"
    r"|are|was|were|has"
    r"|have|had|will|would|can|could|should|you'll|and)(?:n't)?\s"
    r"|\A\W*(?:so\s|and\s|but\s|then\s)?(?:you|he|she|they)(?:'ve|\shave|\shad)?\s(?:knew"
    r"|killed|told|saw|did|went|gave"
    r"|took|kept|sold|found|left|lied|known|seen|done|met|stayed|mended|broke|burned|wrote"
    r"|married|\w+ed)\s"
    r"|\A\W*(?:so\s|and\s|but\s)?(?:you|he|she|they)(?:'re|'s|\sare|\sis)\s(?:leaving|going"
    r"|getting|selling|married|alive|dead)\b"
)
"""How a question of yes or no begins."""
_DEAREST = (
    r"marry|forgive|love|come\s(?:with|back|home)|leave|go\swith|stay|live|betray|testify"
    r"|swear|wait\sfor|do\b"
)
_TALK = re.compile(
    # to be polite
    r"\bhow\s(?:are|do)\s(?:you|we|ye)\b(?!\s(?:know|plan|mean|intend))|\bhow(?:'s|\sis|\sare"
    r"|\swas|\swere)\s(?:the|your|my|things|it|everything)\b"
    r"|\bsleep\swell\b|\bare\syou\s(?:two\s|both\s)?(?:all\sright|alright|ok|okay|well|sure"
    r"|ready|serious|hurt|mad|there|hungry|coming)\b"
    r"|\A\W*(?:isn't|aren't|doesn't|don't)\b|\bhave\syou\sbeen\scrying\b|\byour\sname\b"
    # offers and requests
    r"|\b(?:can|could|will|would|won't|may|shall|might)\s(?:i|you|we\s(?:not"
    rf"|go))\b(?!\s(?:ever\s|really\s)?(?:know|have\s(?!some|a|an|another|more)|{_DEAREST}))"
    r"|\bhave\sa\b|\b(?:is|are)\sthere\s(?:a|any|some)\b|\baren't\b|\bain't\b|\bdon't\s(?:you"
    r"|i|we)\b"
    r"|\bdo\s(?:you|ye)\s(?:want|need|like|mind|think|suppose|hear|see|eat|drink|take|smoke"
    r"|dance|feel|fancy|care|have|go|come|get|play|sing|read|reckon|say|ever|always"
    r"|mean(?!\sto))\b(?!\s(?:from\s(?:me|us)|with\s(?:me|us|him|her)))"
    # to go on talking, and of what is at hand
    r"|\bwhat(?:'s|\sis)\s(?:it|that|this|wrong|up|the\s(?:matter|time|use|point|odds|hurry"
    r"|rush))(?:,?\s(?:now|then|here|about|all\sabout|like|\w+))?\W*\Z"
    r"|\bwhat\s(?:do|did)\s(?:you|ye)\s(?:mean|say|think|care)\b|\bwhat\ssay\syou\b"
    r"|\bwhat\sof\sit\b|\bso\swhat\b|\bwhat\sabout\s(?:it|that|you)\b"
    r"|\bwhat\sare\s(?:you|ye|they|we)\s(?:all\s)?(?:doing|looking|laughing|talking|saying"
    r"|staring|waiting|eating|reading|thinking|having|on\sabout|drinking|wearing|grinning"
    r"|smiling)\b(?!\s(?:in\sthat|here|there))"
    r"|\bwhat\s(?:else|then|now|next)\W*\Z|\bwhy\snot\b|\bis\sthat\s(?:so|all|right|it)\b"
    r"|\bdo\syou\sknow\s(?:that|what|how|why)\b|\b(?:do|did)\snot\syou\b"
    r"|\A\W*(?:now,?\s|and\s|so\s)?(?:is|isn't|was|wasn't)\s(?:this|that"
    r"|it)\b(?!\s(?:(?:\w+\s)?(?:man|woman|boy|girl)|you|him|her|he|she|alive|dead|true|yours"
    r"|mine|his|hers)\b)|\A\W*(?!so\b|and\b|but\b|then\b)\w+\s(?:what|who)\W*\Z"
    r"|\A\W*(?:is|are|was|were)\s(?:\w+\s){1,2}(?:in|up|about|home|ready|awake|out|down|here"
    r"|there|on)\W*\Z"
    r"|\A\W*(?:are|is|am)\s(?:you|he|she|they|i|it)\s(?!alive|dead|safe|married|going|leaving"
    r"|coming\sback|living|guilty|innocent|dying|real|here\s\w+|in\s\w+|the\s|my\s"
    r"|your\s)(?:[\w']+\s?){1,2}\W*\Z"
)
"""What is asked to be polite, to offer or request, to go on talking, or of what is at hand."""
_RHETORICAL = re.compile(
    r"\b(?:how|why|what|who|where)\s(?:on\searth\s|ever\s|the\s\w+\s)?(?:could|should|would"
    r"|can|would\sthey)\b(?!\s(?:do|want|have\sdone|have\skilled|profit|gain)\b)"
    r"|\bwhy\s(?:on\searth\s)?(?:don't|aren't|must|need|can't|d'you|bother)\s?(?:you|ye|we|i"
    r"|they|he|she)?\b|\bwhy\sdo\s(?:you|i|we|they)\s(?:always|never|even|have\sto|bother)\b"
    r"|\b(?:how|what|why|who|where)\b.*\b(?:do|d'|did)\s?you\s(?:think|suppose|take\s\w+\sfor"
    r"|expect)\b"
    r"|\bwho\sare\s(?:you|they),\s|\bwho\s(?:cares|knows)\b|\bwhat\sdoes\sit\smatter|\b(?:how"
    r"|what|why)\sdare\b|\bwhat(?:'s|\sis)\sthe\s(?:use|point|good)\b"
)
_ASKS = re.compile(
    r"\W*(?:(?:if|when)\s[^,;:—]+,\s)?(?:(?:and|but|or|so|well|then|oh|now|no"
    r"|yes)[\s,—–-]+)*(?:(?:in|to|for|from|with|of|by|at|on|since)\s)?"
    r"(?:who|whom|whose|what|where|when|why|how|which|did|do|does|is|are|was|were|has|have"
    r"|had|will|would|can|could"
    r"|should|shall|might|must)(?:n't|'s|'d|'re|'ll)?\b"
)
"""How a question begins that is no statement."""
_TAG = re.compile(
    r"(?:,\s(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should)"
    r"|\b\w+n't)\s"
    r"(?:he|she|it|you|they|we|i|there)(?:\snot)?(?:,\s[\w.]+){0,3}\W*\Z"
    r"|,\s(?:eh|right|hm+|what|yes|no|ok|okay)\W*\Z"
)
"""What asks to be agreed with: "..., didn't he, Tom?"."""
_SAYS_YES = re.compile(
    r"\W*(?:yes|no|yeah|yep|nope|nah|aye|nay|of\scourse|certainly|never|always"
    r"|not\s(?:at\sall|yet|any|now)"
    r"|i\s(?:do|am|did|have|was|will|don't|didn't|haven't|can't|can|think\sso|suppose\sso"
    r"|hope\sso))\b"
)
_EVADES = re.compile(
    r"\b(?:don't|do\snot|didn't)\sknow\b|\bno\sidea\b|\bcan't\s(?:say|tell)\b|\bnot\snow\b"
    r"|\blater\b"
    r"|\bnever\smind\b|\bwouldn't\ssay\b|\bnot\ssure\b|\bwish\si\sknew\b|\bwho\sknows\b"
    r"|\bhush\b|\bsleep\b"
    r"|\bcan't\b|\bcannot\b|\bnot\s(?:why|what|who|how)\b|\btelling\syou\b|\bwait\b|\bnothing\b"
    r"|\bdon't\s(?:ask|talk|speak)\b|\bnone\sof\syour\b|\bguess\b|\bask\s(?:me|him|her"
    r"|them)\b|\bwhat\?"
    r"|\byou'll\ssee\b|\bi(?:'ll|\swill|\sshall)\b|\A\W*(?:\.\.\.|…)|\bi\ssee\b|\bplease\b"
    r"|\blisten\b"
)
_I_DID = re.compile(r"\W*(?:i\s(?:did|was|am|do|have)|me|you|mine|yours)\b")
_TIMES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred"
    r"|since|ago|years?"
    r"|months?|weeks?|days?|hours?|minutes?|morning|evening|night|noon|today|yesterday"
    r"|tomorrow|spring"
    r"|summer|autumn|winter|always|never|long|soon|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_PLACES = re.compile(
    r"\b(?:in|at|on|under|behind|near|by|inside|outside|upstairs|downstairs|home|here|there"
    r"|gone|dead|to"
    r"|from|with|away|abroad|over|above|below|beside|round|across)\b"
)


def is_asked(words: str, written: bool = False) -> bool:
    """Whether a sentence asks; who writes in haste leaves the question mark out."""
    if words.rstrip("\"”’'»_*) ").endswith("?"):
        return True
    said = plain(words)
    return written and _INVERTED.match(said) is not None and not said.endswith((".", "!"))


def is_carried(grammar: Grammar, at: Span, words: str) -> bool:
    """Whether a question asked aloud is one that a story may carry on."""
    said = plain(words)
    if _TALK.search(said) or _RHETORICAL.search(said) or _is_tag(said):
        return False
    if len(said.split()) > LONGEST or not (_WH.search(said) or _BEGUN.search(said)):
        return False
    inside = grammar.words_in(at)
    verbs = any(grammar.words[i].upos in ("VERB", "AUX") for i in inside)
    real = [i for i in inside if grammar.words[i].upos not in ("PUNCT", "INTJ", "CCONJ")]
    return (verbs and len(real) > 2) or said.strip("\"“‘' ").startswith("and ")


def is_asking(words: str) -> bool:
    """Whether a sentence of the narration asks from its first words on, or after an "if"."""
    said = plain(words)
    return len(said.split()) <= LONGEST and _ASKS.match(said) is not None and not _is_tag(said)


def _is_tag(said: str) -> bool:
    """Whether a sentence only asks at its end: a tag is no more than that."""
    tag = _TAG.search(said)
    return tag is not None and len(said[: tag.start()].split()) > 1


def asks_for(question: str) -> str:
    """What a question asks for: "yes" or no, "who", a "time", a "place", or else "what"."""
    asked = plain(question)
    found = _WH.search(asked)
    if found is None:
        return "yes"
    if _WHEN.search(asked):
        return "time"
    word = found[0][:5]
    return {"where": "place", "who": "who", "whose": "who", "who's": "who"}.get(word, "what")


def answers(wants: str, answer: str, shared: bool, others: bool) -> bool:
    """Whether what somebody else says next gives what a question asks for; `shared`: it tells of
    the same people, or of what was asked; `others`: of somebody else."""
    said = plain(answer)
    if _EVADES.search(said) or "?" in said:
        return False
    if wants == "yes":
        return _SAYS_YES.match(said) is not None or shared
    if wants == "who":
        return others or _I_DID.match(said) is not None
    if wants == "time":
        return _TIMES.search(said) is not None
    if wants == "place":
        return _PLACES.search(said) is not None
    return shared


def is_settled(question: str, answer: str) -> bool:
    """Whether a mere yes or no settles a question at once, so that nothing is left open."""
    if len(answer.split()) > MERE:
        return False
    return _WH.search(plain(question)) is None and _SAYS_YES.match(plain(answer)) is not None
