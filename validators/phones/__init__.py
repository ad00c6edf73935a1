"""Can somebody be called under this number? Reads fields of telephone numbers and says what is wrong with them."""

from validators.phones.faults import FAULTS
from validators.phones.number import USABLE, Number, PhoneKind
from validators.phones.reading import at_once, read
from validators.phones.rules import Readings, check, readings

__all__ = ["FAULTS", "USABLE", "Number", "PhoneKind", "Readings", "at_once", "check", "read", "readings"]
