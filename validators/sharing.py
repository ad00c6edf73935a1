"""How is a whole number shared out so that the parts that are shown add up to it?"""

from collections.abc import Sequence


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number of a quotient that is not negative; halves go up."""
    return (2 * numerator + denominator) // (2 * denominator)


def shares(parts: Sequence[int], ceilings: Sequence[int], total: int, whole: int) -> list[int]:
    """Each part as its share of `whole`, in whole numbers that sum to `total`.

    A part of its ceiling's size is worth that ceiling's share of `whole`. What rounding leaves over goes to, or comes
    from, the parts that are neither nothing nor full, by largest remainder, so that full parts stay full.
    """
    everything = sum(ceilings)
    split = [divmod(part * whole, everything) for part in parts]
    shared = [quotient for quotient, _ in split]
    left = total - sum(shared)
    step = 1 if left > 0 else -1
    order = sorted(
        (at for at, part in enumerate(parts) if part),
        key=lambda at: (parts[at] == ceilings[at], -step * split[at][1], at),
    )
    moved = dict.fromkeys(order, 0)
    for _ in range(abs(left)):
        at = min((at for at in order if shared[at] + step >= 0), key=lambda at: (parts[at] == ceilings[at], moved[at]))
        shared[at] += step
        moved[at] += 1
    return shared
