"""What do the invented reps write when they write something? No two notes alike, as when somebody was really there."""

from random import Random

PARTS = (
    ("和{who}当面谈了", "电话{who}", "{who}带我看了现场", "视频里{who}讲", "展会上碰到{who}", "{who}回电", "请{who}看了样机", "上门见{who}"),
    ("年用量约{n}吨", "今年开了第二家厂，要{n}套", "产线每天停{n}分钟", "仓库压着{n}箱旧货", "夜班{n}个人没人带", "一个月退货{n}件", "门店到年底开到{n}家", "老设备用了快{n}年"),
    ("现在的供应商交期要三周", "原来那家涨了一成", "隔壁厂在用同款", "一直从佛山拿货", "自己拼了一套表格", "合同到九月底", "去年被低价坑过", "总部指定过一家没做成"),
    ("嫌安装期太长", "怕数据导不过来", "要带检测报告", "只认含税价", "想先试两周", "缺库存接口", "担心备件等不起", "要求质保三年"),
    ("采购归他管", "要老板娘点头", "财务总监批预算", "厂长说了算", "五万以上要上会", "由集团统一招标", "合伙人还要看", "技术部先打分"),
    ("下周三寄样", "月底前给两家报价", "5日带工程师量尺寸", "周五发方案和工期表", "十五日前定试用名单", "下月初去看厂", "周一开通试用账号", "节后签框架"),
)  # fmt: skip
PARTS_ENGLISH = (
    ("Met {who}", "Called {who}", "{who} showed me round the plant", "{who} rang back", "Saw {who} at the fair", "Video call with {who}", "{who} came to look at the sample", "Lunch with {who} on site"),
    ("uses {n} tonnes a year", "opened a second plant and needs {n} sets", "the line stops {n} minutes a day", "{n} crates of old stock to clear", "{n} people on nights", "{n} returns a month", "growing to {n} branches", "the old unit is {n} years old"),
    ("today's supplier takes three weeks", "the last one raised prices by a tenth", "a neighbour runs the same model", "buys from a cousin in Leeds", "keeps it all in spreadsheets", "contract ends in September", "was let down by a cheap one", "head office tried one and dropped it"),
    ("worried about fitting time", "afraid to lose data", "wants a test report", "needs net 60", "asks for a two week trial", "misses a stock interface", "spare parts must be local", "wants three years' warranty"),
    ("she buys for both sites", "the owner's wife has to agree", "the CFO approves the budget", "the plant manager decides", "above 5,000 it goes to the board", "the group tenders", "a partner still has to see it", "engineering scores first"),
    ("samples go out Wednesday", "two quotes due by month end", "visit with an engineer on the 5th", "plan and dates by Friday", "trial users named by the 15th", "factory visit in June", "trial opens Monday", "framework contract after Easter"),
)  # fmt: skip
DRAWS, DRAWS_ENGLISH = 4, 3


def note(rng: Random, who: str, of: str, *, english: bool) -> str:
    """A note about a talk with somebody of a company. Takes two draws, whatever it says."""
    drawn = rng.choice(range(DRAWS_ENGLISH if english else DRAWS)), rng.randint(3, 60)
    own = Random(f"{of}{who}{drawn}")  # noqa: S311  a sample, no secret
    said = [own.choice(part).format(who=who, n=drawn[1]) for part in (PARTS_ENGLISH if english else PARTS)]
    return (": " if english else "：").join((said[0], (", " if english else "，").join(said[1:])))
