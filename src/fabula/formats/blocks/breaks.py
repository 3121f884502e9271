"""Lines that stand between scenes, in the forms that are unmistakable.

Anything odder (a centred word, an emoji, a writer's own mark) is left as prose: a later stage
learns it from its coming again.
"""

from __future__ import annotations

import re

LONGEST = 80  # characters a break line may have

_SIGNS = (
    "*#~=_-–—―─━═•·●○◦◆◇♦♢★☆✦✧✩✶✷✸✹✺✻✼❖❇❈§¤†‡⁂❧☙※❀✿♠♣♥♡♪♫■□▪▫▲△▼▽∞∗⁎+^|/\\<>.:xXoO0 \t\u00a0\u2003"
)
_ONLY_SIGNS = re.compile(f"[{re.escape(_SIGNS)}]+")
# One of these alone is a break; a single dash, dot or plus is not.
_STRONG = re.compile("[*#~◆◇♦♢★☆✦✧✩✶✷✸✹✺✻✼❖❇❈§⁂❧☙※❀✿♠♣♥♡♪♫■□▪▫▲△▼▽∞∗⁎●○•†‡¤]")
_RULE = re.compile(r"(?:[-–—―─━═=_+][ \t\u00a0]*){3,}|[—―─━═]{2,}")
# oOo, xXx, 0o0, ooOoo: one letter in both cases (or with a nought), over and over.
_LETTERS = re.compile(r"(?:[oO0]{3,}|[xX]{3,})(?:[ \-~*.]*(?:[oO0]{3,}|[xX]{3,}))*")
_SPACED = re.compile(r"(?:[xX](?:[ \-~*.]+[xX]){2,}|[oO0](?:[ \-~*.]+[oO0]){2,})")
_FLANKED = re.compile(r"[-~*=.:]+ ?(?:[xXoO0]+) ?[-~*=.:]+(?:(?: ?[xXoO0]+) ?[-~*=.:]+)*")
_DOTTED = re.compile(r"(?:\.[:*~]+\.)(?:[ ]?[:*~.]+)*")
_NAMED = re.compile(
    r"[\W_]*(?:line|page|scene|section|time)[ -]?break[\W_]*|[\W_]*(?:scene|page|line)break[\W_]*",
    re.IGNORECASE,
)


def is_break(line: str) -> bool:
    """Whether `line` (a whole block) is a mark between scenes and nothing else."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return False
    if _NAMED.fullmatch(line):
        # "Page break" as words of a story would have something about it: a bare name is no mark.
        return not line.isalpha() or line.isupper() or line.lower().endswith("break")
    if not _ONLY_SIGNS.fullmatch(line):
        return False
    if not any(c in "xXoO0" for c in line):
        return bool(_STRONG.search(line) or _RULE.fullmatch(line) or _DOTTED.fullmatch(line))
    if _LETTERS.fullmatch(line):
        return len({c for c in line if c in "xXoO0"}) > 1
    return bool(_SPACED.fullmatch(line) or _FLANKED.fullmatch(line))
