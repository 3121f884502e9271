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
           "recognize", "remember", "recall", "overhear", "notice", "gather", "hear", "see",
           "read", "perceive", "observe", "deduce", "grasp", "spot"),
    believes=("believe", "think", "suppose", "assume", "imagine", "hold", "presume", "conclude",
              "reckon", "trust", "expect", "fancy", "convince", "persuade"),
    suspects=("suspect", "guess", "doubt", "fear", "sense"),
    forgot=("forget",),
    hides=("hide", "conceal", "pretend"),
    ignorant=("wonder",),
)  # fmt: skip
"""Verbs whose subject knows, believes, ... what their clause says."""

ADJECTIVES = _states(
    knows=("aware", "conscious"),
    believes=("sure", "certain", "convinced", "positive", "confident", "persuaded"),
    suspects=("afraid", "suspicious", "doubtful"),
    ignorant=("unaware", "ignorant", "unsure", "uncertain"),
)
"""What somebody is who knows, believes, ... what their clause says."""

DENIED: dict[KnowledgeState, KnowledgeState] = {"knows": "does-not-know", "forgot": "knows"}
"""What the denial of a state tells; of belief and suspicion it tells nothing."""

CLAUSE_ONLY = frozenset(
    ("believe", "think", "suppose", "imagine", "guess", "hold", "hear", "see", "understand",
     "wonder", "gather", "assume", "pretend", "read", "observe", "spot", "presume", "conclude",
     "reckon", "trust", "expect", "fancy", "convince", "persuade", "doubt", "fear", "sense",
     "deduce", "afraid", "suspicious", "sure", "certain", "confident", "perceive", "recognise",
     "recognize", "notice")
)  # fmt: skip
"""Verbs that tell of knowledge only with a clause: not "she saw him"."""

MADE = frozenset(("convince", "persuade"))
"""Verbs that tell what is believed by whoever it is done to."""

NOUNS = _states(
    knows=("knowledge", "proof"),
    believes=("impression", "belief", "conviction"),
    suspects=("feeling", "suspicion", "hunch", "idea", "notion", "inkling", "fear"),
    forgot=("memory", "recollection"),
    ignorant=("clue",),
)
"""What somebody has who knows, suspects, ... what follows; who has none does not know."""

PERCEIVES = frozenset(("hear", "see", "read", "observe", "perceive", "sense", "fear", "trust"))
"""Verbs that tell of knowledge only where "that" or a question follows: not "she saw him go"."""

MEMORY = frozenset(("remember", "recall"))
TELLS = frozenset(
    ("tell", "inform", "warn", "remind", "explain", "confess", "admit", "reveal", "mention",
     "show", "write", "report", "announce", "assure", "notify")
)  # fmt: skip
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
