"""Is it said at once what matching on Spark lacks, or cannot do?"""

from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from greening.cli.match import command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("id,company\na1,苏州澜序机械有限公司\n", encoding="utf-8")
    return path


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="pyspark is here")
def test_where_spark_is_not_installed_it_is_said_how_to_get_it(file):
    done = CliRunner().invoke(command, [str(file), "--engine", "spark"])
    assert done.exit_code == 3
    assert "make spark" in done.stderr


@pytest.mark.parametrize("option", ["--against", "--work"])
def test_what_spark_does_not_do_is_refused_before_anything_is_read(file, tmp_path, option):
    other = {"--against": file, "--work": tmp_path / "folder"}[option]
    done = CliRunner().invoke(command, [str(file), "--engine", "spark", option, str(other)])
    assert done.exit_code == 2
    assert "--engine spark goes without" in done.stderr
