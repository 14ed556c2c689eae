"""Show a function of the models as a formula: MathML from the same syntax tree that the browser's form is printed from.

What guards the domain is left out: it stands in the table of quantities. A function with a loop is shown as its source.
"""

import ast
import html
import importlib
import inspect
import pkgutil
from types import FunctionType

from scripts import javascript, models
from scripts.contract import nearest
from scripts.facts import Unchosen, data

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ",
    "kappa": "κ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Phi": "Φ", "Omega": "Ω",
}  # fmt: skip
SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "−", ast.Lt: "&lt;", ast.LtE: "≤", ast.Gt: "&gt;", ast.GtE: "≥", ast.Eq: "=", ast.NotEq: "≠",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
BINDING: dict[type, int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 4, ast.Pow: 3}


class Unwritable(Exception):
    """A function that is no formula: it has a loop, or builds a list."""


def find(name: str) -> FunctionType:
    """The function that `module.function` names. Raises Unchosen with what is near."""
    module, _, function = name.partition(".")
    known = {one.name for one in pkgutil.iter_modules(models.__path__)}
    if module not in known:
        raise Unchosen(f"no module {module!r} in scripts/models{nearest(module, known)}")
    functions = {
        key: value
        for key, value in vars(importlib.import_module(f"scripts.models.{module}")).items()
        if is_public(value, module)
    }
    if function not in functions:
        raise Unchosen(f"no function {function!r} in scripts/models/{module}.py{nearest(function, set(functions))}")
    return functions[function]


def is_public(value: object, module: str) -> bool:
    """Whether something in a module of the models is a function of its own that others may use."""
    return (
        isinstance(value, FunctionType) and value.__module__ == f"scripts.models.{module}" and value.__name__[0] != "_"
    )


def symbol(name: str) -> str:
    """A quantity by its symbol from quantities.csv; a name that is not there as it is, upright."""
    row = data().quantities.get(name)
    if row is None:
        return f"<mtext>{html.escape(name.strip('_').replace('_', ' '))}</mtext>"
    letter, _, index = row["symbol"].partition("_")
    base = f"<mi>{GREEK.get(letter, letter)}</mi>"
    return f"<msub>{base}<mtext>{GREEK.get(index, index)}</mtext></msub>" if index else base


def row(*parts: str) -> str:
    """Parts side by side."""
    return f"<mrow>{''.join(parts)}</mrow>"


def operator(sign: str) -> str:
    """A sign between parts."""
    return f"<mo>{sign}</mo>"


def bracketed(text: str, left: str = "(", right: str = ")") -> str:
    """A part in brackets."""
    return row(operator(left), text, operator(right))


def listed(parts: list[str]) -> str:
    """Parts with commas between."""
    return operator(",").join(parts)


def cases(pairs: list[tuple[str, str | None]]) -> str:
    """Values with their conditions; the last without one holds otherwise."""
    lines = "".join(
        f"<mtr><mtd>{value}</mtd><mtd>{row('<mtext>if&#160;</mtext>', test) if test else '<mtext>otherwise</mtext>'}</mtd></mtr>"
        for value, test in pairs
    )
    return row(operator("{"), f"<mtable>{lines}</mtable>")


