"""The model, chip, library and split of a case, together."""

from scripts.predict.case import Case
from scripts.predict.chip_of import chip_of
from scripts.predict.constants import Constants
from scripts.predict.formats_of import named, of_parts
from scripts.predict.library_of import library_of
from scripts.predict.load_of import Load
from scripts.predict.model_of import model_of
from scripts.predict.serving import Setting


def setting_of(case: Case, load: Load, constants: Constants) -> Setting:
    """Read a case. Where packages run as several dies, each expert rank is a die. Raises Unpredicted."""
    shape = model_of(case)
    text = case.inputs.get("precision") or case.inputs.get("dtype") or case.inputs.get("a_dtype")
    attention, forward = of_parts(text)
    chip = chip_of(case, dies=bool(shape.experts) and load.wide)
    by_die = chip.entity.endswith("-die")
    most = load.packages * (2 if by_die else 1)
    expert = load.expert if load.wide else max(load.tensor, load.expert)
    if not shape.experts:
        expert = load.tensor
    stated = case.inputs.get("kv_precision") or case.inputs.get("kv_dtype")
    return Setting(
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
