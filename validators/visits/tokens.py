"""Which kind of word stands where in a note? The note as a line of tags, one a word, for the grammar to read.

What a note says is told by how its words stand together, and only the closed classes can be listed: words that say
nothing, words that announce something, numbers with their units, days. Every other word is specific to this customer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from validators.data import rows

EMPTY, FILLING, LIGHT, SPECIFIC, WORD, NOT, BREAK = "E", "f", "l", "x", "X", "z", "|"
PERSON, KIN, ROLE, WHEN, QUANTITY, NUMBER, IS = "P", "K", "R", "T", "Q", "D", "="
TAGS: Mapping[str, str] = {
    "kin": KIN,
    "role": ROLE,
    "when": WHEN,
    "money": "M",
    "need": "n",
    "want": "w",
    "against": "O",
    "rival": "C",
    "uses": "u",
    "decides": "A",
    "rules": "a",
    "not": NOT,
    "act": "S",
    "meet": "m",
    "fact": "F",
}
"""The tag of each kind of word in `visit_units.txt`."""
CHANGED: Mapping[str, str] = {"number_dead": "N"}
"""The tags of `visit_changes.txt` that are no facts of the customer's."""

_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十]?[零一二两三四五六七八九十百千万亿半几]*[一二两三四五六七八九十百千万亿几半])"
_UNITS = (
    "万|亿|千|百|元|块|毛|分钱|个点|个人|人|折|成|台|套|件|吨|家|店|亩|平|米|厘米|毫米|公分|寸|斤|公斤|克|升|箱|单|坐席|席位|用户"
    "|账号|倍|条|辆|张|份|瓶|桶|柜|方|度|期|楼|层|公里|门店|座|间|床|班|批|卷|只|根|支|颗|头|匹|副|把|盒|包|袋|盏|扇|块钱|票|株|棵|名|号人|分贝|千瓦|伏|马力|平方|立方|股|集|本|幅|双|顶|栋|套房|室|个(?=[^\\W月星小])"
)
_MONTHS = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|底|初|中|\d{1,2}[日号]?|[一二三]?十?[一二三四五六七八九十][日号])?"
_DAYS = (
    r"\d{4}年|(?<!\d)\d{1,2}[日号](?!楼|线|门|机|位|色|院|厂|店|库|桌)|[下上本这]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|\d{1,2}[:点](?:\d{2}|半)?(?!\d*[块万元])|[上下]午[一二两三四五六七八九十]+点半?|[一二三四]季度|第[一二三四]季度"
    r"|(?:\d+|[一二两三四五六七八九十半]+)个?(?:月|星期|礼拜|季度|工作日)(?:[前后内底])?|(?:\d+|[一二两三四五六七八九十]+)(?:天|年|周)(?!前沟|里)"
)
SURNAMES = "王张李赵刘陈杨黄吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛洪倪骆仇俞庄柳岑柯祝左翁尤殷聂焦管童游詹容池蓝辛"
_PERSON = (
    rf"(?:欧阳|上官|司马|诸葛|[{SURNAMES}])"
    r"(?:总|董|哥|姐|叔|姨|伯|嫂|某|经理|主任|女士|先生|小姐|老板娘?|老师|厂长?|店长|院长|校长|园长|行长|总监|主管|会计|部长|处长|局?科长|副总|主席|博士|师傅|医生|律师|教授|队长|村长|书记|太|所长|站长|大姐|大哥|阿姨|(?<!施)工(?![作程厂人资]))"
    r"|姓[^\W\d_]|名?叫[^\W\d_a-z做我他她你们]{2,3}(?=\W|$|[的，管])"
    r"|(?<![\u4e00-\u9fff])[老小][王张李赵刘陈杨黄吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾夏韦付傅邹孟熊秦邱江薛段雷侯陶黎贺顾毛郝龚邵严覃武戴莫孔汤温康施牛樊葛](?![家板])"
    r"|[老小](?:[梁宋覃潘邓]|[王张李赵刘陈](?![家板]))"
)
_LATIN_DAYS = r"\b(?:\d{1,2}(?::\d\d)? ?[ap]m|\d+ (?:days?|weeks?|months?|years?|yrs?)|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)|(?:in|till|until|by|since|after|before|this|next|last|from|end|late|early|mid) (?:may|march))\b"
_COUNTED = r"k|m|%|million|units?|pcs|pieces?|sets?|tons?|tonnes?|people|staff|employees|users?|seats?|licen[cs]es?|stores?|branches|sites?|trucks?|vans?|percent|pallets?|containers?|rooms?|beds?|acres?|sqm|sq ?ft|kg|mm|cm|hrs|bottles|bottle|cases?|boxes|litres?|gallons?|cows?|cars?|machines?|lines?|an hour|per \w+|usd|rmb|eur|gbp|cny|hkd|quid|grand"
_LATIN_QUANTITY = (
    rf"[¥$€£] ?\d[\d,.]*(?: ?(?:k|m)\b)?|\b\d[\d,.]* ?(?:{_COUNTED}|x)(?![a-z])"
    r"|\b(?:team of|dozen|half|hundred|thousand)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty) (?!times|calls?|weeks?|days?|minutes?|words?|of\b|years?|hours?|or\b)\w+"
)
_HAN_QUANTITY = rf"{_NUMERAL}\s*(?:{_UNITS}|多?[^\W\d]{{0,1}}(?:万|块|元))(?!里|次|样|直|般|旦|定|些|下|点(?!\d))|百分之{_NUMERAL}|\d[\d,.]*\s*(?:%|w|k|kg|mm|cm|m|l|v|kw|usd|rmb|eur|gbp|cny|hkd|sku)(?![a-z])|[¥$€£]\s*\d[\d,.]*"
_FILLING = "的了着过吧呢吗啊哦嗯呀嘛啦哈就也都又再还才正将会能可以说讲和与及跟给对向把被让到在于为这那它他她我你您有很太其所或而且并但若如则因此故即只最更较每各令呗喽咯哎唉噢喔诶哇们"
_LIGHT = "请先后里上下中内外前来去起出回好等些点个位次打发加做得地之挺多少大小"
_NEGATION = "不没无未别非缺"


