"""With what do names of domains end, and what was meant by an end that nobody registers?"""

_MEANT = {
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "coom", "vom", "xom", "conm", "ccom", "c0m", "cpm", "coml"), "com"),
    "comcn": "com.cn", "nett": "net", "ogr": "org", "orgg": "org",
}  # fmt: skip


def corrected(domain: str) -> str:
    """The domain with the end that was meant; the domain itself where its end may exist.

    >>> corrected("brand.con"), corrected("brand.co")
    ('brand.com', 'brand.co')
    """
    name, _, end = domain.rpartition(".")
    return f"{name}.{_MEANT[end]}" if end in _MEANT else domain
