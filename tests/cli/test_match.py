"""Does `match` find the rows that are one, whatever file it is given, by what rows say and by nothing else?"""

import csv
import gzip
import io
import json
import random
import subprocess
import sys

import pytest
from click.testing import CliRunner
from processes import ROOT

from greening.cli.match import command

COMPANIES = [
    ["id", "cluster", "company", "phone", "city", "remark"],
    ["a1", "7", "苏州澜序机械有限公司", "0512-62658014", "苏州", "甲"],
    ["a2", "8", "澜序机械", "0512 6265 8014", "苏州", "乙"],
    ["b1", "7", "宁波桉川贸易有限公司", "0574-87250193", "宁波", "甲"],
    ["b2", "9", "宁波桉川贸易有限公司", "", "宁波", "丙"],
    ["c1", "7", "成都砚池文化传播有限公司", "028-86120457", "成都", "甲"],
]
COMPANY_PAIRS = {frozenset({"a1", "a2"}), frozenset({"b1", "b2"})}

PERSONS = [
    ["rec_id", "given_name", "surname", "date_of_birth", "address_1", "postcode", "soc_sec_id"],
    ["p1", "analiese", "thornbury", "19840321", "example crescent", "2710", "48120973"],
    ["p2", "analeise", "thornbury", "19840312", "exampel crescent", "2710", "48120973"],
    ["p3", "beatrix", "maplewood", "19711102", "sample street", "3550", "90117264"],
    ["p4", "maplewood", "beatrix", "19711102", "sample street", "3550", "90117246"],
    ["p5", "cornelia", "quillfeather", "19660930", "", "4011", "33728190"],
]
PERSON_PAIRS = {frozenset({"p1", "p2"}), frozenset({"p3", "p4"})}
KEYS = ["precision", "recall", "f1", "cluster_precision", "cluster_recall", "cluster_f1"]
KEYS += ["pairs", "largest_cluster", "seconds"]


def table(rows) -> str:
    csv.writer(text := io.StringIO(), lineterminator="\n").writerows(rows)
    return text.getvalue()


@pytest.fixture
def match(tmp_path):
    """Run the command on rows or bytes; other files are given by option and rows or text."""

    def run(rows, *options: str, name: str = "records.csv", **files):
        path = tmp_path / name
        path.write_bytes(rows if isinstance(rows, bytes) else table(rows).encode())
        given = []
        for option, content in files.items():
            (tmp_path / option).write_text(content if isinstance(content, str) else table(content))
            given += [f"--{option}", str(tmp_path / option)]
        return CliRunner().invoke(command, [str(path), *options, *given], catch_exceptions=False)

    run.folder = tmp_path
    return run


@pytest.fixture
def pairs(match):
    """The pairs of ids that the command writes for rows."""

    def run(rows, *options: str, **files):
        out = match.folder / "pairs.csv"
        done = match(rows, "--json", "--out", str(out), *options, **files)
        assert done.exit_code == 0, done.stderr
        with out.open(newline="") as lines:
            return {frozenset({row["id_l"], row["id_r"]}) for row in csv.DictReader(lines)}

    return run


@pytest.mark.parametrize(("rows", "expected"), [(COMPANIES, COMPANY_PAIRS), (PERSONS, PERSON_PAIRS)])
def test_the_kind_is_guessed_and_the_pairs_are_found(pairs, rows, expected):
    assert pairs(rows) == expected


@pytest.mark.parametrize(("rows", "kind"), [(COMPANIES, "companies"), (PERSONS, "persons")])
def test_the_guess_and_what_was_compared_are_said_on_stderr(match, rows, kind):
    said = match(rows, "--json").stderr
    assert f"Taken for {kind}" in said
    assert "Compared: " in said


@pytest.mark.parametrize(("rows", "expected"), [(COMPANIES, COMPANY_PAIRS), (PERSONS, PERSON_PAIRS)])
def test_how_rows_are_named_and_ordered_is_no_evidence(pairs, rows, expected):
    """Ids, clusters, sources, order and columns that are not known may be whatever they like."""
    header, *others = rows
    luck = random.Random(7)
    luck.shuffle(others)
    names = {row[0]: f"{luck.randrange(10**9)}" for row in others}
    kept = [place for place, name in enumerate(header) if name not in {"cluster", "remark"}][1:]
    renamed = [[names[row[0]], *luck.choices("xy", k=3), *(row[place] for place in kept)] for row in others]
    shuffled = [["id", "cluster", "src", "remark", *(header[place] for place in kept)], *renamed]
    assert pairs(shuffled) == {frozenset(names[one] for one in pair) for pair in expected}


