"""Write data/runs.csv from the collected figures.

python -m scripts.curate_runs DOSSIER VOCABULARY VALIDATION [REPORT]

Reads the collected rows (DOSSIER/<folder>/facts.csv), their mapping onto our words (VOCABULARY/mapping.csv) and the
validation cases (VALIDATION/cases.csv). A measurement that stands in both is written once, with the inputs of the case.
With REPORT, writes there which sources and entities were used and which rows were left out.
"""

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

COLUMNS = [
    "case_id",
    "category",
    "system",
    "chips",
    "workload",
    "inputs",
    "metric",
    "measured_value",
    "unit",
    "source",
    "locator",
    "confidence",
    "note",
    "group",
    "kind",
    "as_of",
]
FOLDERS = ["huawei", "nvidia", "others"]
CM = "CloudMatrix-Infer"
SYSTEMS = {
    "cloudmatrix-384",
    "atlas-900-a3-superpod",
    "atlas-900-a3-node",
    "ascend-910c",
    "ascend-910c-die",
    "atlas-800i-a3",
    "atlas-800t-a3",
    "gb200-nvl72",
    "gb200-gpu",
    "gb200-compute-tray",
    "gb300-nvl72",
    "gb300-gpu",
    "b200-sxm",
    "hgx-b200",
}
COMPARATORS = {"hgx-h800", "hgx-h100", "h800-sxm", "h100-sxm"}
# A comparator's row stands here if the CloudMatrix paper prints it, or if it is about expert parallelism or serving DeepSeek.
COMPARATOR_SOURCES = {"zuo2025cloudmatrix"}
COMPARATOR_SERVING = {"sglang2025ep", "deepseek2025day6"}

# One document, one id.
SOURCES = {
    ("others", "bekman2026mlengaccel"): "bekman2026mlengineering",
    ("others", "bekman2026mlengnetwork"): "bekman2026mlengineering",
    ("others", "mlcommons2025training51"): "mlcommons2026training51",
    ("others", "nvidia2026megatronbridge"): "nvidia2026mbridge",
    ("others", "perplexity2025pplxkernels"): "perplexity2025pplx",
    ("validation", "deepseek2025openinfra"): "deepseek2025day6",
    ("validation", "mlcommons2025trainingv50"): "mlcommons2025training50",
    ("validation", "mlcommons2025trainingv51"): "mlcommons2026training51",
    ("validation", "nvidia2026megatronbridge"): "nvidia2026mbridge",
    ("validation", "semianalysis2026inferencex"): "semianalysis2026inferencexresults",
    ("validation", "sglang2025largescaleep"): "sglang2025ep",
}
# Where two documents of one repository became one id, the locator names the file.
LOCATOR_PREFIX = {
    "bekman2026mlengaccel": "compute/accelerator/README.md, ",
    "bekman2026mlengnetwork": "network/README.md, ",
}

CASE_SYSTEMS = {
    "cloudmatrix384": "cloudmatrix-384",
    "ascend-910c-die": "ascend-910c-die",
    "gb200-nvl72": "gb200-nvl72",
    "gb200": "gb200-nvl72",
    "gb200-trtllm": "gb200-gpu",
    "dgx-gb200": "gb200-nvl72",
    "gb300-nvl72": "gb300-nvl72",
    "dgx-gb300": "gb300-nvl72",
    "b200-sxm": "b200-sxm",
    "b200": "b200-sxm",
    "b200-sxm-trtllm": "b200-sxm",
    "b200-vllm": "b200-sxm",
    "b200-hgx8": "hgx-b200",
    "dgx-b200": "hgx-b200",
}
CASE_COMPARATORS = {  # group: system
    "deepep_h800_cmtable": "hgx-h800",
    "deepep_v1_ll_h800": "hgx-h800",
    "deepep_v1_normal_h800": "hgx-h800",
    "deepseek_prod": "hgx-h800",
    "dsr1_peers_cm": "hgx-h800",
    "prefill_cm_table3": None,
    "prefill_sglang_h100": "hgx-h100",
    "sglang_h100_ep72": "hgx-h100",
    "aic_deepep_ll_h100": "hgx-h100",
    "pplx_ep8": "hgx-h100",
}
# In cases.csv a copy between two endpoints counts as a collective; here it has its own category.
CASE_CATEGORIES = {"cm384_ub_p2p": "p2p", "cm384_xccl_p2p": "p2p"}

# Workload and note of the cases, by group; None keeps the words of cases.csv.
CASE_WORDS = {
    "cm384_canep": (
        "Expert-parallel {phase}, fused operator of Huawei's library",
        "Ranks are dies; tokens are quantised to INT8 before dispatch and combined in BF16.",
    ),
    "deepep_h800_cmtable": (
        "Expert-parallel {phase}, DeepEP low-latency kernels",
        "Quoted by the CloudMatrix paper from early DeepEP figures; all traffic over the network cards.",
    ),
    "deepep_v1_ll_h800": (
        "Expert-parallel {phase}, DeepEP low-latency kernels",
        "Peers in one server use NVLink in this version, unlike in the table that the CloudMatrix paper prints.",
    ),
    "deepep_v1_normal_h800": (
        "Expert-parallel {phase}, DeepEP normal kernels",
        "Counted at the slowest link; can exceed the wire, since local traffic is counted too.",
    ),
    "aic_deepep_ll_h100": (
        "Expert-parallel {phase}, DeepEP low-latency kernels as SGLang calls them",
        "Collected by NVIDIA's tool.",
    ),
    "pplx_ep8": (
        "Expert-parallel {phase}, pplx-kernels over NVLink",
        "Model shape is the default of the benchmark.",
    ),
    "nvl72_onesided_ep8": (
        "Expert-parallel {phase} in BF16, one-sided NVLink kernels",
        "Perfect router; dispatch pushes, combine pulls.",
    ),
    "nvl72_onesided_ep16": (
        "Expert-parallel {phase} in BF16, one-sided NVLink kernels",
        "Perfect router; dispatch pushes, combine pulls.",
    ),
    "nvl72_onesided_ep64": (
        "Expert-parallel {phase} in BF16, one-sided NVLink kernels",
        "Perfect router; dispatch pushes, combine pulls.",
    ),
    "cm384_ub_p2p": (
        "Copy over UB, {path}, {op}, {where}",
        "Per die. The table stands in the second version of the paper only.",
    ),
    "cm384_xccl_p2p": (
        "Send and receive between two dies, XCCL",
        "Read off a figure by a third party; approximate.",
    ),
    "cm384_decode": (
        "DeepSeek-R1 decode, CloudMatrix-Infer",
        "An assumed share of second tokens is accepted, which is already inside the time per token.",
    ),
    "cm384_layer": ("One layer of DeepSeek-R1 decode, CloudMatrix-Infer", "After two microbatches overlap."),
    "cann_int8_gemm": ("Grouped INT8 matrix multiplication, CANN", "Share of the INT8 peak of one die."),
    "prefill_cache": ("DeepSeek-R1 prefill with reuse of cached context, CloudMatrix-Infer", ""),
    "prefill_cm_table3": (None, ""),
    "prefill_sglang_h100": ("DeepSeek-V3 prefill, SGLang", "Per server of eight GPUs."),
    "prefill_gb200": (None, ""),
    "sglang_h100_ep72": (None, "Per server of eight GPUs; experts balanced for the traffic of the test."),
    "sglang_gb200": ("DeepSeek-V3 decode, SGLang", ""),
    "deepseek_prod": (
        "DeepSeek-V3 and R1 decode in production",
        "Mean of a day in production, with imbalance and varying load; per server of eight GPUs.",
    ),
    "dsr1_peers_cm": (
        "DeepSeek-R1 decode, DeepSeek's profile",
        "Quoted by the CloudMatrix paper; forced balance of experts.",
    ),
    "nccl_aic_gb200": (
        "{collective} in FP16, nccl-tests on four GPUs",
        "Size in the file counts elements of the total buffer.",
    ),
    "mamf": (
        "Best {a_dtype} matrix multiplication found by search",
        "Used as the constant of compute efficiency, so an input and not a test.",
    ),
    "mla_kernels": (None, ""),
    "aic_gemm_b200": (
        "{a_dtype} matrix multiplication, TensorRT-LLM kernel",
        "For FP8 and NVFP4 the time includes the quantisation of the activations.",
    ),
    "llama70b_b200": (
        "Llama 70B serving, closed loop at a fixed concurrency",
        "Run of InferenceX as NVIDIA stores it; precision of the KV cache assumed from the recipe.",
    ),
    "trtllm_minlat": (
        "DeepSeek-R1 decode for a single user, TensorRT-LLM",
        "Accepted tokens per step as the source gives them.",
    ),
    "trt_offline_llama3370b": (None, "The batch is whatever fits in memory."),
    "trt_prefill_llama3370b": (None, "The batch is whatever fits in memory."),
    "trt_prefill_llama31405b": (None, "The batch is whatever fits in memory."),
    "megatron_bridge_dense": ("{model} pre-training, Megatron Bridge", ""),
    "megatron_bridge_moe": ("{model} pre-training, Megatron Bridge", "Forced balance of experts."),
    "mlperf_405b": (
        "Llama 3.1 405B pre-training, MLPerf Training",
        "Median of the logged steps of one run; precision inferred from the configurations of the round.",
    ),
}
for _model in ("deepseekv31", "llama3170b", "llama318b", "qwen330ba3b", "qwen332b"):
    CASE_WORDS["mlenergy_itl_" + _model] = (
        "{model} chat decode, vLLM",
        "Mean prompt length is not in the file.",
    )
    CASE_WORDS["mlenergy_j_" + _model] = (
        "{model} chat, energy of the GPUs per output token, vLLM",
        "GPUs only, in steady state: no host, fan, supply or cooling.",
    )
