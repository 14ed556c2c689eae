"""The page of computed numbers: what each is, its value, its inputs, its source code, who uses it."""

from collections import defaultdict

from scripts import computed, wording
from scripts.links import Checked
from scripts.pages.text import escape, front, linked, page_link, table, thing, title


def page(found: Checked) -> str:
    """Numbers of ours: what each is, its value, its inputs, its source code, who uses it."""
    results = [computed.result(name) for name in computed.functions()]
    text = front(
        "Computed numbers",
        "Numbers that this site computes from cited figures: value, inputs, code.",
        [row for result in results for row in result.inputs],
        search=False,
    )
    text += "# Computed numbers\n\nNobody printed these: they are sums of ours over cited figures. Each is a function, run anew by every build.\n\n"
    topics: dict[str, list[computed.Result]] = defaultdict(list)
    for result in results:
        topics[result.topic].append(result)
    for topic in sorted(topics):
        text += f"## {title(topic)}\n\n"
        lines = []
        for result in sorted(topics[topic], key=lambda r: r.name):
            inputs = "; ".join(f"{thing(r)}: {linked(r)}" for r in result.inputs) or "none"
            used = ", ".join(page_link(page) for page in sorted(found.cited.get(result.url, ()))) or "—"
            value = f"*{wording.show(result.low, result.high)}*{{ #{result.name} }}"
            lines.append(
                [
                    value,
                    escape(" ".join(result.doc.split())),
                    inputs,
                    "computed by this site",
                    code(result),
                    used,
                ]
            )
        text += (
            table(["Value", "What it is", "Inputs", "Kind", "Function", "Pages that use it"], lines, "computed") + "\n"
        )
    return text


def code(result: computed.Result) -> str:
    """The name of a function and its last line, the sum itself."""
    body = [line.strip() for line in result.code.strip().splitlines()]
    text = " ".join(body[next((i for i, line in enumerate(body) if line.startswith("return")), len(body) - 1) :])
    return f"`{result.name}`: `{text.replace('|', '/')}`"
