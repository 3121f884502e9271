"""Words that tell what goes on in somebody's knowledge: verbs and adjectives, with the state that
each tells of."""

from __future__ import annotations

from fabula.story.records import KnowledgeState


def _states(**words: tuple[str, ...]) -> dict[str, KnowledgeState]:
    named: dict[str, KnowledgeState] = {
        "knows": "knows", "believes": "believes", "suspects": "suspects", "forgot": "forgot",
        "hides": "hides", "ignorant": "does-not-know",
    }  # fmt: skip
    return {word: named[state] for state, forms in words.items() for word in forms}


VERBS = _states(
    knows=("know", "learn", "discover", "realise", "realize", "understand", "recognise",
           "recognize", "remember", "recall", "overhear", "notice", "gather", "hear", "see"),
    believes=("believe", "think", "suppose", "assume", "imagine", "hold"),
    suspects=("suspect", "guess"),
    forgot=("forget",),
    hides=("hide", "conceal", "pretend"),
    ignorant=("wonder",),
)  # fmt: skip
"""Verbs whose subject knows, believes, ... what their clause says."""

ADJECTIVES = _states(
    knows=("aware", "conscious"),
    believes=("sure", "certain", "convinced", "positive"),
    ignorant=("unaware", "ignorant"),
)
"""What somebody is who knows, believes, ... what their clause says."""

DENIED: dict[KnowledgeState, KnowledgeState] = {"knows": "does-not-know", "forgot": "knows"}
"""What the denial of a state tells; of belief and suspicion it tells nothing."""

CLAUSE_ONLY = frozenset(
    ("believe", "think", "suppose", "imagine", "guess", "hold", "hear", "see", "understand",
     "wonder", "gather", "assume", "pretend")
)  # fmt: skip
"""Verbs that tell of knowledge only with a clause: not "she saw him"."""

PERCEIVES = frozenset(("hear", "see"))
"""Verbs that tell of knowledge only where "that" or a question follows: not "she saw him go"."""

MEMORY = frozenset(("remember", "recall"))
TELLS = frozenset(
    ("tell", "inform", "warn", "remind", "explain", "confess", "admit", "reveal", "mention")
)
"""Verbs whose hearer comes to know what their clause says."""

COMES_TO = frozenset(("come", "dawn", "occur"))
"""What an insight does ("it came to her that")."""

LEADS = frozenset(
    ("that", "who", "whom", "whose", "what", "where", "why", "how", "whether", "which")
)
"""Words that lead to what is known."""

NO_CONTENT = frozenset(
    ("because", "as", "since", "though", "although", "while", "if", "when", "until", "before",
     "after", "unless", "so", "for", "to", "not")
)  # fmt: skip
"""Words whose clause is never what is known."""