CASE_NOTES = {
    "prefill_cm_table3_002": "Quoted by the CloudMatrix paper from the SGLang team's report.",
    "prefill_cm_table3_003": "Measured under real imbalance of experts.",
    "prefill_cm_table3_004": "Quoted by the CloudMatrix paper from DeepSeek's profile; near-ideal balance of experts.",
    "sglang_gb200_001": "Batch per GPU is not given; the KV cache was full.",
    "prefill_gb200_004": "Prefill alone, per GPU.",
    "mla_kernels_008": "As NVIDIA reported it.",
    "prefill_cache_001": "Against the lowest reuse of the same figure.",
}
CASE_CONFIDENCE = {"prefill_cm_table3_002": "medium"}  # quoted, the quoted document is in the table too

# Rows of the dossier that are a case: looked at one by one.
SAME = {
    "huawei:230": "cm384_ub_p2p_001",
    "huawei:231": "cm384_ub_p2p_003",
    "huawei:232": "cm384_ub_p2p_002",
    "huawei:233": "cm384_ub_p2p_004",
    "huawei:234": "cm384_ub_p2p_005",
    "huawei:235": "cm384_ub_p2p_007",
    "huawei:236": "cm384_ub_p2p_006",
    "huawei:237": "cm384_ub_p2p_008",
    "huawei:238": "cm384_ub_p2p_009",
    "huawei:239": "cm384_ub_p2p_011",
    "huawei:240": "cm384_ub_p2p_010",
    "huawei:241": "cm384_ub_p2p_012",
    "huawei:242": "cm384_ub_p2p_013",
    "huawei:243": "cm384_ub_p2p_015",
    "huawei:244": "cm384_ub_p2p_014",
    "huawei:245": "cm384_ub_p2p_016",
    "huawei:277": "prefill_cm_table3_002",
    "huawei:279": "prefill_cm_table3_003",
    "huawei:281": "prefill_cm_table3_004",
    "huawei:294": "dsr1_peers_cm_001",
    "huawei:300": "cm384_decode_003",
    "huawei:310": "cm384_decode_004",
    "huawei:325": "cm384_canep_001",
    "huawei:349": "cm384_canep_002",
    "huawei:337": "cm384_canep_007",
    "huawei:361": "cm384_canep_008",
    "huawei:345": "cm384_canep_011",
    "huawei:369": "cm384_canep_012",
    "huawei:327": "deepep_h800_cmtable_001",
    "huawei:351": "deepep_h800_cmtable_002",
    "huawei:339": "deepep_h800_cmtable_007",
    "huawei:363": "deepep_h800_cmtable_008",
    "huawei:347": "deepep_h800_cmtable_011",
    "huawei:371": "deepep_h800_cmtable_012",
    "huawei:381": "cann_int8_gemm_001",
    "huawei:383": "cann_int8_gemm_002",
    "huawei:389": "cann_int8_gemm_005",
    "huawei:391": "cann_int8_gemm_006",
    "huawei:415": "cm384_layer_001",
    "huawei:416": "cm384_layer_002",
    "huawei:420": "prefill_cache_001",
    "nvidia:299": "megatron_bridge_dense_004",
    "nvidia:301": "megatron_bridge_dense_001",
    "nvidia:306": "megatron_bridge_moe_015",
    "nvidia:350": "sglang_h100_ep72_001",
    "nvidia:351": "prefill_sglang_h100_002",
    "nvidia:355": "sglang_gb200_001",
    "nvidia:358": "sglang_gb200_002",
    "nvidia:361": "prefill_gb200_004",
    "others:180": "mamf_004",
    "others:181": "mamf_006",
    "others:183": "mamf_012",
    "others:185": "mamf_013",
    "others:881": "nccl_aic_gb200_017",
    "others:882": "nccl_aic_gb200_022",
    "others:885": "nccl_aic_gb200_028",
    "others:886": "nccl_aic_gb200_033",
    "others:304": "deepseek_prod_001",
    "others:966": "pplx_ep8_001",
    "others:286": "deepep_v1_ll_h800_001",
    "others:287": "deepep_v1_ll_h800_002",
    "others:288": "deepep_v1_ll_h800_003",
    "others:289": "deepep_v1_ll_h800_004",
    "others:290": "deepep_v1_ll_h800_005",
    "others:291": "deepep_v1_ll_h800_006",
    "others:292": "deepep_v1_ll_h800_007",
    "others:293": "deepep_v1_ll_h800_008",
    "others:294": "deepep_v1_ll_h800_009",
    "others:295": "deepep_v1_ll_h800_010",
    "others:296": "deepep_v1_ll_h800_011",
    "others:297": "deepep_v1_ll_h800_012",
    "others:298": "deepep_v1_normal_h800_001",
    "others:299": "deepep_v1_normal_h800_003",
    "others:300": "deepep_v1_normal_h800_007",
}
LEFT_OUT = {
    "nvidia:426": "second reading of the figure that others:1000 reads; that one names the library and the sizes",
    "huawei:476": "seen through a machine-written summary only",
    "huawei:477": "seen through a machine-written summary only",
    "huawei:434": "a setting of DeepSeek's deployment as quoted; stands in DeepSeek's own report (inputs of its runs)",
    "huawei:435": "a setting of DeepSeek's deployment as quoted; stands in DeepSeek's own report (inputs of its runs)",
    "others:968": "a plain collective of PyTorch beside pplx-kernels; not one of the comparators asked for",
}

# A relayed figure, or one whose kind the reading of the row changes.
KINDS = {
    **{f"huawei:{n}": "constant" for n in (269, 270, 271, 272, 273, 442, 443, 459)},  # settings of a run
    **{
        f"huawei:{n}": "published-calculation" for n in (276, 278, 280, 282, 284, 292, 295, 298, 301, 419)
    },  # quotient in the source
    **{f"huawei:{n}": "published-calculation" for n in range(393, 407)},  # table of illustrative scenarios
    "huawei:474": "claim",
    "nvidia:330": "published-calculation",
    "nvidia:366": "published-calculation",
    "nvidia:367": "published-calculation",
    "nvidia:368": "published-calculation",
    "nvidia:369": "published-calculation",
    "nvidia:430": "published-calculation",
    "others:997": "bound",
}
CONFIDENCES = {  # quoted by the document cited, which did not measure it
    **{
        f"huawei:{n}": "medium"
        for n in (276, 278, 282, 283, 284, 290, 291, 292, 293, 295, 296, 297, 298, 376, 379, 380, 410)
    },
    **{
        f"huawei:{n}": "medium"
        for n in (328, 331, 332, 335, 336, 340, 343, 344, 348, 352, 355, 356, 359, 360, 364, 367, 368, 372)
    },
    "nvidia:352": "medium",
    "nvidia:353": "medium",
}
SYSTEM_OF = {"others:329": "hgx-b200", "others:330": "hgx-b200"}  # runs of many servers of eight
# Chips where the condition does not say "n GPUs".
CHIPS = {
    **{f"huawei:{n}": 160 for n in range(299, 313)},
    **{f"huawei:{n}": 160 for n in (407, 408, 409, 411, 417, 418)},
    "huawei:437": 144,
    "huawei:438": 144,
    **{f"huawei:{n}": 144 for n in (439, 440, 441, 442, 443, *range(444, 449), *range(450, 456))},
    "huawei:449": 144,
    **{f"huawei:{n}": 384 for n in range(457, 466)},
    "huawei:285": 16,
    "huawei:286": 16,
    "huawei:280": 16,
    **{f"huawei:{n}": 8 for n in range(515, 536)},
    **{f"huawei:{n}": 8 for n in range(536, 540)},
    "huawei:606": "",
    "nvidia:352": "",
    "nvidia:353": 128,
    "nvidia:355": 48,
    "nvidia:378": "",
    "others:309": 2,
    "others:310": 8,
    "nvidia:412": "",
    "others:996": 1,
}

