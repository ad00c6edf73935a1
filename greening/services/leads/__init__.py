"""Who gets an inquiry, why, and what becomes of it? Received (`receiving`), routed (`_routing`), accepted or declined
(`answering`), moved on by time (`sweeping`), looked at by a person (`deciding`), shown (`reading`), let in (`doors`).
"""

from greening.services.leads.answering import Accepted, accept, decline
from greening.services.leads.deciding import close, decide
from greening.services.leads.doors import Door, by_key, by_token, every, open_form, open_token, shut
from greening.services.leads.reading import looks_after, mine, one, page, waiting
from greening.services.leads.receiving import Received, receive
from greening.services.leads.sweeping import Swept, sweep

__all__ = [
    "Accepted",
    "Door",
    "Received",
    "Swept",
    "accept",
    "by_key",
    "by_token",
    "close",
    "decide",
    "decline",
    "every",
    "looks_after",
    "mine",
    "one",
    "open_form",
    "open_token",
    "page",
    "receive",
    "shut",
    "sweep",
    "waiting",
]
