"""Which country does a cell name? Its two letters, or its name in English or Chinese."""

from functools import cache, lru_cache

from babel import Locale

from greening.files.headers import fold

OTHER_NAMES = {"大陆": "CN", "中国大陆": "CN", "中华人民共和国": "CN", "prc": "CN", "mainlandchina": "CN", "usa": "US", "uk": "GB",
               "england": "GB", "中国台湾": "TW", "台湾省": "TW", "中国香港": "HK", "hongkong": "HK", "中国澳门": "MO",
               "macau": "MO", "korea": "KR", "russia": "RU", "阿联酋": "AE", "uae": "AE"}  # fmt: skip
"""What people write beside the names of the Unicode CLDR."""


@lru_cache(maxsize=1024)
def country_code(text: str) -> str:
    """The ISO 3166 code of two letters, empty where the text names no country."""
    return _codes().get(fold(text), "")


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for language in ("en", "zh_Hans", "zh_Hant"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():  # noqa: PLR2004  ISO 3166 alpha-2; the others are continents
                codes |= {fold(name): code, code.casefold(): code}
    return codes | OTHER_NAMES
