"""Which faults can a follow-up have, and what can it say is wrong with the record?"""

from datetime import UTC, datetime, timedelta

from validators.fault import Fault
from validators.finding import Severity
from validators.record import Record, Visit

WARNING, HINT = Severity.WARNING, Severity.HINT

_TOLD = "采购经理要样品"
_LONG = "仓库在二楼，没有货梯，叉车上不去，采购罗经理要能拆成四件的货架，预算三万以内"
_AT = datetime(2026, 1, 2, tzinfo=UTC)


def _on(**told: object) -> Record:
    """A record with one follow-up."""
    return Record(visits=(Visit(**{"note": _TOLD, **told}),))  # type: ignore[arg-type]


_NOTES: tuple[Fault, ...] = (
    Fault(
        "visit.gibberish",
        WARNING,
        (),
        "No words: punctuation, digits alone, one thing over and over, or keys in a row.",
        "asdf",
        "SAP",
    ),
    Fault(
        "visit.boilerplate",
        WARNING,
        (),
        "Made of phrases that fit every customer; who comes next learns nothing.",
        "客户态度不错，后续保持跟进",
        "怕吵，隔壁厂家少收八百",
    ),
    Fault(
        "visit.thin",
        HINT,
        ("found",),
        "Something is said, but not enough to go on with: two of who, when, how much, what for, what against, who decides, what next.",
        "张经理周五有空",
        "张经理周五要样品",
    ),
    Fault(
        "visit.copied",
        WARNING,
        ("earlier",),
        "The same rep's earlier note of this customer again, with other days or figures at most: what was learned this time is missing.",
        Record(visits=(Visit(_LONG + "，周四看样", rep="7"), Visit(_LONG + "，周二看样", rep="7"))),
        Record(visits=(Visit(_LONG + "，周四看样，嫌立柱太薄，改要两毫米的", rep="7"), Visit(_LONG + "，周二看样", rep="7"))),
    ),
    Fault(
        "visit.template",
        WARNING,
        ("customers",),
        "The note stands on several customers, with other names, days and figures at most.",
        tuple(Record(company=f"{name}有限公司", visits=(Visit(_LONG),)) for name in ("澜序机械", "砚溪食品", "禾渡物流")),
        tuple(Record(company=f"{name}有限公司", visits=(Visit(_LONG),)) for name in ("澜序机械", "砚溪食品")),
    ),
)  # fmt: skip
_TIMES: tuple[Fault, ...] = (
    Fault(
        "visit.in_future",
        WARNING,
        ("at",),
        "The contact is said to have happened after the day of judging.",
        _on(at=datetime(2100, 1, 1, tzinfo=UTC)),
        _on(at=datetime(2026, 2, 1, tzinfo=UTC)),
    ),
    Fault(
        "visit.entered_before",
        WARNING,
        ("hours",),
        "Typed before it happened, so it was a plan.",
        _on(at=_AT + timedelta(hours=30), entered_at=_AT),
        _on(at=_AT, entered_at=_AT),
    ),
    Fault(
        "visit.entered_late",
        HINT,
        ("days",),
        "Entered long after it happened, so from memory.",
        _on(at=_AT, entered_at=_AT + timedelta(days=18)),
        _on(at=_AT, entered_at=_AT + timedelta(days=1)),
    ),
    Fault(
        "visit.too_old",
        HINT,
        ("at",),
        "The contact is dated before anybody can have worked here: a slip of the year, or the zero of a clock.",
        _on(at=datetime(1970, 1, 1, tzinfo=UTC)),
        _on(at=datetime(2016, 1, 1, tzinfo=UTC)),
    ),
)
_CONTRADICTIONS: tuple[Fault, ...] = (
    Fault(
        "visit.channel_contradicts",
        HINT,
        ("channel", "says"),
        "The note tells of another way of meeting than the channel.",
        _on(note="去车间看了，两台旧冲床要换，采购罗经理要报价", channel="电话"),
        _on(note="约了去车间看，两台旧冲床要换，采购罗经理要报价", channel="电话"),
    ),
    Fault(
        "visit.nobody_talked",
        HINT,
        ("says",),
        "Nobody was reached, and yet the note tells what was said.",
        _on(note="罗经理说预算三万，要报价", outcome="nobody"),
        _on(note="门口贴着招租，公司搬走了", outcome="nobody"),
    ),
    Fault(
        "visit.talk_too_short",
        HINT,
        ("seconds",),
        "So much cannot have been said in a call that short.",
        _on(note=_LONG, duration=timedelta(seconds=3)),
        _on(note=_LONG, duration=timedelta(seconds=90)),
    ),
)
_CHANGES: tuple[Fault, ...] = tuple(
    Fault(f"visit.tells_{kind}", HINT, ("change",), summary, example, counter_example)
    for kind, summary, example, counter_example in (
        ("closed", "The note says that the company is no more.", "已倒闭，设备在拍卖", "没有倒闭，只是放假"),
        ("renamed", "The note says that the company has another name.", "公司改名了，新章刚刻好", "下半年打算改名"),
        ("moved", "The note says that the company has moved.", "厂子搬到太仓了", "明年才考虑搬迁，先看地价"),
        ("address_wrong", "The note says that the company is not at its address.", "到了地址发现是居民楼", "地址没错，在三楼"),
        ("sold", "The note says that the company belongs to somebody else.", "店转让了，新店主姓骆", "怕被收购，所以不签长约"),
        ("trade_changed", "The note says that the company does another business.", "不做餐饮了，改开洗车行", "不做预付款的生意"),
        ("person_left", "The note says that a person has left.", "采购离职，没人接手", "采购准备离职，交接到月底"),
        ("person_changed", "The note says that somebody else is in charge now.", "老板去世，儿子接手", "儿子不想接手"),
        ("person_wrong", "The note says that a person is not who the record says.", "他不是老板，是店里帮工", "老板在店里帮工"),
        ("number_dead", "The note says that a number is dead.", "空号，门店还开着", "号码是通的，采购接的"),
        ("number_wrong", "The note says that a number is somebody else's.", "号码是房东的，租户搬走了", "号码是他本人的，要短信报价"),
        ("number_agent", "The note says that a number is a bookkeeping agent's.", "电话是代账公司接的", "电话是采购接的，要样品"),
    )
)  # fmt: skip
FAULTS = (*_NOTES, *_TIMES, *_CONTRADICTIONS, *_CHANGES)
BY_CODE = {fault.code: fault for fault in FAULTS}
