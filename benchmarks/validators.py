"""How often is judging right, and what does it cost beside bare phonenumbers on the same numbers?

Right is what the labelled files of the data folder say; a file that is not there is named and left out. Cost is
processor time: of whole records of the generated sample, in runs that alternate with the bare ones; and of `check` on
a file of them by two processes beside one.
"""

import argparse

from benchmarks import _common
from benchmarks._judging_cost import cost, jobs
from benchmarks._labelled import quality

RECORDS, QUICK_RECORDS = 4_000, 2_000
COST = 8.0
"""Times the processor time of bare phonenumbers that judging a whole record may take."""
SHARED = 1.2
"""Times the processor time of one process that two may take together."""
FLOORS = {
    "phones_cn": 0.98,
    "phones_intl": 0.96,
    "notes_informative_not_void": 1.0,
    "notes_plain_informative_effective": 0.95,
    "notes_hard_informative_effective": 0.60,
    "notes_plain_contentless_void": 0.90,
    "notes_plain_contentless_weak_or_void": 0.98,
    "notes_hard_contentless_weak_or_void": 0.60,
    "tw_names_left_alone": 0.995,
    "tw_vacancies_flagged": 1.0,
    "tw_companies_flagged": 1.0,
    "tw_agents_called_agent": 1.0,
    "tw_suspects_called": 1.0,
    "tw_own_switchboards_left_alone": 0.995,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer records to measure the cost on")
    records = QUICK_RECORDS if parser.parse_args().quick else RECORDS
    found = dict(quality(_common.data_folder()))
    for name, share in found.items():
        print(f"{name:>40}: {share.right}/{share.of} = {share.share:.4f}  {' | '.join(share.wrong)}")
    judging = cost(records)
    print(f"{'cost':>40}: {judging['times']} x bare phonenumbers, {judging['records_s']} records/s, {judging['us']} µs")
    two = jobs(records)
    print(f"{'--jobs 2':>40}: {two['times']} x the processor time of one, the answer the same: {two['same']}")
    bars = {name: share.share >= FLOORS[name] for name, share in found.items()}
    bars |= {"cost": judging["times"] <= COST, "jobs": two["same"] and two["times"] <= SHARED}
    shares = {name: round(share.share, 4) for name, share in found.items()}
    _common.tell({"bars": bars, "cost": judging, "jobs": two, "shares": shares}, passed=all(bars.values()))


if __name__ == "__main__":
    main()
