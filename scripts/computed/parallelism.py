"""Chapter 10: what each way of cutting a model leaves on a device and asks of the network, and the chapter's exercises."""

from pint import Quantity

from scripts.computed.links import half_rate_gpu
from scripts.computed.training_step import llama_405b_parameters
from scripts.facts import fact, note, run
from scripts.models import parallelism, training
from scripts.units import quantity

LARGE, SMALL, V3 = "llama-3.1-405b", "llama-3.1-70b", "deepseek-v3"
RUN = "llama3_mfu_002"  # Llama 3.1 405B at its largest
WORD = 2  # bytes of a 16-bit number


def _of(entity: str, name: str) -> float:
    return float(fact(entity, name).to(""))


def _setting(name: str) -> float:
    note(run(RUN))
    return float(run(RUN).settings[name])


def split_tensors() -> Quantity:
    """Devices over which the run of Llama 3.1 405B splits each matrix."""
    return quantity(_setting("tp"), "1")


def split_stages() -> Quantity:
    """Stages of the pipeline in that run."""
    return quantity(_setting("pp"), "1")


def split_replicas() -> Quantity:
    """Replicas in that run."""
    return quantity(_setting("dp"), "1")


def split_devices_of_a_replica() -> Quantity:
    """Devices that hold one replica in that run."""
    return split_tensors() * split_stages()


def split_sequence() -> Quantity:
    """Tokens of one sequence in that run."""
    return quantity(_setting("seq_len"), "token")


# --- memory -----------------------------------------------------------------------------------------------------------


def _state(tensors: float, stages: float, replicas: float, sharding: float) -> Quantity:
    whole = float(llama_405b_parameters().to("count").magnitude)
    held = parallelism.parameters_held(
        parameters=whole, expert_parameters=0, tensor_ranks=tensors, stages=stages, expert_ranks=1
    )
    value = parallelism.state_bytes(parameters=held, data_ranks=replicas, sharding_stage=sharding)
    return quantity(value, "byte").to("GB")


def state_whole() -> Quantity:
    """Weights, gradients and optimiser state of Llama 3.1 405B in training, uncut."""
    return _state(1, 1, 1, 0).to("TB")


def state_after_tensors() -> Quantity:
    """The same on each device of a group that splits every matrix as that run does."""
    return _state(_setting("tp"), 1, 1, 0)


def state_after_stages() -> Quantity:
    """The same with the stages of that run as well."""
    return _state(_setting("tp"), _setting("pp"), 1, 0)


def state_after_optimiser() -> Quantity:
    """The same where replicas share out the optimiser's state too."""
    return _state(_setting("tp"), _setting("pp"), _setting("dp"), 1)


def state_after_everything() -> Quantity:
    """The same where replicas share out gradients and weights too."""
    return _state(_setting("tp"), _setting("pp"), _setting("dp"), 3)


def activations_of_a_layer() -> Quantity:
    """Bytes that a layer keeps for the way back on one device in that run, one sequence, split by tensors, scores not kept."""
    value = parallelism.activation_bytes(
        tokens=_setting("seq_len"),
        hidden=_of(LARGE, "hidden-size"),
        heads=_of(LARGE, "attention-heads"),
        context=0,
        tensor_ranks=_setting("tp"),
        sequence_split=True,
    )
    return quantity(value, "byte").to("GB")


def layers_of_the_first_stage() -> Quantity:
    """Layers of the first stage in that run, if layers alone are shared out."""
    layers, stages = int(_of(LARGE, "layers")), int(_setting("pp"))
    return quantity(parallelism.layers_of_stage(layers=layers, stages=stages, stage=0), "1")


def micro_batches_in_flight() -> Quantity:
    """Micro-batches of one sequence whose activations the first stage keeps at most in that run."""
    count = parallelism.activations_in_flight(
        stages=_setting("pp"), stage=0, micro_batches=_setting("sequences_per_dp")
    )
    return quantity(count, "1")


def activations_of_the_first_stage() -> Quantity:
    """Bytes of activations that the first stage keeps, nothing recomputed."""
    return layers_of_the_first_stage() * micro_batches_in_flight() * activations_of_a_layer()


# --- messages ---------------------------------------------------------------------------------------------------------


def vector_of_a_token() -> Quantity:
    """One hidden vector of Llama 3.1 70B in BF16."""
    return quantity(WORD * _of(SMALL, "hidden-size"), "byte")


def tensor_sums_of_a_token() -> Quantity:
    """All-reduces of tensor parallelism that a token meets in Llama 3.1 70B, forward: two a layer."""
    return quantity(2 * _of(SMALL, "layers"), "1")


