"""How does anything leave this machine? Through this one client: https to public addresses, looked at before it connects.

Who may type an address must not be able to reach inside with it (SSRF): the name is resolved once, every address it has must
be a public one, the connection goes to an address that was looked at, and nothing is followed anywhere else.
"""

from greening.outbound.client import Answer, post
from greening.outbound.destination import Refused, Why

__all__ = ["Answer", "Refused", "Why", "post"]
