"""How does the policy change? Versions with a start, what a draft would change, and what a version has changed."""

from greening.services.policies.standing import InForce, ensure_current, in_force

__all__ = ["InForce", "ensure_current", "in_force"]
