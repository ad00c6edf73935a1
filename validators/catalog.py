"""Which faults are there? Every one once, by code."""

from collections.abc import Mapping

from validators.fault import Fault

CATALOG_VERSION = 1
CATALOG: Mapping[str, Fault] = {}
