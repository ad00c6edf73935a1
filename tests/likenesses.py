"""Companies that resemble each other, and some that only seem to."""

from dataclasses import replace

from validators.record import Record

MILL = Record(
    company="杭州澜序机械有限公司",
    region="330108",
    address="浙江省杭州市滨江区例举路 8 号",
    phones=("0571-55501234",),
    website="https://lanxu.example",
)
AGAIN = Record(company="澜序机械", region="330100", phones=("0571 5550 1234",))
"""The mill once more, as somebody else knows it."""
BRANCH = replace(MILL, company="杭州澜序机械有限公司第三分公司", phones=("0571-55501299",), address="", website="")
STRANGER = Record(company="苏州砚川包装有限公司", region="320500", phones=("0512-55501235",))
CLIENTS = ("澜序机械", "禾野包装", "柏渡物流", "舟溪软件", "栖陌家具", "砚谷茶业", "榆原建材", "棠川餐饮")
"""Companies that have nothing in common but whoever keeps their books."""
