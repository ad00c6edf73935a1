"""How does the policy change? Versions with a start, what a draft would change, and what a version has changed."""

from greening.services.policies.drafting import draft, save
from greening.services.policies.previewing import preview
from greening.services.policies.reading import form, one_draft, one_version, overview
from greening.services.policies.rescoring import rescore
from greening.services.policies.standing import InForce, ensure_current, in_force

__all__ = [
    "InForce",
    "draft",
    "ensure_current",
    "form",
    "in_force",
    "one_draft",
    "one_version",
    "overview",
    "preview",
    "rescore",
    "save",
]
