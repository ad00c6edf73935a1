"""Asking a provider about numbers, where one is set."""

from dataclasses import asdict
from typing import Any

from greening.jobs import Hold
from greening.outbound.number_states import HttpProvider
from greening.services import number_states
from greening.wiring import Wiring


def ask(app: Wiring, _: Hold) -> dict[str, Any]:
    """Ask about numbers that nobody has asked about; nothing leaves this machine where no provider is set."""
    settings = app.settings
    if not settings.number_states_url:
        return {"asked": 0}
    own = frozenset(settings.outbound_own)
    provider = HttpProvider(settings.number_states_url, settings.number_states_token, own)
    return asdict(number_states.sweep(app.work, app.policy, provider, now=app.now()))
