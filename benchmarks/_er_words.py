"""Which words are the invented companies and persons of the benchmarks made of?

Characters and syllables that are combined, so that millions of names can be told apart, with common and rare ones as in
any language. Places are real; nobody who carries a combination is meant.
"""


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SOUNDS = _split(
    "鑫欣新馨昕 华桦骅铧 宏鸿弘虹泓 盛圣胜晟 达 瑞睿锐 泰 和禾合河荷 安 德 通 恒衡 远源元原苑 丰峰锋沣枫 诚成城程澄 信 嘉佳加家 "
    "利力立丽励 美 康 博铂 创 智志致至挚 云芸耘 凯恺铠 亿益易艺奕翼毅 腾 龙隆 金锦津今 银 海 天添 东 星兴 光广 明铭鸣 亮 朗 江疆 "
    "洋阳扬杨 晨辰宸臣 旭 日 月悦越 景璟 辉晖徽 耀 荣融蓉 昌 茂 林霖琳临 森 松 柏 竹 兰岚蓝澜 梅 雅 文 思斯 维惟唯 科 晶精菁 英颖 "
    "杰捷洁 超 卓 冠 群 众 联莲 汇惠慧 聚 优 品 福富 万 千谦 百 乐 方芳 正政 中忠 国 邦 业 建 润 沃 莱 奥澳 尔 特 克 菲飞 曼 诺 迪 "
    "索 玛 巴 蒙 拓 启琪奇祺麒 航 顺 驰池 骏俊峻 马 鹰 鹏朋 凤 麟 虎 象 鼎 玉裕誉豫 宝保堡 珠 翠 青清 白 紫 红 绿 上尚 高 大"
)
"""Characters of brands; those of one group sound alike and are taken for each other."""
TRADITIONAL = str.maketrans(
    "华桦骅铧鸿圣胜达锐远丰锋诚创云凯恺铠亿艺腾龙银东兴广铭阳扬杨临兰岚蓝维颖杰洁众联莲汇优谦万乐国业润莱尔飞诺玛启"
    "驰骏马鹰鹏凤宝绿贸实机械电讯术网络设备务装饰餐饮传广币际询环医疗产资农纺织园链旅游软",
    "華樺驊鏵鴻聖勝達銳遠豐鋒誠創雲凱愷鎧億藝騰龍銀東興廣銘陽揚楊臨蘭嵐藍維穎傑潔眾聯蓮匯優謙萬樂國業潤萊爾飛諾瑪啟"
    "馳駿馬鷹鵬鳳寶綠貿實機械電訊術網絡設備務裝飾餐飲傳廣幣際詢環醫療產資農紡織園鏈旅遊軟",
)
TRADES = _split(
    "科技 贸易 实业 信息技术 网络科技 机械 商贸 电子 建筑工程 电子商务 机械设备 装饰工程 餐饮管理 文化传媒 物流 广告 国际贸易 "
    "物业管理 企业管理咨询 教育咨询 生物科技 环保科技 新材料 医疗器械 服饰 食品 汽车服务 房地产开发 投资管理 化工 五金制品 家具 "
    "包装 印刷 纺织 农业发展 旅游 人力资源 智能科技 自动化设备 软件 园林绿化 供应链管理 健康管理 模具 塑胶制品 玩具 照明 陶瓷 酒业 茶业"
)
FORMS = ("有限公司",) * 16 + ("有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
)
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏宇浩轩子涵梓一诺思远佳怡欣然晓东国庆建志文博海波云飞雪梅"

