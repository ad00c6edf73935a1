"""Which columns do the two sample files have, in the words an import knows?"""

from enum import StrEnum


class Column(StrEnum):
    SOURCE_SYSTEM = "source_system"
    SOURCE_ID = "source_id"
    COMPANY = "company"
    SHORT_NAME = "short_name"
    COMPANY_ID = "company_id"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    INDUSTRY = "industry"
    SCALE = "scale"
    BUSINESS = "business"
    PERSON = "person"
    TITLE = "title"
    PERSON_PHONE = "person_phone"
    OWNER = "owner"
    CREATED = "created"
    VISITED = "visited"
    NOTE = "note"


HEADER_CHINESE = {
    Column.SOURCE_SYSTEM: "来源系统", Column.SOURCE_ID: "客户编号", Column.COMPANY: "公司名称", Column.SHORT_NAME: "简称",
    Column.COMPANY_ID: "统一社会信用代码", Column.ADDRESS: "地址", Column.PHONE: "公司电话", Column.EMAIL: "公司邮箱",
    Column.WEBSITE: "网址", Column.INDUSTRY: "行业", Column.SCALE: "规模", Column.BUSINESS: "主营业务",
    Column.PERSON: "关键人", Column.TITLE: "关键人职务", Column.PERSON_PHONE: "关键人电话", Column.OWNER: "归属人工号",
    Column.CREATED: "创建时间", Column.VISITED: "拜访时间", Column.NOTE: "拜访记录",
}  # fmt: skip

HEADER_ENGLISH = {
    Column.SOURCE_SYSTEM: "Source system", Column.SOURCE_ID: "Source id", Column.COMPANY: "Company", Column.SHORT_NAME: "Short name",
    Column.COMPANY_ID: "Company id", Column.ADDRESS: "Address", Column.PHONE: "Phone", Column.EMAIL: "Email",
    Column.WEBSITE: "Website", Column.INDUSTRY: "Industry", Column.SCALE: "Scale", Column.BUSINESS: "Business",
    Column.PERSON: "Key person", Column.TITLE: "Title", Column.PERSON_PHONE: "Key person phone", Column.OWNER: "Owner employee number",
    Column.CREATED: "Created", Column.VISITED: "Visit date", Column.NOTE: "Visit note",
}  # fmt: skip
