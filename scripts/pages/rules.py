"""The page of export rules: what each limits from which day, with its number and where it was read; and what it took away."""

from scripts.facts import Rule, data
from scripts.pages.text import escape, front, printed, references, table, where

MEASURES = {
    "total-processing-performance": "total processing performance",
    "performance-density": "performance density",
    "transfer-rate": "transfer rate to other chips, both ways",
    "memory-bandwidth": "memory bandwidth",
    "memory-bandwidth-density": "memory bandwidth for each area",
    "transistors": "transistors",
}
EVIDENCE = {"maker": "the maker says so", "analyst": "analysts say so", "press": "the press says so"}


def page() -> str:
    """Rules in order of date, then what they took away."""
    rules = list(data().rules.values())
    text = front(
        "Export rules",
        "Export rules for AI chips with dates, what they limit, and where each was read.",
        rules,
        contents=False,
    )
    text += "# Export rules\n\nA table for readers of [chapter 22](/course/export-controls.md): selected rules, in our words, as of the day given. Those of the United States are made by its Bureau of Industry and Security. It is not legal advice, and the published text alone counts. Rows of one rule with the same letter must hold together; other letters are alternatives.\n\n"
    rows = [line(rule) for rule in sorted(rules, key=lambda rule: (rule.date, rule.id))]
    columns = ["Number", "Rule", "From", "What it limits", "Made by", "Source, place, date", "Confidence"]
    text += table(columns, rows, "rules")
    text += "\n## What was lost, and the answer { #effects }\n\n"
    effects = [
        [data().rules[row["rule"]].rule, row["lost"], row["answer"], EVIDENCE.get(row["evidence"], "disputed"),
         f"{references(row['source'])}, {escape(row['locator'])}" + (f" *{escape(row['note'])}*" if row["note"] else "")]
        for row in data().rule_effects
    ]  # fmt: skip
    return text + table(["Rule", "Lost", "Answer", "Evidence", "Source"], effects, "rules")


def line(rule: Rule) -> list[str]:
    """One row as cells."""
    criterion = f", criterion {rule.criterion}" if rule.criterion else ""
    measure = f"<br>{MEASURES[rule.measure]}" if rule.measure else ""
    dates = rule.date + (f"<br>ended {rule.ended}" if rule.ended else "")
    name = f"{escape(rule.rule)}{criterion}" + (f"<br>{escape(rule.citation)}" if rule.citation else "")
    limits = escape(rule.limits) + (f" *{escape(rule.note)}*" if rule.note else "")
    shown = printed(rule) if rule.threshold is not None else "no number"
    return [
        f"*{shown}*{{ #{rule.id} }}{measure}",
        name,
        dates,
        limits,
        escape(rule.authority),
        where(rule),
        rule.confidence,
    ]
