"""Does a name field name an organisation instead of a person? Text in simplified characters and lower case."""

import re

from validators.text import simplified

_FORM = re.compile(
    r"(?:有限|股份|无限)(?:责任)?(?:公司|合伙)|有限合伙|\(股\)|公司(?:法人)?(?=代表|$|[-:(]|\s)|(?:公司|会|社|院|部|行|人)代表人"
    r"|(?:集团|企业|投资|科技|贸易|商贸|实业|物流|传媒|控股|建设|产业|事务所|合作社|商行|银行|支行|分行|工厂|商店|超市|酒店|宾馆|饭店|药店"
    r"|经营部|门市部|服务部|营业部|基金会|基金|协会|学会|公会|管理会|委员会|村委会|政府|研究院|研究所|大学|学院|中学|小学|医院|诊所|学校"
    r"|工作室|俱乐部|监督局|管理局|有限公)$|^(?:株式|有限|合同)会社|(?:株式|有限|合同)会社$|\(株\)|\(주\)|주식회사|유한회사"
)
_DEPARTMENT = re.compile(
    r".{2,}(?:处|科|室|组|院|会|所|中心|办|机关)|.{1,2}公司"
    r"|.{2,}(?:厂|店|铺|楼|馆|吧|屋|药房|幼儿园|养殖场|[林农牧]场|供销社|信用社|旅行社|咖啡|餐饮|物业|地产|置业|建材|电子|电器|信息技术|软件|广告|装饰"
    r"|工程|食品|农业|机械|设备|材料|化工|医药|制药|文化|教育|咨询|服务|旅游|运输|租赁|纺织|印刷|五金|家居|家具|珠宝|服饰|服装)"
)
MINISTRY_ENDS = "部局署厅"
_MINISTRY = re.compile(rf".{{2,}}[{MINISTRY_ENDS}]")
_WORDS = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|gmbh|corp|corporation|plc|pte|pty|company|holdings?|foundation|association|university|"
    r"enterprises?|industries|sdn bhd|gmbh & co kg|ooo|oao|ltda|s\.?p\.?a(?=\.?$)|s\.?[àa]?\.?r\.?l(?=\.?$)|ооо|оао|зао|technolog(?:y|ies)|consulting|international trading|bank of|& co|co ltd)\b|\b(?:s\.a|b\.v|n\.v|k\.k|pt)\.\b"
)
_TRADE = re.compile(
    r".+\s(?:trading|logistics|solutions|group|hospital|restaurant|hotel|clinic|studio|agency|services|systems|institute|club|committee|ministry|"
    r"bureau|cooperative|supermarket|pharmacy|bakery|garage|factory|school)"
)
_REPRESENTATIVE = re.compile(r"(?:代表人|代表|法人)[::\s]*([^\s:()]{2,4})\)?$")
LONGEST_NAME = 3


def is_organisation(plain: str) -> bool:
    """Whether the text is a company, an authority or a department. A name of up to three characters is a person's."""
    tight = "".join(plain.split())
    if len(tight) > LONGEST_NAME and not plain.isascii() and _FORM.search(plain):
        return True
    return bool(_WORDS.search(plain) or _TRADE.fullmatch(plain))


def is_department(plain: str) -> bool:
    """Whether a text that is no person's name ends the way departments and shops do: 调度中心, 澜序机械厂."""
    return bool(_DEPARTMENT.fullmatch(plain))


def is_ministry(plain: str) -> bool:
    """Whether the text ends the way no name does (经济部, 税务局)."""
    return bool(_MINISTRY.fullmatch(plain))


def representative(text: str) -> str:
    """Whom an organisation names as the one who acts for it, in the typed script; empty where nobody is."""
    found = _REPRESENTATIVE.search(simplified(text))
    return text[found.start(1) : found.end(1)] if found and len(simplified(text)) == len(text) else ""
