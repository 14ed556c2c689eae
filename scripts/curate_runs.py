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

COLUMNS = ["case_id", "category", "system", "chips", "workload", "inputs", "metric", "measured_value", "unit", "source",
           "locator", "confidence", "note", "group", "kind", "as_of"]
FOLDERS = ["huawei", "nvidia", "others"]
SYSTEMS = {"cloudmatrix-384", "atlas-900-a3-superpod", "atlas-900-a3-node", "ascend-910c", "ascend-910c-die",
           "atlas-800i-a3", "atlas-800t-a3", "gb200-nvl72", "gb200-gpu", "gb200-compute-tray", "gb300-nvl72", "gb300-gpu",
           "b200-sxm", "hgx-b200"}
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
    "cloudmatrix384": "cloudmatrix-384", "ascend-910c-die": "ascend-910c-die", "gb200-nvl72": "gb200-nvl72",
    "gb200": "gb200-nvl72", "gb200-trtllm": "gb200-gpu", "dgx-gb200": "gb200-nvl72", "gb300-nvl72": "gb300-nvl72",
    "dgx-gb300": "gb300-nvl72", "b200-sxm": "b200-sxm", "b200": "b200-sxm", "b200-sxm-trtllm": "b200-sxm",
    "b200-vllm": "b200-sxm", "b200-hgx8": "hgx-b200", "dgx-b200": "hgx-b200",
}
CASE_COMPARATORS = {  # group: system
    "deepep_h800_cmtable": "hgx-h800", "deepep_v1_ll_h800": "hgx-h800", "deepep_v1_normal_h800": "hgx-h800",
    "deepseek_prod": "hgx-h800", "dsr1_peers_cm": "hgx-h800", "prefill_cm_table3": None, "prefill_sglang_h100": "hgx-h100",
    "sglang_h100_ep72": "hgx-h100", "aic_deepep_ll_h100": "hgx-h100", "pplx_ep8": "hgx-h100",
}
# In cases.csv a copy between two endpoints counts as a collective; here it has its own category.
CASE_CATEGORIES = {"cm384_ub_p2p": "p2p", "cm384_xccl_p2p": "p2p"}