# rows | group | workload | name within the group | inputs that the condition holds in other words
GROUPS = """
huawei:228,229 | cm384_ub_penalty | Copy over UB between nodes against one within a node | =bandwidth,latency |
huawei:259,261,264,265,598 | cm384_claims | =Decode in a launch article;Training over many supernodes;Decode in a company talk, early in the year;Decode in a company talk, later in the year;Post-training by reinforcement learning | =decode_waic,linearity,decode_earlier,decode_later,post_training |
huawei:269-273 | cm384_setup | DeepSeek-R1 serving, CloudMatrix-Infer: how the machine was divided | =npus,decode_npus,decode_ep,prefill_npus,prefill_experts |
huawei:275,276 | prefill_cm_table3 | DeepSeek-R1 prefill, DeepSeek's production service | =h800_blog,h800_blog_per_peak |
huawei:278,283,284 | prefill_cm_table3 | DeepSeek-R1 prefill, SGLang | =h100_default_per_peak,h100_perfect,h100_perfect_per_peak |
huawei:280,285,286 | prefill_cm_table3 | DeepSeek-R1 prefill, CloudMatrix-Infer | =cm384_default_per_peak,cm384_perfect,cm384_perfect_per_peak |
huawei:436 | deepseek_prod | DeepSeek-V3 and R1 prefill in production | =prefill_per_gpu |
huawei:282 | prefill_cm_table3 | DeepSeek-R1 prefill, DeepSeek's profile | =h800_profile_per_peak |
huawei:290-292 | dsr1_peers_cm | DeepSeek-R1 decode, DeepSeek's production service | =h800_blog,h800_blog_tpot,h800_blog_per_peak |
huawei:293,295 | dsr1_peers_cm | DeepSeek-R1 decode, DeepSeek's profile | =h800_profile,h800_profile_per_peak |
huawei:296-298 | dsr1_peers_cm | DeepSeek-R1 decode, SGLang | =h100_sglang,h100_sglang_tpot,h100_sglang_per_peak |
huawei:299,301 | cm384_decode | DeepSeek-R1 decode, CloudMatrix-Infer | =batch96,batch96_per_peak |
huawei:303-306,309,311,312 | cm384_decode | DeepSeek-R1 decode, CloudMatrix-Infer | =1k1k,1k1k_tpot,2k256,2k256_tpot,slo30,slo15,slo15_tpot |
huawei:313,315,317,319,321,323 | cm384_quality | Quality of DeepSeek-R1 after quantisation to INT8 | =mmlu,gpqa_diamond,livecodebench,aime2024,math500,mmlu_pro |
huawei:326-370:4,329-369:4,330-370:4 | cm384_canep | Expert-parallel {phase}, fused operator of Huawei's library | {phase}_ep{ep:03d}_{metric} | library=CANN EP (FusedDispatch/FusedCombine); hidden=7168; top_k=8
huawei:328-372:4,331-371:4 | deepep_h800_cmtable | Expert-parallel {phase}, DeepEP low-latency kernels | {phase}_ep{ep:03d}_{metric} | library=DeepEP low-latency
huawei:375,377,378 | cm384_mla | Attention (MLA) of decode, one die | =compute_share,memory_share,memory_bandwidth |
huawei:376,379,380 | h800_mla | Attention (MLA) of decode, FlashMLA | =compute_share,memory_share,memory_bandwidth |
huawei:382-392 | cann_int8_gemm | Grouped INT8 matrix multiplication, CANN | g{groups}_m{m_per_group}_k{k}_{metric} | a_dtype=int8; b_dtype=int8; out_dtype=bf16
huawei:393-406 | cm384_model_load | Loading a large model from storage, scenario | =none_cold,none_dram,none_hits,none_switch,local_cold,local_warm,local_dram,local_hits,local_switch,pool_cold,pool_warm,pool_dram,pool_hits,pool_switch |
huawei:407-409,411 | cm384_microbatch | DeepSeek-R1 decode with two microbatches, CloudMatrix-Infer | =batch64,batch96,batch128,layer_time |
huawei:412-414 | cm384_microbatch | DeepSeek-R1 prefill with microbatches, CloudMatrix-Infer | =prefill_least,prefill_most,prefill_layer_time |
huawei:410 | cm384_microbatch | DeepSeek-R1 decode with two microbatches, SGLang | =h100_sglang |
huawei:417-419 | cm384_mtp | DeepSeek-R1 decode with multi-token prediction, CloudMatrix-Infer | =gain_least,gain_most,tokens_per_step |
huawei:421-424 | prefill_cache | DeepSeek-R1 prefill with reuse of cached context, CloudMatrix-Infer | =reuse90_gain,ub_against_vpc,reuse50_ttft,reuse90_ttft |
huawei:425,426 | cm384_streams | =Attention stream of one decode layer, CloudMatrix-Infer;Expert stream of one decode layer, CloudMatrix-Infer | =attention,experts | model=DeepSeek-R1
huawei:427,428 | cm384_launch | Launch of one graph, CloudMatrix-Infer | =graph_low,graph_high |
huawei:432,433 | cm384_allocation | Simulated allocation of accelerators to jobs | =384,224 |
huawei:437-443 | xds_colocated | DeepSeek decode, xDeepServe, attention and experts on the same dies | =throughput,throughput_system,tpot,iteration,gap,global_batch,acceptance |
huawei:444-449 | xds_time_share | Share of one DeepSeek decode step, xDeepServe | =matmul,attention,combine,dispatch,others,attention_preparation |
huawei:450-455 | xds_ep | Expert-parallel {phase} inside a running decode, xDeepServe | {phase}_{statistic} |
huawei:457-465 | xds_split | DeepSeek-R1 decode, xDeepServe, attention and experts on separate dies | =throughput,tpot,global_batch,attention,to_experts,from_experts,experts,mtp_layer,gap |
huawei:466-469 | xds_production | DeepSeek serving in production, xDeepServe | =ttft,tpot,input_length,output_length |
huawei:473,474 | xds_xccl | =Send and receive between two dies, XCCL;Communication inside expert layers, XCCL | =p2p,share |
huawei:475 | xds_experts | Load of experts in production, xDeepServe | =skew |
huawei:478-487 | deepep_ascend_normal | Expert-parallel {phase}, DeepEP-Ascend normal kernels | {phase}_ep{ep:03d} | library=DeepEP-Ascend normal
huawei:488-499 | deepep_ascend_ll | Expert-parallel {phase}, DeepEP-Ascend low-latency kernels | {phase}_ep{ep:03d}_{metric} | library=DeepEP-Ascend low-latency
huawei:500-505 | vllm_ascend_afd | DeepSeek-V3.2 decode, vLLM on Ascend | =16k_ep64,16k_48a16f,16k_64a16f,32k_ep64,32k_48a16f,32k_64a16f |
huawei:506,507 | vllm_ascend_afd | DeepSeek-V3.2 prefill, vLLM on Ascend, model cut short | =ttft_baseline,ttft_split |
huawei:508-510 | vllm_ascend_dsv31 | DeepSeek-V3.1 serving, vLLM on Ascend | =throughput,tpot,ttft |
huawei:511,512 | vllm_ascend_dsv32 | DeepSeek-V3.2 serving, vLLM on Ascend | =throughput,tpot |
huawei:513,514 | vllm_ascend_qwen3next | Qwen3-Next serving, vLLM on Ascend | =throughput,tpot |
huawei:515-529 | vllm_ascend_kimi | Kimi K2 Thinking serving, vLLM on Ascend | c{concurrency:02d}_{metric} |
huawei:530-535 | vllm_ascend_hy3 | Hy3-preview serving, vLLM on Ascend, untuned | in{isl:05d}_{metric} |
huawei:536-539 | vllm_ascend_chunked | Prefill of one long prompt in chunks, vLLM on Ascend | =dsv31_128k_dynamic,dsv31_128k_static,qwen3_256k_dynamic,qwen3_256k_static |
huawei:540-542 | vllm_ascend_prefixed | DeepSeek-V3.1 prefill with nearly all of the prompt cached, vLLM on Ascend | =cpp2tp8,dp2tp8,tp16 |
huawei:563,564,567 | msmodeling_step | Prefill step on two dies, measured to check a simulator | =27b_3510,27b_16824,35b_8192 |
huawei:565,566,568 | msmodeling_step | Decode step on two dies, measured to check a simulator | =27b_decode_1,27b_decode_3,35b_decode_8 |
huawei:569 | msmodeling_allreduce | All-reduce of one layer over two dies | =layer |
huawei:588,590 | mindspeed_pretrain | Pre-training, MindSpeed | =qwen3_8b,dsv3 |
huawei:606 | ascend910c_posttrain | Post-training of DeepSeek-V4-Pro | =mfu |
nvidia:300,302 | mbridge_405b | Llama 3.1 405B pre-training, Megatron Bridge | =gb200_nvfp4,gb300_nvfp4 | model=Llama-3.1-405B; release=26.06
nvidia:303,304,307,308 | mbridge_dsv3 | DeepSeek-V3 pre-training, Megatron Bridge | =gb300_2608,gb200_2608,gb200_2511_bf16,gb300_2511_bf16 | model=DeepSeek-V3
nvidia:311 | mbridge_70b | Llama 3 70B pre-training, Megatron Bridge | =gb200 | model=Llama-3-70B
others:763-765,775,776 | mbridge_dsv3 | DeepSeek-V3 pre-training, Megatron Bridge | =gb200_2604_flops,b200_2604_flops,gb300_2604_flops,gb200_2608_flops,gb300_2608_flops |
others:766,767 | mbridge_qwen3 | Qwen3-235B-A22B pre-training, Megatron Bridge | =gb200_flops,b200_flops |
others:769-771 | mbridge_405b | Llama 3.1 405B pre-training, Megatron Bridge | =gb200_fp8_flops,gb200_nvfp4_flops,gb300_fp8_flops |
others:773 | mbridge_70b | Llama 3 70B pre-training, Megatron Bridge | =gb200_flops |
nvidia:316 | mlperf_train_405b | Llama 3.1 405B pre-training, MLPerf Training | =gb200_512_v50_step | model=Llama-3.1-405B
others:317-324,329,330 | mlperf_train_405b | Llama 3.1 405B pre-training, MLPerf Training | =gb200_512_v51_step,gb200_512_v51,gb300_512_v51_step,gb300_512_v51,gb200_2560_v51_step,gb200_2560_v51,gb200_5120_v51_step,gb200_5120_v51,b200_256_v51_step,b200_256_v51 | model=Llama-3.1-405B
nvidia:329 | mlperf_train_405b | Llama 3.1 405B pre-training, MLPerf Training | =gb200_8192_v60 | model=Llama-3.1-405B
nvidia:327,328,330 | mlperf_train_dsv3 | DeepSeek-V3 training, MLPerf Training | =gb300_8192_v60,gb200_8192_v60,gb200_scaling | model=DeepSeek-V3
nvidia:337-340,342,343 | mlperf_inf_dsr1 | DeepSeek-R1 serving, MLPerf Inference | =gb300_offline_288_v60,gb300_server_v60,gb300_server_v61,gb300_offline_8_v61,gb200_offline_v61,gb200_server_v61 | model=DeepSeek-R1
nvidia:347 | mlperf_inf_gptoss | gpt-oss-120b serving, MLPerf Inference | =gb300_offline_v61 | model=gpt-oss-120b
others:969,970,977,978,980,981 | mlperf_inf_dsr1 | DeepSeek-R1 serving, MLPerf Inference | =gb200_offline_v51,gb200_server_v51,b200_offline_v51,b200_server_v51,gb300_offline_v51,gb300_server_v51 |
others:971-976,982 | mlperf_inf_405b | Llama 3.1 405B serving, MLPerf Inference | =gb200_interactive,gb200_server,gb200_offline,b200_interactive,b200_server,b200_offline,gb300_offline |
others:979 | mlperf_inf_70b | Llama 2 70B serving, MLPerf Inference | =b200_offline |
nvidia:356 | sglang_gb200 | DeepSeek decode, SGLang | =nvfp4 | backend=SGLang; model=DeepSeek
nvidia:357 | prefill_gb200 | DeepSeek prefill, SGLang | =sglang_nvfp4 | backend=SGLang; model=DeepSeek
nvidia:362 | vllm_gb200 | Qwen3.5 397B serving, vLLM | =qwen35 | backend=vLLM; model=Qwen3.5-397B
others:309 | prefill_gb200 | DeepSeek-R1 and V3 prefill, vLLM | =vllm | backend=vLLM; model=DeepSeek-R1/V3
others:310 | vllm_gb200 | DeepSeek-R1 and V3 decode, vLLM | =dsr1_decode | backend=vLLM; model=DeepSeek-R1/V3
others:426 | vllm_gb300 | Kimi K3 serving for one user, vLLM | =kimi_k3 | backend=vLLM; model=Kimi-K3
nvidia:363-368 | inferencex_ratios | DeepSeek serving, ratio of two machines in one benchmark | =gb200_h100_75,gb300_h100_116,gb200_b200_60,cost_low,cost_high,gb200_h200_power |
nvidia:369 | inferencex_cost | DeepSeek-R1 serving, cost by the analyst's cost model | =gb300 | model=DeepSeek-R1
nvidia:378 | nccl_slide | All-reduce over a whole rack, vendor's slide | =sharp |
others:163 | nccl_slide | All-reduce over a whole rack, vendor's slide | =ring |
nvidia:397,399,400 | nccl_gb200_rack | All-reduce over one rack, in place | =8g,1g,512m | place=in place
nvidia:398 | nccl_gb200_rack | All-reduce over one rack, in place | =8g_time | place=in place
nvidia:401,402 | nccl_gb200_2racks | All-reduce over two racks, in place | =8g,512m | place=in place
nvidia:403,404 | nccl_gb200_20racks | All-reduce over twenty racks, in place | =8g,512m | place=in place
others:795-799 | nccl_gb200_rack | All-reduce over one rack, out of place | out_{mib:05d}m |
others:800-805 | nccl_gb200_2racks | All-reduce over two racks, out of place | out_{mib:05d}m |
others:806-809 | nccl_gb200_20racks | All-reduce over twenty racks, out of place | out_{mib:05d}m |
nvidia:405 | nccl_b200_2nodes | All-reduce over two servers of eight, short test of an example job | =8g |
nvidia:407,408 | nccl_gb200_azure | All-reduce over four GPUs, cloud machine | =8g,1m |
nvidia:409,410,411 | cublas_gb200 | Square matrix multiplication, cuBLASLt | =fp8_16384,fp4_16384,fp8_1024 |
nvidia:412,413 | p2p_gb200 | Copy from GPU to GPU over NVLink | =read,one_way |
nvidia:429 | p2p_b200 | Copy from GPU to GPU over NVLink | =one_way |
nvidia:424 | nccl_b200_small | All-reduce of a tiny message, eight GPUs | =tuned |
nvidia:430 | nccl_b200_small | Start-up time of an all-reduce, fitted | =intercept_8 |
nvidia:435-440 | hybridep | Expert-parallel {phase} over NVLink, HybridEP kernels | {chip_short}_{phase}_{precision}_r{ranks:02d} |
nvidia:441 | hybridep | Expert-parallel {phase} over InfiniBand, HybridEP kernels | {chip_short}_{phase}_{precision}_r{ranks:02d} |
nvidia:442 | deepep_gb200 | Expert-parallel {phase}, DeepEP with a community patch | {phase} |
nvidia:443,444,445 | dsv3_train_gb200 | DeepSeek-V3 pre-training, Megatron | =tuned,baseline,hybridep_gain | model=DeepSeek-V3
nvidia:352 | dsv3_profile_h800 | DeepSeek prefill, DeepSeek's profile | =prefill | model=DeepSeek; expert_balance=perfect
nvidia:353 | dsv3_profile_h800 | DeepSeek decode, DeepSeek's profile | =decode | model=DeepSeek
nvidia:354 | sglang_h100_ep | Expert-parallel {phase} inside a running decode, DeepEP in SGLang | {phase} |
others:138,139 | ar_nvls_b200 | All-reduce of one large message, eight GPUs | =ring,nvls |
others:140-149 | ar_sweep_b200 | All-reduce, GPUs of one server or four | g{ranks:02d}_{mib:05d}m |
others:301,302 | deepep_v2_b200 | Expert-parallel {phase}, DeepEP of the second version | {phase} |
others:855-872 | nccl_aic_b200 | {collective_words} in FP16, nccl-tests on eight GPUs | {collective_short}_{message_bytes:09d} |
others:873-890 | nccl_aic_gb200 | {collective_words} in FP16, nccl-tests on four GPUs | {collective_short}_{message_bytes:09d} |
others:896-900 | trtllm_ar_gb200 | All-reduce in BF16, TensorRT-LLM kernel, four GPUs | {message_bytes:08d} |
others:901-936 | trtllm_a2a_gb200 | Expert-parallel {phase} inside one rack, TensorRT-LLM two-sided kernels | {phase}_ep{ep:02d}_t{tokens_per_rank:04d} |
others:937,938 | deepep_ll_gb200 | Expert-parallel {phase} on one tray, DeepEP low-latency kernels | {phase} | ranks=4
others:939,940 | deepep_ll_h100 | Expert-parallel {phase} in one server, DeepEP low-latency kernels | {phase} | ranks=8
others:967 | pplx_ep128 | Expert-parallel {phase} over InfiniBand, pplx-kernels | {phase} |
others:303 | deepseek_prod | DeepSeek-V3 and R1 prefill in production | =prefill | model=DeepSeek-V3/R1
others:305,306,308 | deepseek_prod | DeepSeek-V3 and R1 service in production | =user_speed_low,kv_length,nodes | model=DeepSeek-V3/R1
others:995,996 | gb200_store | =Store from one GPU into the memory of another;Round trip to the local cache of a GPU | =remote,local_cache |
others:997,998,999 | gb200_small_ar | =All-reduce of a tiny message, limit by a model of the authors;All-reduce of a tiny message, low-latency kernel;All-reduce of a tiny message, NCCL ring | =bound,kernel,nccl_ring |
others:1000 | gb200_small_ar | All-reduce of a tiny message over many GPUs, NCCL symmetric memory | =ranks32 |
"""
# Further figures of a row, which the collectors kept in its note: row | name in the group | value | unit or = | inputs that differ
FURTHER = """
others:305 | user_speed_high | 22 | = | end=high end of the printed range
nvidia:411 | fp8_2048 | 2243.6 | = | m=2048; n=2048; k=2048
nvidia:411 | fp8_4096 | 2834.6 | = | m=4096; n=4096; k=4096
nvidia:411 | fp8_8192 | 2876.6 | = | m=8192; n=8192; k=8192
nvidia:430 | intercept_2 | 9.17 | = | ranks=2
nvidia:430 | intercept_4 | 12.83 | = | ranks=4
nvidia:435 | gb200_combine_bf16_r08 | 737.13 | = | phase=combine
nvidia:436 | gb200_combine_bf16_r16 | 666.26 | = | phase=combine
nvidia:437 | gb200_combine_bf16_r32 | 605.15 | = | phase=combine
nvidia:438 | gb200_combine_bf16_r36 | 596.99 | = | phase=combine
nvidia:438 | gb200_dispatch_bf16_r36_call | 479.02 | = | timed=whole call
nvidia:438 | gb200_combine_bf16_r36_call | 447.89 | = | phase=combine; timed=whole call
nvidia:439 | gb200_dispatch_fp8_r08 | 713.98 | = | ranks=8
nvidia:440 | b200_combine_bf16_r08 | 673.84 | = | phase=combine
nvidia:441 | h100_combine_bf16_r64 | 49.77 | = | phase=combine
nvidia:442 | combine | 190 | = | phase=combine; hedge=about
nvidia:354 | dispatch_alone | 0.06 | = | where=unit test
nvidia:369 | gb300_mtp | 0.11 | = | mtp=with
"""
VALUES = {"others:305": "20"}  # a range in the source; the collectors' middle is not printed
INPUTS: dict[str, dict[str, Any]] = {  # what replaces the reading of the condition, or is added to it
    "huawei:228": {"hedge": "under"},
    "huawei:229": {"hedge": "less than"},
    "huawei:433": {
        "chips_in_supernode": 224,
        "hedge": "below",
        "condition": "average block 10.08; simulation",
    },
    "huawei:432": {
        "chips_in_supernode": 384,
        "hedge": "above",
        "condition": "average block 10.08; simulation",
    },
    "others:163": {
        "collective": "all_reduce",
        "ranks": 72,
        "condition": "large payload; without in-switch reduction",
    },
    "others:305": {"model": "DeepSeek-V3/R1", "end": "low end of the printed range"},
    "nvidia:354": {"phase": "dispatch", "library": "DeepEP", "where": "per layer in serving"},
    "nvidia:369": {
        "model": "DeepSeek-R1",
        "precision": "fp4",
        "isl": 8000,
        "osl": 1000,
        "user_token_s": 150,
        "mtp": "without",
    },
    "nvidia:430": {"collective": "all_reduce", "ranks": 8},
    "nvidia:442": {"phase": "dispatch", "library": "DeepEP", "ranks": 32, "sms": 24, "patch": "community"},
    "nvidia:424": {
        "collective": "all_reduce",
        "ranks": 8,
        "message_bytes": 8,
        "condition": "symmetric memory; best tuning",
    },
    "nvidia:407": {
        "collective": "all_reduce",
        "ranks": 4,
        "message_GB": 8,
        "place": "in place",
        "algorithm": "ring",
        "library": "NCCL 2.25.1",
    },
    "nvidia:408": {"collective": "all_reduce", "ranks": 4, "message_MB": 1, "algorithm": "ring"},
    "nvidia:405": {"collective": "all_reduce", "ranks": 16, "nodes": 2, "message_GB": 8},
    "huawei:425": {
        "backend": CM,
        "batch": 96,
        "mtp": True,
        "condition": "per microbatch and layer; 4K; 16 AIC + 32 AIV",
    },
    "huawei:426": {
        "backend": CM,
        "hedge": "about",
        "condition": "per microbatch and layer; gate, dispatch, MLP, combine; 8 AIC + 16 AIV",
    },
    "nvidia:412": {"condition": "device to device read, nvbandwidth"},
    "others:997": {"collective": "all_reduce", "bound_model": "speed of light", "ranks": "any number"},
    "others:1000": {
        "collective": "all_reduce",
        "ranks": 32,
        "message_bytes_from": 8,
        "message_bytes_to": 4096,
        "library": "NCCL 2.27 symmetric memory",
    },
}
NOTES = {
    "huawei:259": "Model and time per token are not stated.",
    "huawei:265": "The same figure stands in a later paper of the vendor.",
    "huawei:275": "Quoted by the CloudMatrix paper from DeepSeek's blog; batch and length not stated; includes cached prompts.",
    "huawei:283": "Quoted by the CloudMatrix paper; run under ideal balance of experts.",
    "huawei:285": "Projected for ideal balance of experts, not a production measurement.",
    "huawei:299": "Batch over time per token; the assumed acceptance of the second token is inside.",
    "huawei:378": "The absolute value left the paper with its third version.",
    "huawei:410": "Quoted by the CloudMatrix paper; larger because stalls of the network leave more to hide.",
    "huawei:432": "Simulated.",
    "huawei:433": "Simulated for a smaller supernode that does not exist.",
    "huawei:436": "Quoted by the CloudMatrix paper; counts prompt tokens found in the cache.",
    "huawei:437": "Accepts a larger share of second tokens than the CloudMatrix paper assumes, so the two do not compare directly.",
    "huawei:443": "The CloudMatrix paper assumes a lower share.",
    "huawei:452": "Includes waiting for the slowest rank.",
    "huawei:455": "Includes waiting for the slowest rank.",
    "huawei:460": "The sentence prints nanoseconds, the sum milliseconds; milliseconds is the consistent reading.",
    "huawei:458": "The text computes it from the time of a step and the tokens per step.",
    "huawei:474": "Stated in the text without the measurement.",
    "huawei:475": "The section was not noted with its number.",
    "huawei:506": "Model cut to its first layers.",
    "huawei:507": "Model cut to its first layers.",
    "huawei:527": "The server holds fewer sequences than are sent, so requests queue.",
    "huawei:528": "The server holds fewer sequences than are sent, so requests queue.",
    "huawei:529": "The server holds fewer sequences than are sent, so requests queue.",
    "huawei:569": "The text does not say whether it was timed, nor the message size.",
    "huawei:588": "The column says tokens a second; whether per die is not said.",
    "huawei:590": "The column says tokens a second; whether per die is not said.",
    "huawei:598": "A press article states it.",
    "huawei:606": "Relayed by a brief that misprints the size of the model; another outlet words the claim as a gain.",
    "nvidia:304": "Later software than the April container, on the same hardware.",
    "nvidia:316": "Another log of the same submission gives slightly more.",
    "nvidia:327": "A secondary reading of the logs gives slightly less.",
    "nvidia:328": "As relayed, not read in the logs.",
    "nvidia:329": "As relayed, not read in the logs.",
    "nvidia:330": "Fitted by an analyst over several submissions.",
    "nvidia:338": "As reported by the vendor; software alone raised it from the round before.",
    "nvidia:352": "Quoted by the SGLang team from DeepSeek's profile.",
    "nvidia:353": "Quoted by the SGLang team from DeepSeek's profile.",
    "nvidia:363": "Grows with the speed that each user is promised.",
    "nvidia:364": "Compares a lower precision with a higher one; like for like it is smaller.",
    "nvidia:365": "The advantage vanishes at a higher speed for each user.",
    "nvidia:366": "Rests on the analyst's cost model.",
    "nvidia:367": "Rests on the analyst's cost model.",
    "nvidia:368": "Rests on the analyst's provisioned power.",
    "nvidia:369": "Rests on the analyst's cost model.",
    "nvidia:378": "Vendor's slide, with reduction in the switches.",
    "nvidia:400": "Still held back by latency at this size.",
    "nvidia:405": "Short test of an example job.",
    "nvidia:407": "The number of GPUs stands in an issue of the repository, not in the table.",
    "nvidia:408": "The number of GPUs stands in an issue of the repository, not in the table.",
    "nvidia:409": "Sustained run on random data, which lowers clocks; the best shape of another source is higher.",
    "nvidia:412": "Above the rate of one direction, so it seems to add both.",
    "nvidia:413": "A user's report.",
    "nvidia:424": "A user's report.",
    "nvidia:429": "Independent capture, not reviewed.",
    "nvidia:430": "Fitted by the author; default path of NCCL in containers.",
    "nvidia:441": "Over InfiniBand, far below what NVLink reaches inside a rack.",
    "nvidia:444": "Overhead of launching kernels from the processor dominates.",
    "nvidia:445": "What replacing one communication library by another gains.",
    "others:163": "Described from the vendor's slide.",
    "others:303": "Counts prompt tokens found in the cache.",
    "others:305": "The source prints a range; this is one end.",
    "others:999": "Another source finds a slower start with a later library.",
    "others:1000": "Read off a figure; another reading gives more.",
    "others:937": "",
    "others:776": "Later software than the April container.",
    "others:775": "Later software than the April container.",
    **{
        f"others:{n}": "Mean without best and worst where there are more than two runs."
        for n in (318, 320, 322, 324, 330)
    },
    **{
        f"others:{n}": "Median of the steps; the configurations of the round use FP4."
        for n in (317, 319, 321, 323, 329)
    },
    **{f"others:{n}": "A preparing step is not in the time." for n in range(901, 937, 2)},
    **{f"others:{n}": "From the run with FP8 dispatch; the file has a BF16 run too." for n in range(902, 937, 2)},
}
GROUP_NOTES = {
    "deepep_h800_cmtable": "Quoted by the CloudMatrix paper from early DeepEP figures; all traffic over the network cards.",
    "cm384_canep": CASE_WORDS["cm384_canep"][1],
    "dsr1_peers_cm": "Quoted by the CloudMatrix paper.",
    "h800_mla": "Quoted by the CloudMatrix paper.",
    "cm384_model_load": "An illustrative scenario with approximate values, not a measurement.",
    "cm384_decode": "An assumed share of second tokens is accepted, which is already inside the time per token.",
    "vllm_ascend_afd": "Saturated decode with forced balance of experts; a controlled test.",
    "vllm_ascend_prefixed": "Nearly every prompt token is in the cache; not a raw prefill rate.",
    "msmodeling_step": "Headed as measured results.",
    "xds_time_share": "Order of labels and values taken from the text of the figure.",
    "prefill_cm_table3": "",
    "cm384_setup": "A setting, not a result.",
}
METRICS = {
    ("decode", "throughput", "package"): "throughput_per_chip",
    ("prefill", "throughput", "package"): "throughput_per_chip",
    ("decode", "throughput", "node"): "throughput_per_node",
    ("prefill", "throughput", "node"): "throughput_per_node",
    ("decode", "throughput", "die"): "throughput_per_die",
    ("decode", "throughput", "system"): "throughput",
    ("serving", "throughput", "package"): "throughput_per_chip",
    ("training", "throughput", "package"): "tokens_per_s_per_gpu",
}
METRIC_OF = {
    "huawei:228": "bandwidth_loss",
    "huawei:229": "added_latency",
    **{f"huawei:{n}": "throughput_gain" for n in (407, 408, 409, 410, 412, 413, 417, 418)},
    "huawei:411": "layer_time_reduction",
    "huawei:414": "layer_time_reduction",
    "huawei:421": "throughput_ratio",
    "huawei:422": "throughput_ratio",
    "huawei:423": "ttft_reduction",
    "huawei:424": "ttft_reduction",
    "huawei:269": "chips_used",
    "huawei:270": "chips_used",
    "huawei:271": "expert_parallelism",
    "huawei:272": "chips_used",
    "huawei:273": "experts_per_rank",
    "huawei:419": "tokens_per_step",
    "huawei:442": "global_batch",
    "huawei:459": "global_batch",
    "huawei:443": "accept",
    "huawei:468": "input_length",
    "huawei:469": "output_length",
    "huawei:475": "expert_skew",
    "huawei:427": "graph_launch",
    "huawei:428": "graph_launch",
    "huawei:441": "scheduling_gap",
    "huawei:465": "scheduling_gap",
    **{f"huawei:{n}": "cold_load" for n in (393, 397, 402)},
    **{f"huawei:{n}": "warm_load" for n in (398, 403)},
    **{f"huawei:{n}": "cache_memory" for n in (394, 399, 404)},
    **{f"huawei:{n}": "cache_hits" for n in (395, 400, 405)},
    **{f"huawei:{n}": "model_switch" for n in (396, 401, 406)},
    **{f"huawei:{n}": "compute_utilization" for n in (375, 376)},
    **{f"huawei:{n}": "memory_utilization" for n in (377, 379)},
    **{f"huawei:{n}": "compute_utilization" for n in (381, 383, 385, 387, 389, 391)},
    **{f"huawei:{n}": "bottleneck_bandwidth" for n in range(478, 488)},
    **{f"nvidia:{n}": "throughput_ratio" for n in (363, 364, 365)},
    "nvidia:366": "tokens_per_cost_ratio",
    "nvidia:367": "tokens_per_cost_ratio",
    "nvidia:368": "tokens_per_power_ratio",
    "nvidia:369": "cost_per_token",
    "nvidia:445": "compute_gain",
    "nvidia:362": "total_throughput_per_chip",
    "others:306": "context_mean",
    "others:308": "nodes_mean",
    "huawei:474": "communication_share",
    "huawei:598": "throughput_per_supernode",
    "others:996": "round_trip_latency",
}
UNITS = {"%": "percent", "count": "1", "dimensionless": "1", "x": "1", "ratio": "1", "h": "hour"}
UNIT_OF = {"nvidia:369": "USD/Mtoken"}

