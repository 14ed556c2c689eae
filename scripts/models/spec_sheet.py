"""A printed figure: read as text, brought to one way, per package, decimal units, and written with a prefix that fits.

Two kinds of rate: operations a second, and bytes a second. A bit is an eighth of a byte; Ki to Pi are powers of 1,024 (IEC
80000-13). A prefix without a unit is read as the kind that the reader names: 400G of a network is Gbit/s. A comma parts
thousands, a point the decimals. What cannot be read raises ValueError with what was there; nothing is guessed. That both ways
are twice one way is the definition of the term; a dense rate is never derived from a sparse one.
"""

from math import floor

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/"
SPACES, TIMES = " \u00a0\u202f\u2009\t", "×*·"
DECIMAL = ["", "k", "M", "G", "T", "P", "E", "Z"]  # each a thousand times the one before
SPELLED = ["", "kilo", "mega", "giga", "tera", "peta", "exa", "zetta"]
BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi"]
FLOATING = ["F", "FLOP/s", "FLOPS", "FLOPs", "Flops", "flops", "flop/s"]
WHOLE = ["OP/s", "OPS", "ops"]
BYTES, BITS = ["B/s", "Bps", "byte/s", "bytes/s"], ["bit/s", "bits/s", "b/s", "bps"]
MOST = 1e24  # FLOP/s or byte/s; beyond lies a slip of the keyboard


def normal_rate(*, figure: float, directions: float, accelerators: float, dies: float) -> float:
    """A rate one way, per package, from one that counts several directions, packages, or one of the dies of a package.

    `accelerators` is 1 for a figure of a package; `dies` is 1 but for a figure of one die.
    """
    if figure < 0:
        raise ValueError(f"figure must not be below 0, got {figure:g}")
    if directions != 1 and directions != 2:
        raise ValueError(f"directions must be 1 or 2, got {directions:g}")
    if accelerators < 1:
        raise ValueError(f"accelerators must be at least 1, got {accelerators:g}")
    if dies < 1:
        raise ValueError(f"dies must be at least 1, got {dies:g}")
    return figure / directions / accelerators * dies


# --- reading ----------------------------------------------------------------------------------------------------------


def _refuse(said: str, reason: str) -> None:
    raise ValueError(f"said {reason}, got {said}")


def _refuse_sign(said: str, sign: str) -> None:
    raise ValueError(f"said has a sign that cannot be read, {sign}, got {said}")


def _tokens(said: str) -> list[list[str]]:
    """Numbers, words and signs of multiplication, in their order."""
    found = []
    kind = ""
    text = ""
    for sign in said:
        next_kind = ""
        if sign in "0123456789.,":
            next_kind = "number"
        elif sign in LETTERS:
            next_kind = "word"
        elif sign in TIMES:
            next_kind = "times"
        elif sign not in SPACES:
            _refuse_sign(said, sign)
        if next_kind != kind or next_kind == "times":
            if kind != "":
                found.append(["times" if text == "x" else kind, text])
            kind = next_kind
            text = ""
        text = text + sign
    if kind != "":
        found.append([kind, text])
    return found


def _number(said: str, text: str) -> float:
    """A number with commas between thousands and at most one point."""
    digits = ""
    group = 0  # digits since the last comma
    commas = 0
    points = 0
    for sign in text:
        if sign == ",":
            if points > 0 or group == 0 or group > 3 or (commas > 0 and group != 3):
                _refuse(said, "has a comma that does not part thousands; write decimals with a point")
            commas = commas + 1
            group = 0
        elif sign == ".":
            if points > 0 or (commas > 0 and group != 3):
                _refuse(said, "has a point or comma too many")
            points = points + 1
            digits = digits + sign
        else:
            digits = digits + sign
            if points == 0:
                group = group + 1
    if commas > 0 and points == 0 and group != 3:
        _refuse(said, "has a comma that does not part thousands; write decimals with a point")
    if digits == "" or digits == ".":
        _refuse(said, "has a point or comma without a number")
    return float(digits)


