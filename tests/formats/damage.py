"""Files broken on purpose: what a bad disk, a bad converter or an attacker makes of a good one.

`damaged` takes a file of any shape and a source of chance, and gives a broken one; a ZIP container
is opened, broken inside, and closed again, so that what lies behind its checksums is reached too.
The chance is Hypothesis's own in the tests and a seeded one in the fuzz runs.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from damage_trees import tree_damaged

Damage = Callable[[bytes, Random], bytes]
Members = list[tuple[str, bytes]]

LARGEST = 20_000  # bytes of a broken file or member; more of the same shows nothing new
PIECES = (
    b"<p>", b"</p>", b"<div>", b"</div>", b"<i>", b"</i>", b"<br>", b"<hr/>", b"<h2>", b"</h2>",
    b"<table><tr><td>", b"</td></tr></table>", b"<ruby>", b"<rt>", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"<?xml version='1.0'?>", b"<!DOCTYPE html [<!ENTITY a 'b'>]>", b"&a;", b"&nbsp;",
    b"&#0;", b"&#xD800;", b"&#x110000;", b"<p", b"</", b"<p style='display:none'>", b"<style>.a{",
    b"display:none}</style>", b"<p class='userstuff'>", b"<div id='chapters' class='userstuff'>",
    b"<div id='preface'>", b"<dl class='tags'><dt>", b"<section>", b"<title>", b"<w:p>", b"</w:p>",
    b"<w:r><w:t>", b"<w:del>", b"<text:p>", b"<text:s text:c='99999999'/>", b"<binary>",
    b"{\\rtf1", b"}", b"{", b"\\par ", b"\\'e9", b"\\u-10179?", b"\\bin9999 ", b"\\", b"{\\*\\x ",
    b"{\\fonttbl", b"\\pard", b"# ", b"*", b"_", b"`", b"```\n", b"[a](b)", b"![", b"](", b"---\n",
    b"> ", b"- ", b"@pov: x\n", b"% x\n", b"[x]: y\n", b"\r\n", b"\n\n", b"\r", b"\t", b"\0",
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\x8b", b"\xc2\xa0",
    b"\xf0\x9f\x99\x82", b"\xe2\x80\xae", b"e\xcc\x81" * 9, b"Chapter 1", b"\nII\n\n",
    b"CONTENTS", b"* * *", b"oOo",
    b"A/N: hi", b"(A/N: hi)", b"End Notes", b"Mara's POV", b"by nobody",
    b"\xe2\x80\x9cYes,\xe2\x80\x9d",
    b"*** START OF THE PROJECT GUTENBERG EBOOK X ***", b"Work Header", b"Rating:", b"mara: hi\n",
    b"<meta charset='undefined'>", b"<?xml version='1.0' encoding='unicode_escape'?>",
    b"\\fcharset204",
    b"\xe9\xff", b"\\u0041", b"\\ansicpg932 ", b"longform:\n", b"FictionBook", b"\\footnote ",
)  # fmt: skip
NAMES = ("", "/x", "../x", "C:\\x", "a\\b", "x/../../y", "mimetype", "META-INF/container.xml",
         "META-INF/encryption.xml", "word/document.xml", "content.xml", "x" * 300, "é/\u202ea.txt",
         "CON", ".hidden.txt", "a\0b", "a\nb", "dir/", "1.txt", "2.zip", "x.fb2",
         "y.rtf")  # fmt: skip
CODES = ("utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "utf-7", "utf-8-sig", "shift_jis")


def damaged(data: bytes, dice: Random) -> bytes:
    """`data` with one to four things done to it, mostly few."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        members = _opened(data) if dice.random() < 0.85 else None
        if members:
            data = _lied(_closed(_broken_inside(members, dice), dice), dice)
        else:
            tree = tree_damaged(data, dice) if dice.random() < 0.4 else data
            data = (dice.choice(ROUGH)(data, dice) if tree == data else tree)[:LARGEST]
    return data


def _stretch(data: bytes, dice: Random, longest: int = 400) -> tuple[int, int]:
    start = dice.randint(0, len(data))
    return start, min(len(data), start + dice.randint(0, longest))


