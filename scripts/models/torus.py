"""A torus of racks as a list of links, so that what is drawn is what is counted.

A torus joins each device to the next along every axis, and the last to the first. TPU pods are built of racks that are
cubes, so that a slice has sides that are whole cubes (Jouppi et al. 2023, sections on the rack and on slices). Only charts
and tests use these lists.
"""

from itertools import product

Place = tuple[int, ...]


def torus_links(sides: list[int]) -> list[tuple[Place, Place]]:
    """Links of a torus: from every device to the next along each axis. Raises ValueError for a side below three, where
    both ways round would be one link."""
    if not sides or min(sides) < 3:
        raise ValueError(f"each side must be at least 3, got {sides}")
    links = []
    for place in product(*(range(side) for side in sides)):
        for axis, side in enumerate(sides):
            ahead = (*place[:axis], (place[axis] + 1) % side, *place[axis + 1 :])
            links.append((place, ahead))
    return links


def even_sides(devices: int, cube: int) -> list[int]:
    """Sides of the most even torus of three axes that so many devices, in cubes of the given side, can be laid to.

    Raises ValueError where the devices do not fill whole cubes.
    """
    if cube < 1 or devices < 1 or devices % cube**3:
        raise ValueError(f"devices must fill cubes of {cube}×{cube}×{cube}, got {devices}")
    racks = devices // cube**3
    shapes = [
        (first, second, racks // first // second)
        for first in range(1, racks + 1)
        if racks % first == 0
        for second in range(first, racks // first + 1)
        if (racks // first) % second == 0 and racks // first // second >= second
    ]
    return [cube * extent for extent in min(shapes, key=lambda shape: (sum(shape), shape))]