def test_a_run_with_true_pairs_ends_with_one_object(match):
    truth = [["id_l", "id_r"], ["a2", "a1"], ["a1", "a2"], ["b1", "b2"], ["b1", "c1"], ["c1", "c1"]]
    told = json.loads(match(COMPANIES, "--json", truth=truth).stdout.splitlines()[-1])
    assert list(told) == KEYS
    assert (told["precision"], told["recall"], told["f1"]) == (1.0, pytest.approx(2 / 3), pytest.approx(0.8))
    assert (told["cluster_precision"], told["cluster_recall"]) == (1.0, pytest.approx(2 / 3))
    assert (told["pairs"], told["largest_cluster"]) == (2, 2)


def test_without_true_pairs_the_shares_are_null(match):
    told = json.loads(match(COMPANIES, "--json").stdout)
    assert [told[key] for key in KEYS[:6]] == [None] * 6
    assert told["pairs"] == 2


def test_link_only_pairs_rows_of_different_sources(pairs):
    sources = ["src", "x", "y", "x", "x", "y"]
    rows = [[*row, source] for row, source in zip(COMPANIES, sources, strict=True)]
    assert pairs(rows, "--link-only") == {frozenset({"a1", "a2"})}


def test_each_row_is_matched_as_what_its_column_says(pairs):
    header = ["id", "record_type", "name", "phone", "date_of_birth"]
    rows = [
        ["1", "PERSON", "Analiese Thornbury", "400 123 4567", "1984-03-21"],
        ["2", "person", "Thornbury, Analiese", "400 123 4567", "21 March 1984"],
        ["3", "ORGANIZATION", "Thornbury Analiese Trading Ltd", "400 123 4567", ""],
        ["4", "ORGANIZATION", "Thornbury Analiese Trading Limited", "400 123 4567", ""],
    ]
    assert pairs([header, *rows]) == {frozenset({"1", "2"}), frozenset({"3", "4"})}


def test_a_lower_threshold_lists_more(pairs):
    assert pairs(PERSONS, "--threshold", "0.999999999") < pairs(PERSONS) <= pairs(PERSONS, "--threshold", "1e-9")


def test_a_mapping_says_what_headers_do_not(pairs):
    rows = [["schlüssel", "liste", "x1", "x2"], *([row[0], row[1], row[2], row[3]] for row in COMPANIES[1:])]
    mapping = json.dumps({"schlüssel": "id", "liste": None, "x1": "company", "x2": "phones[0]"})
    assert pairs(rows, mapping=mapping) == COMPANY_PAIRS


def test_a_mapping_names_fields_of_persons_too(pairs):
    rows = [["key", "a", "b", "c", "d"], *([row[0], row[1], row[2], row[3], row[6]] for row in PERSONS[1:])]
    mapping = json.dumps({"key": "id", "a": "given_name", "b": "last name", "c": "dob", "d": "ssn"})
    assert pairs(rows, mapping=mapping) == PERSON_PAIRS


def test_without_a_column_of_ids_rows_are_numbered(pairs, match):
    rows = [row[2:] for row in COMPANIES]
    assert pairs(rows) == {frozenset({"1", "2"}), frozenset({"3", "4"})}
    assert "the number of a row is its id" in match(rows, "--json").stderr


def test_blank_rows_are_no_rows(pairs):
    assert pairs([*COMPANIES[:3], ["", "", "", "", "", ""], *COMPANIES[3:]]) == COMPANY_PAIRS


def test_a_packed_file_is_read(match):
    done = match(gzip.compress(table(COMPANIES).encode()), "--json", name="records.csv.gz")
    assert json.loads(done.stdout)["pairs"] == 2


