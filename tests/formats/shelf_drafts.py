"""Documents and drafts made in memory, each as its maker writes it: FB2, RTF, ODT, DOCX of Google
Docs and Word, novelWriter's files."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from shelf import WORD, Leaf, Made, texts, zipped

FB2 = "http://www.gribuser.ru/xml/fictionbook/2.0"
_ODF = {
    "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0",
    "draw": "drawing:1.0", "fo": "xsl-fo-compatible:1.0", "meta": "meta:1.0",
}  # fmt: skip
ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}"' for name, uri in _ODF.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


# ---- FB2


def fb2(bodies: str, info: str = "", encoding: str = "utf-8", binaries: str = "") -> bytes:
    """A book of ready-made `<body>` elements."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><FictionBook xmlns="{FB2}" '
        f'xmlns:l="http://www.w3.org/1999/xlink"><description><title-info>{info}</title-info>'
        f"</description>{bodies}{binaries}</FictionBook>"
    ).encode(encoding)


def as_fb2(leaves: Sequence[Leaf], info: str = "") -> Made:
    """A section for each heading."""
    pieces: list[str] = []
    opened = False
    for leaf in leaves:
        words = "".join(
            f"<emphasis>{html.escape(w)}</emphasis>" if i else html.escape(w) for w, i in leaf.runs
        )
        if leaf.kind == "heading" or not opened:
            pieces.append(("</section>" if opened else "") + "<section>")
            opened = True
        tag = {"break": "subtitle", "prose": "p"}.get(leaf.kind)
        pieces.append(f"<{tag}>{words}</{tag}>" if tag else f"<title><p>{words}</p></title>")
    body = f"<body>{''.join(pieces)}{'</section>' * opened}</body>"
    return Made(fb2(body, info), "story.fb2", {None: texts(leaves)})


# ---- RTF


def rtf_words(words: str) -> str:
    """Words with their braces and backslashes escaped and all that is not ASCII as `\\u`."""
    pieces: list[str] = []
    for c in words:
        if c in "\\{}":
            pieces.append("\\" + c)
        elif c < "\x80":
            pieces.append(c)
        else:
            units = c.encode("utf-16-le")
            for i in range(0, len(units), 2):
                unit = int.from_bytes(units[i : i + 2], "little")
                pieces.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(pieces)


def rtf(body: str, head: str = "") -> bytes:
    """A document as Word writes it, of ready-made paragraphs."""
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
        r"{\f1\fswiss\fcharset204 Arial CYR;}}{\colortbl;\red0\green0\blue0;}"
        r"{\stylesheet{\s0\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}"
        r"{\*\cs10 Default Paragraph Font;}}" + head + "\n" + body + "}"
    ).encode("latin-1")


def as_rtf(leaves: Sequence[Leaf], head: str = "") -> Made:
    lines = [
        (r"\pard\plain\s1 " if leaf.kind == "heading" else r"\pard\plain ")
        + "".join(f"{{\\i {rtf_words(w)}}}" if i else rtf_words(w) for w, i in leaf.runs)
        + r"\par"
        for leaf in leaves
    ]
    return Made(rtf("\n".join(lines), head), "story.rtf", {None: texts(leaves)})


# ---- ODT


def odt(body: str, styles: str = "", meta: str = "", automatic: str = "") -> bytes:
    """A document of ready-made paragraphs, styles, properties and styles of its own."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}>'
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        f"{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    }
    return zipped(files)


def odt_paragraph(leaf: Leaf) -> str:
    words = "".join(
        f'<text:span text:style-name="T1">{html.escape(w)}</text:span>' if i else html.escape(w)
        for w, i in leaf.runs
    )
    if leaf.kind == "heading":
        return f'<text:h text:outline-level="1">{words}</text:h>'
    return f"<text:p>{words}</text:p>"


def as_odt(leaves: Sequence[Leaf], meta: str = "") -> Made:
    data = odt("".join(map(odt_paragraph, leaves)), meta=meta)
    return Made(data, "story.odt", {"content.xml": texts(leaves)})


# ---- DOCX of Google Docs and Word


def run(words: str, properties: str = "") -> str:
    text = f'<w:t xml:space="preserve">{html.escape(words)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def para(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def word(
    body: str, parts: dict[str, str] | None = None, styles: str = "", main: str = "document"
) -> bytes:
    """A document with parts beside it ("footnotes", "comments", "header1"...: their content)."""
    spaces = (
        f'xmlns:w="{WORD}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    kinds = {name: name.rstrip("0123456789") for name in parts or {}}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in {main: "document.main", **kinds}.items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f"<Types>{types}</Types>",
        f"word/{main}.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
    }
    for name, content in (parts or {}).items():
        files[f"word/{name}.xml"] = f"<w:{kinds[name]} {spaces}>{content}</w:{kinds[name]}>"
    return zipped(files)


def as_google_docx(leaves: Sequence[Leaf]) -> Made:
    """Headings are bold normal text, breaks are drawn lines, half the words were suggested."""
    rule = '<w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict></w:r>'
    body: list[str] = []
    for leaf in leaves:
        if leaf.kind == "break":
            body.append(para(rule))
        elif leaf.kind == "heading":
            body.append(para(run(leaf.text, "<w:b/>"), '<w:jc w:val="center"/>'))
        else:
            runs = [run(w, "<w:i/>" if i else "") for w, i in leaf.runs]
            runs[-1] = f'<w:ins w:author="beta">{runs[-1]}</w:ins>'
            struck = '<w:del w:author="beta"><w:r><w:delText>Not this. </w:delText></w:r></w:del>'
            body.append(para(struck + "".join(runs)))
    return Made(word("".join(body)), "draft.docx", {})


# ---- novelWriter


def novelwriter(body: str) -> bytes:
    """A file of a project: its head, then what the writer sees."""
    return (
        "%%~name: Salt\n%%~path: 6a2d6d5f4f401/636b6aa9b697b\n%%~kind: NOVEL/DOCUMENT\n"
        f"%%~hash: e1c58699b05b512306a534da70c2952aafc60e8b\n{body}"
    ).encode()


def as_novelwriter(leaves: Sequence[Leaf], scenes: bool = True) -> Made:
    """Chapters are headings of the second level, `scenes` of the third with a synopsis and tags."""
    scene = "### Scene\n\n@pov: Maud\n@char: Maud, Ines\n%synopsis: They meet."
    body: list[str] = []
    for leaf in leaves:
        if leaf.kind == "heading":
            body.append(f"## {leaf.text}\n\n@location: Arrow Head")
        elif leaf.kind == "break":
            body.append(scene if scenes else leaf.text)
        else:
            body.append("".join(f"_{w}_" if i else w for w, i in leaf.runs))
    return Made(novelwriter("\n\n".join(body) + "\n"), "636b6aa9b697b.nwd", {})


FORMATS: dict[str, Callable[[Sequence[Leaf]], Made]] = {
    "fb2": as_fb2,
    "rtf": as_rtf,
    "odt": as_odt,
}