# Workload and note of the cases, by group; None keeps the words of cases.csv.
CASE_WORDS = {
    "cm384_canep": ("Expert-parallel {phase}, fused operator of Huawei's library",
                    "Ranks are dies; tokens are quantised to INT8 before dispatch and combined in BF16."),
    "deepep_h800_cmtable": ("Expert-parallel {phase}, DeepEP low-latency kernels",
                            "Quoted by the CloudMatrix paper from early DeepEP figures; all traffic over the network cards."),
    "deepep_v1_ll_h800": ("Expert-parallel {phase}, DeepEP low-latency kernels",
                          "Peers in one server use NVLink in this version, unlike in the table that the CloudMatrix paper prints."),
    "deepep_v1_normal_h800": ("Expert-parallel {phase}, DeepEP normal kernels",
                              "Counted at the slowest link; can exceed the wire, since local traffic is counted too."),
    "aic_deepep_ll_h100": ("Expert-parallel {phase}, DeepEP low-latency kernels as SGLang calls them", "Collected by NVIDIA's tool."),
    "pplx_ep8": ("Expert-parallel {phase}, pplx-kernels over NVLink", "Model shape is the default of the benchmark."),
    "nvl72_onesided_ep8": ("Expert-parallel {phase} in BF16, one-sided NVLink kernels", "Perfect router; dispatch pushes, combine pulls."),
    "nvl72_onesided_ep16": ("Expert-parallel {phase} in BF16, one-sided NVLink kernels", "Perfect router; dispatch pushes, combine pulls."),
    "nvl72_onesided_ep64": ("Expert-parallel {phase} in BF16, one-sided NVLink kernels", "Perfect router; dispatch pushes, combine pulls."),
    "cm384_ub_p2p": ("Copy over UB, {path}, {op}, {where}", "Per die. The table stands in the second version of the paper only."),
    "cm384_xccl_p2p": ("Send and receive between two dies, XCCL", "Read off a figure by a third party; approximate."),
    "cm384_decode": ("DeepSeek-R1 decode, CloudMatrix-Infer",
                     "An assumed share of second tokens is accepted, which is already inside the time per token."),
    "cm384_layer": ("One layer of DeepSeek-R1 decode, CloudMatrix-Infer", "After two microbatches overlap."),
    "cann_int8_gemm": ("Grouped INT8 matrix multiplication, CANN", "Share of the INT8 peak of one die."),
    "prefill_cache": ("DeepSeek-R1 prefill with reuse of cached context, CloudMatrix-Infer", ""),
    "prefill_cm_table3": (None, ""),
    "prefill_sglang_h100": ("DeepSeek-V3 prefill, SGLang", "Per server of eight GPUs."),
    "prefill_gb200": (None, ""),
    "sglang_h100_ep72": (None, "Per server of eight GPUs; experts balanced for the traffic of the test."),
    "sglang_gb200": ("DeepSeek-V3 decode, SGLang", ""),
    "deepseek_prod": ("DeepSeek-V3 and R1 decode in production",
                      "Mean of a day in production, with imbalance and varying load; per server of eight GPUs."),
    "dsr1_peers_cm": ("DeepSeek-R1 decode, DeepSeek's profile",
                      "Quoted by the CloudMatrix paper; forced balance of experts."),
    "nccl_aic_gb200": ("{collective} in FP16, nccl-tests on four GPUs",
                       "Size in the file counts elements of the total buffer."),
    "mamf": ("Best {a_dtype} matrix multiplication found by search",
             "Used as the constant of compute efficiency, so an input and not a test."),
    "mla_kernels": (None, ""),
    "aic_gemm_b200": ("{a_dtype} matrix multiplication, TensorRT-LLM kernel",
                      "For FP8 and NVFP4 the time includes the quantisation of the activations."),
    "llama70b_b200": ("Llama 70B serving, closed loop at a fixed concurrency",
                      "Run of InferenceX as NVIDIA stores it; precision of the KV cache assumed from the recipe."),
    "trtllm_minlat": ("DeepSeek-R1 decode for a single user, TensorRT-LLM", "Accepted tokens per step as the source gives them."),
    "trt_offline_llama3370b": (None, "The batch is whatever fits in memory."),
    "trt_prefill_llama3370b": (None, "The batch is whatever fits in memory."),
    "trt_prefill_llama31405b": (None, "The batch is whatever fits in memory."),
    "megatron_bridge_dense": ("{model} pre-training, Megatron Bridge", ""),
    "megatron_bridge_moe": ("{model} pre-training, Megatron Bridge", "Forced balance of experts."),
    "mlperf_405b": ("Llama 3.1 405B pre-training, MLPerf Training",
                    "Median of the logged steps of one run; precision inferred from the configurations of the round."),
}
for _model in ("deepseekv31", "llama3170b", "llama318b", "qwen330ba3b", "qwen332b"):
    CASE_WORDS["mlenergy_itl_" + _model] = ("{model} chat decode, vLLM", "Mean prompt length is not in the file.")
    CASE_WORDS["mlenergy_j_" + _model] = ("{model} chat, energy of the GPUs per output token, vLLM",
                                          "GPUs only, in steady state: no host, fan, supply or cooling.")
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
    "huawei:230": "cm384_ub_p2p_001", "huawei:231": "cm384_ub_p2p_003", "huawei:232": "cm384_ub_p2p_002",
    "huawei:233": "cm384_ub_p2p_004", "huawei:234": "cm384_ub_p2p_005", "huawei:235": "cm384_ub_p2p_007",
    "huawei:236": "cm384_ub_p2p_006", "huawei:237": "cm384_ub_p2p_008", "huawei:238": "cm384_ub_p2p_009",
    "huawei:239": "cm384_ub_p2p_011", "huawei:240": "cm384_ub_p2p_010", "huawei:241": "cm384_ub_p2p_012",
    "huawei:242": "cm384_ub_p2p_013", "huawei:243": "cm384_ub_p2p_015", "huawei:244": "cm384_ub_p2p_014",
    "huawei:245": "cm384_ub_p2p_016",
    "huawei:277": "prefill_cm_table3_002", "huawei:279": "prefill_cm_table3_003", "huawei:281": "prefill_cm_table3_004",
    "huawei:294": "dsr1_peers_cm_001", "huawei:300": "cm384_decode_003", "huawei:310": "cm384_decode_004",
    "huawei:325": "cm384_canep_001", "huawei:349": "cm384_canep_002", "huawei:337": "cm384_canep_007",
    "huawei:361": "cm384_canep_008", "huawei:345": "cm384_canep_011", "huawei:369": "cm384_canep_012",
    "huawei:327": "deepep_h800_cmtable_001", "huawei:351": "deepep_h800_cmtable_002", "huawei:339": "deepep_h800_cmtable_007",
    "huawei:363": "deepep_h800_cmtable_008", "huawei:347": "deepep_h800_cmtable_011", "huawei:371": "deepep_h800_cmtable_012",
    "huawei:381": "cann_int8_gemm_001", "huawei:383": "cann_int8_gemm_002", "huawei:389": "cann_int8_gemm_005",
    "huawei:391": "cann_int8_gemm_006", "huawei:415": "cm384_layer_001", "huawei:416": "cm384_layer_002",
    "huawei:420": "prefill_cache_001",
    "nvidia:299": "megatron_bridge_dense_004", "nvidia:301": "megatron_bridge_dense_001", "nvidia:306": "megatron_bridge_moe_015",
    "nvidia:350": "sglang_h100_ep72_001", "nvidia:351": "prefill_sglang_h100_002", "nvidia:355": "sglang_gb200_001",
    "nvidia:358": "sglang_gb200_002", "nvidia:361": "prefill_gb200_004",
    "others:180": "mamf_004", "others:181": "mamf_006", "others:183": "mamf_012", "others:185": "mamf_013",
    "others:881": "nccl_aic_gb200_017", "others:882": "nccl_aic_gb200_022", "others:885": "nccl_aic_gb200_028",
    "others:886": "nccl_aic_gb200_033", "others:304": "deepseek_prod_001", "others:966": "pplx_ep8_001",
    "others:286": "deepep_v1_ll_h800_001", "others:287": "deepep_v1_ll_h800_002", "others:288": "deepep_v1_ll_h800_003",
    "others:289": "deepep_v1_ll_h800_004", "others:290": "deepep_v1_ll_h800_005", "others:291": "deepep_v1_ll_h800_006",
    "others:292": "deepep_v1_ll_h800_007", "others:293": "deepep_v1_ll_h800_008", "others:294": "deepep_v1_ll_h800_009",
    "others:295": "deepep_v1_ll_h800_010", "others:296": "deepep_v1_ll_h800_011", "others:297": "deepep_v1_ll_h800_012",
    "others:298": "deepep_v1_normal_h800_001", "others:299": "deepep_v1_normal_h800_003", "others:300": "deepep_v1_normal_h800_007",
}
LEFT_OUT = {
    "nvidia:426": "second reading of the figure that gives aic row others:1000; that one names the library and the sizes",
    "huawei:476": "seen through a machine-written summary only",
    "huawei:477": "seen through a machine-written summary only",
    "huawei:434": "a setting of DeepSeek's deployment as quoted; stands in DeepSeek's own report (inputs of its runs)",
    "huawei:435": "a setting of DeepSeek's deployment as quoted; stands in DeepSeek's own report (inputs of its runs)",
    "others:968": "a plain collective of PyTorch beside pplx-kernels; not one of the comparators asked for",
}