def tensor_buffer_of_a_token() -> Quantity:
    """Bytes of hidden vectors that are summed for one token of Llama 3.1 70B, forward."""
    return (tensor_sums_of_a_token() * vector_of_a_token()).to("MB")


def tensor_sent_of_a_token() -> Quantity:
    """Bytes that each of eight ranks sends for these sums with a ring: twice seven eighths of the buffer."""
    ranks = _setting("tp")
    return (2 * (ranks - 1) / ranks * tensor_buffer_of_a_token()).to("MB")


def tensor_message() -> Quantity:
    """Buffer of one all-reduce in the run of Llama 3.1 405B: the hidden vectors of one sequence."""
    return quantity(WORD * _of(LARGE, "hidden-size") * _setting("seq_len"), "byte").to("MB")


def tensor_messages_of_a_step() -> Quantity:
    """All-reduces of a device in one step of that run: two forward, two backward, a layer and micro-batch."""
    return 4 * layers_of_the_first_stage() * quantity(_setting("sequences_per_dp"), "1")


def pipeline_message() -> Quantity:
    """What one device passes on to the next stage in that run: its share of the vectors of one sequence."""
    whole = parallelism.pipeline_bytes(
        tokens=_setting("seq_len"), hidden=_of(LARGE, "hidden-size"), stages=_setting("pp")
    )
    return quantity(whole / 2 / _setting("tp"), "byte").to("MB")  # forward or backward


def pipeline_messages_of_a_step() -> Quantity:
    """Passes of a boundary in one step of that run: forward and backward for every micro-batch."""
    return quantity(2 * _setting("sequences_per_dp"), "1")


def data_message() -> Quantity:
    """Gradients of a device in that run, four bytes each, summed over the replicas once a step."""
    held = float(llama_405b_parameters().to("count").magnitude) / (_setting("tp") * _setting("pp"))
    return quantity(4 * held, "byte").to("GB")


def data_sent_of_a_step() -> Quantity:
    """Bytes that a device sends for its replicas in one step of that run: gradients scattered, weights gathered."""
    held = float(llama_405b_parameters().to("count").magnitude) / (_setting("tp") * _setting("pp"))
    return quantity(training.data_parallel_bytes(parameters=held, ranks=_setting("dp")), "byte").to("GB")


def expert_layers() -> Quantity:
    """Layers of DeepSeek-V3 with experts."""
    return quantity(_of(V3, "layers") - _of(V3, "dense-layers"), "1")


def expert_message_out() -> Quantity:
    """Vector of a token of DeepSeek-V3 on its way to one expert, in eight bits."""
    return quantity(_of(V3, "hidden-size"), "byte")


def expert_messages_of_a_step() -> Quantity:
    """Exchanges of a decode step of DeepSeek-V3: out and back in each layer with experts."""
    return 2 * expert_layers()


def expert_bytes_of_a_token() -> Quantity:
    """Bytes of one token of DeepSeek-V3 to its experts in eight bits, and back in sixteen, over all layers."""
    copies = _of(V3, "experts-per-token")
    return ((1 + WORD) * expert_message_out() * copies * expert_layers()).to("MB")


def expert_rate() -> Quantity:
    """The same a second, at 2,000 tokens a second and device."""
    return (expert_bytes_of_a_token() * quantity(2000, "1/s")).to("GB/s")


def expert_rate_share() -> Quantity:
    """That rate as a share of the scale-up bandwidth of an Ascend 910C, one way."""
    return (expert_rate() / fact("ascend-910c", "scaleup-bandwidth", "one-way").quantity).to("percent")


def half_rate_over_expert_message() -> Quantity:
    """The size at which a GPU of GB200 gets half of its rate over the vector of a token on its way to an expert."""
    return (half_rate_gpu() / expert_message_out()).to("")


def tensor_sum_bytes_time() -> Quantity:
    """Time of the bytes of the worked example at the rate of NVLink of a GPU of GB200, one way."""
    return (tensor_sent_of_a_token() / fact("gb200-gpu", "scaleup-bandwidth", "one-way").quantity).to("us")


def tensor_sum_wait_time() -> Quantity:
    """Time of the steps of a ring of eight for these sums, if each lasts as long as a measured store from GPU to GPU."""
    steps = 2 * (_setting("tp") - 1)
    return (tensor_sums_of_a_token() * steps * run("gb200_store_remote").quantity).to("ms")


def cut_model_weights() -> Quantity:
    """Weights of Llama 3.1 405B as a plain count, from its layers, widths and vocabulary."""
    return quantity(float(llama_405b_parameters().to("count").magnitude), "1")


def split_devices() -> Quantity:
    """GPUs of the run of Llama 3.1 405B at its largest."""
    note(run(RUN))
    return quantity(float(run(RUN).chips or 0), "1")
