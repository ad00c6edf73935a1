"""What may be twice? Candidates in lists and side by side (`reading`), what people rule (`ruling`), what resembles a record."""

from greening.services.candidates.reading import count, one, page
from greening.services.candidates.resembling import look_up, similar
from greening.services.candidates.ruling import rule

__all__ = ["count", "look_up", "one", "page", "rule", "similar"]
