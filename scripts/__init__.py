"""Everything that turns data/ into the site; one direction: data, models, computed, charts, pages."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
