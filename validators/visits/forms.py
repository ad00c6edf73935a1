"""What does a note tell by form alone? Persons, days and quantities, as regular expressions over simplified, lower-case text."""

import re
from collections.abc import Mapping

PERSON, WHEN, SOMETIME, QUANTITY, NUMBER, WORD, EMPTY = "P", "T", "t", "Q", "D", "X", "E"

_NUMERALS = "一二两三四五六七八九十"
_NUMERAL = rf"(?:\d[\d,.]*|[{_NUMERALS}]?[零{_NUMERALS}百千万亿半几]*[{_NUMERALS}百千万亿几半])"
_UNITS = (
    "万|亿|千|百|元|块|毛|分钱|个点|个人|人|折|成|台|套|件|吨|家|店|亩|平|米|厘米|毫米|公分|寸|斤|公斤|克|升|箱|单|坐席|席位|用户"
    "|账号|倍|条|辆|张|份|瓶|桶|柜|方|度|期|楼|层|公里|门店|座|间|床|班|批|卷|只|根|支|颗|头|匹|副|把|盒|包|袋|盏|扇|块钱|票|株|棵|名"
    "|号人|分贝|千瓦|伏|马力|平方|立方|股|集|本|幅|双|顶|栋|套房|室|个(?=[^\\W月星小])"
)
_QUANTITY = (
    r"(?!几[^十百千万\d])(?!一[个份家张本名批班把人层期])"  # 一个客户 is "a customer"
    rf"(?:{_NUMERAL}\s*(?:{_UNITS}|多?[^\W\d]{{0,1}}(?:万|块|元))(?!里|次|样|直|般|旦|定|些|下|点(?!\d)))"
    rf"|(?:\d{{2,}}|[{_NUMERALS}][十百千][{_NUMERALS}]?|[十百千][{_NUMERALS}])多?"
    r"(?![次遍趟点分秒号下回通天月年周日小个上里多几来余\d])[\u4e00-\u9fff]"
    rf"|百分之{_NUMERAL}|\d[\d,.]*\s*(?:%|w|k|kg|mm|cm|m|l|v|kw|usd|rmb|eur|gbp|cny|hkd|sku)(?![a-z])|[¥$€£]\s*\d[\d,.]*"
)
_DAYS = (
    rf"(?:\d{{1,2}}|十[一二]?|[{_NUMERALS}])月(?:份|底|初|中|\d{{1,2}}[日号]?|[一二三]?十?[{_NUMERALS}][日号])?"
    r"|\d{4}年|(?<!\d)\d{1,2}[日号](?!楼|线|门|机|位|色|院|厂|店|库|桌)|[下上本这]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天末]"
    rf"|\d{{1,2}}[:点](?:\d{{2}}|半)?(?!\d*[块万元])|[上下]午[{_NUMERALS}]+点半?|第?[一二三四]季度"
    rf"|(?:\d+|[{_NUMERALS}半]+)个?(?:月|星期|礼拜|季度|工作日)[前后内底]?"
    rf"|(?!一天)(?:\d+|[{_NUMERALS}]+)(?:天|年|周)(?!前沟|里)"
)
_SURNAMES = (
    "王张李赵刘陈杨黄吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付"
    "傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛洪倪骆仇俞庄柳岑柯祝左翁尤殷聂焦管童游詹容池蓝辛"
)
_POSTS = (
    "总|董|哥|姐|叔|姨|伯|嫂|某|经理|主任|女士|先生|小姐|老板娘?|老师|厂长?|店长|院长|校长|园长|行长|总监|主管|会计|部长|处长|局?科长"
    "|副总|主席|博士|师傅|医生|律师|教授|队长|村长|书记|太|所长|站长|大姐|大哥|阿姨|(?<!施)工(?![作程厂人资])"
)
_PERSON = (
    rf"(?:欧阳|上官|司马|诸葛|[{_SURNAMES}])(?:{_POSTS})|姓[^\W\d_]"
    r"|名?叫[^\W\d_a-z做我他她你们]{2,3}(?=\W|$|[的管])"
    rf"|(?<![\u4e00-\u9fff])[老小](?![家板于方高万钱金白时龙史])[{_SURNAMES}](?![家板])"
    r"|[老小](?:[梁宋覃潘邓]|[王张李赵刘陈](?![家板]))"
)
_LATIN_DAYS = (
    r"\b(?:\d{1,2}(?::\d\d)? ?[ap]m|\d+ (?:days?|weeks?|months?|years?|yrs?)|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)"
    r"|(?:in|till|until|by|since|after|before|this|next|last|from|end|late|early|mid) (?:may|march))\b"
)
_COUNTED = (
    r"k|m|%|million|units?|pcs|pieces?|sets?|tons?|tonnes?|people|staff|employees|users?|seats?|licen[cs]es?|stores?|branches"
    r"|sites?|trucks?|vans?|percent|pallets?|containers?|rooms?|beds?|acres?|sqm|sq ?ft|kg|mm|cm|hrs|covers|guests|patients|chairs|racks|bays|orders|tickets|desks|bottles?|cases?|boxes"
    r"|litres?|gallons?|cows?|cars?|machines?|lines?|an hour|per \w+|usd|rmb|eur|gbp|cny|hkd|quid|grand"
)
_DAY = r"(?:\d{4}[./-])?\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d\d))?|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]"
_WRITTEN = rf"(?:^|(?<=[;、。] )|(?<=[;、。]))(?:{_DAY})(?=[ :,;-])(?! ?[万亿千百元块折寸米吨个点股])"
"""The day under which a note was entered stands before it."""
_LATIN_QUANTITY = (
    rf"[¥$€£] ?\d[\d,.]*(?: ?(?:k|m)\b)?|\b\d[\d,.]* ?(?:{_COUNTED}|x)(?![a-z])|\b\d[\d,.]* [a-z]+ (?:an?|per|each|every) (?:day|week|month|year|hour|shift)\b|\b(?:team of|dozen|half|hundred|thousand)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty) "
    r"(?!times|calls?|weeks?|days?|minutes?|words?|of\b|years?|hours?|or|as|and|in|to|at|for|who|that|other|more\b)\w+"
)

