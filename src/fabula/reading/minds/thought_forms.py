"""Which sentences of the narration are somebody's thought, by their form: questions and
exclamations, orders to oneself, the present tense or "I" where a story is told otherwise, and
words that judge rather than tell.
"""

from __future__ import annotations

import re

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.narration import Said, is_past, says_i, says_you, tense_of
from fabula.reading.threads.asked import is_asking
from fabula.story.memory import Told

LONGEST_CRY = 25  # words of an exclamation, or of a thought in the present or of "I"
SHORT = 5  # words: where one comes twice in so few ("Clatter, clatter!"), it is a sound
BARE = 3  # words of a question that may be no clause ("If?")
ENOUGH = 15  # main clauses from which it can be said who the narrator is
_ENDS = re.compile(r"[\s_*)\"”’']*\Z")
_SIGHS = re.compile(
    r"\W*(?:(?:oh|no|well|yes|please|damn(?:\s\w+)?|god|good\sgod|hell|(?:bloody\s)?idiot|stupid|fool"
    r"|coward|impossible|nonsense|never(?:\smind|\sagain)?|not\s(?:her|him|them|me|now|here|there|that|this|yet|today|tonight|again)"
    r"|anything\sbut\s\w+|anywhere\sbut\s\w+|so\smuch\sfor\s(?:\w+\s?){1,2}|of\scourse(?:\snot)?|thank\s(?:god|goodness)"
    r"|you\s(?:\w+\s)?(?:coward|fool|idiot|liar)|what\san?\s[^.?!,;]+|how\s\w+)[\s,.!…]*)+\W*\Z",
    re.IGNORECASE,
)
"""What is sighed, not told: "No.", "Of course not.", "What a question.", "You coward."."""
_JUDGES = re.compile(
    r"\W*(?:but\s|no,\s|and\s|surely\s)?(?:that|this|it|there|he|she|they)\s"
    r"(?:could(?:\snot|n['’]t)|can(?:not|['’]t)|must(?:n['’]t|\snot)?)\s(?:possibly\s)?(?:be|have\sbeen)\s"
    r"(?:right|true|so|real|possible|happening|some\smistake|a\smistake|it|him|her|them|all)\b"
    r"|\W*(?:surely|perhaps\sif\sonly|if\sonly)\b",
    re.IGNORECASE,
)
"""What judges, where a narrator would know: "That could not be right.", "If only she had gone."."""
_SELF = frozenset(("i", "me", "my", "myself"))
_DRAWS = re.compile(
    r"\W*(?:and\s)?(?:so|well|oh|ah),?\s(?:this|that|it|he|she|they|there|I|you|here)\b", re.I
)
_SHORTENED = re.compile(
    r"\W*(?:and\s|but\s)?(?:it|that|this|he|she|they|there|you|we)['’](?:s|re|ve|ll)\s", re.I
)
"""Narrators of a past say "it is", if they say it at all: "It's a common name." is thought."""
_TO_READERS = re.compile(r"\b(?:us|readers?|imagine|suppose)\b|\A\W*thank\syou\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[^\"“«]*[\"”»]\s*\Z|[^'‘].*[?!.,]['’]\s*\Z", re.DOTALL)
"""A sentence that ends what is said, in marks that were not understood."""
_THINKS = (
    r"(?:had\s)?(?:thought|thinks?|wondered|wonders?|mused|muses|reflected|reflects"
    r"|(?:told|tells|reminded|asked|asks)\s(?:him|her|my|them)sel(?:f|ves))"
)
_WHO = r"(?:[Hh]e|[Ss]he|I|they|(?:[Tt]he\s\w+)|(?:[A-Z][\w'’-]+\s?){1,3})"
_CUED = (
    re.compile(
        rf"(?P<said>(?:\S+\s){{3,}}?\S+)[,?!]\s(?P<who>{_WHO})\s?{_THINKS}"
        r"(?=[.,;]|\s(?:and|as|with|to\s\w+sel(?:f|ves))\b)",
        re.DOTALL,
    ),
    re.compile(
        rf"(?P<said>(?:\S+\s){{0,3}}?\S+)[,?!]\s(?P<who>{_WHO})\s?{_THINKS}(?=\s?[.;:]|\sgrimly|\sbitterly)"
    ),
    re.compile(
        rf"(?P<said>(?:\S+\s){{0,20}}?\S+)[,?!]\s(?:thought|thinks|wondered|wonders|mused|muses)\s(?P<who>{_WHO})(?=[.,;:])"
    ),
)
_AMBIGUOUS = frozenset(
    ("put", "set", "cut", "hit", "shut", "cast", "spread", "hurt", "read", "burst", "cost", "split",
     "bid", "bet", "quit", "rid")
)  # fmt: skip
"""Verbs whose past is no other form: "Put it down" may tell of what was done."""
_ANYBODY = frozenset(
    ("could", "would", "can", "might", "may", "'d", "’d", "must", "had", "will", "'ll")
)
_LEADS_TO_ANYBODY = frozenset(
    ("when", "whenever", "if", "as", "way", "where", "before", "until", "while", "like", "since",
     "because", "than", "whatever", "whoever", "what", "that", "which", "how", "so")
)  # fmt: skip
"""Words after which "you" is anybody: "the way you pull out a splinter"."""
_POINTS = frozenset(("he", "she", "they", "it", "this", "that", "there", "you", "i"))
_JUDGING = frozenset(("could", "would", "must", "should", "might", "can", "will", "'d", "’d"))
LONGEST_ECHO, LONGEST_BARE = 18, 6  # words of a sentence that goes on with a thought
_BEFORE_ORDERS = ("PUNCT", "INTJ", "ADV", "CCONJ")


