"""Which regions does each area code of the mainland serve? Writes `area_codes.txt`: run it when phonenumbers is updated.

    python -m validators.data.build_area_codes

Source: the Chinese geographic data of libphonenumber. It lags behind the mergers of area codes and names some cities
by a county; `AMENDED` says what differs and replaces what the data says of that code.
"""

import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from validators.regions.finder import find
from validators.regions.tree import divisions

TARGET = Path(__file__).with_name("area_codes.txt")
HEADER = """\
# Area codes of the mainland and the regions they serve (GB/T 2260). Made by validators.data.build_area_codes.
# Source: geographic data of libphonenumber, and the amendments that the script lists.
"""
CODE = re.compile(r"86((?:10|2\d|[3-9]\d{1,2}))")
WHOLE = {"33": "335", "34": "349", "58": "580", "70": "701"}  # libphonenumber stores these by what tells them apart
AMENDED = {
    "354": "晋中市",
    "358": "吕梁市",
    "371": "河南省郑州市 河南省开封市",  # 0378 went into 0371 in 2013
    "391": "河南省焦作市 河南省济源市",
    "531": "山东省济南市",
    "558": "安徽省阜阳市 安徽省亳州市",
    "692": "云南省德宏州",
    "719": "湖北省十堰市 湖北省神农架林区",
    "731": "湖南省长沙市 湖南省株洲市 湖南省湘潭市",
    "772": "广西柳州市 广西来宾市",
    "774": "广西梧州市 广西贺州市",
    "775": "广西玉林市 广西贵港市",
    "887": "云南省迪庆州",
    "898": "海南省",
    "901": "新疆塔城地区 新疆白杨市",
    "902": "新疆哈密市 新疆新星市",
    "903": "新疆和田地区 新疆昆玉市",
    "906": "新疆阿勒泰地区 新疆北屯市",
    "909": "新疆博尔塔拉州 新疆双河市",
    "935": "甘肃省武威市 甘肃省金昌市",
    "937": "甘肃省酒泉市 甘肃省嘉峪关市",
    "992": "新疆伊犁州 新疆胡杨河市",  # Kuytun; the prefecture itself dials 0999
    "994": "新疆昌吉州 新疆五家渠市",
    "996": "新疆巴音郭楞州 新疆铁门关市",
    "997": "新疆阿克苏地区 新疆阿拉尔市",
    "998": "新疆喀什地区 新疆图木舒克市",
    "999": "新疆伊犁州 新疆可克达拉市",
}


def area_names() -> Iterator[tuple[str, str]]:
    """Every area code without its zero and the Chinese name of what it serves."""
    for part in range(_parts()):
        data = importlib.import_module(f"phonenumbers.geodata.data{part}").data
        for prefix, names in data.items():
            if found := CODE.fullmatch(prefix):
                yield WHOLE.get(found[1], found[1]), names.get("zh", "")


def _parts() -> int:
    folder = Path(str(importlib.import_module("phonenumbers.geodata").__file__)).parent
    return sum(1 for file in folder.glob("data*.py"))


def regions(names: str) -> Iterator[str]:
    """The codes of the cities in a list of names; a name without its province lies where the one before it lies."""
    province = ""
    for name in re.split(r"[、\s]+", names):
        place = find(name).code or find(province + name).code
        if place:
            province = divisions()[place].name if not divisions()[place].parent else province
            yield place


def build() -> str:
    """The text of the table, ordered by area code."""
    found = {code: AMENDED.get(code, names) for code, names in area_names()}
    return HEADER + "".join(
        f"0{code}\t{','.join(_outermost(regions(names)))}\n" for code, names in sorted(found.items())
    )


def _outermost(codes: Iterable[str]) -> list[str]:
    """The codes without those that lie in another of them."""
    known = dict.fromkeys(codes)
    return [code for code in known if divisions()[code].parent not in known]


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{TARGET} written\n")