_TALK = "[打约见谈聊碰找等接回说问跟催跑磨坐想看去]|联系|沟通|拜访|回访|跟进"
_SUCCESS = "[上到着通进成拢妥动定准完全见住]|下去|下来|出来|出去|起来|过来|过去"
_TIMES = "下|会儿?|[次趟圈遍回阵声轮面嘴句通]|半天|好久|许久"
_ADDED = "饭|茶|酒|烟|电话|面|言|话|好|天|家常|脸|头|影|手|微信|信息|短信|消息|语音|招呼|名片|群|口信|条子|纸条|便条|邮件|祝福"
_HABIT = (
    rf"(?P<act>{_TALK})(?:[一了]?(?P=act)看?|[不没得](?:{_SUCCESS})|(?:下|会儿?)|[了过完]?(?:一|几|好几|好|[两二三四五六七八]|\d)(?:{_TIMES})|[了过完](?:{_TIMES}))"
    rf"|[没未](?:{_TALK})(?:{_SUCCESS})?(?![\u4e00-\u9fff])"
    rf"|请?[吃喝抽打见留说谈聊加混刷露点问道递合握碰发送通拉][了过]?(?:[一几两]?[个次顿杯根支通张条份句])(?:{_ADDED})"
)
"""What everybody does with every customer, told by how verbs are formed: 聊一聊, 约不上, 跑了几趟, 打了个电话."""
_NTH = r"第?(?:[一二两三四五六七八九十]|\d{1,2})次(?=回访|拜访|联[系络]|沟通|上门|电话|跟进|面谈|见面|登门|到访|致电|通话|去电|接触|尝试|走访|[未没无均])|(?:\d+|[一二两三四五六七八九十半几]+)[来多几]?(?:分钟|秒钟?|个?半?小时|个?钟头)(?![之以]?[后内前])|第(?:[一二三四五六七八九十]+|\d{1,3})[天周轮]"
_TALLY = r"(?:意向度?|意愿|(?:成交)?概率|可能性|把握|进度|完成度|成功率|机会):? ?(?:大[约概]|约)?\d{1,3}%|(?:电话|微信|拜访|短信|邮件|联系|沟通|跟进|上门):?\+?\d{1,2}[次遍个通趟]?(?![\w.])"
"""How likely it is, in the eyes of who sells, and how often he tried."""
_NUMBERED = r"(?:(?<![\w.,-])|^)\d{1,2}(?:[.)](?=[^\d\s%])|、)(?!\d)"
"""The number of an entry in a list."""
_LATIN_HABIT = (
    r"(?:\d+|two|three|four|several|couple of|few) (?:more )?(?:times|attempts|tries|missed calls|calls|emails|voicemails|messages|msgs)\b"
    r"|\d(?:st|nd|rd|th) (?:call|visit|attempt|contact|follow|touch|time|email|try|message|reminder)"
    r"|(?:day|stage|step|wk|week) ?\d{1,3}(?!\w)|(?:vm|call|visit|attempt|email|msg|try) ?#\d{1,2}|(?:weekly|monthly|quarterly|biweekly|daily|annual) (?:call|check|touch|catch|visit|review|update|meeting)[a-z-]*(?: in| up|point| point)?\b|\d{1,3} ?% (?:chance|likely|probability|sure)|[b-e](?![\w'&/.-])|(?:f/u|f/up|b/f|x\d|n/a|c/b|l/m|v/m|w/c|p/c|t/c|i/c|o/g|b/c|w/)(?![a-z])|[a-z]+'(?:d|ll|ve|re)(?![a-z])"
)
_LATER = r"(?:in )?(?:\d+|one|two|three|four|six) ?(?:wks?|mths?|days?|weeks?|months?)(?: time)?(?![a-z])(?=$|[ ,.!]*$)|q[1-4](?![a-z0-9])"
_AFTER = r"[过等]?(?:\d+|[一两三四五六七八九十半几]+)(?:个(?:月|星期|礼拜|季度|工作日|小时|钟头)|星期|礼拜|季度|天|年|周|小时)[之以]?[后内]"

