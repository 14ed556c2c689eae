"""Print functions of the models as JavaScript, from Python's own syntax tree, so that no formula is written twice.

What has no rule here may not stand in a function that a page shows alive: it is a Problem with file and line. A keyword-only
argument becomes a member of one object, a positional one stays positional, `**values` is that object; ValueError becomes
RangeError with the same text. Functions keep their module: `scripts.models.roofline.ridge_point` is `models.roofline.ridge_point({…})`.
"""

import ast
import builtins
import inspect
import json
import math
import textwrap
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from scripts import ROOT
from scripts.contract import Problem, Refused

# What the printed functions call besides each other. `general` is Python's format "g"; `number` is float().
PRELUDE = """\
const range = (from, to, step = 1) => {
  const all = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) all.push(i);
  return all;
};
const sum = (all) => all.reduce((one, other) => one + other, 0);
const refuse = (text) => {
  throw new RangeError(text);
};
const number = (text) => {
  if (typeof text === "number") return text;
  if (!/^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?\\s*$/i.test(text)) refuse(`${text} is not a number`);
  return Number(text);
};
const general = (x) => {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
  const short = (digits) => (digits.includes(".") ? digits.replace(/\\.?0+$/, "") : digits);
  const tie = /^(-?\\d\\.\\d{4}[02468])50{14}(e.+)$/.exec(x.toExponential(20)); // Python rounds halves to even
  if (tie) return general(Number(tie[1] + tie[2]));
  const [mantissa, exponent] = x.toExponential(5).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return (Object.is(x, -0) ? "-" : "") + short(x.toFixed(5 - power));
  return `${short(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
};
"""

CALLS: dict[Any, str] = {
    **{getattr(math, name): f"Math.{name}" for name in ("ceil", "floor", "sqrt", "exp", "log", "log2", "log10", "sin", "cos")},
    min: "Math.min", max: "Math.max", abs: "Math.abs", sum: "sum", range: "range", float: "number",
}  # fmt: skip
VALUES = {"pi": "Math.PI", "inf": "Infinity"}
SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.And: "&&", ast.Or: "||", ast.Not: "!",
    ast.USub: "-", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "===", ast.NotEq: "!==",
    ast.Is: "===", ast.IsNot: "!==",
}  # fmt: skip
RESERVED = [
    "await", "break", "case", "catch", "const", "debugger", "default", "delete", "do", "enum", "export",
    "extends", "function", "instanceof", "let", "new", "null", "package", "static", "super", "switch", "this",
    "throw", "typeof", "var", "void",
]  # fmt: skip
INSTEAD = {
    ast.FloorDiv: "write floor(a / b)", ast.Mod: "write a - b * floor(a / b)", ast.While: "write for … in range(…)",
    ast.ListComp: "write a loop with append", ast.GeneratorExp: "write a loop", ast.DictComp: "write a loop",
}  # fmt: skip


def place(function: FunctionType) -> tuple[str, ...]:
    """Where a function stands in the printed object: the path of its module below scripts, and its name."""
    return (*function.__module__.split(".")[1:], function.__name__)


@cache
def tree(function: FunctionType) -> ast.FunctionDef:
    """The syntax tree of a function, its line numbers those of the file."""
    lines, first = inspect.getsourcelines(function)
    node = ast.parse(textwrap.dedent("".join(lines))).body[0]
    assert isinstance(node, ast.FunctionDef)
    return ast.increment_lineno(node, first - 1)


