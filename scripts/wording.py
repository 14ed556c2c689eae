"""Read numbers in running text: what value an author's wording states, how exactly, and where a number stands bare.

`read("about 559 kW")` is one Reading. The same grammar serves the check of number links and the scan for numbers that
have no link, so a wording that the check accepts is a wording that the scan sees.
"""

import ast
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pint

from scripts.units import UNITS, unit

ABOUT = 0.10  # share by which "about" and number words may be off

HEDGES = (
    "about|around|roughly|some|nearly|almost|approximately|close to|just over|just under|a little over|a little under|"
    "more than|less than|over|under|well over|up to|at least|at most|≈|~"
)
CARDINALS = {
    **{w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])},
    **{w: n for n, w in enumerate(["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 13)},
    **{w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)},
    "twice": 2, "double": 2, "thrice": 3, "dozen": 12,
}  # fmt: skip
FRACTIONS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"k": 1e3, "M": 1e6, "B": 1e9}
CURRENCIES = {"$": "USD", "US$": "USD", "¥": "CNY", "€": "EUR"}

UNIT_WORDS = {
    "%": "percent", "per cent": "percent", "percent": "percent",
    "×": "1", "x": "1", "times": "1", "fold": "1",
    "µs": "us", "μs": "us", "microseconds": "us", "microsecond": "us", "milliseconds": "ms", "nanoseconds": "ns",
    "seconds": "s", "second": "s", "minutes": "min", "minute": "min", "hours": "hour", "hour": "hour",
    "days": "day", "day": "day", "years": "year", "year": "year",
    "watts": "W", "watt": "W", "kilowatts": "kW", "kilowatt": "kW", "megawatts": "MW", "megawatt": "MW",
    "metres": "m", "metre": "m", "millimetres": "mm", "kilometres": "km", "tonnes": "t", "tonne": "t", "kilograms": "kg",
    "bytes": "byte", "byte": "byte", "bits": "bit", "bit": "bit", "terabytes": "TB", "gigabytes": "GB", "petabytes": "PB",
    "petaflops": "PFLOP", "exaflops": "EFLOP", "teraflops": "TFLOP",
    "tokens/s": "token/s", "tokens per second": "token/s", "tokens": "token",
    "m²": "m^2", "mm²": "mm^2", "dollars": "USD", "yuan": "CNY", "°C": "degC",
}  # fmt: skip
# What the field counts. A number before one of these needs a link, with up to two words between ("72 Blackwell packages").
NOUNS = (
    "accelerators?|GPUs?|NPUs?|TPUs?|CPUs?|processors?|chips?|dies|die|packages?|superchips?|stacks?|cores?|trays?|nodes?|servers?|"
    "racks?|cabinets?|systems?|machines?|pods?|domains?|switches|switch|ports?|links?|lanes?|planes?|sub-planes?|cables?|fibres?|"
    "modules?|transceivers?|optics|hops?|levels?|stages?|layers?|experts?|heads?|tokens?|parameters?|devices?|ranks?|peers?|"
    "bins?|shelves|shelf|bytes?|bits?|users?|requests?"
)
# In words, "two machines" and "two systems" are the pair that the site is about; any other noun counts.
NOUNS_AFTER_WORDS = NOUNS.replace("|systems?|machines?", "")
_SCALED = r"[fpnuµμmkKMGTPEZ]?"
_SYMBOL = (
    rf"{_SCALED}(?:FLOP|OP|bit|B|W|Wh|J|Hz|m|s|iB)(?:/(?:s|W|bit|FLOP|kW|year|hour))?|[KMGTP]iB(?:/s)?|{_SCALED}FLOP/s/(?:k?W)"
    r"|PFLOPS?|TFLOPS?|EFLOPS?|min|t|mm²|m²|mm|nm|km|cm|°C|USD(?:/hour)?|CNY"
)
_PHRASES = "|".join(sorted(map(re.escape, UNIT_WORDS), key=len, reverse=True))
UNIT = rf"(?:{_PHRASES}|{_SYMBOL})(?![\w²])"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = (
    "|".join(sorted([*CARDINALS, *FRACTIONS, *(f + "s" for f in FRACTIONS), *SCALES], key=len, reverse=True))
    + "|thirds|halves"
)
WORDS = rf"(?:an?\s+)?(?:{_WORD})(?:(?:[\s-]|\s+and\s+)(?:{_WORD}))*(?:\s+(?:of\s+)?an?(?=\s))?"


def _value(which: str) -> str:
    """The pattern of one end of a range."""
    digits = rf"(?P<digits{which}>{DIGITS})(?:\s?(?P<scale{which}>million|billion|trillion|thousand|[kMB](?![\w/])))?"
    return rf"(?:(?P<money{which}>US\$|[$¥€])\s?)?(?:{digits}|(?P<words{which}>{WORDS}))"


READING = re.compile(
    rf"(?:(?P<hedge>{HEDGES})\s+)?{_value('1')}(?:\s?(?:–|-|to|and|or)\s?{_value('2')})?[\s-]?(?P<unit>{UNIT})?"
)


