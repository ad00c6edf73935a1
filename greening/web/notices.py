"""How is a notice said, and how many has this person not seen?"""

from datetime import date, datetime, time
from typing import Any

from flask import Flask, g

from greening.services import notices
from greening.services.notices import NoticeRow
from greening.web.i18n import day, local, number, say
from greening.web.protection import last_day
from greening.words.notices import NOTICES, TABLES

MOST = 99
"""Beyond it the bell says "more than"."""


def init_app(app: Flask) -> None:
    """Let templates say notices."""
    app.add_template_global(unread, "notices_unread")
    app.add_template_filter(notice_text)


def unread() -> str:
    """How many notices wait, for the bell; asked once a page; empty for none."""
    if "notices" not in g:
        found = notices.unread(g.wiring.work, actor=g.actor)
        g.notices = f"{number(MOST)}+" if found > MOST else str(found or "")
    shown: str = g.notices
    return shown


def notice_text(row: NoticeRow) -> str:
    """What a notice says in the reader's language."""
    said = {name: _said(name, value) for name, value in row.params.items()}
    return say(NOTICES, row.code, {"company": row.company, **said})


def _said(name: str, value: Any) -> Any:
    """A code by its word, a day or a moment as people write it, everything else as it is."""
    if name in TABLES:
        return say(TABLES[name], value)
    return _when(value) if isinstance(value, str) else value


def _when(value: str) -> str:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    if at.tzinfo is None:
        return day(date.fromisoformat(value))
    there = local(at)
    return day(last_day(at)) if there.time() == time() else f"{day(there.date())} {there:%H:%M}"
