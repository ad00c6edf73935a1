from greening.files import fit
from greening.files.presets import names, preset


def test_every_preset_fits():
    assert "tpex" in names()
    for name in names():
        assert fit(preset(name), ["公司名稱"]).columns[0].path == "company"


def test_a_preset_says_which_system_a_file_comes_from():
    record = fit(preset("tpex"), ["公司代號", "公司名稱"]).draft(1, ["1", "範例"])
    assert (record.source_system, record.source_id, record.record.country) == ("TPEx", "1", "TW")


def test_there_is_no_preset_of_another_name():
    assert preset("../tpex") is None
