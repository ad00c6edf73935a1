"""Which company is this, by its number at a register? Credit codes of the mainland, ids of other countries, their faults."""

from validators.company_ids.company_id import FAULTS, CompanyId
from validators.company_ids.rules import check, read

__all__ = ["FAULTS", "CompanyId", "check", "read"]
