"""Several files of one work made one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fabula.story.text import Block, Meta, Span, Text

GAP = "\n\n"  # stands between two files; no source holds it


def join(texts: Sequence[Text]) -> Text:
    """`texts` one after the other; each after the first opens a chapter. Segments must already
    carry their files' numbers."""
    if len(texts) == 1:
        return texts[0]
    offset = 0
    blocks: list[Block] = []
    moved: list[Text] = []
    for i, text in enumerate(texts):
        shifted = shift(text, offset)
        moved.append(shifted)
        blocks += _opened(shifted.blocks) if i else shifted.blocks
        offset += len(text.text) + len(GAP)
    return Text(
        text=GAP.join(t.text for t in texts),
        blocks=tuple(blocks),
        segments=tuple(s for t in moved for s in t.segments),
        sources=tuple(s for t in moved for s in t.sources),
        meta=first_meta(t.meta for t in moved),
        notices=tuple(n for t in moved for n in t.notices),
    )


def shift(text: Text, by: int) -> Text:
    """`text` with every place moved on by `by`."""
    if not by:
        return text

    def moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(s.start + by, s.end + by) for s in spans)

    replace = msgspec.structs.replace
    return replace(
        text,
        blocks=tuple(
            replace(
                b,
                start=b.start + by,
                end=b.end + by,
                italics=moved(b.italics),
                holes=moved(b.holes),
            )
            for b in text.blocks
        ),
        segments=tuple(s._replace(start=s.start + by, end=s.end + by) for s in text.segments),
        notices=tuple(
            replace(n, at=next(iter(moved([n.at])))) if n.at else n for n in text.notices
        ),
    )


def first_meta(metas: Iterable[Meta]) -> Meta:
    """For each member the first that says something."""
    known = Meta()
    for meta in metas:
        known = Meta(*(getattr(known, f) or getattr(meta, f) for f in Meta.__struct_fields__))
    return known


def _opened(blocks: tuple[Block, ...]) -> list[Block]:
    """`blocks` with a chapter opened at the first heading or story block, but for a heading that
    says that it opens none: the name of a scene in a file of its own."""
    changed = list(blocks)
    for i, block in enumerate(blocks):
        if block.kind == "heading" and not block.opens_chapter:
            break
        if block.is_story or block.kind == "heading":
            changed[i] = msgspec.structs.replace(block, opens_chapter=True)
            break
    return changed
