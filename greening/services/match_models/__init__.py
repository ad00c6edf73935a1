"""What do rulings teach matching? Versions learned (`learning`), the one that holds (`choosing`), what a page shows (`reading`)."""

from greening.services.match_models.choosing import choose, recompare
from greening.services.match_models.learning import ask, learn
from greening.services.match_models.reading import overview

__all__ = ["ask", "choose", "learn", "overview", "recompare"]
