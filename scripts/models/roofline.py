"""What bounds a piece of work: arithmetic, memory or network, and what a kernel adds before and around it.

Williams, Waterman and Patterson 2009, "Roofline: an insightful visual performance model for multicore architectures",
Communications of the ACM 52: the attainable rate is the lowest of the peak and of each bandwidth times its intensity. The
network is one more such roof. Four additions make the roofline a time of a matrix kernel: a start; the filling and emptying
of the pipeline, written as more steps of the inner dimension; whole rounds of tiles over the cores; and a bandwidth that
each core can keep in flight, which binds where a narrow matrix occupies few cores.

Units: FLOP, FLOP/s, byte, byte/s, s; rows, columns, depth, tiles and cores are counts.
"""

from math import ceil


def attainable_compute(
    *,
    peak_compute: float,
    memory_bandwidth: float,
    arithmetic_intensity: float,
    network_bandwidth: float,
    network_intensity: float,
) -> float:
    """Rate of operations that the lowest of three roofs allows: arithmetic, memory, network."""
    if peak_compute <= 0 or memory_bandwidth <= 0 or network_bandwidth <= 0:
        raise ValueError("peak_compute, memory_bandwidth and network_bandwidth must be above 0")
    if arithmetic_intensity <= 0 or network_intensity <= 0:
        raise ValueError("arithmetic_intensity and network_intensity must be above 0")
    return min(peak_compute, memory_bandwidth * arithmetic_intensity, network_bandwidth * network_intensity)


def ridge_point(*, peak_compute: float, bandwidth: float) -> float:
    """Operations a byte above which arithmetic is the lower roof; of memory or network, as the bandwidth says."""
    if peak_compute <= 0 or bandwidth <= 0:
        raise ValueError(f"peak_compute and bandwidth must be above 0, got {peak_compute:g} and {bandwidth:g}")
    return peak_compute / bandwidth


def matrix_operations(*, rows: float, columns: float, depth: float) -> float:
    """Operations of a matrix product, rows by depth times depth by columns: a multiplication and an addition each."""
    if rows <= 0 or columns <= 0 or depth <= 0:
        raise ValueError(f"rows, columns and depth must be above 0, got {rows:g}, {columns:g} and {depth:g}")
    return 2 * rows * columns * depth


def matrix_bytes(*, rows: float, columns: float, depth: float, bits: float, output_bits: float) -> float:
    """Bytes that a matrix product moves if each matrix crosses the memory's pins once: two read, one written."""
    if rows <= 0 or columns <= 0 or depth <= 0:
        raise ValueError(f"rows, columns and depth must be above 0, got {rows:g}, {columns:g} and {depth:g}")
    if bits <= 0 or output_bits <= 0:
        raise ValueError(f"bits and output_bits must be above 0, got {bits:g} and {output_bits:g}")
    return (rows * depth + depth * columns) * bits / 8 + rows * columns * output_bits / 8


def matrix_intensity(*, rows: float, columns: float, depth: float, bits: float, output_bits: float) -> float:
    """Operations a byte of a matrix product. With few rows it is about 2 * rows / (bits / 8): each weight is used `rows` times."""
    return matrix_operations(rows=rows, columns=columns, depth=depth) / matrix_bytes(
        rows=rows, columns=columns, depth=depth, bits=bits, output_bits=output_bits
    )


def rounds_over_ideal(*, tiles: float, cores: float) -> float:
    """How many times longer tiles take because cores work in whole rounds: 1 where they divide evenly, or fit in one round.

    Below one round the answer is 1: there a library splits the work otherwise, or the cores' own bandwidth binds.
    """
    if tiles <= 0 or cores < 1:
        raise ValueError(f"tiles must be above 0 and cores at least 1, got {tiles:g} and {cores:g}")
    if tiles < cores:
        return 1
    return ceil(tiles / cores) * cores / tiles


def bandwidth_of_cores(*, tiles: float, cores: float, core_bandwidth: float, memory_bandwidth: float) -> float:
    """Bandwidth that the cores at work can draw: each keeps so many bytes in flight; the memory is the limit above."""
    if tiles <= 0 or cores < 1:
        raise ValueError(f"tiles must be above 0 and cores at least 1, got {tiles:g} and {cores:g}")
    if core_bandwidth <= 0 or memory_bandwidth <= 0:
        raise ValueError("core_bandwidth and memory_bandwidth must be above 0")
    return min(memory_bandwidth, min(tiles, cores) * core_bandwidth)