class Printer:
    """Prints one function, and notes which others it needs."""

    def __init__(self, function: FunctionType):
        self.function = function
        self.functions: set[FunctionType] = set()

    def refuse(self, node: ast.AST, cure: str = "") -> Refused:
        """The error for what has no rule."""
        name = type(node).__name__
        file = Path(inspect.getfile(self.function)).relative_to(ROOT).as_posix()
        text = f"{self.function.__name__}: {name} cannot be printed for the browser; {cure or INSTEAD.get(type(node), 'write it otherwise')}"
        return Refused([Problem(file, getattr(node, "lineno", tree(self.function).lineno), text)])

    def whole(self) -> str:
        """The function as an expression."""
        node = tree(self.function)
        arguments = [argument.arg for argument in node.args.args]
        if node.args.kwonlyargs:
            pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            members = [one.arg + (f" = {self.expression(default)}" if default else "") for one, default in pairs]
            arguments.append("{ " + ", ".join(members) + " }")
        if node.args.kwarg:
            arguments.append(node.args.kwarg.arg)
        assigned = {
            name.id
            for inner in ast.walk(node)
            for name in ast.walk(inner)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        names = sorted(assigned - {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)})
        if taken := set(RESERVED) & {*names, *(argument.arg for argument in (*node.args.args, *node.args.kwonlyargs))}:
            raise self.refuse(node, f"{min(taken)} is a word of JavaScript; take another name")
        head = [f"let {', '.join(names)};"] if names else []
        return f"({', '.join(arguments)}) => {{\n" + indent(head + self.block(node.body)) + "\n}"

    def block(self, body: list[ast.stmt]) -> list[str]:
        """Statements, a line or more each."""
        return [line for node in body for line in self.statement(node)]

    def statement(self, node: ast.stmt) -> list[str]:
        """One statement."""
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return []  # a docstring
            case ast.Expr(value=ast.Call() as call):
                return [self.expression(call) + ";"]
            case ast.Return():
                return [f"return {self.outer(node.value)};" if node.value else "return null;"]
            case ast.Raise(exc=ast.Call(func=ast.Name(id="ValueError"), args=[text])):
                return [f"refuse({self.expression(text)});"]
            case ast.Assign(targets=[target]):
                return [f"{self.expression(target)} = {self.outer(node.value)};"]
            case ast.AnnAssign() if node.value:
                return [f"{self.expression(node.target)} = {self.outer(node.value)};"]
            case ast.AugAssign() if type(node.op) in SIGNS:
                return [f"{self.expression(node.target)} {SIGNS[type(node.op)]}= {self.outer(node.value)};"]
            case ast.If():
                lines = [f"if ({self.outer(node.test)}) {{", indent(self.block(node.body)), "}"]
                if node.orelse:
                    lines += ["else {", indent(self.block(node.orelse)), "}"]
                return lines
            case ast.For() if not node.orelse:
                head = f"for ({self.expression(node.target)} of {self.expression(node.iter)}) {{"
                return [head, indent(self.block(node.body)), "}"]
            case ast.Break():
                return ["break;"]
            case ast.Continue():
                return ["continue;"]
        raise self.refuse(node.op if isinstance(node, ast.AugAssign) else node)

    def outer(self, node: ast.expr) -> str:
        """An expression with nothing around it that could take a part of it."""
        text = self.expression(node)
        return text[1:-1] if isinstance(node, ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp) else text

    def expression(self, node: ast.expr) -> str:
        """One expression; what binds less than its surroundings stands in brackets."""
        match node:
            case ast.Constant():
                return json.dumps(node.value, ensure_ascii=False)
            case ast.Name():
                return self.name(node)
            case ast.BinOp() if type(node.op) in SIGNS:
                return f"({self.expression(node.left)} {SIGNS[type(node.op)]} {self.expression(node.right)})"
            case ast.UnaryOp() if type(node.op) in SIGNS:
                return f"({SIGNS[type(node.op)]}{self.expression(node.operand)})"
            case ast.BoolOp():
                return "(" + f" {SIGNS[type(node.op)]} ".join(map(self.expression, node.values)) + ")"
            case ast.Compare():
                return self.comparison(node)
            case ast.IfExp():
                test, yes, no = map(self.expression, (node.test, node.body, node.orelse))
                return f"({test} ? {yes} : {no})"
            case ast.Call():
                return self.call(node)
            case ast.JoinedStr():
                return "`" + "".join(map(self.piece, node.values)) + "`"
            case ast.List() | ast.Tuple():
                return "[" + ", ".join(map(self.expression, node.elts)) + "]"
            case ast.Starred():
                return "..." + self.expression(node.value)
            case ast.Dict():
                pairs = zip(node.keys, node.values, strict=True)
                members = [(f"{self.expression(k)}: " if k else "...") + self.expression(v) for k, v in pairs]
                return "{" + ", ".join(members) + "}"
            case ast.Subscript(slice=ast.Slice() | ast.UnaryOp()):
                raise self.refuse(node.slice, "index with a number that is not negative")
            case ast.Subscript():
                return f"{self.expression(node.value)}[{self.expression(node.slice)}]"
            case ast.Attribute(value=ast.Name()):
                return self.foreign(node)
        raise self.refuse(node.op if isinstance(node, ast.BinOp | ast.UnaryOp) else node)

    def comparison(self, node: ast.Compare) -> str:
        """`0 < x <= 1` as two comparisons; `in` as includes."""
        sides = [self.expression(side) for side in (node.left, *node.comparators)]
        parts = []
        for sign, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if isinstance(sign, ast.In | ast.NotIn):
                parts.append(f"{'!' if isinstance(sign, ast.NotIn) else ''}{right}.includes({left})")
            else:
                parts.append(f"{left} {SIGNS[type(sign)]} {right}")
        return "(" + " && ".join(parts) + ")"

    def name(self, node: ast.Name) -> str:
        """A local name as it is; a constant of the module or of mathematics."""
        known = tree(self.function).args
        local = {a.arg for a in (*known.args, *known.kwonlyargs, *([known.kwarg] if known.kwarg else []))} | {
            inner.id
            for inner in ast.walk(tree(self.function))
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
        }
        if node.id in local:
            return node.id
        value = self.function.__globals__.get(node.id)
        if node.id in VALUES and isinstance(value, float):
            return VALUES[node.id]
        return self.constant(node, value, (*self.function.__module__.split(".")[1:], node.id))

    def constant(self, node: ast.expr, value: Any, path: tuple[str, ...]) -> str:
        """A constant of a module, by its value: a number, a text, or lists and dicts of them."""
        try:
            return json.dumps(value, ensure_ascii=False, allow_nan=False) if value is not None else "null"
        except (TypeError, ValueError) as error:
            raise self.refuse(node, f"{'.'.join(path)} is neither a number, a text nor a table of them") from error

    def foreign(self, node: ast.Attribute) -> str:
        """A constant of another module, `power.WATER_DENSITY`."""
        owner = self.function.__globals__.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if not isinstance(owner, ModuleType):
            raise self.refuse(node)
        return self.constant(node, getattr(owner, node.attr), (owner.__name__, node.attr))

    def call(self, node: ast.Call) -> str:
        """A call of a built-in, of mathematics, or of another function that is printed too."""
        match node.func:
            case ast.Attribute(attr="append", value=target):
                return f"{self.expression(target)}.push({self.expression(node.args[0])})"
            case ast.Name(id="len"):
                return f"{self.expression(node.args[0])}.length"
        called = self.called(node.func)
        arguments = list(map(self.expression, node.args))
        if called in (min, max) and len(arguments) == 1 and not isinstance(node.args[0], ast.Starred):
            arguments = [f"...{arguments[0]}"]
        if called is range and len(arguments) == 1:
            arguments = ["0", *arguments]
        if node.keywords:
            members = [
                (f"{one.arg}: " if one.arg else "...") + self.expression(one.value)
                if not (isinstance(one.value, ast.Name) and one.value.id == one.arg)
                else str(one.arg)
                for one in node.keywords
            ]
            arguments.append("{ " + ", ".join(members) + " }")
        if isinstance(called, FunctionType):
            self.functions.add(called)
            return f"{'.'.join(place(called))}({', '.join(arguments)})"
        if called in CALLS and not node.keywords:
            return f"{CALLS[called]}({', '.join(arguments)})"
        raise self.refuse(node, f"{ast.unparse(node.func)} is not known in the browser")

    def called(self, node: ast.expr) -> Callable | None:
        """The object that a call names."""
        globals_ = self.function.__globals__
        match node:
            case ast.Name():
                return globals_.get(node.id) or getattr(builtins, node.id, None)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                return getattr(globals_.get(owner), name, None)
        return None

    def texts(self) -> set[str]:
        """Arguments that are texts."""
        known = tree(self.function).args
        hints = {one.arg: ast.unparse(one.annotation) for one in (*known.args, *known.kwonlyargs) if one.annotation}
        return {name for name, hint in hints.items() if hint == "str" or "Literal" in hint}

    def piece(self, node: ast.expr) -> str:
        """A piece of an f-string: text, `{x:g}` of a number, `{x}` of a text."""
        match node:
            case ast.Constant():
                return str(node.value).replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
            case ast.FormattedValue(format_spec=None, conversion=-1, value=ast.Name(id=name)) if name in self.texts():
                return f"${{{self.expression(node.value)}}}"
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value="g")])):
                return f"${{general({self.expression(node.value)})}}"
        raise self.refuse(node, "write numbers as {x:g}")


