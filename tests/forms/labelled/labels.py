"""How one label looks on paper: spaced, broken, numbered, upright, with its unit in brackets."""

from __future__ import annotations

from random import Random

_SPACES = (" ", "  ", "\u3000", "\n", "\u00a0")


def spelled(rng: Random, label: str) -> str:
    """The same label as another hand writes it: equal after NFKC without white space."""
    style = rng.random()
    if style < 0.5 or len(label) < 2:
        return label
    if style < 0.6 and len(label) <= 4:
        return rng.choice(_SPACES).join(label)
    if style < 0.8:
        cut = rng.randrange(1, len(label))
        return label[:cut] + rng.choice(_SPACES) + label[cut:]
    if style < 0.9:
        return label.translate(str.maketrans("()/", "（）／"))
    return rng.choice((f" {label}", f"{label} ", f"{label}\u3000"))


def upright(label: str) -> str:
    """One character a line, as in a narrow merged cell."""
    return "\n".join(label)


def numbered(rng: Random, ordinal: int, label: str) -> str:
    forms = (f"{ordinal}.{label}", f"{ordinal}、{label}", f"（{ordinal}）{label}", label, label)
    return rng.choice(forms)


def with_unit(rng: Random, label: str, unit_measure: str) -> str:
    """科普讲座（场） and its kin; without a unit of measure the label alone."""
    if not unit_measure:
        return label
    forms = ("{}（{}）", "{}({})", "{}（单位：{}）", "{}\n（{}）", "{} ( {} )")
    return rng.choice(forms).format(label, unit_measure)
