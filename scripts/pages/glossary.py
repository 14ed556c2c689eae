"""The glossary: terms in English and Chinese, what each means and what it does not mean."""

from scripts.chapters import chapters
from scripts.facts import data
from scripts.pages.text import by_letter, escape, front, references


def page() -> str:
    """One table for each letter, so that a term's record opens like that of a number."""
    text = front(
        "Glossary",
        "Terms of scale-up AI systems in English and Chinese: what each means, and what it does not mean.",
    )
    text += "# Glossary\n\nEach term with its Chinese form, in plain words, and the confusion to avoid. In chapters an underlined term opens its entry here. The Chinese forms are those of the source named with them; where none is named, the form is common usage that we have not seen in a primary source.\n\n"
    rows = [(row["term"], line(row)) for row in data().terms.values()]
    return text + by_letter(rows, ["Term", "Chinese", "What it means", "What it does not mean", "More"], "terms")


def line(row: dict) -> list[str]:
    """One term as cells."""
    names = "; ".join(filter(None, [row["abbreviation"], row["also_called"]]))
    chinese = row["chinese"] or "—"
    if row["chinese"] and row["chinese_source"]:
        chinese += f" ({references(row['chinese_source'])})"
    also = [f"[{data().terms[key]['term']}](#{key})" for key in (row["see_also"] or "").split("; ") if key]
    more = [chapter(row["first_chapter"])] if row["first_chapter"] else []
    more += ["see " + ", ".join(also)] if also else []
    name = f"*{escape(row['term'])}*{{ #{row['id']} }}" + (f"<br>{escape(names)}" if names else "")
    return [name, chinese, escape(row["definition"]), escape(row["does_not_mean"] or "—"), "; ".join(more) or "—"]


def chapter(number: int) -> str:
    """A link to the chapter that introduces a term; plain text while it is not written."""
    written = chapters().get(number)
    return f"[chapter {number}](/{written.path})" if written else f"chapter {number}"