def indent(lines: Iterable[str]) -> str:
    """Lines two spaces further in."""
    return textwrap.indent("\n".join(lines), "  ")


def script(roots: Iterable[FunctionType]) -> str:
    """One classic script that defines `models` and `explorables` with these functions and all that they call.

    Raises Refused with every function that cannot be printed.
    """
    waiting, printed, problems = sorted(set(roots), key=place), {}, []
    while waiting:
        function = waiting.pop()
        printer = Printer(function)
        try:
            printed[place(function)] = printer.whole()
        except Refused as refused:
            problems += refused.problems
            printed[place(function)] = ""
        waiting += [needed for needed in sorted(printer.functions, key=place) if place(needed) not in printed]
    if problems:
        raise Refused(problems)
    folders = sorted({path[:depth] for path in printed for depth in range(1, len(path))})
    lines = [f"{'.'.join(folder)} = {{}};" if len(folder) > 1 else f"const {folder[0]} = {{}};" for folder in folders]
    lines += [f"{'.'.join(path)} = {text};" for path, text in sorted(printed.items())]
    tops = ", ".join(sorted({path[0] for path in printed}))
    return (
        '// Printed from the Python functions of the same names by scripts/javascript.py; do not edit.\n"use strict";\n'
        f"var scaleUp = (() => {{\n{indent([PRELUDE.rstrip(), *lines])}\n  return {{ {tops} }};\n}})();\n"
    )