SIZES = {"B": 1, "byte": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
MODELS = {
    "deepseek-r1": "DeepSeek-R1",
    "deepseek": "DeepSeek",
    "deepseek-v3": "DeepSeek-V3",
    "llama-3.1-405b": "Llama-3.1-405B",
    "llama 3.1 405b": "Llama-3.1-405B",
    "llama 3.1 405b pretraining": "Llama-3.1-405B",
    "llama-2-70b": "Llama-2-70B",
    "llama-3-70b": "Llama-3-70B",
    "llama 3 70b": "Llama-3-70B",
    "qwen3-235b-a22b": "Qwen3-235B-A22B",
    "qwen3-235b": "Qwen3-235B",
    "qwen3-8b": "Qwen3-8B",
    "deepseek-v3-671b": "DeepSeek-V3-671B",
    "qwen3-next-80b-a3b": "Qwen3-Next-80B-A3B",
    "hy3-preview": "Hy3-preview",
    "kimi k3": "Kimi-K3",
    "qwen3.5 397b": "Qwen3.5-397B",
    "pangu ultra moe": "Pangu-Ultra-MoE",
}
BACKENDS = {
    "cloudmatrix-infer": CM,
    "xdeepserve": "xDeepServe",
    "vllm ascend": "vLLM Ascend",
    "sglang": "SGLang",
    "vllm": "vLLM",
    "megatron bridge": "Megatron Bridge",
    "deepseek serving": "DeepSeek",
    "deepseek service": "DeepSeek",
}


def thousand(number: str) -> int:
    """2K, 128K, 3.5K as the source prints them: thousands, since no source says that they are binary."""
    return int(float(number) * 1000)


# Each rule reads one fragment of a condition whole.
RULES = [
    (r"(dispatch|combine)", lambda m: {"phase": m[1].lower()}),
    (
        r"ep[ =]?(\d+)( intranode| internode)?",
        lambda m: {"ep": int(m[1]), **({"where": m[2].strip()} if m[2] else {})},
    ),
    (r"dp(\d+)", lambda m: {"dp": int(m[1])}),
    (r"tp(\d+)", lambda m: {"tp": int(m[1])}),
    (
        r"tp(\d+) ep( mtp)?",
        lambda m: {"tp": int(m[1]), "expert_parallel": True, **({"mtp": True} if m[2] else {})},
    ),
    (r"dp(\d+)/ep(\d+)", lambda m: {"dp": int(m[1]), "ep": int(m[2])}),
    (
        r"(?:tp(\d+))? ?(?:pp(\d+))? ?(?:cp(\d+))? ?(?:vp(?:p)?(\d+))? ?(?:ep(\d+))?",
        lambda m: {n: int(v) for n, v in zip(("tp", "pp", "cp", "vp", "ep"), m.groups(), strict=True) if v},
    ),
    (r"fsdp(\d*)", lambda m: {"fsdp": int(m[1]) if m[1] else True}),
    (r"gbs (\d+)", lambda m: {"global_batch": int(m[1])}),
    (r"seq (\d+)", lambda m: {"seq_len": int(m[1])}),
    (r"(AIME-2024|MATH-500|MMLU|MMLU-Pro|GPQA-Diamond|LiveCodeBench)", lambda m: {"benchmark": m[1]}),
    (r"(compute|memory)-bound mla", lambda m: {"kernel": "MLA", "bound": m[1].lower()}),
    (r"of (1600|3350)", lambda m: {"hbm_GBps": int(m[1])}),
    (r"of memory bandwidth", lambda m: {}),
    (r"groups=(\d+)", lambda m: {"groups": int(m[1])}),
    (r"m=(\d+)", lambda m: {"m_per_group": int(m[1])}),
    (r"([nk])=(\d+)", lambda m: {m[1].lower(): int(m[2])}),
    (r"tile (\d+)x(\d+)", lambda m: {"tile": [int(m[1]), int(m[2])]}),
    (r"int8 in", lambda m: {"a_dtype": "int8", "b_dtype": "int8"}),
    (r"bf16 out", lambda m: {"out_dtype": "bf16"}),
    (r"gemm|of compute|per-die rank|times|npus used", lambda m: {}),
    (r"batch=(\d+) per rank", lambda m: {"tokens_per_rank": int(m[1])}),
    (r"batch[ =](\d+)", lambda m: {"batch": int(m[1])}),
    (r"batch (\d+) per package", lambda m: {"batch_per_npu": int(m[1])}),
    (r"batch (\d+) per die", lambda m: {"batch_per_die": int(m[1])}),
    (
        r"batch (\d+) per die \((\d+) tokens with mtp\)",
        lambda m: {"batch_per_die": int(m[1]), "tokens_per_rank": int(m[2])},
    ),
    (r"batch (\d+) per attention die", lambda m: {"batch_per_attention_die": int(m[1])}),
    (r"batch (\d+) tokens", lambda m: {"tokens_per_chip_batch": int(m[1])}),
    (r"kv (\d+)", lambda m: {"context_mean": int(m[1])}),
    (r"context (\d+)", lambda m: {"context_mean": int(m[1])}),
    (r"prompt=(\d+)", lambda m: {"prompt": int(m[1])}),
    (r"output=(\d+)", lambda m: {"output": int(m[1])}),
    (r"slo=(\d+)ms", lambda m: {"slo_ms": int(m[1])}),
    (r"tpot (\d+) ms", lambda m: {"tpot_ms": int(m[1])}),
    (r"input (\d+)", lambda m: {"isl": int(m[1])}),
    (r"output (\d+)", lambda m: {"osl": int(m[1])}),
    (r"input ([\d.]+)k", lambda m: {"isl": thousand(m[1])}),
    (r"output ([\d.]+)k average", lambda m: {"osl_mean": thousand(m[1])}),
    (r"inputs (\d+)k to (\d+)k", lambda m: {"isl_from": thousand(m[1]), "isl_to": thousand(m[2])}),
    (r"output (\d+) to (\d+)", lambda m: {"osl_from": int(m[1]), "osl_to": int(m[2])}),
    (r"([\d.]+)k in ([\d.]+)k out", lambda m: {"isl": thousand(m[1]), "osl": thousand(m[2])}),
    (r"(\d+)k in (\d+)k out", lambda m: {"isl": thousand(m[1]), "osl": thousand(m[2])}),
    (r"(\d+) in (\d+) out", lambda m: {"isl": int(m[1]), "osl": int(m[2])}),
    (r"(\d+)k/(\d+)k", lambda m: {"isl": thousand(m[1]), "osl": thousand(m[2])}),
    (r"(\d+)k input", lambda m: {"input_length": thousand(m[1])}),
    (r"concurrency (\d+)", lambda m: {"concurrency": int(m[1])}),
    (r"query (\d+)", lambda m: {"query_tokens": int(m[1])}),
    (
        r"(\d+) quer(?:y|ies) x (\d+) tokens \((\d+) mtp\)",
        lambda m: {"queries": int(m[1]), "tokens_per_query": int(m[2]), "mtp_tokens": int(m[3])},
    ),
    (r"mtp1|mtp 1 token", lambda m: {"mtp_tokens": 1}),
    (r"no mtp|without mtp", lambda m: {"mtp_tokens": 0}),
    (r"with mtp", lambda m: {"mtp_tokens": 1}),
    (r"no speculative decoding", lambda m: {"mtp_tokens": 0}),
    (r"simulated mtp", lambda m: {"mtp": "simulated"}),
    (
        r"(?:mtp1|mtp 1 token) at (\d+) percent(?: acceptance)?",
        lambda m: {"mtp_tokens": 1, "accept": int(m[1]) / 100},
    ),
    (r"(\d+) % acceptance of the second token assumed", lambda m: {"accept": int(m[1]) / 100}),
    (r"(\d+) percent acceptance", lambda m: {"accept": int(m[1]) / 100}),
    (
        r"deepseek-v3\.(\d) w8a8( mtp)?",
        lambda m: {"model": f"DeepSeek-V3.{m[1]}", "precision": "w8a8", **({"mtp": True} if m[2] else {})},
    ),
    (
        r"deepseek-v3\.2 w8a8 cut to (\d+) layers",
        lambda m: {"model": "DeepSeek-V3.2", "precision": "w8a8", "layers": int(m[1])},
    ),
    (r"kimi-k2-thinking (bf16/int4 moe)", lambda m: {"model": "Kimi-K2-Thinking", "precision": m[1]}),
    (r"qwen3\.5-(27b|35b-a3b) (w\da8)", lambda m: {"model": "Qwen3.5-" + m[1].upper(), "precision": m[2]}),
    (r"deepseek r1/v3 (?:prefill|decode) per gpu", lambda m: {"model": "DeepSeek-R1/V3"}),
    (r"deepseek-v3/r1 (?:prefill|decode)", lambda m: {"model": "DeepSeek-V3/R1"}),
    (r"deepseek-r1 (offline|server)", lambda m: {"model": "DeepSeek-R1", "scenario": m[1].lower()}),
    (r"gpt-oss-120b (offline|server)", lambda m: {"model": "gpt-oss-120b", "scenario": m[1].lower()}),
    (r"(offline|server|interactive)", lambda m: {"scenario": m[1].lower()}),
    (r"mlperf (training|inference) v([\d.]+)", lambda m: {"round": "v" + m[2]}),
    (r"v(\d\.\d)( \(azure\))?", lambda m: {"round": "v" + m[1], **({"submitter": "Azure"} if m[2] else {})}),
    (r"(\d+) (?:gpus|accelerators)", lambda m: {"chips": int(m[1])}),
    (r"(\d+) gpus \((\d+) racks\)", lambda m: {"chips": int(m[1]), "racks": int(m[2])}),
    (r"(\d+) gpus of nvl72", lambda m: {"chips": int(m[1])}),
    (
        r"(\d+) gpus \((\d+) nvl72 racks, (\d+) used each\)",
        lambda m: {"chips": int(m[1]), "racks": int(m[2]), "used_per_rack": int(m[3])},
    ),
    (
        r"(\d+) gpus \((\d+) nodes?(, [^)]*)?\)",
        lambda m: {"chips": int(m[1]), "nodes": int(m[2]), **({"nic": m[3][2:]} if m[3] else {})},
    ),
    (r"(\d+) gpus one rack", lambda m: {"chips": int(m[1]), "racks": 1}),
    (r"(\d+) gpus two racks", lambda m: {"chips": int(m[1]), "racks": 2}),
    (r"(\d+) gpus 20 racks", lambda m: {"chips": int(m[1]), "racks": 20}),
    (r"one rack", lambda m: {"racks": 1}),
    (r"(\d+) racks over infiniband", lambda m: {"racks": int(m[1]), "between_racks": "InfiniBand"}),
    (r"(\d+) gpus of one tray", lambda m: {"chips": int(m[1]), "trays": 1}),
    (
        r"(\d+) (b|byte|kib|mib|gib)",
        lambda m: {"message_bytes": int(m[1]) * {n.lower(): v for n, v in SIZES.items()}[m[2].lower()]},
    ),
    (
        r"(all-reduce|all-gather|reduce-scatter|all-to-all)",
        lambda m: {"collective": m[1].lower().replace("-", "_")},
    ),
    (r"nccl ([\d.]+)", lambda m: {"library": "NCCL " + m[1]}),
    (r"(out-of-place|in place)", lambda m: {"place": m[1].replace("-", " ")}),
    (r"tensorrt-llm one-shot/two-shot kernel", lambda m: {"library": "TensorRT-LLM one-shot or two-shot"}),
    (r"(\d+) tokens per gpu", lambda m: {"tokens_per_rank": int(m[1])}),
    (r"(\d+) tokens", lambda m: {"tokens_per_rank": int(m[1])}),
    (r"(\d+)k tokens", lambda m: {"tokens_per_rank": thousand(m[1])}),
    (r"hidden (\d+)", lambda m: {"hidden": int(m[1])}),
    (r"top-(\d+)", lambda m: {"top_k": int(m[1])}),
    (r"top-(\d+) of (\d+)", lambda m: {"top_k": int(m[1]), "experts": int(m[2])}),
    (r"balanced", lambda m: {"expert_balance": "perfect"}),
    (r"perfect eplb", lambda m: {"expert_balance": "perfect"}),
    (r"nvlink two-sided kernel", lambda m: {"library": "TensorRT-LLM NVLink two-sided"}),
    (r"run with fp8 dispatch \(moe_dtype fp8\)", lambda m: {"dispatch_precision": "fp8"}),
    (r"combine payload bf16|bf16 combine", lambda m: {"combine_precision": "bf16"}),
    (r"int8 dispatch", lambda m: {"dispatch_precision": "int8"}),
    (r"(\d+) ranks", lambda m: {"ranks": int(m[1])}),
    (r"(\d+) ranks over infiniband", lambda m: {"ranks": int(m[1]), "network": "InfiniBand"}),
    (r"(\d+) sms", lambda m: {"sms": int(m[1])}),
    (r"kernel only", lambda m: {"timed": "kernel only"}),
    (
        r"(hybridep|deepep|pplx-kernels)",
        lambda m: {"library": {"hybridep": "HybridEP", "deepep": "DeepEP"}.get(m[1].lower(), m[1])},
    ),
    (r"deepep low-latency(?: mode)?", lambda m: {"library": "DeepEP low-latency"}),
    (r"(npu-npu|npu-cpu)", lambda m: {"path": m[1].upper()}),
    (r"ub plane|ub", lambda m: {"network": "UB"}),
    (r"rdma", lambda m: {"network": "RDMA"}),
    (r"(about|up to|above|below|more than|less than|under|at least)", lambda m: {"hedge": m[1].lower()}),
    (r"(average|minimum|maximum|median)", lambda m: {"statistic": m[1].lower()}),
    (
        r"cublaslt gemm (\d+)\^3",
        lambda m: {"m": int(m[1]), "n": int(m[1]), "k": int(m[1]), "library": "cuBLASLt"},
    ),
    (r"ring(?: \(nvls off\))?", lambda m: {"algorithm": "ring"}),
    (r"nvls", lambda m: {"algorithm": "NVLS"}),
    (r"reuse (\d+) percent", lambda m: {"reuse_rate": int(m[1]) / 100}),
    (r"int8", lambda m: {"precision": "int8"}),
    (
        r"decode|prefill|decode per-gpu|prefill per-gpu|per-gpu|per-package|per-die|per-accelerator|per-chip|per card|per node|"
        r"per 8-gpu node|total tokens per-gpu|serving|small message|decode throughput|prefill throughput|"
        r"cann fused operator|deepep-ascend|(?:normal|low-latency) kernels|bottleneck bandwidth per rank|unidirectional|validation of msmodeling",
        lambda m: {},
    ),
    (r"a3 384 superpod", lambda m: {"machine": "A3 384 SuperPOD"}),
    (r"(\d+) instances", lambda m: {"instances": int(m[1])}),
    (r"(\d+) models switching", lambda m: {"models": int(m[1])}),
    (r"(\d+) servers?", lambda m: {"servers": int(m[1])}),
    (r"(\d+) dies", lambda m: {"dies": int(m[1])}),
    (r"(\d+) nodes", lambda m: {"nodes": int(m[1])}),
    (r"(\d+) nodes of (\d+)", lambda m: {"nodes": int(m[1]), "chips_per_node": int(m[2])}),
    (
        r"(\d+) dies: (\d+) attention \+ (\d+) moe",
        lambda m: {"dies": int(m[1]), "attention_dies": int(m[2]), "expert_dies": int(m[3])},
    ),
]
RENAMED = {  # what a bare word of the condition means in that table
    **{f"huawei:{n}": {"batch": "batch_per_npu"} for n in (*range(303, 313), 407, 408, 409, 411)},
    **{f"huawei:{n}": {"batch": "batch_per_gpu"} for n in range(290, 299)},
    **{f"nvidia:{n}": {"batch": "batch_per_gpu"} for n in (353, 356)},
    **{f"huawei:{n}": {"isl": "isl_mean"} for n in range(466, 470)},
}
# Rows of a table of which cases.csv has others: what all of those state in common (by phase) holds for these too.
SIBLINGS = {
    "cm384_canep": (),
    "deepep_h800_cmtable": (),
    "cann_int8_gemm": (),
    "cm384_decode": ("prompt", "output", "context_mean"),
}


def read_condition(text: str) -> dict:
    """Inputs that a condition states; what no rule reads stays in words under "condition"."""
    found: dict[str, Any] = {}
    words: list[str] = []
    for fragment in re.split(r"[;,]\s+(?![^()]*\))", text.strip()):
        fragment = fragment.strip()
        if not fragment:
            continue
        low = fragment.lower()
        if low in MODELS:
            found.setdefault("model", MODELS[low])
            continue
        if low in BACKENDS:
            found.setdefault("backend", BACKENDS[low])
            continue
        if low == "small message":
            words.append(fragment)
            continue
        for pattern, make in RULES:
            match = re.fullmatch(pattern, fragment, re.IGNORECASE)
            if match:
                new = make(match)
                if any(key in found and found[key] != value for key, value in new.items()):
                    words.append(fragment)
                else:
                    found.update(new)
                break
        else:
            words.append(fragment)
    if words:
        found["condition"] = "; ".join(words)
    return found


def number(text: str) -> Any:
    """A JSON value from a text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def pairs(text: str) -> dict:
    """name=value; name=value"""
    return {
        name.strip(): number(value.strip())
        for name, value in (part.split("=", 1) for part in text.split(";") if part.strip())
    }


def numbers(text: str) -> list[int]:
    """3,5-8,10-30:4 as a list."""
    found: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"(\d+)(?:-(\d+)(?::(\d+))?)?", part.strip())
        assert match, part
        found += range(int(match[1]), int(match[2] or match[1]) + 1, int(match[3] or 1))
    return found


def groups() -> dict:
    """ref -> (group, workload, name template, inputs)"""
    found: dict[str, tuple] = {}
    for line in GROUPS.strip().splitlines():
        rows, group, workload, name, extra = (cell.strip() for cell in (line + " |").split("|")[:5])
        folder, lines = rows.split(":", 1)
        for place, n in enumerate(numbers(lines)):
            words = workload[1:].split(";")[place] if workload.startswith("=") else workload
            label = name[1:].split(",")[place] if name.startswith("=") else name
            found.setdefault(f"{folder}:{n}", (group, words, label, pairs(extra)))
    return found


def dump(inputs: dict) -> str:
    return json.dumps(inputs, sort_keys=True, ensure_ascii=False)


def issued(source: dict) -> str:
    parts = source["issued"]["date-parts"][0]
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(parts))


def plain(value: str) -> str:
    """116.0 -> 116, as the source prints whole numbers."""
    return value[:-2] if value.endswith(".0") else value


def table(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def common_inputs(cases: list[dict]) -> dict:
    """(group, phase) -> inputs that all its cases share."""
    found: dict[tuple, dict] = {}
    for case in cases:
        if case["group"] in SIBLINGS:
            inputs = {n: v for n, v in json.loads(case["inputs"]).items() if n not in SIBLINGS[case["group"]]}
            key = (case["group"], inputs.get("phase"))
            shared = found.setdefault(key, inputs)
            found[key] = {n: v for n, v in shared.items() if inputs.get(n) == v}
    return found


def run_of_case(case: dict, merged: dict, sources: dict) -> dict | None:
    group, inputs = case["group"], json.loads(case["inputs"])
    if group in CASE_COMPARATORS and case["system"] not in CASE_SYSTEMS:
        system = CASE_COMPARATORS[group] or ("hgx-h100" if case["system"].startswith("h100") else "hgx-h800")
    elif case["system"] in CASE_SYSTEMS:
        system = CASE_SYSTEMS[case["system"]]
    else:
        return None
    chips = case["chips"]
    if case["system"] == "gb200" and case["category"] == "roofline_kernel":
        system = "gb200-gpu"
    if case["system"] in ("b200-sxm", "b200-sxm-trtllm", "b200-vllm") and float(chips or 1) > 1:
        system = "hgx-b200"
    if group in ("cm384_canep", "cm384_ub_p2p", "cm384_xccl_p2p", "cann_int8_gemm"):
        chips = ""  # ranks are dies; packages are not printed
    workload, note = CASE_WORDS[group]
    words = {"collective": "", **inputs}
    words["collective"] = words["collective"].replace("_", "-").capitalize()
    dtype = words.get("a_dtype", "")
    words["a_dtype"] = {
        "bfloat16": "BF16",
        "bf16": "BF16",
        "fp8": "FP8",
        "nvfp4": "NVFP4",
        "fp16": "FP16",
    }.get(dtype, dtype)
    row = {
        "case_id": case["case_id"],
        "category": CASE_CATEGORIES.get(group, case["category"]),
        "system": system,
        "chips": chips,
        "workload": (workload or case["workload"]).format(**words),
        "inputs": dump(inputs),
        "metric": case["metric"],
        "measured_value": plain(case["measured_value"]),
        "unit": UNITS.get(case["unit"], case["unit"]),
        "source": SOURCES.get(("validation", case["source"]), case["source"]),
        "locator": case["locator"],
        "confidence": CASE_CONFIDENCE.get(case["case_id"], case["confidence"]),
        "note": CASE_NOTES.get(case["case_id"], note),
        "group": group,
        "kind": case["kind"],
        "as_of": issued(sources["validation"][case["source"]]),
    }
    if group in ("deepep_h800_cmtable",):
        row["confidence"] = "medium"
    if twin := merged.get(case["case_id"]):
        row["measured_value"] = twin["value"]
        row["as_of"] = twin["as_of"]
        if case["source"] == "zuo2025cloudmatrix":
            row["locator"] = twin["locator"]  # names the version of the paper
    return row


def run_of_row(ref: str, fact: dict, mapped: dict, place: tuple, siblings: dict) -> dict:
    group, workload, label, extra = place
    category, metric = mapped["property"].split("/")
    category = {"kernel": "roofline_kernel"}.get(category, category)
    if ref in INPUTS and ref not in ("huawei:228", "huawei:229"):
        inputs = dict(INPUTS[ref])
    else:
        inputs = read_condition(mapped["condition"])
        inputs.update(INPUTS.get(ref, {}))
    for old, new in RENAMED.get(ref, {}).items():
        if old in inputs:
            inputs[new] = inputs.pop(old)
    if (category == "prefill" and metric == "throughput") or metric == "throughput_per_peak":
        inputs = {"input_length" if name == "isl" else name: value for name, value in inputs.items()}
    inputs = {**siblings.get((group, inputs.get("phase")), {}), **extra, **inputs}
    if mapped["precision"]:
        inputs.setdefault("precision", mapped["precision"])
    if mapped["direction"] and category == "p2p" and ref != "nvidia:412":  # there the direction is inferred
        inputs.setdefault("direction", mapped["direction"])
    chips = CHIPS.get(ref, inputs.pop("chips", ""))
    inputs.pop("chips", None)
    nvidia = mapped["entity"].startswith(("gb", "hgx-b", "hgx-h", "b200"))
    if category == "collective" and chips and ref not in CHIPS:
        inputs.setdefault("ranks", chips)
    if category == "moe_a2a" and nvidia and not chips:
        chips = inputs.get("ranks", inputs.get("ep", ""))
    if category == "collective" and not chips:
        chips = inputs["ranks"] if isinstance(inputs.get("ranks"), int) and nvidia else ""
    if category == "roofline_kernel" and not mapped["entity"].endswith("die"):
        chips = 1
    metric = METRIC_OF.get(ref) or METRICS.get((category, metric, mapped["scope"]), metric)
    name = label.format(**name_words(inputs, metric, mapped["entity"])) if "{" in label else label
    kind = KINDS.get(
        ref,
        {"estimate": "published-calculation", "derived": "published-calculation"}.get(mapped["kind"], mapped["kind"]),
    )
    return {
        "case_id": f"{group}_{name}",
        "category": category,
        "system": SYSTEM_OF.get(ref, mapped["entity"]),
        "chips": str(chips),
        "workload": workload.format(**name_words(inputs, metric, mapped["entity"])),
        "inputs": inputs,
        "metric": metric,
        "measured_value": VALUES.get(ref, fact["value"]),
        "unit": UNIT_OF.get(ref, UNITS.get(fact["unit"], fact["unit"])),
        "source": SOURCES.get((mapped["folder"], fact["source"]), fact["source"]),
        "locator": LOCATOR_PREFIX.get(fact["source"], "") + fact["locator"],
        "confidence": CONFIDENCES.get(ref, fact["confidence"]),
        "note": NOTES.get(ref, GROUP_NOTES.get(group, "")),
        "group": group,
        "kind": kind,
        "as_of": fact["as_of"],
    }


def name_words(inputs: dict, metric: str, entity: str) -> dict:
    short = {
        "bottleneck_bandwidth": "bandwidth",
        "memory_bandwidth": "bandwidth",
        "compute_utilization": "share",
    }
    collective = str(inputs.get("collective", ""))
    return {
        **inputs,
        "metric": short.get(metric, metric),
        "chip_short": entity.removeprefix("hgx-").split("-")[0],
        "mib": inputs.get("message_bytes", 0) // 1024**2,
        "collective_words": collective.replace("_", "-").capitalize(),
        "collective_short": collective.replace("_", "").replace("alltoall", "a2a"),
    }


def wanted(mapped: dict, fact: dict) -> bool:
    entity, category = mapped["entity"], mapped["property"].split("/")[0]
    if entity in SYSTEMS:
        return True
    if entity not in COMPARATORS:
        return False
    return (
        fact["source"] in COMPARATOR_SOURCES
        or category == "moe_a2a"
        or (fact["source"] in COMPARATOR_SERVING and category in ("prefill", "decode", "serving"))
    )


def main(dossier: Path, vocabulary: Path, validation: Path, report: Path | None = None) -> None:
    facts = {folder: table(dossier / folder / "facts.csv") for folder in FOLDERS}
    sources = {
        "validation": {s["id"]: s for s in json.loads((validation / "sources.json").read_text(encoding="utf-8"))}
    }
    cases = table(validation / "cases.csv")
    siblings = common_inputs(cases)
    placed = groups()
    further: dict[str, list[tuple]] = {}
    for line in FURTHER.strip().splitlines():
        ref, name, value, unit, inputs = (cell.strip() for cell in line.split("|"))
        further.setdefault(ref, []).append((name, value, unit, pairs(inputs)))
    rows, merged, used, left = [], {}, set(), []
    for mapped in table(vocabulary / "mapping.csv"):
        if mapped["target"] != "runs":
            continue
        ref = f"{mapped['folder']}:{mapped['row_number']}"
        fact = facts[mapped["folder"]][int(mapped["row_number"]) - 2]
        if not wanted(mapped, fact):
            if mapped["entity"] in COMPARATORS:
                left.append(
                    (
                        ref,
                        mapped,
                        fact,
                        "comparator: neither in the CloudMatrix paper nor expert parallelism nor serving of DeepSeek",
                    )
                )
            continue
        if ref in LEFT_OUT:
            left.append((ref, mapped, fact, LEFT_OUT[ref]))
            continue
        used.add(
            (
                mapped["folder"],
                fact["source"],
                SOURCES.get((mapped["folder"], fact["source"]), fact["source"]),
            )
        )
        if ref in SAME:
            merged[SAME[ref]] = fact
            continue
        if ref not in placed:
            raise SystemExit(f"{ref} {mapped['entity']} {mapped['property']} has no group: {mapped['condition']}")
        row = run_of_row(ref, fact, mapped, placed[ref], siblings)
        rows.append(row)
        for name, value, unit, inputs in further.get(ref, []):
            changed = {**row["inputs"], **inputs}
            extra = {
                **row,
                "case_id": f"{row['group']}_{name}",
                "measured_value": value,
                "inputs": changed,
                "unit": row["unit"] if unit == "=" else unit,
            }
            if "phase" in inputs:
                extra["workload"] = row["workload"].replace("dispatch", inputs["phase"])
            if "ranks" in inputs:
                extra["chips"] = str(inputs["ranks"])
            if "where" in inputs:
                extra["workload"] = "Expert-parallel dispatch, DeepEP's own test, as SGLang's team prints it"
            rows.append(extra)
    for row in rows:
        row["inputs"] = dump(row["inputs"])
    for case in cases:
        if written := run_of_case(case, merged, sources):
            rows.append(written)
            used.add(("validation", case["source"], written["source"]))
    missing = set(merged) - {row["case_id"] for row in rows}
    if missing:
        raise SystemExit(f"merged into cases that are not written: {sorted(missing)}")
    rows.sort(key=lambda row: row["case_id"])
    target = Path(__file__).resolve().parent.parent / "data" / "runs.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows, of which {len(merged)} stood twice")
    if report:
        (report / "sources_used.txt").write_text(
            "".join("\t".join(line) + "\n" for line in sorted(used)), encoding="utf-8"
        )
        (report / "entities_used.txt").write_text(
            "".join(f"{name}\n" for name in sorted({row["system"] for row in rows})), encoding="utf-8"
        )
        lines = ["# Rows mapped to runs that were left out\n"]
        for reason in sorted({reason for *_, reason in left}):
            lines.append(f"\n## {reason}\n")
            lines += [
                f"- {ref}: {m['entity']}, {m['property']}, {f['value']} {f['unit']} ({f['source']}): {m['condition']}"
                for ref, m, f, why in left
                if why == reason
            ]
        (report / "left_out.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
