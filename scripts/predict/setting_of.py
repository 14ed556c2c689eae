"""The model, chip, library and split of a case, together."""

from dataclasses import replace
from math import ceil

from scripts.predict.case import Case
from scripts.predict.chip_of import Chip, chip_of
from scripts.predict.constants import Constants
from scripts.predict.exchange import NODE
from scripts.predict.formats_of import bits, named, of_parts
from scripts.predict.library_of import library_of
from scripts.predict.load_of import Load, load_of, split_is_stated
from scripts.predict.model_of import Shape, model_of
from scripts.predict.serving import Setting


def load_and_setting_of(case: Case, constants: Constants) -> tuple[Load, Setting]:
    """Read a case. Where packages run as several dies, each expert rank is a die. Raises Unpredicted."""
    shape = model_of(case)
    text = case.inputs.get("precision") or case.inputs.get("dtype") or case.inputs.get("a_dtype")
    attention, forward = of_parts(text)
    load = load_of(case)
    if not split_is_stated(case):
        single = case.metric.lower().startswith("ttft")
        load = spread(load, shape, chip_of(case), bits(forward), single, constants)
    chip = chip_of(case, dies=bool(shape.experts) and load.wide)
    by_die = chip.entity.endswith("-die")
    most = load.packages * (2 if by_die else 1)
    expert = load.expert if load.wide else max(load.tensor, load.expert)
    if not shape.experts:
        expert = load.tensor
    stated = case.inputs.get("kv_precision") or case.inputs.get("kv_dtype")
    return load, Setting(
        shape=shape,
        chip=chip,
        library=library_of(case, constants, chip.entity, load.wide),
        tensor=min(load.tensor, max(1, most)),
        expert=max(1, expert),
        attention_form=attention,
        forward_form=forward,
        kv_form=named(stated, "bf16"),
        constants=constants,
    )


def spread(load: Load, shape: Shape, chip: Chip, width: float, single: bool, constants: Constants) -> Load:
    """The split of a model of which a case says nothing, where it does not fit on one package.

    Experts are spread and matrices split over the packages of the case, or over as few as hold the model. Where experts need
    more than a server, or the case counts the sequences of each package, they are spread over half as many packages as there
    are experts: the middle of what is published. A single prompt, whose time is asked for, is split over all.
    """
    needed = ceil(shape.parameters * width / 8 / chip.capacity) if chip.capacity else 1
    if needed <= 1 and not (load.each and shape.experts):
        return load
    constants.blind.append("split of the model not stated")
    fewest = load.packages if load.packages >= needed > 1 else 2.0 ** (needed - 1).bit_length()
    if single or not shape.experts:
        return replace(load, tensor=fewest, packages=fewest)
    alone = load.packages == 1 and (load.each or needed > NODE)
    over = shape.experts / 2 if alone else max(load.packages, fewest)
    return replace(load, expert=over, packages=over, shared=load.shared and not load.each)
