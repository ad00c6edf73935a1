import pytest

from validators.fault import Fault
from validators.finding import Finding, Severity

FAULT = Fault("phone.masked", Severity.WARNING, ("number",), "Digits are hidden.", "139****0147", "13926580147")


def test_a_finding_carries_code_severity_path_and_parameters():
    assert FAULT.at("phones[0]", number="1") == Finding("phone.masked", "phones[0]", Severity.WARNING, {"number": "1"})


@pytest.mark.parametrize("params", [{}, {"value": "1"}, {"number": "1", "more": "2"}])
def test_a_finding_has_exactly_the_parameters_of_its_fault(params):
    with pytest.raises(TypeError, match=r"phone\.masked"):
        FAULT.at("phones[0]", **params)
