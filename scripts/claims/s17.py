"""S17: years from the rules that hit Huawei to the story."""

from scripts.claims import Check, compare, day_of, said, show


def check() -> Check:
    """The comparison that the verdict rests on."""
    since = (day_of("s1", 1) - day_of("s17", 1)).to("year")
    return Check(
        (compare("years said", said("s17"), "years from the first listing to the fair", since, "year", 0.1),),
        {"less": "misleading", "equal": "true", "greater": "misleading"},
        f"From the Entity List to the opening of the fair: {show(since, 'year')}.",
    )
