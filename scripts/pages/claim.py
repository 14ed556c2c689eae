"""How one claim is shown: its verdict, what is right in it, the sum, the evidence, and what would change our mind."""

import json
import os
from urllib.parse import urlencode, urlsplit

from scripts import claims
from scripts.facts import Fact, Part, Row, Rule, Run, data
from scripts.pages.glossary import chapter
from scripts.pages.text import escape, linked, references

MOST = 8  # records named under a sum
BEARS = {"supports": "For", "limits": "Limits", "contradicts": "Against", "context": "Besides"}


def name(claim: str) -> str:
    """How a claim is called in text."""
    return claim.upper()


def chip(verdict: str) -> str:
    """A verdict as a sign; its words say it, the colour only repeats them."""
    return f'<span class="verdict {verdict.replace(" ", "-")}">{verdict}</span>'


def link(claim: str) -> str:
    """A link to a claim's own place."""
    return f"[{name(claim)}]({claims.url(claim)})"


def boxes() -> str:
    """What the Markdown block `{{ claim("m7") }}` looks up."""
    found = {
        key: {"name": name(key), "short": row["short"], "verdict": row["verdict"], "href": claims.url(key)}
        for key, row in data().claims.items()
    }
    return json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)


# Claims that are a printed rate, or rest on one: the preset of the normaliser that loads it. A test holds them to the claims' own rows.
LOADED = {
    "m7": "130-tb-s-gb200-nvl72",
    "m8": "1-44-ef-gb200-nvl72",
    "m14": "1-8-tb-s-gb200-nvl72",
    "m15": "14-400g-cloudmatrix-384-atlas-900-a3-superpod",
    "m29": "1-44-ef-gb300-nvl72",
}


def normaliser_link(claim: str) -> str | None:
    """The address of the normaliser with this claim loaded; None where a claim is no printed rate."""
    preset = LOADED.get(claim)
    return f"/explorables/index.md?spec_normaliser={preset}#spec_normaliser" if preset else None


def block(claim: str) -> str:
    """A claim as a section of its page; what rests behind the verdict opens, without a script."""
    row = data().claims[claim]
    text = f'<div class="statement" markdown="1">\n\n### {name(claim)} · {escape(row["short"])} {{ #{claim} }}\n\n'
    text += f'<p class="statement-verdict">{chip(row["verdict"])}</p>\n\n'
    text += f"{said(row)}\n\n**{row['correction']}**\n\n"
    text += f'<details markdown="1">\n<summary>{what(claim)}</summary>\n\n'
    text += f"**What is right in it.** {row['holds']}\n\n" + working(claim) + findings(claim)
    if row["figure"]:
        text += f'{{{{ figure("{row["figure"]}") }}}}\n\n'
    text += f"**What would change our mind.** {row['would_change']}\n\n"
    return text + foot(claim, row) + "\n\n</details>\n\n</div>\n\n"


def said(row: dict) -> str:
    """The claim in our words, with the page on which it was met."""
    where = ""
    if row["met"] and row["id"][0] == "m":
        host = urlsplit(row["met"]).netloc.removeprefix("www.")
        where = f" Met at [{host}]({row['met']})" + (f", {row['met_on']}." if row["met_on"] else ".")
    return f"*{'The claim' if row['id'][0] == 'm' else 'The story'}.* {escape(row['claim'])}{where}"


def what(claim: str) -> str:
    """What opens, in words."""
    parts = ["what is right in it"] + (["the sum"] if claim in claims.names() else [])
    parts += ["evidence"] if any(row["claim"] == claim for row in data().evidence) else []
    return (", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]).capitalize()


def working(claim: str) -> str:
    """The sum that the build does again, how its two sides stand to each other, and the rows that it used."""
    if claim not in claims.names():
        return ""
    found = claims.result(claim)
    lines = "".join(f"- {capital(str(comparison))}.\n" for comparison in found.check.comparisons)
    rows = sorted({row.url: row for row in found.inputs}.items())
    named = "; ".join(record(row) for _, row in rows[:MOST]) + (
        f"; and {len(rows) - MOST} more" if len(rows) > MOST else ""
    )
    words = found.check.words.rstrip(".")
    return f"**The sum.** {escape(words)}.\n\n{lines}\nFrom: {named}.\n\n"


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def record(row: Row) -> str:
    """A record as a number with the name of its thing."""
    if isinstance(row, Rule):
        return f"{linked(row)}, {escape(row.rule)}"
    thing = data().entities[row.entity]["label"]
    if isinstance(row, Part):
        return f"{linked(row)} {data().entities[row.part]['label']} in {thing}"
    what = data().properties[row.property]["label"] if isinstance(row, Fact) else row.metric.replace("_", " ")
    assert isinstance(row, Fact | Run)
    return f"{linked(row)} {what[:1].lower() + what[1:] if what[1:2].islower() else what}, {thing}"


def findings(claim: str) -> str:
    """What was found, each with how it bears on the claim, its date, source, grade."""
    rows = [row for row in data().evidence if row["claim"] == claim]
    if not rows:
        return ""
    lines = []
    for row in rows:
        tier = data().sources[row["source"]]["tier"]
        note = f" {escape(row['note'])}" if row["note"] else ""
        lines.append(
            f"- *{BEARS[row['bears']]}:* {escape(row['finding'])} {references(row['source'])} ({tier}), "
            f"{escape(row['locator'])}; {row['date']}; confidence {row['confidence']}.{note}"
        )
    return "**Evidence.**\n\n" + "\n".join(lines) + "\n\n"


def foot(claim: str, row: dict) -> str:
    """Kind of error, chapter, date, how to check and report it."""
    kind = "" if row["kind_of_error"] == "none" else f"Kind of error: {row['kind_of_error']}. "
    own = normaliser_link(claim)
    check = f"[Check it yourself]({own}). " if own else ""
    decided = "a sum" if row["decided_by"] == "check" else "evidence"
    return f"{kind}Decided by {decided}. Explained in {chapter(row['chapter'])}. Last checked {row['checked']}. {check}{report(claim)}."


def report(claim: str) -> str:
    """A link that reports a claim: an issue that names it, or, where the site has no repository, how to reach us."""
    repository = os.environ.get("REPO_URL")
    if not repository:
        return "[Report this claim](/about/corrections.md)"
    query = urlencode({"template": "claim.yml", "title": f"Claim: {name(claim)}", "claim": claim})
    return f"[Report this claim]({repository}/issues/new?{query})"