def cut(data: bytes, dice: Random) -> bytes:
    place = dice.randint(0, len(data))
    return data[:place] if dice.random() < 0.7 else data[place:]


def flip(data: bytes, dice: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6) if data else 0):
        changed[dice.randrange(len(data))] = dice.randint(0, 255)
    return bytes(changed)


def drop(data: bytes, dice: Random) -> bytes:
    start, end = _stretch(data, dice)
    return data[:start] + data[end:]


def insert(data: bytes, dice: Random) -> bytes:
    place = dice.randint(0, len(data))
    pieces = b"".join(dice.choice(PIECES) for _ in range(dice.randint(1, 5)))
    return data[:place] + pieces + data[place:]


def repeat(data: bytes, dice: Random) -> bytes:
    start, end = _stretch(data, dice, 60)
    return data[:end] + data[start:end] * dice.choice((1, 2, 9, 60)) + data[end:]


def nest(data: bytes, dice: Random) -> bytes:
    place = dice.randint(0, len(data))
    return data[:place] + dice.choice(PIECES) * dice.choice((3, 9, 40, 250)) + data[place:]


def swap(data: bytes, dice: Random) -> bytes:
    first, second = sorted((_stretch(data, dice), _stretch(data, dice)))
    if first[1] > second[0]:
        return data
    (a, b), (c, d) = first, second
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def unmark(data: bytes, dice: Random) -> bytes:
    """Takes away one of the signs that marks are made of."""
    places = [i for i, byte in enumerate(data[:LARGEST]) if byte in b"<>\"'/={}\\&;*_#[]()"]
    place = dice.choice(places) if places else 0
    return data[:place] + data[place + 1 :]


def recode(data: bytes, dice: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(dice.choice(CODES), "replace")


def garble(data: bytes, dice: Random) -> bytes:
    """What comes of UTF-8 that somebody takes for another encoding and saves again."""
    page = dice.choice(("cp1252", "latin-1", "cp1251", "mac_roman"))
    return data.decode(page, "replace").encode()


ROUGH: tuple[Damage, ...] = (
    cut, flip, drop, insert, insert, repeat, nest, swap, unmark, recode, garble,
)  # fmt: skip


def _opened(data: bytes) -> Members | None:
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return [(i.filename, container.read(i)[:LARGEST]) for i in container.infolist()]
    except Exception:  # it was broken before, in whatever way
        return None


def _broken_inside(members: Members, dice: Random) -> Members:
    weights = [50 + min(len(content), 3_000) for _, content in members]
    i, k = dice.choices(range(len(members)), weights, k=2)  # large members hold the story
    name, content = members[i]
    what = dice.random()
    if what < 0.55:
        members[i] = name, tree_damaged(content, dice)[:LARGEST]
    elif what < 0.68:
        members[i] = name, dice.choice(ROUGH)(content, dice)[:LARGEST]
    elif what < 0.73:
        members[i], members[k] = (name, members[k][1]), (members[k][0], content)
    elif what < 0.79:
        members[i] = dice.choice(NAMES), content
    elif what < 0.85:
        del members[i]
    elif what < 0.9:
        members.append((dice.choice((name, *NAMES)), content))
    elif what < 0.95:
        dice.shuffle(members)
    else:
        members.append((f"{len(members)}.zip", _closed(members, dice)[:LARGEST]))
    return members


def _closed(members: Members, dice: Random) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as container:
        warnings.simplefilter("ignore")  # of two members with one name
        for i, (name, content) in enumerate(members):
            packed = i and dice.random() < 0.8
            method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            container.writestr(zipfile.ZipInfo(name or "x"), content, method)
    return out.getvalue()


def _lied(data: bytes, dice: Random) -> bytes:
    """Sometimes a container whose directory does not tell the truth of its members."""
    place = data.rfind(b"PK\1\2")
    if place < 0 or dice.random() < 0.8:
        return data
    changed = bytearray(data)
    changed[min(len(data) - 1, place + dice.randint(4, 45))] = dice.randint(0, 255)
    return bytes(changed)