@dataclass(frozen=True)
class Reading:
    """What a wording states: ends in the unit (None where it names none), and how far off a record may be."""

    low: float
    high: float
    unit: str | None
    slack_low: float
    slack_high: float


def plain(text: str) -> str:
    """A wording without mark-up: hard and thin spaces are spaces, emphasis goes."""
    text = re.sub(r"&(?:nbsp|thinsp|ensp);|[\u00a0\u2009\u202f]", " ", text)
    return re.sub(r"\s+", " ", text.replace("**", "").replace("*", "").replace("−", "-")).strip()


def read(text: str) -> Reading:
    """The one number or range that a wording states. Raises ValueError where it states none."""
    text = plain(text)
    found = next((m for m in READING.finditer(lowered(text)) if m.group("digits1") or m.group("words1")), None)
    if not found:
        raise ValueError(f"{text!r} states no number")
    hedged = bool(found.group("hedge"))
    low, slack_low = value(found, "1", hedged)
    high, slack_high = (
        value(found, "2", hedged) if found.group("digits2") or found.group("words2") else (low, slack_low)
    )
    currency = found.group("money1") or found.group("money2")
    if found.group("scale2") and not found.group("scale1") and currency:
        factor = scale_of(found.group("scale2"))  # "$2–3 M"
        low, slack_low = low * factor, slack_low * factor
    named = CURRENCIES[currency] if currency else unit_of(found.group("unit"))
    return Reading(low, high, named, slack_low, slack_high)


def lowered(text: str) -> str:
    """The first letter small, so that a sentence may begin with a number word."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]", text) else text


def unit_of(name: str | None) -> str | None:
    """The pint spelling of a unit as it stands in text."""
    if name is None:
        return None
    return UNIT_WORDS.get(name, re.sub(r"FLOPS?$", "FLOP", name).replace("²", "^2").replace("µ", "u").replace("μ", "u"))


def value(found: re.Match, which: str, hedged: bool) -> tuple[float, float]:
    """A value and how far off the record may be: half of the last printed digit, or a share where it is hedged or in words."""
    if words := found.group(f"words{which}"):
        number = in_words(words)
        return number, abs(number) * ABOUT
    digits = found.group(f"digits{which}").replace(",", "")
    factor = scale_of(found.group(f"scale{which}"))
    number = float(digits) * factor
    last = 10.0 ** -len(digits.partition(".")[2]) * factor
    return number, max(abs(number) * ABOUT, last / 2) if hedged else last / 2


def scale_of(name: str | None) -> float:
    """What "million" or "M" multiplies by."""
    return (SCALES | SHORT_SCALES)[name] if name else 1.0


def in_words(words: str) -> float:
    """A number in words: "three hundred and eighty-four", "half", "two thirds", "a quarter"."""
    total, current, part = 0.0, 0.0, None
    for word in re.split(r"[\s-]+", words):
        single = {"thirds": "third", "halves": "half"}.get(word, word.removesuffix("s") if word.endswith("s") else word)
        if word in ("a", "an", "and", "of"):
            continue
        if word in CARDINALS:
            current += CARDINALS[word]
        elif single in FRACTIONS:
            part = (current or 1) / FRACTIONS[single] if not total else total + (current or 1) / FRACTIONS[single]
        elif word == "hundred":
            current = (current or 1) * 100
        else:
            total += (current or 1) * SCALES[word]
            current = 0.0
    return part if part is not None else total + current


def states(text: str, low: pint.Quantity, high: pint.Quantity) -> str | None:
    """None where a wording states a record's value or range, else what is wrong with it."""
    try:
        said = read(text)
    except ValueError as error:
        return str(error)
    try:
        ends = (
            [end.to(unit(said.unit)).magnitude for end in (low, high)] if said.unit else [low.magnitude, high.magnitude]
        )
    except (pint.DimensionalityError, ValueError):
        return f"{plain(text)!r} is in {said.unit}, the record in {low.units:~C}"
    for stated, slack, real in zip((said.low, said.high), (said.slack_low, said.slack_high), ends, strict=True):
        if abs(stated - real) > slack * (1 + 1e-9) + abs(real) * 1e-12:
            return f"{plain(text)!r} is not what the record says: {show(low, high, said.unit)}"
    return None


def rewrite(text: str, low: pint.Quantity, high: pint.Quantity) -> str:
    """The wording with the record's value in place of the stated one: same unit, as many decimals, all else as it was."""
    try:
        said = read(text)
        ends = (
            [end.to(unit(said.unit)).magnitude for end in (low, high)] if said.unit else [low.magnitude, high.magnitude]
        )
    except (ValueError, pint.DimensionalityError):
        return show(low, high)
    found = list(re.finditer(DIGITS, text))
    factor = (
        1e6 if re.search(r"\d\s?(?:M\b|million)", text) else 1e9 if re.search(r"\d\s?(?:B\b|billion)", text) else 1.0
    )
    if len(found) != (1 if ends[0] == ends[1] else 2):
        return show(low, high, said.unit)
    for match, end in reversed(list(zip(found, ends, strict=False))):
        decimals = len(match.group(0).partition(".")[2])
        text = text[: match.start()] + f"{end / factor:,.{decimals}f}" + text[match.end() :]
    return text


