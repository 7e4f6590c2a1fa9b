"""The page that a citation leads to, as the customer may see it."""

from typing import Final

from contracts.document import DocumentPage, PageSection, PageUnit
from contracts.errors import NotFound
from knowledge.columns import Columns
from knowledge.engine import Pages, Scope
from knowledge.library import Documents
from knowledge.passages import StoredPassage, page_of
from knowledge.units import PARAGRAPH

NOT_THERE: Final = "there is no such passage"


def page_for(documents: Documents, tenant: str, passage: str, scope: Scope) -> DocumentPage:
    """The document of a passage among those of a tenant.

    Raises `NotFound` as `cited_page` does, also for a tenant without documents, `Unavailable`, and `ConfigurationError`
    where what is published cannot be read.
    """
    try:
        pages = documents.current(tenant)
    except NotFound:
        raise NotFound("passage", NOT_THERE) from None
    return cited_page(pages, passage, scope)


def cited_page(pages: Pages, passage: str, scope: Scope, quote: str = "") -> DocumentPage:
    """The document of a passage, as far as it is in scope. `quote` is what the citation quotes; without it all counts.

    `pages` are the tenant's own, so that no id leads to another's page. Raises `NotFound` for an id that is unknown or
    out of scope, without telling which, and `Unavailable`.
    """
    passages = pages.page(page_of(passage))
    seen = [one for one, fits in zip(passages, Columns.of(passages).within(scope), strict=True) if fits]
    cited = next((one for one in seen if one.id == passage), None)
    if cited is None:
        raise NotFound("passage", NOT_THERE)
    sections = tuple(_section(one, quote or one.text if one is cited else "") for one in seen)
    return DocumentPage(title=cited.title, source=cited.source, language=cited.language, sections=sections)


def _section(passage: StoredPassage, quote: str) -> PageSection:
    units, end = list[PageUnit](), 0
    for unit in passage.units:
        text = passage.text[unit.start : unit.end]
        apart = passage.text[end : unit.start] == PARAGRAPH
        units.append(PageUnit(kind=unit.kind, text=text, cited=text in quote, new_paragraph=apart))
        end = unit.end
    return PageSection(passage=passage.id, heading=passage.section, page=passage.page, units=tuple(units))
