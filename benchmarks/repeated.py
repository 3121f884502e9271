"""What an attacker would write: one small thing over and over, to 100 kB, in every textual shape.

python benchmarks/repeated.py     the slowest, in seconds of a processor, and how many there are
"""

from __future__ import annotations

import time
from contextlib import suppress

from fabula.errors import FabulaError
from fabula.formats import read_bytes

BYTES = 100_000
SHOWN = 8  # of the slowest
PLAIN = (
    "[", "](", "![", "<", "*a", "*a ", "**", "_a_ ", "`", "`` ` ", "<!--", "&", "> ", "- ", "1. ",
    "\\", "|a|b\n", "\n\n", " ", "\t", "a\n", "a\r\n", "a\r\n\r\n", "# \n", "a**b", "[a]: x\n",
    "[a](", "(A/N", "( ", "(A/N: a ", "Chapter 1\n\n", "I\n\n", "IV. ", "CONTENTS\n\n", "A B\n",
    "* * *\n", "oOo\n", "---\n", "---\na: b\n", "[Line Break]\n", "\u200b", "“", "“a” ", "«", "「",
    "'a' ", "— a\n", "mara: hi\n", "@", "%%", "%% a %%", "[^1]", "[^1]: x\n", "[a] x ", "Ã©", "â€œ",
    "Work Header\n", "Rating:\n", "Mara’s POV\n\n", "London, 1888\n\n", "Two days later\n\n",
    "Dear Mara,\n\n", "【HP: 3】\n", "e\u0301\u0301", "a\u202e", "🙂", "W-w-what ", "nooooo",
    "der die das ", "ça était ", "и ", "漢", "\x85", "\u2028",
)  # fmt: skip
MARKUP = (
    "<p>a", "<p>a</p>", "<div>", "<div><p>a</p></div>", "<em>a", "<br>a", "<hr>", "<pre>a\n\n",
    "<table><tr><td>a", "<table><tr><td>a</td></tr></table>", "<h2>Chapter 1</h2>", "<!--", "<a ",
    "<p hidden>a</p>", "<p style='display:none'>a</p>", "<span style='font-size:0'>a</span>",
    "<style>.a{display:none}</style>", "<div class=userstuff>a</div>", "<p>Notes</p><blockquote>a",
    "<dl class=tags><dt>Rating:</dt><dd>a</dd></dl>", "<h3 class=title>a</h3>", "<p>&nbsp;</p>",
    "<div class='meta group'><h2 class=heading>C</h2></div>", "<p align=center><img></p>",
    "<details><summary>a</summary>b</details>", "<ruby>a<rt>b</rt></ruby>", "&lt;", "<![CDATA[",
)  # fmt: skip
RTF = (
    "{", "{\\b a", "\\par ", "a\\par ", "\\'e9", "\\u233?", "\\u55357?\\u56898?", "{\\footnote a}",
    "\\trowd a\\cell\\row ", "{\\*\\a b}", "\\bin1 a", "\\line ", "{\\stylesheet{\\s1 a;}}",
)  # fmt: skip
FB2 = (
    "<p>a</p>", "<section><p>a</p></section>", "<empty-line/>", "<v>a</v>", "&", "&a", "<binary>",
    "<poem><stanza><v>a</v></stanza></poem>", "<a type='note'>a</a>", "<title><p>a</p></title>",
)  # fmt: skip
SHAPES = (
    ("x.txt", "{}", PLAIN),
    ("x.md", "{}", PLAIN),
    ("x.html", "<html><body>{}", PLAIN + MARKUP),
    ("x.html", "<html><body><div id=preface></div><div id=chapters>{}</div>", MARKUP),
    ("x.html", "<html><body><div id=workskin>{}</div>", MARKUP),
    ("x.html", "<html><body><div class='chapter-inner chapter-content'>{}</div>", MARKUP),
    ("x.rtf", "{{\\rtf1\\ansi {}}}", RTF),
    ("x.fb2", "<FictionBook><body><section>{}</section></body></FictionBook>", FB2),
)


def main() -> None:
    """Reads each and prints the slowest."""
    took: list[tuple[float, str, str]] = []
    for path, around, units in SHAPES:
        for unit in units:
            data = around.format(unit * (BYTES // len(unit.encode()))).encode()
            took.append((_seconds(data, path), path, unit))
    print(f"{len(took)} files of {BYTES:,} bytes; the slowest, in seconds of a processor:")
    for seconds, path, unit in sorted(took, reverse=True)[:SHOWN]:
        print(f"{seconds:>6.2f}  {path:<7} {unit!r}")


def _seconds(data: bytes, path: str) -> float:
    began = time.process_time()
    with suppress(FabulaError):  # to refuse is an answer
        read_bytes(data, path)
    return time.process_time() - began


if __name__ == "__main__":
    main()
