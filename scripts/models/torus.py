"""How racks that are cubes can be laid to a torus (Jouppi et al. 2023, sections on the rack and on slices).

The result is a list of sides, for charts and for functions over rows; hops and links are counted in `topology`.
"""


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