def form_of(grammar: Grammar, said: Said, told: Told) -> str:
    """What shows that a sentence is thought: "question", "cry", "sigh", "order", "judges",
    "present", "first"; "" where nothing does."""
    text = grammar.page.passage.text[said.at.start : said.at.end]
    if _SPOKEN.fullmatch(text) or _TO_READERS.search(text):
        return ""
    words = [grammar.text(i).lower() for i in said.words if grammar.words[i].upos != "PUNCT"]
    end = _ENDS.sub("", text)[-1:]
    if end == "?":
        meant = (is_asking(text) or len(words) <= BARE) and not (says_i(told) and "you" in words)
        return "question" if meant else ""
    if _SIGHS.fullmatch(text):
        return "sigh"
    if says_i(told):  # who tells "me" to call him Ishmael, tells readers
        return "" if _SELF.intersection(words) or not _is_order(grammar, said) else "order"
    if end == "!" and len(words) <= LONGEST_CRY:
        return (
            "cry"
            if len(words) > BARE and (len(set(words)) == len(words) or len(words) > SHORT)
            else ""
        )
    if _JUDGES.match(text):
        return "judges"
    if _is_order(grammar, said):
        return "order"
    if len(words) > LONGEST_CRY or told.past + told.present < ENOUGH:
        return ""
    if _SELF.intersection(words):
        return "first"
    if not is_past(told) or says_you(told):
        return ""
    if _is_to_oneself(grammar, said):
        return "you"
    return "present" if _is_now(grammar, said) else ""


def goes_on(grammar: Grammar, said: Said, told: Told) -> str:
    """How a sentence may go on with a thought beside it, in a past told of others: "judges" (it
    tells what somebody could or would not do), "present", "bare" (it has no verb); "" for none."""
    words = [i for i in said.words if grammar.words[i].upos != "PUNCT"]
    if says_i(told) or not is_past(told) or len(words) > LONGEST_ECHO:
        return ""
    if not any(grammar.words[i].upos in ("VERB", "AUX") for i in words):
        return "bare" if len(words) <= LONGEST_BARE else ""
    root = root_of(grammar, said)
    subject = grammar.child(root, *SUBJECTS) if root is not None else None
    if root is None or subject is None or grammar.text(subject).lower() not in _POINTS:
        return ""
    if _JUDGING.intersection((*grammar.auxiliaries(root), grammar.text(root).lower())):
        return "judges"
    return "present" if tense_of(grammar, root) == "present" else ""


def cued_form(text: str, start: int) -> re.Match[str] | None:
    """The words of a thought that only its verb shows, without marks ("It was late, she thought,
    and went on"), from the start of a sentence."""
    return next((found for cue in _CUED if (found := cue.match(text, start))), None)


def _is_order(grammar: Grammar, said: Said) -> bool:
    """Whether a sentence tells somebody to do something: "Say no, then.", "Don't move."."""
    root = root_of(grammar, said)
    if root is None or grammar.words[root].xpos != "VB":
        return False
    if grammar.child(root, *SUBJECTS) is not None:
        return False
    helped = set(grammar.auxiliaries(root))
    if helped - {"do", "please"}:
        return False
    words = [grammar.lemma(i) for i in said.words if grammar.words[i].upos != "PUNCT"]
    if len(set(words)) < 2:
        return False  # "Step. Step."
    first = [i for i in said.words if grammar.words[i].upos not in _BEFORE_ORDERS]
    begins = bool(first) and first[0] in (root, *grammar.below(root, "aux", "discourse"))
    return begins and (bool(helped) or grammar.lemma(root) not in _AMBIGUOUS)


def _is_to_oneself(grammar: Grammar, said: Said) -> bool:
    """Whether a sentence says "you" of one, not of anybody ("You brought him back.", but not "you
    could see the sea")."""
    for i in said.words:
        if grammar.text(i).lower() != "you" or grammar.words[i].deprel not in SUBJECTS:
            continue
        verb = grammar.words[i].head
        if verb is None or grammar.words[verb].deprel not in ("root", "conj", "parataxis"):
            continue
        led = {grammar.text(k).lower() for k in said.words if k < i} & _LEADS_TO_ANYBODY
        anybody = led or _ANYBODY & set(grammar.auxiliaries(verb)) or grammar.is_passive(verb)
        if verb in said.words and not anybody:  # "you were allowed a rest": anybody was
            return True
    return False


def _is_now(grammar: Grammar, said: Said) -> bool:
    """Whether a sentence speaks in the present, of oneself or to oneself, or draws what follows
    from what was seen ("So that's what she carries")."""
    root = root_of(grammar, said)
    if root is None or tense_of(grammar, root) != "present":
        return False
    text = grammar.page.passage.text
    drawn = _DRAWS.match(text, said.at.start, said.at.end) is not None
    return drawn or _SHORTENED.match(text, said.at.start, said.at.end) is not None


def root_of(grammar: Grammar, said: Said) -> int | None:
    """The word that a sentence hangs on."""
    for i in said.words:
        head = grammar.words[i].head
        if head is None or head not in said.words:
            return i
    return None
