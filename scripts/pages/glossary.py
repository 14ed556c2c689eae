"""The glossary: terms in English and Chinese, what each means and what it does not mean."""

from scripts.chapters import chapters
from scripts.facts import data
from scripts.pages.text import escape, front, references, table


def page() -> str:
    """One table for each letter, so that a term's record opens like that of a number."""
    text = front(
        "Glossary", "Terms of scale-up AI systems in English and Chinese: what each means, and what it does not mean."
    )
    text += "# Glossary\n\nEach term with its Chinese form, in plain words, and the confusion to avoid. In chapters an underlined term opens its entry here. The Chinese forms are those of the source named with them; where none is named, the form is common usage that we have not seen in a primary source.\n\n"
    letters = sorted({initial(row) for row in data().terms.values()})
    text += " · ".join(f"[{letter}](#letter-{letter.lower()})" for letter in letters) + "\n\n"
    for letter in letters:
        rows = sorted(
            (row for row in data().terms.values() if initial(row) == letter), key=lambda row: row["term"].lower()
        )
        text += f"## {letter} {{ #letter-{letter.lower()} }}\n\n"
        text += (
            table(
                ["Term", "Chinese", "What it means", "What it does not mean", "More"],
                [line(row) for row in rows],
                "terms",
            )
            + "\n"
        )
    return text


def initial(row: dict) -> str:
    """The letter that a term stands under."""
    letter = row["term"][0].upper()
    return letter if letter.isalpha() and letter.isascii() else "0-9"


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
