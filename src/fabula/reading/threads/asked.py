"""Questions that a story may carry on: which of those asked aloud are no small talk, and whether
what is said next answers them.
"""

from __future__ import annotations

import re

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.hasty import plain
from fabula.story.text import Span

LONGEST = 14  # words of a question that is carried on: longer ones argue
MERE = 4  # words of an answer that is no more than yes or no
_WH = re.compile(r"\b(?:who|whom|whose|what|where|when|why|how|which|who's|what's|where's)\b")
_WHEN = re.compile(r"\b(?:when|how\s(?:long|old|many|much|often|far)|what\s(?:day|time|year))\b")
_INVERTED = re.compile(
    r"\A\W*(?:and\s|but\s|so\s)?(?:who|whom|whose|what|where|when|why|how|which|did|do|does|is|are|was"
    r"|were|has|have|had|will|would|can|could|should)(?:'s|'re|'d)?\s"
)
_BEGUN = re.compile(
    r"(?:\A|[,.;—–-]\s?)\W*(?:(?:and|but|so|well|then|now|oh|tell\sme)\s)?(?:did|do|does|is|are|was|were|has"
    r"|have|had|will|would|can|could|should|you'll|and)(?:n't)?\s"
)
"""How a question of yes or no begins."""
_TALK = re.compile(
    r"\bhow\s(?:are|do)\s(?:you|we|ye)\b|\bwhat(?:'s|\sis)\s(?:it|that|this|wrong|the\s\w+|up|your\sname)\b"
    r"|\bare\syou\s(?:all\sright|alright|ok|okay|well|sure|ready|serious|hurt|mad|there|hungry|coming)\b"
    r"|\bwhat\s(?:do|did|say)\s(?:you|ye)\b(?!\sdo\b)|\bwhat\sof\sit\b|\bso\swhat\b|\bwhat\sabout\b"
    r"|\bwhat\sare\s(?:you|ye)\s(?!going)\w+ing\b|\bwhat\s(?:else|then|now|next)\W*\Z|\bwhy\snot\b|\bis\sthat\s(?:so|all|right|it)\b"
    r"|\b(?:can|could|will|would|won't|may|shall|might|would)\s(?:i|you|we\s(?:not|go))\b(?!\shave\s\w+\s)"
    r"|\bdo\s(?:you|ye)\s(?!know|remember|love|believe|trust|recogni|forgive|still|intend)"
    r"|\bdo\syou\sknow\s(?:that|what|how|they|he|she|i|it|who|why)\b|\b(?:do|did)\snot\syou\b"
    r"|\bdon't\s(?:you|i|we)\b|\bwhat\s\w+(?:'s|\sis)\sthis\b|\bwhere's\sthe\b"
    r"|\A\W*(?:now,?\s|and\s|so\s)?(?:is|isn't|was|wasn't)\s(?:this|that|it)\b(?!\s(?:\w+\s)?(?:man|woman|boy|girl)\b)|\A\W*\w+\s(?:what|who)\b"
    r"|\b(?:are|is|am|was)\s(?:you|he|she|they|i)\s(?:still\s)?(?:tired|cold|warm|thirsty|asleep|awake|crying|eating|ill"
    r"|sick|drunk|scared|afraid|frightened|up|in|about|home|out|busy)\b|\bhave\syou\sbeen\scrying\b"
    r"|\bhave\sa\b|\bis\sthere\s(?:a|any|some)\b|\bare\sthere\sany\b|\baren't\b|\bain't\b"
)
"""What is asked to be polite, to go on talking, or of what is at hand."""
_RHETORICAL = re.compile(
    r"\b(?:how|why|what|who|where)\s(?:on\searth\s|ever\s|the\s\w+\s)?(?:could|should|would|can|would\sthey)\b"
    r"|\bwhy\s(?:on\searth\s)?(?:do|d'|don't|are|aren't|must|need|can't|is)\s?(?:you|ye|we|i|they|he|she)\b"
    r"|\bwho\sare\s(?:you|they),\s|\bwho\scares\b|\bwhat\sdoes\sit\smatter|\b(?:how|what|why)\sdare\b"
)
_TAG = re.compile(
    r"(?:,\s(?:is|are|was|were|do|does|did|have|has|had|can|could|would|will|should)|\b\w+n't)\s"
    r"(?:he|she|it|you|they|we|i|there)(?:\snot)?(?:,\s[\w.]+){0,3}\W*\Z"
    r"|,\s(?:eh|right|hm+|what|yes|no|ok|okay)\W*\Z"
)
"""What asks to be agreed with: "..., didn't he, Tom?"."""
_SAYS_YES = re.compile(
    r"\W*(?:yes|no|yeah|yep|nope|nah|aye|nay|of\scourse|certainly|never|always|not\s(?:at\sall|yet|any|now)"
    r"|i\s(?:do|am|did|have|was|will|don't|didn't|haven't|can't|can|think\sso|suppose\sso|hope\sso))\b"
)
_EVADES = re.compile(
    r"\b(?:don't|do\snot|didn't)\sknow\b|\bno\sidea\b|\bcan't\s(?:say|tell)\b|\bnot\snow\b|\blater\b"
    r"|\bnever\smind\b|\bwouldn't\ssay\b|\bnot\ssure\b|\bwish\si\sknew\b|\bwho\sknows\b|\bhush\b|\bsleep\b"
    r"|\bcan't\b|\bcannot\b|\bnot\s(?:why|what|who|how)\b|\btelling\syou\b|\bwait\b|\bnothing\b"
    r"|\bdon't\s(?:ask|talk|speak)\b|\bnone\sof\syour\b|\bguess\b|\bask\s(?:me|him|her|them)\b|\bwhat\?"
    r"|\byou'll\ssee\b|\bi(?:'ll|\swill|\sshall)\b|\A\W*(?:\.\.\.|…)|\bi\ssee\b|\bplease\b|\blisten\b"
)
_I_DID = re.compile(r"\W*(?:i\s(?:did|was|am|do|have)|me|you|mine|yours)\b")
_TIMES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|since|ago|years?"
    r"|months?|weeks?|days?|hours?|minutes?|morning|evening|night|noon|today|yesterday|tomorrow|spring"
    r"|summer|autumn|winter|always|never|long|soon|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_PLACES = re.compile(
    r"\b(?:in|at|on|under|behind|near|by|inside|outside|upstairs|downstairs|home|here|there|gone|dead|to"
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
