"""Would a mail reach this company? Reads mail fields: syntax, placeholders, throw-away and public mailboxes."""

from validators.mails.domains import is_public
from validators.mails.faults import FAULTS
from validators.mails.reading import Mail, fold, read
from validators.mails.rules import check

__all__ = ["FAULTS", "Mail", "check", "fold", "is_public", "read"]