@pytest.mark.parametrize(
    ("rows", "options", "files", "said"),
    [
        ([["colour", "shape"], ["red", "round"]], (), {}, "No column of a company is known among these: colour, shape"),
        ([["id", "cluster"], ["13912345678", "13912345678"]], (), {}, "No column of a company is known"),
        ([["colour", "shape"], ["red", "round"]], ("--kind", "person"), {}, "No column of a person is known"),
        ([*COMPANIES, COMPANIES[1]], (), {}, "1 ids stand on more than one row, such as a1"),
        ([*COMPANIES, ["", "", "无锡样例有限公司", "", "", ""]], (), {}, "A row has nothing under “id”"),
        (COMPANIES, ("--link-only",), {}, "no column says the source"),
        (COMPANIES, (), {"truth": [["id_l", "id_r"], ["z1", "z2"]]}, "No pair of truth names two ids"),
        (COMPANIES, (), {"truth": [["a1", "a2"], ["b1", "b2"]]}, "has to begin with a header"),
        (COMPANIES, (), {"truth": [["id_l"], ["a1"]]}, "has to begin with a header"),
        (COMPANIES, (), {"mapping": '{"company": "shoe_size"}'}, "neither a field nor a header"),
        (COMPANIES, (), {"mapping": "no json"}, "has to be a JSON object"),
        (b"", (), {}, "The file is empty"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_way_out(match, rows, options, files, said):
    done = match(rows, *options, **files)
    assert done.exit_code == 3
    assert said in done.stderr


def test_true_pairs_of_unknown_rows_count_as_not_found(match):
    truth = [["id_l", "id_r"], ["a1", "a2"], ["a1", "gone"]]
    done = match(COMPANIES, "--json", truth=truth)
    assert json.loads(done.stdout)["recall"] == 0.5
    assert "1 true pairs name an id that no row has" in done.stderr


@pytest.mark.parametrize(("lang", "said"), [("en", "Same given name"), ("zh", "名字只差一处笔误")])
def test_people_read_the_reasons_in_their_language(match, lang, said):
    rows = [*PERSONS, ["p6", *PERSONS[5][1:]]]
    shown = match(rows, "--lang", lang, truth=[["id_l", "id_r"], ["p1", "p2"]]).stdout
    assert said in shown.replace("\n", "")
    assert {"en": "Found among the true ones", "zh": "查全率"}[lang] in shown


@pytest.mark.parametrize(("lang", "said"), [("en", "There are no rows"), ("zh", "没有可比对的行")])
def test_without_rows_it_says_that_nothing_was_compared(match, lang, said):
    done = match([["company", "phone"]], "--lang", lang)
    assert (done.exit_code, done.stdout.startswith(said)) == (0, True)


def test_a_threshold_is_a_probability(match):
    assert match(COMPANIES, "--threshold", "1.5").exit_code == 2


def test_it_runs_without_a_database_and_without_a_web_framework(tmp_path):
    (tmp_path / "records.csv").write_text(table(COMPANIES))
    script = (
        "import sys; from greening.cli.match import command; command([sys.argv[1], '--json'], standalone_mode=False);"
        "assert not {'flask', 'sqlalchemy', 'psycopg'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "records.csv")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


LANDLORD = [["id", "company", "phone", "city"]] + [
    row
    for at, (one, other) in enumerate([("澜序机械", "桉川贸易"), ("砚池文化", "霁野物流"), ("棠溪食品", "岚屿电子")])
    for row in (
        [f"l{at}", f"苏州{one}有限公司", f"0512-6265801{at}", "苏州"],
        [f"r{at}", one, f"0512-6265801{at}", "苏州"],
        [f"n{at}", other, f"0512-6265801{at}", "苏州"],
    )
]
"""Of each three two are one; the third has the number of the house."""


def answers(match) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((match.folder / "questions.csv").read_text("utf-8-sig"))))


def test_questions_are_written_and_answers_hold_and_are_not_asked_again(match):
    asking = ("--questions", "3", "--ask", str(match.folder / "questions.csv"))
    assert "questions" in match(LANDLORD, *asking).stderr
    first = answers(match)
    assert first
    assert {row["same"] for row in first} == {""}

    said = [["id_l", "id_r", "same"], *([row["id_l"], row["id_r"], "否"] for row in first)]
    out = str(match.folder / "pairs.csv")
    again = match(LANDLORD, *asking, "--out", out, labels=said)
    refuted = {frozenset((row["id_l"], row["id_r"])) for row in first}
    asked = {frozenset((row["id_l"], row["id_r"])) for row in answers(match)}
    assert again.exit_code == 0
    assert not refuted & asked
    with (match.folder / "pairs.csv").open() as pairs:
        assert not refuted & {frozenset((row["id_l"], row["id_r"])) for row in csv.DictReader(pairs)}


def test_answered_pairs_are_left_out_of_the_measure(match):
    truth = [["id_l", "id_r"], ["a1", "a2"], ["b1", "b2"]]
    said = [["id_l", "id_r", "same"], ["a2", "a1", "yes"], ["b1", "c1", ""]]
    measured = json.loads(match(COMPANIES, "--json", truth=truth, labels=said).stdout)
    wrong = [["id_l", "id_r", "same"], ["b1", "b2", "no"]]
    assert measured["f1"] == 1.0
    assert json.loads(match(COMPANIES, "--json", truth=truth, labels=wrong).stdout)["recall"] == 1.0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([["id_l", "id_r"], ["a1", "a2"]], "id_l,id_r,same"),
        ([["id_l", "id_r", "same"], ["a1", "a2", "perhaps"]], "“perhaps”"),
        ([["id_l", "id_r", "same"], ["a1", "z9", "yes"]], "z9"),
    ],
)
def test_answers_that_cannot_be_used_are_refused_with_what_to_do(match, said, told):
    refused = match(COMPANIES, labels=said)
    assert refused.exit_code == 3
    assert told in refused.stderr
