"""How is a provider of number states asked? By one small protocol over HTTPS, which a gateway speaks for any of them.

``POST url`` with ``{"numbers": ["+8613900000000"]}`` and the token as bearer; the answer is
``{"states": {"+8613900000000": "空号"}}`` in the provider's own words. What is left out is unknown.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from greening.outbound.client import post
from greening.outbound.destination import Refused, Why

OK = 200


@dataclass(frozen=True, slots=True)
class HttpProvider:
    """A provider at `url`; `allowed` are ``host:port`` of this organisation's own."""

    url: str
    token: str = field(repr=False)
    allowed: frozenset[str] = frozenset()

    def ask(self, numbers: Sequence[str], *, seconds: float, most_bytes: int) -> dict[str, str]:
        """The provider's words for numbers in E.164, of those that were asked about. Raises: Refused."""
        body = json.dumps({"numbers": list(numbers)}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        said = headers | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        answer = post(self.url, body, headers=said, seconds=seconds, most_bytes=most_bytes, allowed=self.allowed)
        if answer.status != OK:
            raise Refused(Why.NO_ANSWER, self.url.partition("//")[2].partition("/")[0])
        return self._words(answer.body, numbers)

    def _words(self, body: bytes, numbers: Sequence[str]) -> dict[str, str]:
        try:
            states = json.loads(body)["states"]
            return {number: str(states[number]) for number in numbers if number in states}
        except (ValueError, RecursionError, KeyError, TypeError):
            raise Refused(Why.NO_ANSWER) from None