Form = tuple[re.Pattern[str], str]
"""What to look for, and the tag of what is found."""
Choice = tuple[re.Pattern[str], tuple[str, ...]]
"""Forms of which the first that fits is taken, and the tag of each, by its group."""

_person, _quantity, _days = (
    (re.compile(_PERSON), PERSON),
    (re.compile(_QUANTITY), QUANTITY),
    (re.compile(_DAYS), WHEN),
)
_habit, _nth, _after = (re.compile(_HABIT), EMPTY), (re.compile(_NTH), EMPTY), (re.compile(_AFTER), SOMETIME)
_tally = (re.compile(_TALLY), EMPTY)
HAN: Mapping[str, tuple[Form, ...]] = {
    **dict.fromkeys("抽回打约见谈聊碰找接说问催跑磨坐想看去没未请吃喝留加混刷露点道递合握发送通拉", (_habit,)),
    **dict.fromkeys("等过", (_after, _habit)),
    **dict.fromkeys(_SURNAMES + "老小姓名叫欧上司诸", (_person,)),
    **dict.fromkeys("下本这周星礼", (_days,)),
    **dict.fromkeys("意成概可进完机电微短邮", (_tally,)),
    **dict.fromkeys("把联沟拜跟", (_tally, _habit)),
    "上": (_tally, _days),
    "第": (_nth, _days),
    **dict.fromkeys(_NUMERALS + "半几百", (_nth, _after, _quantity, _days)),
    **dict.fromkeys("¥€£", (_quantity,)),
}
"""Forms by the character that they begin with; 上官 is rarer than 上周."""


def _either(*those: Form) -> Choice:
    """The first of several forms: a group a form."""
    either = re.compile("|".join(f"({pattern.pattern})" for pattern, _ in those))
    return either, tuple(tag for _, tag in those)


DIGITS = _either(
    (re.compile(_WRITTEN), EMPTY),
    (re.compile(_NUMBERED), EMPTY),
    (re.compile(_LATIN_HABIT), EMPTY),
    (re.compile(_LATER), SOMETIME),
    _nth,
    _after,
    _quantity,
    (re.compile(_LATIN_QUANTITY), QUANTITY),
    _days,
    (re.compile(_LATIN_DAYS), WHEN),
    (re.compile(_NUMERAL), NUMBER),
)
LETTERS = _either(
    (re.compile(_LATIN_HABIT), EMPTY),
    (re.compile(_LATER), SOMETIME),
    (re.compile(_LATIN_QUANTITY), QUANTITY),
    (re.compile(_LATIN_DAYS), WHEN),
    (re.compile(r"[a-z][a-z'’&-]*"), WORD),
)