def _unit(said: str, word: str, counts: str) -> dict:
    """What one of a unit is in FLOP/s or byte/s: `kind`, `factor`, the unit without prefix, and whether it is bits."""
    for power in range(len(DECIMAL)):
        factor = 1000.0**power
        for prefix in [DECIMAL[power], SPELLED[power]]:
            for name in FLOATING:
                if word == prefix + name:
                    return {"kind": "compute", "factor": factor, "unit": "FLOP/s", "bits": False}
            for name in WHOLE:
                if word == prefix + name:
                    return {"kind": "compute", "factor": factor, "unit": "OP/s", "bits": False}
            for name in BYTES:
                if word == prefix + name:
                    return {"kind": "bandwidth", "factor": factor, "unit": "B/s", "bits": False}
            for name in BITS:
                if word == prefix + name:
                    return {"kind": "bandwidth", "factor": factor / 8, "unit": "B/s", "bits": True}
        if word == DECIMAL[power]:
            if counts == "unit":
                _refuse(said, "has a prefix without a unit; say under counts whether it is compute or bandwidth")
            if counts == "compute":
                return {"kind": "compute", "factor": factor, "unit": "FLOP/s", "bits": False}
            return {"kind": "bandwidth", "factor": factor / 8, "unit": "B/s", "bits": True}
    for power in range(1, len(BINARY)):
        for name in BYTES:
            if word == BINARY[power] + name:
                return {"kind": "bandwidth", "factor": 1024.0**power, "unit": "B/s", "bits": False}
    _refuse(said, "must have the unit of a rate after its number, such as PFLOP/s, TB/s or Gbit/s")
    return {}


def printed_figure(*, said: str, counts: str) -> dict:
    """A figure read: `value` in FLOP/s or byte/s, its `kind` and `unit`, `times` and what `one` is, and of how many (`of`, 0: not said).

    Forms: 1.44 EF; 130 TB/s; 14 × 400G; 16.3 PB/s of 8,192. `counts` is compute, bandwidth, or unit: as the unit says.
    """
    found = _tokens(said)
    if len(found) == 0:
        _refuse(said, "must be a number and a unit, such as 1.44 EF")
    times = 1.0
    place = 0
    if len(found) > 1 and found[0][0] == "number" and found[1][0] == "times":
        times = _number(said, found[0][1])
        place = 2
    if len(found) < place + 2 or found[place][0] != "number" or found[place + 1][0] != "word":
        _refuse(said, "must be a number and a unit, such as 1.44 EF or 130 TB/s")
    one = _number(said, found[place][1])
    unit = _unit(said, found[place + 1][1], counts)
    place = place + 2
    if len(found) > place + 1 and found[place][0] == "times" and found[place + 1][0] == "number":
        times = times * _number(said, found[place + 1][1])
        place = place + 2
    of = 0.0
    if len(found) > place + 1 and found[place][1] == "of" and found[place + 1][0] == "number":
        of = _number(said, found[place + 1][1])
        place = place + 2
        if len(found) > place and found[place][0] == "word":
            place = place + 1  # packages, GPUs, NPUs
        if of < 1:
            _refuse(said, "must be of at least 1")
    if len(found) > place:
        _refuse(said, "goes on after its unit with what cannot be read")
    if counts == "compute" and unit["kind"] == "bandwidth":
        _refuse(said, "has a unit of bandwidth, but counts says compute")
    if counts == "bandwidth" and unit["kind"] == "compute":
        _refuse(said, "has a unit of compute, but counts says bandwidth")
    value = times * one * unit["factor"]
    if value <= 0 or value > MOST:
        _refuse(said, "must be above 0 and no more than a yotta")
    return {**unit, "value": value, "times": times, "one": one * unit["factor"], "of": of}


# --- writing ----------------------------------------------------------------------------------------------------------


def digits(value: float) -> str:
    """A number to four digits, with a comma by thousands."""
    if value >= 999999.5:
        return f"{value:g}"
    if value >= 999.95:
        whole = floor(value + 0.5)
        thousands = floor(whole / 1000)
        rest = whole - 1000 * thousands
        return f"{thousands:g}" + "," + ("00" if rest < 10 else "0" if rest < 100 else "") + f"{rest:g}"
    if value >= 100:
        return f"{floor(10 * value + 0.5) / 10:g}"
    if value >= 10:
        return f"{floor(100 * value + 0.5) / 100:g}"
    if value >= 1:
        return f"{floor(1000 * value + 0.5) / 1000:g}"
    return f"{floor(10000 * value + 0.5) / 10000:g}" if value >= 0.1 else f"{value:g}"


def amount(value: float, unit: str) -> str:
    """A rate with the largest prefix that leaves at least ten of them: 1,440 PFLOP/s rather than 1.44 EFLOP/s."""
    power = 0
    for larger in range(1, len(DECIMAL)):
        if value >= 9.9995 * 1000.0**larger:
            power = larger
    return digits(value / 1000.0**power) + " " + DECIMAL[power] + unit
