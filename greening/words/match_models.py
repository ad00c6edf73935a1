"""What does the page of the weights ask for?"""

from collections.abc import Mapping

from greening.words import N_

NEEDED: Mapping[str, str] = {
    "model": N_("Say which version is to hold"),
    "reason": N_("Say why, in a paragraph"),
}
"""Why a choice is not taken, by the field where it can be put right."""
