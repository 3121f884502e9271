"""What the clauses of a sentence bind somebody to, whatever their verbs: "I'll pay you by Friday"
promises, "You'll pay for this" threatens, "We're going to rob the bank" plans, "You must find my
sister" sets a task.

Of a sentence somebody says to somebody; what the narration tells is in `named_threads`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.hasty import plain
from fabula.reading.language.nearby import is_person
from fabula.reading.lists import set_of, word_list
from fabula.reading.threads.aims import aimed_at, is_aimed
from fabula.reading.threads.thread_forms import Form
from fabula.reading.threads.thread_words import (
    AHEAD,
    HARMS,
    HARMS_ONLY_YOU,
    HELPS,
    IDLE,
    MISHAPS,
    MISSIONS,
    ORDERS,
    PROVOKES,
    SOON,
    SUFFERS,
    UNWILLED,
)
from fabula.story.records import ThreadKind
from fabula.story.text import Span

LONGEST = 45  # words of a sentence: in longer ones anything may be found
_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha", "ll"))
_MUST = frozenset(("must", "should", "ought"))
_ME = frozenset(("i", "we"))
_MINE = frozenset(
    ("me", "us", "myself", "ourselves", "it", "this", "that", "them", "i", "we", "my")
)
_NEVER_MEANT = set_of("know understand guess forget be get see believe have want find hear learn")
_RESISTS = set_of(
    "leave let say tell forget forgive rest stop give go lose abandon marry run do take sell allow"
    " betray desert sign sleep eat die beg kneel surrender fail"
)
_IN_TIME = frozenset(("see", "show", "put", "call", "try", "leave", "have"))
_DIRE = frozenset(("kill", "save", "rescue", "protect", "destroy", "avenge", "follow"))
_ASIDE = frozenset(("acl:relcl", "acl", "advcl:relcl"))
_FOR_YOU = re.compile(
    r"\blet\s(?:you|him|her|them)\sdown\b|\bfail\s(?:you|him|her|them)\b|\bbe\slate\b"
)
_TELLS_ALL = re.compile(
    r"\b(?:everything|all|rest|later|when|truth|story|tomorrow|as\ssoon|another|some\s?day"
    r"|one\sday)\b"
)
_DARES = re.compile(
    r"\A\W*(?:just\s|so\smuch\sas\s|one\smore\s|another\s"
    rf"|you\s)?(?:don't\s)?(?:{'|'.join(sorted(PROVOKES))}|word|step)\b.*"
    r"(?:\band|,)\s(?:i|we|you|he|she|they)(?:'ll|'re|\swill|\sshall|\sdie|\sare|\slose)"
)
_IF = re.compile(r"\b(?:if|unless|until|till)\s")
_OR = re.compile(r"(?:,\s|\A\W*|\s[—–-]\s)or\s|\bor\s(?:i|we|the|your|his|her|he|she|they)\b")


def committed(grammar: Grammar, at: Span, words: str) -> Form | None:
    """What a sentence said to somebody binds to: its kind, and whether the hearer is bound."""
    said = plain(words)
    if len(said.split()) > LONGEST:
        return None
    clauses = list(_clauses(grammar, at))
    for kind, hearer, holds in _KINDS:
        if any(holds(grammar, i, said) for i in clauses):
            return Form(kind, _IF, hearer)
    return None


def _clauses(grammar: Grammar, at: Span) -> Iterator[int]:
    """The words that clauses of a sentence hang on, but for those that only describe a noun."""
    for i in grammar.words_in(at):
        word = grammar.words[i]
        told = word.upos == "VERB" or grammar.child(i, "cop") is not None
        if told and word.deprel not in _ASIDE:
            yield i


def _subject(grammar: Grammar, i: int) -> str:
    """The subject of a clause itself in small letters, "" where it has none."""
    own = grammar.child(i, *SUBJECTS)
    return grammar.text(own).lower() if own is not None else ""


def _is_future(grammar: Grammar, i: int) -> bool:
    return bool(_FUTURE & set(grammar.auxiliaries(i)))


def _is_order(grammar: Grammar, i: int) -> bool:
    """Whether a clause tells the hearer what to do."""
    word = grammar.words[i]
    return (
        word.xpos in ("VB", "VBP")
        and grammar.child(i, *SUBJECTS, "mark") is None
        and word.deprel in ("root", "conj", "parataxis", "ccomp", "dep")
        and not set(grammar.auxiliaries(i)) - {"do", "please"}
        and not _shares(grammar, i)
    )


def _shares(grammar: Grammar, i: int) -> bool:
    """Whether a clause is joined to one that has a subject: "he must go and tell her"."""
    word = grammar.words[i]
    if word.deprel != "conj" or word.head is None or grammar.words[word.head].upos != "VERB":
        return False
    return (
        grammar.child(word.head, *SUBJECTS) is not None
        or grammar.child(word.head, "aux", "mark") is not None
    )


def _others(grammar: Grammar, i: int, you: bool = True) -> bool:
    """Whether something is done to, for or with somebody other than whoever speaks."""
    for k in grammar.below(i, "obj", "iobj", "obl", "xcomp"):
        text = grammar.text(k).lower()
        if text in ("him", "her") or (text in ("you", "them") and you):
            return True
        if text not in _MINE and text != "you" and is_person(grammar, k):
            return True
        if grammar.words[k].deprel == "xcomp" and _others(grammar, k, you):
            return True
    return False


def _harms(grammar: Grammar, i: int) -> bool:
    """Whether a clause tells of harm done to somebody, or to what is theirs."""
    if grammar.lemma(i) not in HARMS:
        return False
    target = grammar.object(i)
    if target is None or grammar.is_negated(i):
        return False
    text = grammar.text(target).lower()
    if text == "you":
        return True
    owner = grammar.child(target, "nmod:poss")
    if owner is not None and grammar.text(owner).lower() in ("your", "his", "her", "their"):
        return grammar.lemma(target) in word_list("body_parts") or is_person(grammar, target)
    person = text in ("him", "her", "them") or (text not in _MINE and is_person(grammar, target))
    return person and grammar.lemma(i) not in HARMS_ONLY_YOU


def _threatens(grammar: Grammar, i: int, said: str) -> bool:
    subject = _subject(grammar, i)
    ahead = _is_future(grammar, i)
    if subject in _ME and ahead and _harms(grammar, i):
        return True
    if subject == "you" and ahead and grammar.lemma(i) in SUFFERS and not grammar.is_negated(i):
        paid = grammar.object(i) if grammar.lemma(i) in ("pay", "lose", "answer", "burn") else None
        return paid is None
    bound = _DARES.search(said) or _IF.search(said) or _OR.search(said)
    if not bound or not subject or grammar.child(i, "mark") is not None:
        return False
    if subject not in ("i", "we", "you", "it") and grammar.lemma(i) in SUFFERS | {"hurt"}:
        own = grammar.child(i, *SUBJECTS)
        return (
            is_person(grammar, own)
            and not grammar.is_past_perfect(i)
            and grammar.words[i].xpos != "VBD"
        )
    if subject in _ME and (_DARES.search(said) or _OR.search(said)):
        now = ahead or grammar.words[i].xpos in ("VBP", "VB")
        return now and grammar.lemma(i) not in MISHAPS and _after_turn(grammar, i)
    return False


def _after_turn(grammar: Grammar, i: int) -> bool:
    """Whether an "or" or "and" right before a clause makes it what follows from the first."""
    own = grammar.child(i, *SUBJECTS) or i
    return own > 0 and grammar.text(own - 1).lower() in ("or", "and", ",")


def _vows(grammar: Grammar, i: int, said: str) -> bool:
    if _subject(grammar, i) not in _ME or not _is_future(grammar, i) or not grammar.is_negated(i):
        return False
    if _FOR_YOU.search(said):
        return False
    never = any(grammar.lemma(k) == "never" for k in grammar.below(i, "advmod"))
    if never:
        return grammar.lemma(i) not in _NEVER_MEANT
    return grammar.lemma(i) in _RESISTS


def _promises(grammar: Grammar, i: int, said: str) -> bool:
    if _subject(grammar, i) not in _ME or not _is_future(grammar, i) or _is_asked(grammar, i):
        return False
    if grammar.child(i, "mark") is not None:
        return False  # "when I'll come"
    lemma = grammar.lemma(i)
    if grammar.is_negated(i):
        return _FOR_YOU.search(said) is not None
    if lemma == "tell":
        to_you = grammar.object(i) is None or grammar.text(grammar.object(i) or i).lower() == "you"
        return _TELLS_ALL.search(said) is not None if to_you else _others(grammar, i)
    if lemma in HELPS or (lemma not in IDLE and _others(grammar, i)):
        return True
    soon = SOON.search(said) is not None
    return soon and lemma not in IDLE - _IN_TIME


def _is_asked(grammar: Grammar, i: int) -> bool:
    own = grammar.child(i, *SUBJECTS)
    aux = grammar.child(i, "aux")
    return own is not None and aux is not None and aux < own


def _plans(grammar: Grammar, i: int, said: str) -> bool:
    """ "We're going to cross", "I mean to have it", "We leave at dawn", "He is to marry her"."""
    lemma, subject = grammar.lemma(i), grammar.subject(i)
    who = grammar.text(subject).lower() if subject is not None else ""
    if subject is None or who in ("you", "it", "this", "that", "there", "what", "which"):
        return False
    if grammar.is_question(i) or grammar.is_negated(i):
        return False
    if who not in _ME and who not in ("he", "she", "they") and not is_person(grammar, subject):
        return False
    if is_aimed(grammar, i) and not aimed_at(grammar, i):
        return True
    if aimed_at(grammar, i) and lemma not in UNWILLED:
        return bool(grammar.below(i, "obj", "obl", "advmod", "xcomp", "iobj")) and not _is_errand(
            said
        )
    if aimed_at(grammar, i) and lemma == "have":
        return (
            grammar.child(i, "obj") is not None
            and grammar.lemma(grammar.words[i].head or 0) == "mean"
        )
    now = grammar.words[i].xpos in ("VBP", "VBZ", "VBG") and not {"have", "has", "been"} & set(
        grammar.auxiliaries(i)
    )
    if (
        now
        and (AHEAD.search(said) or _THE_MINUTE.search(said))
        and lemma not in UNWILLED
        and grammar.child(i, "mark") is None
    ):
        return grammar.words[i].deprel in ("root", "conj", "parataxis", "ccomp", "dep")
    return _is_future(grammar, i) and who == "we" and lemma not in UNWILLED


_THE_MINUTE = re.compile(r"\b(?:the\s(?:minute|moment|day)|as\ssoon\sas)\s(?:i|we)\b")
_ERRAND = re.compile(
    r"\bto\s(?:the\s)?(?:shops?|bed|sleep|bathroom|toilet|loo|work|school|lunch|dinner|pub)\b"
)


def _is_errand(said: str) -> bool:
    return _ERRAND.search(said) is not None


def _errands(grammar: Grammar, i: int, said: str) -> bool:
    """ "You must take this to York", "I need you to find her", "Find out who sent it"."""
    lemma = grammar.lemma(i)
    if lemma not in MISSIONS or grammar.is_question(i):
        return False
    if _is_order(grammar, i):
        return _is_weighty(grammar, i, said)
    subject = grammar.subject(i)
    if subject is None or grammar.is_negated(i):
        return False
    needed = set(grammar.auxiliaries(i))
    who = grammar.text(subject).lower()
    if who != "you" or (lemma == "find" and needed & _FUTURE):
        return False  # "You will find it quite dry"
    if needed & (_FUTURE | {"must"}) or _is_bound(grammar, i):
        return _is_weighty(grammar, i, said)
    return False


def _duties(grammar: Grammar, i: int, _: str) -> bool:
    """ "I have to find her", "We must warn him": what whoever speaks is bound to."""
    subject = grammar.subject(i)
    if subject is None or grammar.is_negated(i) or grammar.lemma(i) not in ORDERS | {"learn"}:
        return False
    if grammar.text(subject).lower() not in _ME or grammar.is_question(i):
        return False
    head = grammar.words[i].head
    wished = head is not None and grammar.lemma(head) in ("want", "expect", "order")
    better = grammar.lemma(i - 1) == "better"
    must = better or "must" in set(grammar.auxiliaries(i)) or (_is_bound(grammar, i) and not wished)
    return must and _others(grammar, i, you=False)


def _is_bound(grammar: Grammar, i: int) -> bool:
    """Whether an infinitive hangs on "have", "need", "be" or "want you"."""
    word = grammar.words[i]
    if word.deprel not in ("xcomp", "ccomp") or word.head is None or word.xpos != "VB":
        helped = set(grammar.auxiliaries(i))
        return (
            word.xpos == "VB"
            and bool(helped & {"are", "'re", "am", "is"})
            and "to" in {grammar.text(k).lower() for k in grammar.below(i, "mark")}
        )
    return grammar.lemma(word.head) in ("have", "need", "get", "want", "require", "expect", "order")


def _is_weighty(grammar: Grammar, i: int, said: str) -> bool:
    """Whether an order is more than one for the moment: about somebody else, with a time, or to
    find out something."""
    lemma = grammar.lemma(i)
    if lemma in ("find", "make", "see") and re.search(
        r"\b(?:find\sout|make\ssure|see\s(?:that|to\sit)|find\s(?:him|her|them|my|the|that"
        r"|this)\b)",
        said,
    ):
        return True
    if re.search(
        r"\b(?:by|before)\s(?!me|him|her|the\s(?:fire|window|door)|you|yourself)\w+"
        r"|\btomorrow|\btonight|\buntil|\btill\b",
        said,
    ):
        return lemma not in ("wait", "see", "look") or "until" in said
    if lemma in _DIRE and _others(grammar, i, you=False):
        return True
    return lemma in ORDERS and _others(grammar, i, you=False) and _is_afar(grammar, i)


def _is_afar(grammar: Grammar, i: int) -> bool:
    """Whether something is said or brought to somebody: not "Ask him in", "Give her room"."""
    return grammar.child(i, "ccomp", "xcomp", "obl", "iobj", "advcl") is not None


_KINDS: tuple[tuple[ThreadKind, bool, Callable[[Grammar, int, str], bool]], ...] = (
    ("threat", False, _threatens),
    ("vow", False, _vows),
    ("promise", False, _promises),
    ("task", True, _errands),
    ("task", False, _duties),
    ("plan", False, _plans),
)
