"""Which words are the invented companies, people and notes made of?"""

BRAND_FIRST = "澜岚禾柏舟栖砚榆棠芷菀霁筠璟澄沐珩昀屿桐苇翎珞槿霖穗鹭鲲钧铎瑭翊晟曦岑皓颀枫椿杉"
BRAND_SECOND = "序野渡溪陌谷原川岫泽庭舍朔荻林圃汀禺砥蔚坞埠堤亭麓峤湄浦沅淙壑峦岬汐荟笙筑榭堰隰"
BRAND_FIRST_ENGLISH = (
    "Amber", "Birch", "Cedar", "Dapple", "Ember", "Fennel", "Gannet", "Heron", "Indigo", "Juniper", "Kestrel", "Linden",
    "Marten", "Nettle", "Osprey", "Plover", "Quill", "Rowan", "Sorrel", "Teal", "Umber", "Vetch", "Willow", "Yarrow",
    "Alder", "Bracken", "Clover", "Dunlin", "Elder", "Finch", "Gorse", "Hazel", "Ivy", "Jackdaw", "Larch", "Mallow",
)  # fmt: skip
BRAND_SECOND_ENGLISH = (
    "bridge", "field", "gate", "haven", "lake", "mill", "moor", "quay", "ridge", "stone", "vale", "wood", "brook",
    "cliff", "dale", "ford", "grove", "hurst", "marsh", "well",
)  # fmt: skip

INDUSTRIES = {
    "机械": "Machinery",
    "贸易": "Trading",
    "软件": "Software",
    "食品": "Foods",
    "包装": "Packaging",
    "建材": "Building Materials",
    "物流": "Logistics",
    "服饰": "Apparel",
    "电子": "Electronics",
    "家居": "Furnishings",
}
LEGAL_FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司")
LEGAL_FORMS_ENGLISH = ("Co., Ltd.", "Co., Ltd.", "Limited", "Inc.")
BUSINESSES = {
    "机械": "输送线部件的加工与销售",
    "贸易": "五金与日用品批发",
    "软件": "门店管理软件的开发与服务",
    "食品": "烘焙原料的生产与配送",
    "包装": "纸箱与内衬的定制",
    "建材": "防水材料与瓷砖的批发",
    "物流": "同城配送与仓储",
    "服饰": "工装的设计与生产",
    "电子": "连接器与线束的组装",
    "家居": "办公家具的生产与安装",
}
BUSINESSES_ENGLISH = {
    "Machinery": "Makes conveyor parts",
    "Trading": "Sells hardware wholesale",
    "Software": "Builds software for shops",
    "Foods": "Makes and delivers baking supplies",
    "Packaging": "Makes boxes to measure",
    "Building Materials": "Sells tiles and sealants",
    "Logistics": "Delivers and stores goods in the city",
    "Apparel": "Designs and makes work wear",
    "Electronics": "Assembles connectors",
    "Furnishings": "Makes office furniture",
}
SCALES = ("20人以下", "20-99人", "100-499人", "500人以上")
SCALES_ENGLISH = ("under 20 staff", "20-99 staff", "100-499 staff", "500 staff or more")

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "砚秋",
    "望舒",
    "知远",
    "书禾",
    "景行",
    "清越",
    "允中",
    "若谷",
    "一诺",
    "思齐",
    "怀瑾",
    "子衿",
    "明哲",
    "嘉木",
    "云起",
)
GIVEN_ENGLISH = ("Ada", "Basil", "Clara", "Dorian", "Edith", "Felix", "Greta", "Hugo", "Iris", "Jonas", "Kara", "Leon")
SURNAMES_ENGLISH = (
    "Ashdown",
    "Brookes",
    "Carver",
    "Denholm",
    "Eastley",
    "Farrow",
    "Garland",
    "Hollis",
    "Ingram",
    "Kemp",
)
TITLES = ("总经理", "采购经理", "董事长", "财务总监", "运营主管", "厂长", "老板")
TITLES_ENGLISH = ("Managing Director", "Purchasing Manager", "Owner", "CFO", "Operations Manager", "Plant Manager")

PADDING_NOTES = (
    "继续跟进",
    "保持联系",
    "暂无意向",
    "已联系，继续跟进",
    "客户考虑中",
    "保持互动",
    "再跟进",
    "下次再联系",
)
PADDING_NOTES_ENGLISH = (
    "Keep following up",
    "Will follow up",
    "No interest for now",
    "Stay in touch",
    "Following up",
    "Customer is considering",
)

PLACEHOLDER_PERSONS = ("张先生", "老板", "前台", "测试", "王总", "李女士", "负责人")
PLACEHOLDER_PERSONS_ENGLISH = ("test", "Boss", "Front Desk", "N/A Person", "xxx", "Manager")
PLACEHOLDER_NUMBERS = ("13800138000", "13800000000", "13900000000", "11111111111", "13888888888", "010-00000000")
SAMPLE_SYSTEM = "sample-crm"