HAN_CITIES = (
    ("北京", "010", "110105"), ("上海", "021", "310115"), ("深圳", "0755", "440305"), ("广州", "020", "440106"),
    ("杭州", "0571", "330106"), ("苏州", "0512", "320505"), ("成都", "028", "510107"), ("宁波", "0574", "330203"),
    ("武汉", "027", "420106"), ("重庆", "023", "500103"), ("南京", "025", "320106"), ("天津", "022", "120103"),
    ("西安", "029", "610113"), ("东莞", "0769", "441900"), ("佛山", "0757", "440604"), ("无锡", "0510", "320213"),
    ("青岛", "0532", "370203"), ("长沙", "0731", "430104"), ("郑州", "0371", "410105"), ("合肥", "0551", "340104"),
    ("济南", "0531", "370102"), ("厦门", "0592", "350203"), ("福州", "0591", "350102"), ("温州", "0577", "330302"),
    ("昆明", "0871", "530102"), ("沈阳", "024", "210102"), ("大连", "0411", "210202"), ("常州", "0519", "320411"),
    ("石家庄", "0311", "130102"), ("南昌", "0791", "360102"), ("贵阳", "0851", "520103"), ("南宁", "0771", "450103"),
    ("嘉兴", "0573", "330402"), ("绍兴", "0575", "330602"), ("台州", "0576", "331002"), ("中山", "0760", "442000"),
    ("珠海", "0756", "440402"), ("泉州", "0595", "350502"), ("烟台", "0535", "370602"), ("徐州", "0516", "320303"),
)  # fmt: skip
"""City, area code, and a district as company ids begin with."""
SEVEN_DIGITS = frozenset({"0535", "0592", "0756", "0771"})
"""Area codes whose local numbers are not of eight digits."""
LATIN_CITIES = (
    ("New York", "US", "1", "212", "23678", 7), ("London", "UK", "44", "20", "78", 8),
    ("Singapore", "Singapore", "65", "", "6", 8), ("Hamburg", "Germany", "49", "40", "23678", 7),
    ("Paris", "France", "33", "1", "23678", 8), ("Toronto", "Canada", "1", "416", "23678", 7),
    ("Sydney", "Australia", "61", "2", "89", 8), ("Chicago", "US", "1", "312", "23678", 7),
    ("Dubai", "UAE", "971", "4", "23678", 7), ("Tokyo", "Japan", "81", "3", "23678", 8),
    ("Madrid", "Spain", "34", "91", "23678", 7), ("Milan", "Italy", "39", "02", "23678", 8),
    ("Amsterdam", "Netherlands", "31", "20", "23678", 7), ("Mumbai", "India", "91", "22", "2", 8),
    ("Seoul", "Korea", "82", "2", "23678", 8), ("Houston", "US", "1", "713", "23678", 7),
    ("Manchester", "UK", "44", "161", "23678", 7), ("Berlin", "Germany", "49", "30", "23678", 8),
)  # fmt: skip
"""City, country, its calling code, area code, with what and how long a local number is."""
LATIN_FORMS = (
    ("Inc", "Inc.", "Incorporated", ", Inc."),
    ("Ltd", "Ltd.", "Limited"),
    ("LLC", "L.L.C.", "llc"),
    ("GmbH", "Gmbh", "G.m.b.H."),
    ("Co., Ltd.", "Co Ltd", "Company Limited"),
    ("Corp", "Corp.", "Corporation"),
    ("Pte Ltd", "Pte. Ltd.", "PTE LTD"),
    ("Pty Ltd", "Pty. Ltd.", "PTY LTD"),
    ("B.V.", "BV", "b.v."),
    ("PLC", "plc", "P.L.C."),
    ("S.A.", "SA", "S.A"),
    ("AG", "A.G.", "ag"),
)
"""Legal forms, each as it is spelled; the first is the registered one."""
LATIN_TRADES = _split(
    "Trading Technologies Logistics Foods Machinery Electronics Systems Solutions Industries Holdings Consulting Textiles "
    "Packaging Chemicals Engineering Pharma Software Furniture Tools Automotive Energy Media Plastics Instruments Optics "
    "Marine Travel Seeds Ceramics Printing Lighting Security Metals Aviation Dental Interiors Commerce Labs Robotics Toys"
)
SHORTENED = {
    "Technologies": "Tech", "International": "Intl", "Industries": "Ind", "Engineering": "Eng", "Systems": "Sys",
    "Solutions": "Soln", "Machinery": "Mach.", "Electronics": "Elec", "Trading": "Trdg", "Logistics": "Log.",
}  # fmt: skip
MOBILES = _split(
    "130 131 132 133 135 136 137 138 139 150 151 152 153 155 156 157 158 159 166 176 177 178 180 181 186 187 188 189 199"
)
"""What Chinese mobile numbers begin with."""
ONSETS = _split("b br c cl d dr f fl g gr h k l m n p pr qu r s sh st t tr v w z")
VOWELS = _split("a e i o u ai ea ia o a e")
CODAS = (*_split("n r l s x m nd rt ck th ns"), *("",) * 9)
FIRST_NAMES = _split(
    "James Mary John Linda Robert Susan Michael Karen David Anna Thomas Laura Daniel Emma Paul Julia Mark Sara Peter Nina "
    "Carlos Maria Ivan Elena Pierre Claire Hans Greta Yuki Kenji Amit Priya Omar Leila Lars Ingrid Marco Chiara"
)
LAST_NAMES = _split(
    "Smith Jones Brown Taylor Wilson Miller Davis Garcia Martin Lopez Lee Walker Hall Allen Young King Wright Scott Green "
    "Baker Nelson Carter Meyer Weber Fischer Dubois Moreau Rossi Bianchi Ivanov Petrov Tanaka Suzuki Sharma Patel Khan Kim"
)
BOXES = ("info", "sales", "contact", "admin", "office")
PUBLIC_MAIL = ("qq.com", "163.com", "126.com", "gmail.com", "outlook.com")
ENDS = (".com", ".com", ".cn", ".com.cn", ".net")
