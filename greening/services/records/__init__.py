"""What happens to one customer record?

It is entered, changed and followed up (`writing`), read and looked for (`reading`), its contacts shown (`revealing`).
"""

from greening.services.records.reading import count, draft_judgement, history, one, page
from greening.services.records.revealing import Revealed, reveal
from greening.services.records.writing import Saved, add_visit, create, edit

__all__ = [
    "Revealed", "Saved", "add_visit", "count", "create", "draft_judgement", "edit", "history", "one", "page", "reveal",
]  # fmt: skip