def kernel_time(
    *,
    operations: float,
    moved: float,
    peak_compute: float,
    memory_bandwidth: float,
    compute_efficiency: float,
    memory_efficiency: float,
    latency: float,
) -> float:
    """Time of one kernel: its start, then the longer of arithmetic and traffic, each at the share of its peak that is reached."""
    if operations < 0 or moved < 0 or latency < 0:
        raise ValueError("operations, moved and latency must not be below 0")
    if peak_compute <= 0 or memory_bandwidth <= 0:
        raise ValueError("peak_compute and memory_bandwidth must be above 0")
    if not 0 < compute_efficiency <= 1 or not 0 < memory_efficiency <= 1:
        raise ValueError("compute_efficiency and memory_efficiency must be above 0 and at most 1")
    return latency + max(
        operations / (compute_efficiency * peak_compute), moved / (memory_efficiency * memory_bandwidth)
    )


def grouped_matrix_time(
    *,
    products: float,
    rows: float,
    columns: float,
    depth: float,
    bits: float,
    output_bits: float,
    peak_compute: float,
    memory_bandwidth: float,
    compute_efficiency: float,
    memory_efficiency: float,
    latency: float,
    prologue: float,
    tile_rows: float,
    tile_columns: float,
    least_columns: float,
    cores: float,
    core_bandwidth: float,
) -> float:
    """Time of one kernel of several equal products, such as one for each expert: the tiles of all share the cores.

    Tiles of `tile_rows` by `tile_columns` count the rounds where arithmetic binds; where memory binds, a library may cut
    tiles down to `least_columns` to keep more cores busy.
    """
    if products < 1 or prologue < 0:
        raise ValueError(f"products must be at least 1 and prologue not below 0, got {products:g} and {prologue:g}")
    if tile_rows <= 0 or tile_columns <= 0 or least_columns <= 0:
        raise ValueError("tile_rows, tile_columns and least_columns must be above 0")
    operations = products * matrix_operations(rows=rows, columns=columns, depth=depth)
    moved = products * matrix_bytes(rows=rows, columns=columns, depth=depth, bits=bits, output_bits=output_bits)
    down = products * ceil(rows / tile_rows)
    rounds = rounds_over_ideal(tiles=down * ceil(columns / tile_columns), cores=cores)
    reached = bandwidth_of_cores(
        tiles=down * ceil(columns / least_columns),
        cores=cores,
        core_bandwidth=core_bandwidth,
        memory_bandwidth=memory_efficiency * memory_bandwidth,
    )
    return kernel_time(
        operations=operations * rounds * (depth + prologue) / depth,
        moved=moved,
        peak_compute=peak_compute,
        memory_bandwidth=reached,
        compute_efficiency=compute_efficiency,
        memory_efficiency=1,
        latency=latency,
    )


def matrix_time(
    *,
    rows: float,
    columns: float,
    depth: float,
    bits: float,
    output_bits: float,
    peak_compute: float,
    memory_bandwidth: float,
    compute_efficiency: float,
    memory_efficiency: float,
    latency: float,
    prologue: float,
    tile_rows: float,
    tile_columns: float,
    least_columns: float,
    cores: float,
    core_bandwidth: float,
) -> float:
    """Time of one matrix product: the roofline, with whole rounds of tiles, the pipeline's filling, and few cores' bandwidth."""
    return grouped_matrix_time(
        products=1,
        rows=rows,
        columns=columns,
        depth=depth,
        bits=bits,
        output_bits=output_bits,
        peak_compute=peak_compute,
        memory_bandwidth=memory_bandwidth,
        compute_efficiency=compute_efficiency,
        memory_efficiency=memory_efficiency,
        latency=latency,
        prologue=prologue,
        tile_rows=tile_rows,
        tile_columns=tile_columns,
        least_columns=least_columns,
        cores=cores,
        core_bandwidth=core_bandwidth,
    )
