"""The pages of the built site."""

from pathlib import Path

import pytest

from tests.site.inventory import SitePage, all_pages


@pytest.fixture(scope="session")
def pages(site: Path) -> list[SitePage]:
    """Every HTML page there is."""
    return all_pages(site)