Token = tuple[str, str]
"""A tag and the word that has it."""


class Tagger:
    """Tags the words of notes; `empty` are the words that say nothing, which come before any other reading."""

    def __init__(self, empty: Iterable[str]) -> None:
        words = {**_announcing(), **dict.fromkeys((word.replace("_", " ") for word in empty), EMPTY)}
        self._stems = {word[:-1]: tag for word, tag in words.items() if word.endswith("*")}
        self._words = {word: tag for word, tag in words.items() if not word.endswith("*")}
        self._sizes = _sizes(word for word in self._words if not word.isascii())
        self._phrases = _phrases(word for word in self._words if word.isascii() and " " in word)

    def tags(self, text: str) -> list[Token]:
        """The words of a text in lower case and simplified characters, in order; every character belongs to one."""
        found, at, end = [], 0, len(text)
        while at < end:
            if text[at] == " ":
                at += 1
                continue
            token = self._latin(text, at) if text[at].isascii() else self._han(text, at)
            found.append(token)
            at += len(token[1])
        return found

    def _han(self, text: str, at: int) -> Token:
        """What is told by its form, the longest listed word that fits, or else one character."""
        first = text[at]
        for pattern, tag in _FORMS.get(first, ()):
            if match := pattern.match(text, at):
                return tag, match.group()
        for size in self._sizes.get(first, ()):
            if (word := text[at : at + size]) in self._words:
                return self._words[word], word
        return _CHARACTERS.get(first) or (SPECIFIC if first.isalnum() else BREAK), first

    def _latin(self, text: str, at: int) -> Token:
        """A quantity, a day, the longest listed phrase that fits, or else one word."""
        for pattern, tag in _ASCII:
            if match := pattern.match(text, at):
                if tag is not WORD:
                    return tag, match.group()
                return self._listed(text, at, match.group())
        return BREAK, text[at]

    def _listed(self, text: str, at: int, word: str) -> Token:
        for phrase in self._phrases.get(word, ()):
            if text.startswith(phrase, at) and not text[at + len(phrase) : at + len(phrase) + 1].isalpha():
                return self._words[phrase], phrase
        if tag := self._words.get(word):
            return tag, word
        stems = (self._stems[word[:size]] for size in range(len(word), 1, -1) if word[:size] in self._stems)
        return next(stems, WORD), word


def _sizes(words: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """How long the words are that begin with a character, longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in filter(None, words):
        found[word[0]].add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def _phrases(phrases: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The phrases that begin with a word, longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.partition(" ")[0]].append(phrase)
    return {first: tuple(sorted(those, key=len, reverse=True)) for first, those in found.items()}


@cache
def _announcing() -> dict[str, str]:
    """Words that announce something, by their tag; that something has changed is a fact, but for a number that is dead."""
    changes = (
        (CHANGED.get(kind, TAGS["fact"]), words) for kind, words in rows("visit_changes.txt") if kind != "unless"
    )
    units = ((TAGS[kind], words) for kind, words in rows("visit_units.txt"))
    return {word.replace("_", " "): tag for tag, words in (*units, *changes) for word in words.split()}


_QUANTITY_FORM, _DAY_FORM, _PERSON_FORM = (
    (re.compile(_HAN_QUANTITY), QUANTITY),
    (re.compile(f"{_MONTHS}|{_DAYS}"), WHEN),
    (re.compile(_PERSON), PERSON),
)
_NUMBER_FORM = (re.compile(_NUMERAL), NUMBER)
_FORMS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    **dict.fromkeys(SURNAMES + "老小姓名叫欧上司诸", (_PERSON_FORM,)),
    **dict.fromkeys("下上本这周星礼第", (_DAY_FORM,)),
    **dict.fromkeys("一二两三四五六七八九十半几百", (_QUANTITY_FORM, _DAY_FORM)),
}
"""What to look for, by the character that it begins with."""
_ASCII = (
    (re.compile(rf"(?=[\d¥$€£])(?:{_HAN_QUANTITY})"), QUANTITY),
    (re.compile(rf"(?=[\da-z])(?:{_LATIN_QUANTITY})"), QUANTITY),
    (re.compile(rf"(?=\d)(?:{_MONTHS}|{_DAYS})"), WHEN),
    (re.compile(rf"(?=[\da-z])(?:{_LATIN_DAYS})"), WHEN),
    (re.compile(r"[a-z][a-z'’&-]*"), WORD),
    (re.compile(_NUMERAL), NUMBER),
)
_CHARACTERS: Mapping[str, str] = {
    **dict.fromkeys(_FILLING, FILLING),
    **dict.fromkeys(_LIGHT, LIGHT),
    **dict.fromkeys(_NEGATION, NOT),
    **dict.fromkeys("是叫", IS),
    **dict.fromkeys("零一二两三四五六七八九十百千万亿半几", NUMBER),
}
