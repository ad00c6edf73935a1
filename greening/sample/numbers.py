"""Which numbers and ids may an invented company have?

None that anybody could be reached by on purpose: service numbers in the block 400-000-xxxx, which is not given out, and
landlines whose local part lies in the block 5550 0000 to 5559 9999, which the sample keeps to itself and documents
here. Company ids have true check digits in the body MAYY, years ahead of what registrars have reached. Nothing in the
sample is ever dialled or sent.
"""

from stdnum.cn import uscc

LOCAL_BLOCK = 5550_0000
LOCAL_BLOCK_SIZE = 10_0000
_BODY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def landline(area_code: str, serial: int) -> str:
    """A landline of the sample's block; every `serial` below the block's size gives another one."""
    local = LOCAL_BLOCK + serial * 7 % LOCAL_BLOCK_SIZE
    return f"{area_code}-{local}"


def service_400(serial: int) -> str:
    return f"400-000-{1000 + serial * 37 % 9000:04d}"


def company_id(district_code: str, serial: int) -> str:
    """A unified social credit code (GB 32100) with true check digits, in a body nobody has been given."""
    body = "MAYY" + _base31(serial, digits=4)
    first_seventeen = "91" + district_code + body + _org_check_digit(body)
    return first_seventeen + str(uscc.calc_check_digit(first_seventeen))


def _base31(number: int, *, digits: int) -> str:
    out = ""
    for _ in range(digits):
        number, rest = divmod(number, len(_BODY_ALPHABET))
        out = _BODY_ALPHABET[rest] + out
    return out


def _org_check_digit(body: str) -> str:
    """GB 11714: eight places, each digit or letter (A is 10) times its weight, 11 minus the rest."""
    total = sum(int(place, 36) * weight for place, weight in zip(body, _ORG_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
