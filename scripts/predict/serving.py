"""One pass of a model over tokens on a group of devices: what decode and prefill are made of."""

from dataclasses import dataclass
from math import floor

from scripts.models import inference, moe, roofline
from scripts.predict.chip_of import Chip
from scripts.predict.constants import Constants
from scripts.predict.exchange import all_reduce_time
from scripts.predict.formats_of import bits, nearest
from scripts.predict.model_of import Shape

TILE = 128  # rows and columns of the tile by which these libraries feed matrix units where there is work enough


@dataclass(frozen=True)
class Setting:
    """A model on equal devices: `tensor` of them split each matrix, `expert` share the experts (or split each of them)."""

    shape: Shape
    chip: Chip
    library: str
    tensor: float
    expert: float
    attention_form: str
    forward_form: str
    kv_form: str
    constants: Constants

    def matrix(self, rows: float, columns: float, depth: float, form: str) -> float:
        """Time of one matrix product without its start."""
        if rows <= 0 or columns <= 0 or depth <= 0:
            return 0
        computed, peak = self.chip.peak(form)
        return roofline.matrix_time(
            rows=rows,
            columns=columns,
            depth=depth,
            bits=bits(form),
            output_bits=bits("bf16"),
            peak_compute=peak,
            memory_bandwidth=self.chip.memory_bandwidth,
            compute_efficiency=self.reached(computed),
            memory_efficiency=self.constants.get(self.chip.entity, "memory-efficiency"),
            latency=0,
            prologue=self.constants.get_nearest(self.library, "pipeline-depth", nearest(computed)),
            tile_rows=TILE,
            tile_columns=TILE,
            least_columns=self.constants.get_nearest(self.library, "tile-columns", nearest(form)),
            cores=self.chip.cores,
            core_bandwidth=self.constants.get(self.chip.entity, "core-memory-bandwidth"),
        )

    def reached(self, form: str) -> float:
        """Share of the peak in a format that large products reach."""
        return self.constants.get_nearest(self.chip.entity, "compute-efficiency", nearest(form))

    def start(self, covers: str) -> float:
        """A start-up time of the serving stack."""
        return self.constants.get(self.library, "launch-overhead", covers=covers)

    def layer_start(self) -> float:
        """Starts of the kernels of one layer; latent attention has more of them."""
        return self.start("layer") + (self.start("latent layer") if self.shape.latent else 0)

    def traffic(self, moved: float) -> float:
        """Time of bytes to or from memory."""
        return moved / (self.constants.get(self.chip.entity, "memory-efficiency") * self.chip.memory_bandwidth)

    def roof(self, operations: float, moved: float, form: str) -> float:
        """The longer of arithmetic and traffic."""
        computed, peak = self.chip.peak(form)
        return max(operations / (self.reached(computed) * peak), self.traffic(moved))

    def projections(self, rows: float) -> float:
        """The matrices of one attention layer: into queries, keys and values, and out."""
        shape, form = self.shape, self.attention_form
        heads = max(1, shape.heads / self.tensor)
        if shape.latent:
            inward = self.matrix(rows, shape.query_latent + shape.latent + shape.rope, shape.hidden, form)
            queries = self.matrix(rows, heads * (shape.head_dimension + shape.rope), shape.query_latent, form)
            between = self.per_head(rows, heads, shape.head_dimension) + self.per_head(
                rows, heads, shape.value_dimension
            )
            return inward + queries + between + self.matrix(rows, shape.hidden, heads * shape.value_dimension, form)
        kept = max(1, shape.kv_heads / self.tensor)
        inward = self.matrix(rows, (heads + 2 * kept) * shape.head_dimension, shape.hidden, form)
        return inward + self.matrix(rows, shape.hidden, heads * shape.head_dimension, form)

    def per_head(self, rows: float, heads: float, dimension: float) -> float:
        """A product of each head with its own matrix, between its dimension and the latent vector, in 16 bits."""
        operations = 2 * rows * heads * dimension * self.shape.latent
        moved = heads * (dimension * self.shape.latent + rows * (dimension + self.shape.latent)) * bits("bf16") / 8
        return self.roof(operations, moved, "bf16")

    def attention(self, tokens: float, context: float, sequences: float) -> float:
        """The core of attention in one layer: new tokens look back; the cache is read once for each of the sequences.

        Without sequences it is a prompt's: keys and values are made anew, and latent attention is done in full heads.
        """
        shape = self.shape
        context = shape.seen(context)
        key, value = shape.head_dimension + shape.rope, shape.value_dimension
        if shape.latent and sequences:
            key, value = shape.latent + shape.rope, shape.latent
        operations = inference.attention_operations(
            heads=max(1, shape.heads / self.tensor),
            head_dimension=key,
            value_dimension=value,
            new_tokens=tokens,
            context=context,
        )
        _, peak = self.chip.peak("bf16")
        kept = 1 if shape.latent else max(1 / shape.kv_heads, 1 / self.tensor)
        moved = sequences * context * shape.kv_bytes(bits(self.kv_form)) * kept
        return max(
            operations / (self.constants.get(self.chip.entity, "attention-efficiency") * peak), self.traffic(moved)
        )

    def forward(self, rows: float) -> float:
        """An ordinary feed-forward block: gate and up together, then down."""
        width = (self.shape.forward or self.shape.expert_width * max(1, self.shape.used)) / self.tensor
        inward = self.matrix(rows, 2 * width, self.shape.hidden, self.forward_form)
        return inward + self.matrix(rows, self.shape.hidden, width, self.forward_form)

    def experts(self, tokens: float, imbalance: float) -> float:
        """The routed experts of one layer for so many tokens of the whole group: an expert is read where a token picks it."""
        shape = self.shape
        rows = tokens * shape.used / self.expert * imbalance
        moved = moe.experts_bytes(
            experts_read=moe.experts_read(
                routed_experts=shape.experts, top_k=shape.used, tokens=tokens, ranks=self.expert
            ),
            rows=rows,
            hidden=shape.hidden,
            expert_width=shape.expert_width,
            bits=bits(self.forward_form),
        )
        return self.roof(2 * rows * shape.expert_parameters, moved, self.forward_form)

    def shared_expert(self, rows: float) -> float:
        """The experts that every token passes."""
        width = self.shape.shared * self.shape.expert_width / self.tensor
        inward = self.matrix(rows, 2 * width, self.shape.hidden, self.forward_form)
        return inward + self.matrix(rows, self.shape.hidden, width, self.forward_form)

    def all_reduces(self, rows: float) -> float:
        """The two all-reduces of a layer whose matrices are split."""
        return 2 * all_reduce_time(
            message=rows * self.shape.hidden * bits("bf16") / 8,
            ranks=self.tensor,
            chip=self.chip,
            library=self.library,
            constants=self.constants,
        )

    def element_wise(self, rows: float) -> float:
        """Norms, activations and the like: so many passes over the hidden vectors of a layer."""
        passes = self.constants.get(self.library, "vector-passes")
        return self.traffic(passes * rows * self.shape.hidden * bits("bf16") / 8)

    def layers(self, rows: float, core: float, tokens: float) -> float:
        """All layers for rows of new tokens on each attention group, `tokens` on all of them together; core attention given."""
        shape = self.shape
        common = self.projections(rows) + core + self.all_reduces(rows) + self.element_wise(rows) + self.layer_start()
        dense = (shape.layers - shape.expert_layers) * self.forward(rows) if shape.layers > shape.expert_layers else 0
        total = shape.layers * common + dense
        if shape.expert_layers:
            spread = self.constants.get(self.library, "load-imbalance") if self.expert > self.tensor else 1
            apart = self.experts(tokens, spread) + self.shared_expert(rows) + self.start("expert layer")
            total += shape.expert_layers * apart
        return total

    def decode_step(self, rows: float, context: float, groups: float, drafts: float) -> float:
        """A step of decoding: `rows` sequences on each of so many attention groups, drafts checked along with the last token."""
        new = rows * (1 + drafts)
        core = self.attention(new, context, rows)
        passes = self.layers(new, core, new * groups) * (1 + drafts / self.shape.layers)
        head = self.matrix(new, self.shape.vocabulary / self.tensor, self.shape.hidden, "bf16")
        return passes + head * (1 + drafts) + self.start("step") + rows * groups * self.start("sequence")

    def prefill(self, tokens: float, reused: float = 0) -> float:
        """Reading one prompt, or the rest of one whose beginning is in the cache."""
        if tokens <= 0:
            return 0
        core = self.attention(tokens, inference.causal_context(reused=reused, new_tokens=tokens), 0)
        return self.layers(tokens, core, tokens)

    def prefill_in_full_passes(self, tokens: float) -> float:
        """A prompt's part of a pass that is filled with others like it, as a queue of requests allows."""
        if tokens <= 0:
            return 0
        prompts = max(1, floor(self.constants.get(self.library, "tokens-per-pass") / tokens))
        core = self.attention(tokens * prompts, inference.causal_context(reused=0, new_tokens=tokens), 0)
        return self.layers(tokens * prompts, core, tokens * prompts) / prompts

    def weights(self) -> float:
        """Bytes of weights on one device."""
        shape = self.shape
        experts = shape.expert_layers * shape.experts * shape.expert_parameters
        rest = shape.parameters - experts - 2 * shape.vocabulary * shape.hidden
        forward = experts / self.expert * bits(self.forward_form) / 8
        form = self.forward_form if not shape.experts else self.attention_form
        return forward + (rest * bits(form) + 2 * shape.vocabulary * shape.hidden * bits("bf16")) / 8 / self.tensor

    def kv_bytes(self) -> float:
        """Bytes of cache a token on one device, all layers."""
        shape = self.shape
        kept = 1 if shape.latent else max(1 / shape.kv_heads, 1 / self.tensor)
        windowed = 1 - shape.windowed
        return shape.layers * windowed * shape.kv_bytes(bits(self.kv_form)) * kept
