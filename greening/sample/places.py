"""Where do the invented companies of the sample live? In real cities, on invented roads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """`district_code` is the GB/T 2260 code of `district`; `area_code` dials the city."""

    name: str
    english: str
    province: str
    area_code: str
    district: str
    district_english: str
    district_code: str


CITIES = (
    City("杭州", "Hangzhou", "浙江省", "0571", "滨江区", "Binjiang", "330108"),
    City("宁波", "Ningbo", "浙江省", "0574", "鄞州区", "Yinzhou", "330212"),
    City("苏州", "Suzhou", "江苏省", "0512", "虎丘区", "Huqiu", "320505"),
    City("南京", "Nanjing", "江苏省", "025", "玄武区", "Xuanwu", "320102"),
    City("上海", "Shanghai", "上海市", "021", "嘉定区", "Jiading", "310114"),
    City("深圳", "Shenzhen", "广东省", "0755", "南山区", "Nanshan", "440305"),
    City("广州", "Guangzhou", "广东省", "020", "天河区", "Tianhe", "440106"),
    City("成都", "Chengdu", "四川省", "028", "武侯区", "Wuhou", "510107"),
    City("武汉", "Wuhan", "湖北省", "027", "江岸区", "Jiang'an", "420102"),
    City("青岛", "Qingdao", "山东省", "0532", "崂山区", "Laoshan", "370212"),
    City("西安", "Xi'an", "陕西省", "029", "雁塔区", "Yanta", "610113"),
    City("福州", "Fuzhou", "福建省", "0591", "鼓楼区", "Gulou", "350102"),
)

ROADS = ("样板路", "例举路", "示范大道", "虚构街", "假山路", "无名路", "设想大道", "草图街")
ROADS_ENGLISH = ("Sample Road", "Example Road", "Model Avenue", "Fiction Street", "Sketch Street", "Nowhere Road")
