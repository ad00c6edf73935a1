"""The catalog is complete, its examples are true, and it never changes unnoticed."""

import hashlib
from datetime import UTC, datetime

import pytest

from validators import CATALOG, CATALOG_VERSION, DEFAULTS, EMPTY_POPULATION, FileNotes, FilePopulation, check, staff
from validators.catalog import SUBJECTS, records

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
FINGERPRINTS = {
    1: "4552bec474d316cc",
    2: "3884a9c664c88a2d",
    3: "6fb266faaeb63f95",
    4: "79a2731e40ea8f51",
    5: "c9688d701fe3b205",
    6: "8d9d3ccd163fcda0",
    7: "8a92a53462ec46d2",
    8: "b7fa36625ef45aa2",
    9: "ed94fb6267644f79",
}
"""A version for every catalog that has judged records. Change a fault, and this wants a new one."""


def codes(code, example):
    asked = records(code, example)
    population = FilePopulation(asked) if len(asked) > 1 else EMPTY_POPULATION
    notes = FileNotes(DEFAULTS, asked)
    among = {"population": population, "notes": notes, "directory": staff.EXAMPLE}
    return {finding.code for finding in check(asked[0], as_of=NOW, **among).findings}


@pytest.mark.parametrize("fault", CATALOG.values(), ids=CATALOG.keys())
def test_the_example_has_the_fault_and_the_counter_example_has_not(fault):
    assert fault.code in codes(fault.code, fault.example)
    assert fault.code not in codes(fault.code, fault.counter_example)


def test_every_code_stands_once():
    faults = [fault for subject in SUBJECTS for fault in subject]
    assert len(faults) == len(CATALOG)
    assert len({fault.summary for fault in faults}) == len(faults)


def test_a_changed_catalog_has_a_new_version():
    said = sorted(f"{fault.code} {fault.severity} {','.join(fault.params)}" for fault in CATALOG.values())
    fingerprint = hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
    assert FINGERPRINTS.get(CATALOG_VERSION) == fingerprint
