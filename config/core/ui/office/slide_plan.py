"""Which slides a document becomes: one message on each. Pure."""

from dataclasses import dataclass

from config.core.ui.pdf.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Duties,
    Facts,
    Figure,
    Heading,
    Lead,
    PageBreak,
    Paragraph,
    Stories,
    Story,
    Table,
)

MOST_ROWS = 7
MOST_LINES = 8


@dataclass(frozen=True)
class Slide:
    """A title that says the message, the words over it, what is shown, and what the speaker should know."""

    title: str
    kicker: str
    shown: Block | Story | None
    notes: str = ""
    is_large: bool = False


def slides_of(document: Document) -> list[Slide]:
    """What stands before the first page break, and the last list of the annex: how to read it."""
    blocks = document.blocks
    end = next((at for at, block in enumerate(blocks) if isinstance(block, PageBreak)), len(blocks))
    found: list[Slide] = []
    heading = Heading(document.title)
    waiting: list[str] = []
    for block in blocks[:end]:
        if isinstance(block, Heading):
            found += _words(heading, waiting)
            heading, waiting = block, []
        elif isinstance(block, Paragraph):
            waiting.append(block.text)
        else:
            found += _of(block, heading, waiting)
            waiting = []
    found += _words(heading, waiting)
    return _told_apart([*found, *_closing(blocks[end:])])


def _of(block: Block, heading: Heading, said: list[str]) -> list[Slide]:
    """The slides of one block; a sentence that stands before a chart is its message."""
    match block:
        case Lead():
            return [Slide(block.text, heading.text, None, heading.notes, is_large=True)]
        case Figure():
            title = said[0] if said else heading.text
            return [Slide(title, heading.text if said else "", block, heading.notes)]
        case Stories():
            return [Slide(story.title, heading.text, story, heading.notes) for story in block.items]
        case Callout():
            return [Slide(block.text, block.title, Bullets(block.options), block.notes)]
        case Table():
            return [*_words(heading, said), *(_slide(heading, part) for part in _tables(block))]
        case Duties():
            rows = tuple((duty.name, duty.state_label, duty.evidence) for duty in block.items)
            table = Table(block.caption, block.columns, rows, weights=(5, 2, 6))
            return [*_words(heading, said), *(_slide(heading, part) for part in _tables(table))]
        case Bullets():
            return [*_words(heading, said), *(_slide(heading, part) for part in _lists(block))]
        case Facts():
            return [*_words(heading, said), _slide(heading, block)]
        case _:
            return []


def _slide(heading: Heading, block: Block) -> Slide:
    return Slide(heading.text, "", block, heading.notes)


def _words(heading: Heading, said: list[str]) -> list[Slide]:
    return [_slide(heading, Bullets(tuple(said)))] if said else []


def _tables(block: Table) -> list[Table]:
    """A long table on several slides, each with its header row."""
    starts = range(0, max(len(block.rows), 1), MOST_ROWS)
    return [
        Table(block.caption, block.columns, block.rows[at : at + MOST_ROWS], block.numeric, block.weights)
        for at in starts
    ]


def _lists(block: Bullets) -> list[Bullets]:
    starts = range(0, len(block.items), MOST_LINES)
    return [Bullets(block.items[at : at + MOST_LINES], block.is_numbered) for at in starts]


def _closing(annex: tuple[Block, ...]) -> list[Slide]:
    heading, last = Heading(""), None
    for block in annex:
        if isinstance(block, Heading):
            heading = block
        elif isinstance(block, Bullets) and heading.text:
            last = _slide(heading, block)
    return [last] if last else []


def _told_apart(slides: list[Slide]) -> list[Slide]:
    """Titles that come again are numbered, so that whoever hears a list of slides knows which is which."""
    titles = [slide.title for slide in slides]
    seen: dict[str, int] = {}
    found = []
    for slide in slides:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        total = titles.count(slide.title)
        title = f"{slide.title} ({seen[slide.title]}/{total})" if total > 1 else slide.title
        found.append(Slide(title, slide.kicker, slide.shown, slide.notes, slide.is_large))
    return found
