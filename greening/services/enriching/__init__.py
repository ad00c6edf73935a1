"""What is still to be learned of a customer, and what does an answer do?

Of a claimed unit or of one's own: what to ask next (`reading`), answers and their undoing (`answering`), calls (`calling`).
"""

from greening.services.enriching._steps import Saved
from greening.services.enriching.answering import answer, undo
from greening.services.enriching.calling import Dialled, dial, outcome
from greening.services.enriching.reading import Advice, Done, Quest, advice, quest

__all__ = [
    "Advice", "Dialled", "Done", "Quest", "Saved", "advice", "answer", "dial", "outcome", "quest", "undo",
]  # fmt: skip
