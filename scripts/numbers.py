"""Rewrite the numbers in pages whose record has changed, and show what changed: `python -m scripts.numbers`.

Only the digits change; read the words around them again. Notebooks are shown, not rewritten.
"""

import difflib

from scripts import ROOT, figures, links


def main() -> int:
    """Put the record's value into every link that states another."""
    found = links.check(set(figures.names()))
    by_page: dict = {}
    for page, match, text in found.fixes:
        by_page.setdefault(page.path, []).append(
            (match.group(0), match.group(0).replace(f"[{match['text']}]", f"[{text}]", 1))
        )
    for path, changes in by_page.items():
        if path.suffix != ".md":
            print(f"{path.relative_to(ROOT)}: change by hand: " + "; ".join(f"{old} → {new}" for old, new in changes))
            continue
        before = path.read_text(encoding="utf-8")
        after = before
        for old, new in changes:
            after = after.replace(old, new)
        path.write_text(after, encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        print("\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=0)))
    print(f"{len(found.fixes)} numbers rewritten." if found.fixes else "Every number states its record.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