def show(low: pint.Quantity, high: pint.Quantity, unit_text: str | None = None) -> str:
    """A record's value as text, in a unit if one is named."""
    low = low.to(unit(unit_text)) if unit_text else low
    high = high.to(low.units)
    ends = [pretty(end.magnitude) for end in (low, high)]
    body = ends[0] if ends[0] == ends[1] else "–".join(ends)
    name = f"{low.units:~C}"
    return f"{body} {spelled(name)}".strip()


def spelled(name: str) -> str:
    """A pint unit in the spelling of the pages."""
    named = {
        "gigaparameter": "billion parameters",
        "teratoken": "trillion tokens",
        "gigatoken": "billion tokens",
        "count": "",
    }
    return ({"": "", "percent": "%", "token/s": "tokens/s", "us": "µs"} | named).get(
        name, name.replace("**", "^").replace("*", " ")
    )


def pretty(number: float) -> str:
    """A number with a comma by thousands, and no more digits than it has."""
    text = f"{number:,.4g}" if abs(number) < 1000 else f"{number:,.1f}".removesuffix(".0")
    return f"{float(text.replace(',', '')):,}".removesuffix(".0") if "e" in text else text


# --- the scan ---------------------------------------------------------------------------------------------------------

_BETWEEN = (
    r"(?:\s+(?!(?:and|or|of|in|to|the|a|an|per|at|is|are|from|on|with|by|for|than|that|as)\b)[A-Za-z][\w-]*){0,2}"
)
BARE = re.compile(
    rf"(?<![\w.,/#-])(?:"
    rf"(?:US\$|[$¥€])\s?(?:{DIGITS})"
    rf"|(?:{DIGITS})(?:\s?(?:–|-|to)\s?(?:{DIGITS}))?(?:\s?(?:million|billion|trillion|thousand))?[\s-]?(?:{UNIT})"
    rf"|(?!(?:19|20)\d\d\s)(?:{DIGITS})(?:\s?(?:million|billion|trillion|thousand))?{_BETWEEN}[\s-](?:{NOUNS})(?!\w)"
    rf"|(?i:(?!(?:one|a|an)\s+(?!hundred|thousand|million|billion|half|quarter|third|fifth|sixth|eighth|tenth|dozen)){WORDS})[\s-]+(?:(?!×|x\b|%){UNIT}|(?:{NOUNS_AFTER_WORDS})(?!\w))"
    rf")"
)
_TERM = rf"(?:{DIGITS})(?:\s?(?:%|{_SYMBOL})(?![\w²]))?"
TERM = rf"({DIGITS})(?:\s?((?:%|{_SYMBOL})(?![\w²])))?"
SUM = re.compile(rf"(?<![\w.,])\(?{_TERM}\)?(?:\s[×·*/+−÷-]\s\(?{_TERM}\)?)+\s[=≈]\s{_TERM}")


def bare(text: str) -> Iterator[re.Match]:
    """Numbers of a text that stand before a unit, a currency or a counted noun. Mask what is free before."""
    yield from BARE.finditer(text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " "))


_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def sum_is_wrong(text: str) -> str | None:
    """Do a typed sum again; None where it holds to half of the last digit of its result."""
    left, sign, right = re.split(r"\s([=≈])\s", plain(text))
    said = read(right)
    terms = re.sub(TERM, lambda m: f"({base(m.group(1), m.group(2), said.unit)!r})", left)
    result = calculate(ast.parse(terms.translate(str.maketrans("×·÷−", "**/-")), mode="eval").body)
    slack = max(said.slack_low, abs(said.low) * ABOUT * 0.1) if sign == "≈" else said.slack_low
    target = said.low * (
        float(UNITS.Quantity(1, unit(said.unit)).to_base_units().magnitude) if has_unit(left, said) else 1
    )
    slack *= target / said.low if said.low else 1
    return (
        None
        if abs(result - target) <= slack * (1 + 1e-9)
        else f"{plain(text)!r} does not hold: the left side is {result / (target / said.low):g}"
    )


def has_unit(left: str, said: Reading) -> bool:
    """Whether a sum is done with units, or with plain numbers and a unit after the result."""
    return said.unit is not None and any(m.group(2) for m in re.finditer(TERM, left))


def base(digits: str, name: str | None, result_unit: str | None) -> float:
    """A term of a sum, in base units where it has a unit and the result has one too."""
    number = float(digits.replace(",", ""))
    if name is None or result_unit is None:
        return number
    return float(UNITS.Quantity(number, unit(unit_of(name) or "1")).to_base_units().magnitude)


def calculate(node: ast.expr) -> float:
    """The value of plus, minus, times, divided by."""
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.UnaryOp):
        return -calculate(node.operand)
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](calculate(node.left), calculate(node.right))
    raise ValueError("a sum holds numbers and + − × ÷ only")
