"""What does the benchmark of matching say where something could not be measured?"""

import json
from typing import Any

import pytest

from benchmarks import _peers, matching

OURS = {"f1": 0.97, "cluster_f1": 0.98, "largest": 3}


def told(capsys: pytest.CaptureFixture[str], **engines: Any) -> tuple[int, dict[str, Any]]:
    figures = {"invented": {"true_largest": 3, "likeness": None, **engines}}
    with pytest.raises(SystemExit) as ended:
        matching._tell(figures)
    code = ended.value.code
    assert isinstance(code, int)
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def test_without_a_peer_nothing_is_said_to_have_passed(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, greening=OURS)
    assert (code, said["verdict"]) == (1, "not compared")
    assert said["bars"]["invented_not_below_splink"] == "not compared"


def test_a_peer_that_failed_was_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, greening=OURS, splink={})[1]["verdict"] == "not compared"


@pytest.mark.parametrize(("splink", "verdict"), [(0.971, "pass"), (0.973, "fail")])
def test_what_is_below_splink_fails_but_for_luck(
    capsys: pytest.CaptureFixture[str], splink: float, verdict: str
) -> None:
    assert told(capsys, greening=OURS, splink={"f1": splink})[1]["verdict"] == verdict


def test_a_chain_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, greening=OURS | {"largest": 7}, splink={"f1": 0.9})[1]["verdict"] == "fail"


def test_where_no_interpreter_has_the_peers_it_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GREENING_BENCH_PEERS", raising=False)
    assert _peers.interpreter() == ""
    assert "GREENING_BENCH_PEERS" in capsys.readouterr().out
