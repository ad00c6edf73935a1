"""Does a pair ever turn out to be worth more than the numbers said it could be?"""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greening.matching import Counted
from greening.matching.batch.held import hold
from greening.matching.bounds.sifting import sieve
from greening.matching.organisations import features, model
from validators import Identifier, KeyPerson, Record

WORDS = st.sampled_from(
    ["lark", "larkmoor", "larkmoorhollin", "larkmor", "larkmour", "moor", "hollin", "hollinsworth", "hollinswrth", "hollinworths", "penvale", "pen",
     "vale", "ltd", "trading", "logistics", "7", "3m", "m", "lm", "center", "centre", "deli", "delicatessen"]
)  # fmt: skip
HAN = st.sampled_from(
    [
        *"澜序砚溪兰旭机械",
        "苏州",
        "杭州",
        "吴江",
        "机械",
        "精密机械",
        "药房",
        "餐饮",
        "有限公司",
        "(苏州)",
        "粤",
        "穗",
        "国际",
        "ST",
        "广东",
        "中国",
        "股份",
        "集团",
        "第一分店",
        "第二",
        "国际",
        "物流",
        "股份有限公司",
        "分公司",
    ]
)
names = st.lists(WORDS, min_size=1, max_size=8).map(" ".join) | st.lists(HAN, min_size=1, max_size=7).map("".join)
IDS = [Identifier("91330106MA27Y5C217", "uscc"), Identifier("91330106MA27Y5C22A", "uscc"), Identifier("12345", "uscc")]
written = st.builds(
    Record,
    ids=st.lists(st.sampled_from(IDS), max_size=2).map(tuple),
    emails=st.lists(st.sampled_from(["a@lanxu.example", "b@lanxu.example", "c@qq.com"]), max_size=2).map(tuple),
    website=st.sampled_from(["", "lanxu.example", "larkmoor.example"]),
    company=names,
    short_name=st.sampled_from(["", "", "澜序", "larkmoor"]) | names,
    phones=st.lists(
        st.sampled_from(["0512-62658014", "0512-62658041", "0512-6265801", "13926580147", "13926580174", "386 5286"]), max_size=5
    ).map(tuple),
    address=st.sampled_from(["", "435 S. Larkmoor Blvd.", "436 Larkmoor", "435 Larkmor Blvd, Penvale", "435 North Larkmoor Hill Rd", "435 Penvale Ct", "435 Lark Moor St",
         "苏州市虎丘区浒墅关路18号", "浒墅关路18号", "Penvale", "Larkmoor Blvd, Penvale"]),
    region=st.sampled_from(["", "320000", "320500", "320506", "330100"]),
    key_persons=st.lists(st.sampled_from(["Priya Brown", "Pirya Brown", "欧阳锋", "Ouyang Feng", "欧阳", "Ann"]).map(KeyPerson), max_size=5).map(tuple),
)  # fmt: skip


HOUSE = [
    Record(company="苏州澜序机械有限公司", ids=(IDS[0],)),
    Record(company="苏州澜序机械有限公司吴江分公司", ids=(IDS[1],)),
    Record(company="南钢"),
    Record(company="南京钢铁股份有限公司"),
    Record(company="Larkmoor Larkmoor Moor"),
    Record(company="LLM"),
]
"""A head office and its branch with an id each, and what people made of a long name, of one with a word twice too."""


@settings(max_examples=40, deadline=None)
@example(HOUSE)
@given(st.lists(written, min_size=2, max_size=8))
def test_no_pair_is_worth_more_than_its_bound_and_none_that_ids_make_one_is_ruled_out(base):
    read = list(dict.fromkeys(map(features, base)))
    held = hold(read, model().scheme)
    read = [read[place] for place in held.copies.firsts]
    tally = held.entries.tally(held.copies.sizes)
    counted = Counted(len(read), tally.counts())
    judge = replace(model(), review=1e-9)  # so that nothing is left out before all of it was told
    bounded = sieve(judge, held.facts, held.entries, tally, len(read))
    pairs = list(combinations(range(len(read)), 2))
    for (left, right), bound in zip(pairs, bounded.bounds(np.array(pairs, dtype=np.int64).reshape(-1, 2)), strict=True):
        opinion = judge.opinion(read[left], read[right], counted)
        assert opinion.decider == "id.differs" or opinion.bits <= bound + 1e-3, (read[left], read[right], opinion)
        assert opinion.decider != "id.same" or bound == np.inf
