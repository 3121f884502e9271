"""Who knows what, as the text tells it: verbs of knowing, learning, forgetting and hiding with the
clause or the thing they are about, and what somebody is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.story.memory import Memory
from fabula.story.records import Knowledge, KnowledgeState
from fabula.story.text import Span

BY = "knowing"
_STATES: dict[str, KnowledgeState] = {
    **dict.fromkeys(("know", "learn", "discover", "realise", "realize", "understand", "recognise",
                     "recognize", "remember", "recall", "overhear", "notice", "gather"), "knows"),
    **dict.fromkeys(("believe", "think", "suppose", "assume", "imagine"), "believes"),
    **dict.fromkeys(("suspect", "guess", "doubt", "wonder"), "suspects"),
    "forget": "forgot",
    **dict.fromkeys(("hide", "conceal"), "hides"),
}  # fmt: skip
_DENIED: dict[KnowledgeState, KnowledgeState] = {
    "knows": "does-not-know", "forgot": "knows", "believes": "believes", "suspects": "suspects",
}  # fmt: skip
_MEMORY = frozenset(("remember", "recall"))
_TELLS = frozenset(("tell", "inform", "warn", "remind", "show", "explain", "confess", "admit",
                    "reveal"))  # fmt: skip
_SAYS_IT = frozenset(("i", "you", "know", "mean", "think", "suppose"))
_LEAST = 3  # words of a content that is worth keeping
_WEAK = frozenset(("believe", "think", "suppose", "imagine", "guess", "wonder", "know"))


def knowing(memory: Memory, page: Page) -> Memory:
    """Emits Knowledge."""
    grammar = page.grammar
    for i, word in enumerate(grammar.words):
        if word.upos == "VERB":
            _verb(page, grammar, i)
        elif word.upos == "NOUN" and grammar.lemma(i) in ("idea", "memory", "recollection"):
            _no_idea(page, grammar, i)
    return memory


def _verb(page: Page, grammar: Grammar, i: int) -> None:
    lemma = grammar.lemma(i)
    if grammar.is_question(i):
        return
    if lemma in _STATES or (lemma == "find" and grammar.child(i, "compound:prt") is not None):
        _state(page, grammar, i, _STATES.get(lemma, "knows"))
    elif lemma in _TELLS:
        _told(page, grammar, i)


def _state(page: Page, grammar: Grammar, i: int, state: KnowledgeState) -> None:
    """ "She did not know who had carried him": the holder, the state, the content."""
    content = _content(grammar, i)
    lemma = grammar.lemma(i)
    if content is None or (lemma in _WEAK and grammar.child(i, "ccomp", "xcomp") is None):
        return
    realis = grammar.realis(i)
    unable = {"could", "can", "ca"} & set(grammar.auxiliaries(i)) and realis == "negated"
    if realis == "negated":
        state = "forgot" if lemma in _MEMORY and unable else _DENIED.get(state, state)
    elif realis != "actual" and not unable:
        return
    for holder in _people(grammar, grammar.subject(i)):
        _keep(page, grammar, holder, state, content, i)


def _told(page: Page, grammar: Grammar, i: int) -> None:
    """ "He told her that the bridge was down": whoever is told knows it; or does not, if not."""
    content = _content(grammar, i, told=True)
    realis = grammar.realis(i)
    if content is None or realis not in ("actual", "negated"):
        return
    passive = grammar.is_passive(i)
    hearers = list(_people(grammar, grammar.subject(i) if passive else grammar.object(i))) or list(
        _people(grammar, grammar.child(i, "iobj") or grammar.oblique(i, "to"))
    )
    for hearer in hearers:
        state: KnowledgeState = "knows" if realis == "actual" else "does-not-know"
        _keep(page, grammar, hearer, state, content, i)
    if realis == "negated" and not passive:
        for holder in _people(grammar, grammar.subject(i)):
            _keep(page, grammar, holder, "hides", content, i)


def _no_idea(page: Page, grammar: Grammar, i: int) -> None:
    """ "She had no idea who he was", "he had no memory of the fire"."""
    determiner = grammar.child(i, "det")
    verb = grammar.words[i].head
    if determiner is None or grammar.text(determiner).lower() != "no" or verb is None:
        return
    if grammar.lemma(verb) != "have":
        return
    clause = grammar.child(i, "acl", "ccomp", "nmod", "acl:relcl")
    clause = clause if clause is not None else grammar.child(verb, "ccomp", "advcl")
    if clause is None:
        return
    state: KnowledgeState = "does-not-know" if grammar.lemma(i) == "idea" else "forgot"
    for holder in _people(grammar, grammar.subject(verb)):
        _keep(page, grammar, holder, state, grammar.clause(clause), i)


def _content(grammar: Grammar, i: int, told: bool = False) -> Span | None:
    """What is known: the clause, or the thing or person that it is about."""
    clause = grammar.child(i, "ccomp", "xcomp")
    if clause is not None:
        return grammar.clause(clause)
    about = grammar.oblique(i, "about", "of")
    if about is not None:
        return grammar.clause(about)
    target = grammar.object(i)
    if target is not None and not told and grammar.words[target].upos in ("NOUN", "PROPN"):
        return grammar.phrase(target)
    return None


def _people(grammar: Grammar, word: int | None) -> Iterator[str]:
    for k in grammar.joined(word):
        number = grammar.mention(k)
        entity = grammar.entity(k)
        if number is not None and entity and grammar.page.notes.seen[number].type == "PER":
            yield from grammar.page.members.get(entity, (entity,))


def _keep(
    page: Page, grammar: Grammar, holder: str, state: KnowledgeState, content: Span, i: int
) -> None:
    words = page.passage.text[content.start : content.end].split()
    if len(words) < _LEAST and not words[0][:1].isupper():
        return
    about = [
        page.meant[n]
        for n, seen in enumerate(page.notes.seen)
        if content.start <= seen.at.start < content.end and n in page.meant and seen.type == "PER"
    ]
    page.emit(
        Knowledge, "n", content, BY, confidence=0.6, holder=holder, state=state,
        about=tuple(dict.fromkeys(about)),
        evidence=(page.passage.absolute(grammar.words[i].at),),
    )  # fmt: skip
