"""In which order do names stand? Chinese by pinyin, among the Latin ones; the database knows no Chinese order."""

from pypinyin import lazy_pinyin


def sort_key(text: str) -> str:
    """Lower case pinyin, a blank between syllables.

    >>> sorted(["张三", "Bo", "安娜"], key=sort_key)
    ['安娜', 'Bo', '张三']
    """
    return " ".join(lazy_pinyin(text.strip())).casefold()