def number(value: object) -> str:
    """A number as a reader writes it: 0.85, 1,000, 10⁹."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"<mtext>{html.escape(str(value))}</mtext>"
    mantissa, _, power = f"{value:e}".partition("e")
    if abs(int(power)) >= 5:
        ten = f"<msup><mn>10</mn><mn>{int(power)}</mn></msup>"
        return ten if float(mantissa) == 1 else row(f"<mn>{float(mantissa):g}</mn>", operator("·"), ten)
    return f"<mn>{value:,}</mn>" if isinstance(value, int) else f"<mn>{value:g}</mn>"


class Writer:
    """Writes the body of one function."""

    def __init__(self, function: FunctionType):
        self.printer = javascript.Printer(function)
        self.lines: list[tuple[str, str]] = []

    def body(self, statements: list[ast.stmt]) -> str:
        """The value that statements return; what they assign on the way is noted in `lines`."""
        for place, node in enumerate(statements):
            match node:
                case ast.Return(value=ast.expr() as value):
                    return self.expression(value)
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self.lines.append((symbol(name), self.expression(value)))
                case ast.If() if returns(node):
                    return cases(self.branches(node, statements[place + 1 :]))
                case ast.If() if all(isinstance(inner, ast.Raise) for inner in node.body) and not node.orelse:
                    pass
                case ast.Expr(value=ast.Constant()) | ast.Expr(value=ast.Call(func=ast.Name())):
                    pass  # a docstring; a check of the domain
                case _:
                    raise Unwritable
        raise Unwritable

    def branches(self, node: ast.If, rest: list[ast.stmt]) -> list[tuple[str, str | None]]:
        """What an if returns, and what follows it."""
        pairs: list[tuple[str, str | None]] = [(self.body(node.body), self.expression(node.test))]
        otherwise = node.orelse or rest
        head = otherwise[0]
        if len(otherwise) >= 1 and isinstance(head, ast.If) and returns(head):
            return pairs + self.branches(head, otherwise[1:])
        return [*pairs, (self.body(otherwise), None)]

    def within(self, node: ast.expr, least: int) -> str:
        """An operand, in brackets where it binds less than its surroundings."""
        text = self.expression(node)
        loose = isinstance(node, ast.BoolOp | ast.Compare | ast.IfExp | ast.UnaryOp)
        binding = BINDING[type(node.op)] if isinstance(node, ast.BinOp) else 0 if loose else 9
        return bracketed(text) if binding < least else text

    def expression(self, node: ast.expr) -> str:
        """One expression."""
        match node:
            case ast.Constant(value=value):
                return number(value)
            case ast.Name(id=name):
                return "<mi>π</mi>" if name == "pi" else "<mi>∞</mi>" if name == "inf" else symbol(name)
            case ast.Attribute(attr=name):
                return symbol(name)
            case ast.BinOp(op=ast.Div()):
                return f"<mfrac>{row(self.expression(node.left))}{row(self.expression(node.right))}</mfrac>"
            case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=0.5)):
                return f"<msqrt>{self.expression(node.left)}</msqrt>"
            case ast.BinOp(op=ast.Pow()):
                return f"<msup>{row(self.within(node.left, 9))}{row(self.expression(node.right))}</msup>"
            case ast.BinOp(op=ast.Mult()):
                return row(self.within(node.left, 2), operator("·"), self.within(node.right, 2))
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                least = 2 if isinstance(node.op, ast.Sub) else 1
                return row(self.within(node.left, 1), operator(SIGNS[type(node.op)]), self.within(node.right, least))
            case ast.UnaryOp(op=ast.USub()):
                return row(operator("−"), self.within(node.operand, 2))
            case ast.UnaryOp(op=ast.Not()):
                return row("<mtext>not&#160;</mtext>", self.within(node.operand, 1))
            case ast.BoolOp():
                word = f"<mtext>&#160;{SIGNS[type(node.op)]}&#160;</mtext>"
                return row(word.join(map(self.expression, node.values)))
            case ast.Compare():
                parts = [self.expression(node.left)]
                for sign, side in zip(node.ops, node.comparators, strict=True):
                    if type(sign) not in SIGNS:
                        raise Unwritable
                    parts += [operator(SIGNS[type(sign)]), self.expression(side)]
                return row(*parts)
            case ast.IfExp():
                return cases(
                    [(self.expression(node.body), self.expression(node.test)), (self.expression(node.orelse), None)]
                )
            case ast.Call():
                return self.call(node)
        raise Unwritable

    def call(self, node: ast.Call) -> str:
        """Roots, powers of e, rounding; other functions by their symbol or name, with their arguments."""
        called = self.printer.called(node.func)
        parts = [self.expression(part) for part in (*node.args, *(one.value for one in node.keywords))]
        name = getattr(called, "__name__", "")
        match name:
            case "sqrt":
                return f"<msqrt>{parts[0]}</msqrt>"
            case "exp":
                return f"<msup><mi>e</mi>{row(parts[0])}</msup>"
            case "ceil":
                return bracketed(parts[0], "⌈", "⌉")
            case "floor":
                return bracketed(parts[0], "⌊", "⌋")
            case "abs":
                return bracketed(parts[0], "|", "|")
            case "float":
                return parts[0]
            case "log" | "log2" | "log10":
                head = {"log": "<mi>ln</mi>"}.get(name) or f"<msub><mi>log</mi><mn>{name[3:]}</mn></msub>"
                return row(head, bracketed(parts[0]))
            case "min" | "max":
                return row(f"<mi>{name}</mi>", bracketed(listed(parts)))
        if isinstance(called, FunctionType):
            return row(symbol(called.__name__), bracketed(listed(parts)))
        raise Unwritable


def returns(node: ast.If) -> bool:
    """Whether an if ends the function."""
    return isinstance(node.body[-1], ast.Return)


def mathml(function: FunctionType) -> str:
    """The function as one formula or several lines. Raises Unwritable for a loop."""
    writer = Writer(function)
    node = javascript.tree(function)
    value = writer.body(node.body)
    lines = [*writer.lines, (symbol(function.__name__), value)]
    inner = "".join(f"<mtr><mtd>{left}</mtd><mtd>{operator('=')}{right}</mtd></mtr>" for left, right in lines)
    formula = f'<math display="block"><mtable displaystyle="true">{inner}</mtable></math>'
    label = f"Formula: {function.__name__.replace('_', ' ')}"
    return f'<div class="formula-line" tabindex="0" role="region" aria-label="{label}">{formula}</div>'


def show(function: FunctionType) -> str:
    """The block that a page gets: formula (or source), quantities with symbol, meaning and unit, and the code."""
    source = f"<pre><code>{html.escape(inspect.getsource(function))}</code></pre>"
    try:
        head, code = mathml(function), f"<details><summary>As code</summary>{source}</details>"
    except Unwritable:
        head, code = source, ""
    names = list(inspect.signature(function).parameters)
    result = [function.__name__] if function.__name__ in data().quantities else []
    lines = "".join(map(quantity_line, result + [name for name in names if name in data().quantities]))
    table = f'<table><thead><tr><th scope="col">Symbol</th><th scope="col">Quantity</th><th scope="col">Unit</th></tr></thead><tbody>{lines}</tbody></table>'
    about = html.escape((inspect.getdoc(function) or "").partition("\n")[0])
    return f"<p>{about}</p>{head}{table if lines else ''}{code}"


def quantity_line(name: str) -> str:
    """One row of the table of quantities."""
    found = data().quantities[name]
    unit = {"1": "–", "count": "number"}.get(found["unit"], found["unit"])
    return f"<tr><td><math>{symbol(name)}</math></td><td>{html.escape(found['meaning'])}</td><td>{html.escape(unit)}</td></tr>"
