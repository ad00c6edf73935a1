"""What can be wrong with a mail?"""

from validators.fault import Fault
from validators.finding import Severity

WARNING, HINT = Severity.WARNING, Severity.HINT

MAIL = ("mail",)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "mail.vacant", HINT, MAIL, "The field says that there is no mail instead of staying empty.", "无", "li@brand.cn"
    ),
    Fault("mail.syntax", WARNING, MAIL, "No mail can be sent to this.", "li@brand", "li@brand.cn"),
    Fault(
        "mail.is_website", WARNING, MAIL, "A website stands in the field of the mail.", "www.brand.cn", "li@brand.cn"
    ),
    Fault(
        "mail.repairable",
        WARNING,
        (*MAIL, "suggestion"),
        "Something else stands where a mail has @ or a dot.",
        "li(at)brand.cn",
        "li@brand.cn",
    ),
    Fault(
        "mail.typo",
        WARNING,
        (*MAIL, "suggestion"),
        "The domain is a common slip for another one, and belongs to somebody else or to nobody.",
        "li.wei@gmial.com",
        "li.wei@gmail.com",
    ),
    Fault(
        "mail.placeholder",
        WARNING,
        MAIL,
        "A mail that is typed to get past a mandatory field.",
        "test@test.com",
        "tess@brand.cn",
    ),
    Fault(
        "mail.disposable",
        WARNING,
        MAIL,
        "A mailbox that is thrown away within the hour.",
        "li@24mail.chacuo.net",
        "li@brand.cn",
    ),
    Fault(
        "mail.masked",
        WARNING,
        MAIL,
        "Part of the mail is hidden.",
        "l***@brand.cn",
        "li@brand.cn",
    ),
    Fault(
        "mail.unread",
        HINT,
        MAIL,
        "A machine sends from this mailbox and nobody reads it.",
        "noreply@brand.cn",
        "reply@brand.cn",
    ),
    Fault(
        "mail.public",
        HINT,
        MAIL,
        "The company's mail is at a public provider: it may be one person's, and it says nothing about the company.",
        "brand_shop@163.com",
        "shop@brand.cn",
    ),
    Fault(
        "mail.reserved",
        HINT,
        MAIL,
        "The domain is kept for examples; no mail arrives there.",
        "li@brand.example",
        "li@brand.cn",
    ),
    Fault(
        "mail.several", HINT, ("count",), "One field holds several mails.", "li@brand.cn; wang@brand.cn", "li@brand.cn"
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}
