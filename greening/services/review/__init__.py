"""What do people do about what is doubted? They take an item (`taking`), judge it (`deciding`), or many (`bulk`); verdicts
take effect or are taken back (`settling`); what they see of all this is `reading`, and how they find it again `filters`.
"""

from greening.services.review.bulk import bulk, bulk_preview, undo_bulk
from greening.services.review.deciding import decide
from greening.services.review.filters import filters, forget_filter, save_filter
from greening.services.review.reading import item, mine, queue, returned, standing, today, waiting
from greening.services.review.settling import settle, undo
from greening.services.review.taking import next_item, release, save_draft, skip, take

__all__ = [
    "bulk",
    "bulk_preview",
    "decide",
    "filters",
    "forget_filter",
    "item",
    "mine",
    "next_item",
    "queue",
    "release",
    "returned",
    "save_draft",
    "save_filter",
    "settle",
    "skip",
    "standing",
    "take",
    "today",
    "undo",
    "undo_bulk",
    "waiting",
]
