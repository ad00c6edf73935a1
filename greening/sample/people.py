"""Who works at the sample's organisation? Three regions, six teams, and one of every role to sign in with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SamplePerson:
    employee_no: str
    name: str
    role: str
    region: str = ""
    team: str = ""


REGIONS = {"华东 East": ("华东一部 East-1", "华东二部 East-2"), "华南 South": ("华南一部 South-1", "华南二部 South-2"),
           "华北 North": ("华北一部 North-1", "华北二部 North-2")}  # fmt: skip

REP_NAMES = (
    "安可心", "柏知行", "岑一鸣", "戴清和", "Ella Marsh", "方予安", "葛星河", "Harry Nolan", "季晚晴", "康乐山",
    "蓝采薇", "Mona Pratt", "宁致远", "Owen Reed", "潘若溪", "秦观澜", "Rhea Stone", "苏未央",
)  # fmt: skip
MANAGER_NAMES = ("陈予怀", "Diana Wells", "孟长卿")


def people() -> tuple[SamplePerson, ...]:
    """Everybody, managers and staff first, so that a rep's team is there when the rep comes."""
    teams = [(region, team) for region, names in REGIONS.items() for team in names]
    managers = (
        SamplePerson(f"M{i:03d}", name, "manager", region, REGIONS[region][0])
        for i, (name, region) in enumerate(zip(MANAGER_NAMES, REGIONS, strict=True), start=1)
    )
    reps = (SamplePerson(f"R{i:03d}", name, "rep", *teams[i % len(teams)]) for i, name in enumerate(REP_NAMES, start=1))
    staff = (
        SamplePerson("Q001", "齐明鉴", "qc"),
        SamplePerson("Q002", "Quentin Hale", "qc"),
        SamplePerson("A001", "Ada Frost", "adjudicator"),
        SamplePerson("A002", "闻人毅", "adjudicator"),
        SamplePerson("A003", "Anne Whitlock", "adjudicator"),
        SamplePerson("O001", "欧阳运", "ops"),
    )
    return (*staff, *managers, *reps)
