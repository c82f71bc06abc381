"""What was on screen when the program ended is opened again, with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.tabs import TABS

if TYPE_CHECKING:
    from ui.common.drafts import Draft
    from ui.common.tab import TabContext


def reopen_draft(context: TabContext) -> str:
    """Open the entry page again whose draft was open at the end; return what to tell of it, "" for none."""
    from ui.common.drafts import DraftStore

    office = context.office
    draft = None if office.read_only else DraftStore(office.drafts).open_at_the_end()
    if draft is None or not open_kept(context, draft):
        return ""
    return f"{draft.name}: konsep dari {draft.time} dibuka kembali."


def open_kept(context: TabContext, draft: Draft) -> bool:
    """Open the page of a draft, of which record it may be; tell whether there is such a page."""
    openers = {key: opener for tab in TABS for key, opener in tab.load().reopens.items()}
    page, _, row = draft.page.rpartition("-")
    if draft.page in openers:
        openers[draft.page](context)
    elif f"{page}-" in openers and row.isdecimal():
        openers[f"{page}-"](context, int(row))
    else:
        return False
    return True
