"""Blocks as HTML, every text escaped."""

from __future__ import annotations

from html import escape

from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.publish.claim_words import then_and_now


def to_html(document: Document) -> str:
    """Return the document's blocks as HTML to be put under the page's own ``h1``; level 1 becomes ``h2``."""
    return "\n".join(block_to_html(block) for block in document.blocks)


def block_to_html(block: Block) -> str:
    """Return one block as HTML."""
    match block:
        case Heading():
            tag = f"h{min(block.level + 1, 6)}"
            return f"<{tag}>{escape(block.text)}</{tag}>"
        case Paragraph():
            return _paragraph(block)
        case ClaimBlock():
            return _claim(block)
        case FigureBlock():
            return _figure(block)
        case TableBlock():
            return _table(block)
        case Facts():
            pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in block.pairs)
            return f'<dl class="facts-column">{pairs}</dl>'


def _figure(block: FigureBlock) -> str:
    # The alt text goes on the figure, for the SVG's own title may be shorter; the SVG was drawn here.
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    drawn = {"wide": block.svg, "narrow": block.narrow} if block.narrow else {"": block.svg}
    boxes = {name: f' class="{name}"' if name else "" for name in drawn}
    pictures = (
        f'<div{boxes[name]} role="img" aria-label="{escape(block.alt)}">{svg}</div>' for name, svg in drawn.items()
    )
    return f'<figure class="chart">{"".join(pictures)}{caption}</figure>'


def _paragraph(block: Paragraph) -> str:
    mark = ' class="lead"' if block.lead else ""
    return "".join(f"<p{mark}>{escape(part)}</p>" for part in block.parts)


def _claim(block: ClaimBlock) -> str:
    shape = f'<span class="shape" aria-hidden="true">{escape(block.symbol)}</span>'
    then, now = then_and_now(block.text)
    text = escape(then) + (f' <span class="now">{escape(now)}</span>' if now else "")
    detail = f'<p class="small muted">{escape(block.detail)}</p>' if block.detail else ""
    return (
        f'<div class="claim"><p class="verdict {escape(block.tone)}">{shape} {escape(block.state)}</p>'
        f"<p>{text}</p>{detail}</div>"
    )


def _table(block: TableBlock) -> str:
    head = "".join(f'<th scope="col"{_right(block, n)}>{escape(cell)}</th>' for n, cell in enumerate(block.head))
    rows = "".join(f"<tr>{''.join(_cell(block, n, cell) for n, cell in enumerate(row))}</tr>" for row in block.rows)
    caption = f"<caption>{escape(block.caption)}</caption>"
    # A table that is wider than its box is scrolled with the keyboard too.
    box = f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(block.caption)}">'
    return f'{box}<table class="cards">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cell(block: TableBlock, column: int, text: str) -> str:
    if column == 0:
        return f'<th scope="row">{escape(text)}</th>'
    # Shown where the page is narrow and each row stands as a card of its own.
    head = block.head[column]
    asks = " asks" if head.endswith("?") else ""
    label = f'<span class="narrow-label{asks}">{escape(head)}</span> '
    return f"<td{_right(block, column)}>{label}{escape(text)}</td>"


def _right(block: TableBlock, column: int) -> str:
    return ' class="right"' if column in block.numeric else ""
