"""One-off: make data/ from the raw dossier. `python -m scripts.curate DOSSIER VOCABULARY [VALIDATION]`.

Values, units, sources, locators and dates come from the dossier's rows; what is decided by hand stands below.
A row is named by its folder's first letter and its line: `h29` is line 29 of `huawei/facts.csv`.
What data/runs.csv needs of entities and sources is kept too. Not part of the build.
"""

import csv
import json
import sys
from pathlib import Path

from scripts import ROOT

DATA = ROOT / "data"
FOLDERS = {"h": "huawei", "n": "nvidia", "o": "others"}

# id | label | aliases | kind | maker | summary | announced row | available row
ENTITIES = """
ascend-910c-die | Ascend 910C compute die | | die | Huawei | Silicon die with the matrix and vector cores of the Ascend 910C, joined in pairs inside its package. | |
ascend-910c | Ascend 910C | 昇腾910C; Ascend 910C NPU; 910C | package | Huawei | Accelerator package of two compute dies with stacked memory, sold in several bins; Huawei's own documents of the A3 generation often call it Ascend 910. | |
ascend-950dt | Ascend 950DT | 昇腾950DT | package | Huawei | Accelerator package for decode and training, with Huawei's own stacked memory and UnifiedBus of the second generation. | h644 2025-09-18 |
kunpeng-920 | Kunpeng 920 (A3 generation) | 鲲鹏920 | package | Huawei | Arm server processor that hosts the accelerators in the nodes of the A3 generation. | |
ub-switch-l1 | UB switch chip, first level | L1 UB switch | switch | Huawei | Switch chip on the board of each compute node, the first level of the scale-up network of CloudMatrix 384. | |
ub-switch-l2 | UB switch chip, second level | L2 UB switch | switch | Huawei | Switch chip of the second level of the scale-up network of CloudMatrix 384; that the chip inside the bus device is this one is our reading of two documents. | |
lingqu-630-v1 | LingQu 630 V1 bus device | 灵衢 630 V1; LingQu 630; 总线设备 | switch | Huawei | Switch box of the bus cabinets: the second level of UnifiedBus in the A3 generation. | |
atlas-900-a3-node | Atlas 900 A3 compute node | CloudMatrix 384 node; 计算节点 | node | Huawei | Liquid-cooled server with accelerators, processors and first-level switch chips, from which the SuperPoD and CloudMatrix 384 are built. | |
atlas-800t-a3 | Atlas 800T A3 server | Atlas 800T A3 超节点 | node | Huawei | Air-cooled training server of the A3 generation that stands alone. | |
atlas-800i-a3 | Atlas 800I A3 server | Atlas 800I A3 超节点 | node | Huawei | Inference server of the A3 generation with the lowest bin of the accelerator. | |
atlas-900-a3-compute-rack | Atlas 900 A3 compute cabinet | 计算柜 | rack | Huawei | Liquid-cooled cabinet of compute nodes. | |
atlas-900-a3-bus-rack | Atlas 900 A3 bus-device cabinet | 总线设备柜 | rack | Huawei | Air-cooled cabinet that holds the second level of switches. | |
atlas-900-a3-superpod | Atlas 900 A3 SuperPoD | Atlas 900 A3 超节点; A3 384 SuperPoD | system | Huawei | The product on which CloudMatrix 384 is built: compute cabinets and bus cabinets joined into one scale-up domain. | h160 | h160
cloudmatrix-384 | CloudMatrix 384 | CM384; CloudMatrix384; CloudMatrix 384 超节点; 昇腾 384 超节点 | system | Huawei | Huawei Cloud's machine on the hardware of the Atlas 900 A3 SuperPoD: a scale-up domain over many cabinets, joined by optical UnifiedBus links. | h250 |
atlas-950-superpod | Atlas 950 SuperPoD (announced design) | Atlas 950; Atlas 950 超节点 | system | Huawei | The successor as announced, at its full size; the product page offers a smaller one. | h672 2025-09-18 |
atlas-950-superpod-1024 | Atlas 950 SuperPoD (product page) | Atlas 950 SuperPoD 1024 | system | Huawei | The configuration that the product page offers; kept apart from the announced design, so that the two sizes do not read as a disagreement. | |
blackwell-die | Blackwell die | | die | NVIDIA | Silicon die of the Blackwell GPU, joined in pairs inside its package. | |
blackwell-ultra-die | Blackwell Ultra die | | die | NVIDIA | Silicon die of the Blackwell Ultra GPU, joined in pairs inside its package. | |
b200-sxm | B200 SXM | B200; Blackwell B200 | package | NVIDIA | Blackwell GPU as a module for servers of eight; not the GPU of GB200, whose clocks and memory differ. | |
gb200-gpu | Blackwell GPU of GB200 | GB200 GPU; GB200 186GB | package | NVIDIA | GPU package of the GB200 superchip: two dies that software sees as one. | |
grace-cpu | Grace CPU | NVIDIA Grace | package | NVIDIA | Arm processor that sits beside the GPUs on a superchip and shares its memory with them over NVLink-C2C. | |
gb200-superchip | GB200 superchip | GB200 Grace Blackwell Superchip; Bianca board | board | NVIDIA | Board with a Grace CPU and a pair of Blackwell GPUs. | |
gb200-compute-tray | GB200 NVL72 compute tray | ND GB200 v6 | tray | NVIDIA | Liquid-cooled server of the rack; the node that an operating system boots on. | |
gb200-switch-tray | NVLink switch tray of GB200 NVL72 | NVLink Switch tray | tray | NVIDIA | Tray of NVLink switch chips; together these trays join all GPUs of the rack. | |
gb200-nvl72 | GB200 NVL72 | NVL72; GB200-NVL72; DGX GB200; GB200 NVL72 rack | rack | NVIDIA | Rack whose GPUs form one scale-up domain over copper NVLink. | n268 |
nvswitch-4 | NVLink 5 switch chip | NVSwitch 4; NVLink 5 Switch; NVSwitch 5 | switch | NVIDIA | Switch chip of the fifth NVLink generation; names vary between documents. | |
nvlink-5 | NVLink 5 | NVLink 5; fifth-generation NVLink | link | NVIDIA | Scale-up link of the Blackwell generation. | |
nvlink-c2c | NVLink-C2C | NVLink-C2C; C2C | link | NVIDIA | Coherent link from CPU to GPU on one superchip board; its rate differs by generation. | |
connectx-7 | ConnectX-7 | CX-7; CX7 | module | NVIDIA | Network adapter for the scale-out network. | |
connectx-8 | ConnectX-8 | CX-8; CX8 | module | NVIDIA | Network adapter of the generation after ConnectX-7. | |
connectx-9 | ConnectX-9 | CX-9; CX9 | module | NVIDIA | Network adapter of the Vera Rubin generation. | |
gb300-gpu | Blackwell Ultra GPU of GB300 | GB300 GPU; B300; Blackwell Ultra | package | NVIDIA | GPU package of GB300, with more memory and more low-precision compute than that of GB200. | |
gb300-compute-tray | GB300 NVL72 compute tray | | tray | NVIDIA | Liquid-cooled server of the GB300 rack. | |
gb300-nvl72 | GB300 NVL72 | GB300-NVL72; DGX GB300 | rack | NVIDIA | The successor of GB200 NVL72 in the same rack, with Blackwell Ultra GPUs. | n269 | n476
gh100 | GH100 die | GH100 | die | NVIDIA | Silicon die of the H100 and its relatives. | |
h100-sxm | H100 SXM | H100; H100 SXM5; H100-80GB | package | NVIDIA | Hopper GPU as a module for servers of eight. | |
h800-sxm | H800 SXM | H800 | package | NVIDIA | Version of the H100 for China, with slower NVLink. | |
hgx-h100 | HGX H100 server | HGX H100; ND H100 v5; p5 | node | NVIDIA | Server of H100 modules joined by NVLink, from any maker. | |
hgx-h800 | HGX H800 server | HGX H800 | node | NVIDIA | Server of H800 modules joined by NVLink. | |
dgx-h100 | DGX H100 | DGX H100 | node | NVIDIA | NVIDIA's own server of H100 modules. | |
nvlink-4 | NVLink 4 | NVLink 4; fourth-generation NVLink | link | NVIDIA | Scale-up link of the Hopper generation. | |
nvswitch-3 | NVSwitch 3 | NVSwitch 3; third-generation NVSwitch | switch | NVIDIA | Switch chip for NVLink 4. | |
hgx-b200 | HGX B200 server | HGX B200; HGX B200 baseboard | node | NVIDIA | Server or baseboard of B200 modules joined by NVLink. | |
dgx-b200 | DGX B200 | DGX B200 | node | NVIDIA | NVIDIA's own server of B200 modules. | |
rubin-die | Rubin compute die | | die | NVIDIA | Silicon die of the Rubin GPU, joined in pairs inside its package. | |
rubin-gpu | Rubin GPU | Rubin; Vera Rubin GPU | package | NVIDIA | GPU package of the generation after Blackwell. | n113 |
vera-cpu | Vera CPU | NVIDIA Vera | package | NVIDIA | Arm processor of the generation after Grace. | |
vera-rubin-compute-tray | Vera Rubin NVL72 compute tray | | tray | NVIDIA | Server of the Vera Rubin rack. | |
vera-rubin-nvl72 | Vera Rubin NVL72 | VR NVL72; VR-NVL72; Vera Rubin NVL144 | rack | NVIDIA | Rack of Rubin GPUs in one scale-up domain; first announced as NVL144, a name that counted dies. | | n257
nvlink-6 | NVLink 6 | NVLink 6; sixth-generation NVLink | link | NVIDIA | Scale-up link of the Rubin generation. | |
nvlink-6-switch-tray | NVLink 6 switch tray | | tray | NVIDIA | Tray of NVLink switch chips of the Vera Rubin rack. | |
tpu-v5p | TPU v5p | TPU v5p; v5p | package | Google | Accelerator of Google's fifth generation, made for large training jobs. | |
tpu-v5p-pod | TPU v5p pod | | pod | Google | Torus of TPU v5p chips, joined by optical circuit switches. | |
tpu-v7 | TPU7x (Ironwood) | Ironwood; TPU v7; TPU7x | package | Google | Accelerator of Google's seventh generation, of two compute chiplets. | |
tpu-v7-rack | TPU7x rack | Ironwood rack | rack | Google | Liquid-cooled rack of TPU7x boards. | |
tpu-v7-pod | TPU7x pod | Ironwood pod; TPU7x superpod | pod | Google | Three-dimensional torus of TPU7x chips. | |
trainium2 | Trainium2 | AWS Trainium2; Trn2 | package | AWS | Accelerator of AWS for training and inference. | |
trn2-instance | Trn2 instance | trn2.48xlarge | node | AWS | Server of Trainium2 chips joined as a torus. | |
trn2-ultraserver | Trn2 UltraServer | Trn2 UltraServer; Trn2U | system | AWS | Trn2 instances joined into one scale-up domain. | |
mi300x | MI300X | Instinct MI300X | package | AMD | Accelerator package of many chiplets with stacked memory. | |
mi300x-platform | MI300X platform | MI300X OAM platform | node | AMD | Board of MI300X modules, each with a direct link to every other. | |
"""

# whole | part | count | row that states it | locator, where the row's own does not say it
PARTS = """
ascend-910c | ascend-910c-die | 2 | h81 |
atlas-900-a3-node | ascend-910c | 8 | h209 |
atlas-900-a3-node | kunpeng-920 | 4 | h209 |
atlas-900-a3-node | ub-switch-l1 | 7 | h211 |
atlas-900-a3-compute-rack | atlas-900-a3-node | 4 | h173 |
atlas-900-a3-bus-rack | lingqu-630-v1 | 14 | h183 |
lingqu-630-v1 | ub-switch-l2 | 2 | h186 |
atlas-900-a3-superpod | atlas-900-a3-compute-rack | 12 | h155 |
atlas-900-a3-superpod | atlas-900-a3-bus-rack | 4 | h156 |
cloudmatrix-384 | atlas-900-a3-compute-rack | 12 | h210 |
cloudmatrix-384 | atlas-900-a3-bus-rack | 4 | h210 |
atlas-800t-a3 | ascend-910c | 8 | h40 |
atlas-800t-a3 | kunpeng-920 | 4 | h38 |
atlas-800t-a3 | ub-switch-l1 | 7 | h42 |
atlas-800i-a3 | ascend-910c | 8 | h48 |
atlas-950-superpod | ascend-950dt | 8192 | h657 |
atlas-950-superpod-1024 | ascend-950dt | 1024 | h792 |
b200-sxm | blackwell-die | 2 | n41 | as relayed from the launch of Blackwell
gb200-gpu | blackwell-die | 2 | n41 | as relayed from the launch of Blackwell
gb300-gpu | blackwell-ultra-die | 2 | n93 |
gb200-superchip | gb200-gpu | 2 | n66 |
gb200-superchip | grace-cpu | 1 | n66 |
gb200-compute-tray | gb200-superchip | 2 | n189 | form factors section: four GPUs and two CPUs a tray
gb200-compute-tray | connectx-7 | 4 | n165 |
gb200-switch-tray | nvswitch-4 | 2 | n190 |
gb200-nvl72 | gb200-compute-tray | 18 | n189 |
gb200-nvl72 | gb200-switch-tray | 9 | n190 |
gb300-compute-tray | gb300-gpu | 4 | n233 |
gb300-compute-tray | connectx-8 | 4 | n166 |
gb300-nvl72 | gb300-compute-tray | 18 | n233 |
h100-sxm | gh100 | 1 | n14 |
hgx-h100 | h100-sxm | 8 | n215 |
dgx-h100 | h100-sxm | 8 | n185 |
dgx-h100 | nvswitch-3 | 4 | n185 |
hgx-b200 | b200-sxm | 8 | n45 |
dgx-b200 | b200-sxm | 8 | n187 | datasheet, as relayed: maximum for a system of eight GPUs
tpu-v5p-pod | tpu-v5p | 8960 | o20 |
tpu-v7-rack | tpu-v7 | 64 | o444 |
tpu-v7-pod | tpu-v7 | 9216 | o42 |
trn2-instance | trainium2 | 16 | o95 |
trn2-ultraserver | trn2-instance | 4 | o95 |
mi300x-platform | mi300x | 8 | o124 |
rubin-gpu | rubin-die | 2 | n101 |
vera-rubin-nvl72 | vera-rubin-compute-tray | 18 | n250 |
vera-rubin-nvl72 | nvlink-6-switch-tray | 9 | n251 |
vera-rubin-nvl72 | rubin-gpu | 72 | n344 |
vera-rubin-nvl72 | vera-cpu | 36 | n127 |
vera-rubin-nvl72 | connectx-9 | 144 | n167 |
"""

# Columns of a row that are decided by hand: row | column=value | …   (h69: line 69 of huawei/facts.csv)
BY_HAND = """
h52 | note=Analysts' figure, as the press repeats it; the vendor's simulator gives less for this format, and the difference looks like the vector units.
h85 | condition=
h35 | condition=
h74 | note=The same count as elsewhere with another rate of the module.
h248 | note=Starts from a nominal rate of the package that is below what the paper's links add up to.
h252 | condition=term=in yuan
h253 | condition=term=in dollars
n84 | note=Half of the sparse figure that the data sheet prints; see the dense and sparse rows of the rack.
n105 | condition=sparse-ratio=as printed; workload=inference | note=The vendor prints an inference figure that is not twice its training figure.
n106 | condition=workload=training
n236 | condition=sparse-ratio=as printed; workload=inference | note=The vendor prints an inference figure that is not twice its training figure.
n237 | condition=workload=training
n225 | condition=sparse-ratio=as printed | note=The dense figure of the same page is three quarters of this, not half.
n125 | scope=package
n209 | value_to=8 | condition=covers=shelves of the rated size
n210 | drop=1
n234 | value_to=4000000 | condition=covers=estimate by Loop Capital
n235 | drop=1
n470 | value_to=140 | condition=covers=typical operating, rack of one maker
n471 | drop=1
o442 | note=The package's memory is printed in binary units elsewhere, which accounts for the difference.
"""

# What a word of the old free text says about how the source hedges.
BOUNDS = {"about": "about", "approximate": "about", "approximately": "about", "up to": "at-most", "more than": "at-least", "at least": "at-least", "minimum": "at-least", "lower bound": "at-least", "upper bound": "at-most"}
NAMED = {
    "preliminary table of 2024": "revision=preliminary 2024", "announced design": "status=announced", "announced, rounded": "status=announced",
    "RoCE": "plane=rdma", "as used in the comparison": "covers=as used in the comparison", "peak": "", "TGP": "", "uni": "",
    "product page": "revision=product page", "current article text": "revision=current text", "article headline": "revision=headline",
}
MEMORY = ("hbm", "lpddr", "ddr", "gddr")


def split_condition(text: str) -> tuple[str, str]:
    """The old free text as bound and condition."""
    bound, named, covers = "exact", {}, []
    for word in (w.strip() for w in text.split(";")):
        if not word:
            continue
        if word in BOUNDS:
            bound = BOUNDS[word]
        elif word in NAMED:
            name, _, value = NAMED[word].partition("=")
            if name and name != "covers":
                named[name] = value
            elif name:
                covers.append(value)
        elif word.endswith(" bin"):
            named["bin"] = word.removesuffix(" bin")
        elif word.lower().startswith(MEMORY) and " " not in word:
            named["memory"] = word
        elif "up to" in word.split(",")[0] and word.lower().startswith(MEMORY):
            named["memory"], bound = word.split()[0], "at-most"
        elif word.startswith("page as of"):
            named["revision"] = word
        else:
            for hedge in ("up to", "about", "more than"):
                if word.startswith(hedge + " ") or word.endswith(", " + hedge):
                    bound, word = BOUNDS[hedge], word.removeprefix(hedge + " ").removesuffix(", " + hedge)
            covers.append(word.replace("=", "is"))
    if covers:
        named["covers"] = ", ".join(covers)
    return bound, "; ".join(f"{name}={value}" for name, value in named.items())


UNIT_SPELLING = {"x": "1", "dimensionless": "1", "": "1", "ratio": "1", "GT/s": "Gbit/s", "KB": "kB", "hour": "hour", "%": "percent"}
CONSTANTS = {"ascend2026msmodeling", "nvidia2026nccl"}


def lines(text: str) -> list[list[str]]:
    """A table typed above."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]


def main() -> None:
    """Write all tables but runs.csv."""
    dossier, vocabulary = Path(sys.argv[1]), Path(sys.argv[2])
    rows = {f: list(csv.DictReader((dossier / name / "facts.csv").open(encoding="utf-8"))) for f, name in FOLDERS.items()}
    mapping = list(csv.DictReader((vocabulary / "mapping.csv").open(encoding="utf-8")))
    sources = {f: {s["id"]: s for s in json.loads((dossier / name / "sources.json").read_text(encoding="utf-8"))} for f, name in FOLDERS.items()}
    at = lambda name: rows[name[0]][int(name[1:]) - 2]  # noqa: E731
    hand = {line[0]: dict(cell.split("=", 1) for cell in line[1:]) for line in lines(BY_HAND)}
    entities = {line[0]: line for line in lines(ENTITIES)}
    used: dict[str, str] = {}

    facts = []
    for entry in mapping:
        name = entry["folder"][0] + entry["row_number"]
        if entry["target"] != "facts" or entry["entity"] not in entities or hand.get(name, {}).get("drop"):
            continue
        old = at(name)
        bound, condition = split_condition(entry["condition"])
        kind = "constant" if old["source"] in CONSTANTS else entry["kind"]
        confidence = old["confidence"]
        if "not opened" in entry["reason"] or entry["reason"].startswith("doubtful"):
            confidence = "low" if confidence == "low" else "medium"
        new = {
            "entity": entry["entity"], "property": entry["property"], "value": old["value"], "value_to": "", "bound": bound,
            "unit": UNIT_SPELLING.get(old["unit"], old["unit"]), "precision": entry["precision"], "sparsity": entry["sparsity"],
            "direction": entry["direction"], "scope": entry["scope"], "basis": entry["basis"], "condition": condition, "kind": kind,
            "source": old["source"], "locator": old["locator"], "as_of": old["as_of"], "confidence": confidence, "note": "",
        } | hand.get(name, {})  # fmt: skip
        facts.append(new)
        used[new["source"]] = name[0]
    key = ("entity", "property", "precision", "sparsity", "direction", "scope", "basis", "condition", "source", "as_of")
    facts.sort(key=lambda row: [row[c] for c in key])
    write("facts", list(facts[0]), facts)

    parts = []
    for whole, part, count, name, *where in lines(PARTS):
        old = at(name)
        used[old["source"]] = name[0]
        parts.append({"whole": whole, "part": part, "count": count, "source": old["source"], "locator": (where[0] if where and where[0] else old["locator"])})
    parts.sort(key=lambda row: (row["whole"], row["part"]))
    write("parts", list(parts[0]), parts)

    table = []
    runs = list(csv.DictReader((DATA / "runs.csv").open(encoding="utf-8"))) if (DATA / "runs.csv").exists() else []
    mentioned = {f["entity"] for f in facts} | {p[c] for p in parts for c in ("whole", "part")} | {r["system"] for r in runs}
    for key_, label, aliases, kind, maker, summary, announced, available in lines(ENTITIES):
        if key_ not in mentioned:
            continue
        row = {"id": key_, "label": label, "aliases": aliases, "kind": kind, "maker": maker, "summary": summary}
        for column, name in (("announced", announced), ("available", available)):
            row |= {column: "", column + "_source": "", column + "_locator": ""}
            if name:
                name, _, day = name.partition(" ")
                old = at(name)
                used[old["source"]] = name[0]
                row |= {column: day or old["value"], column + "_source": old["source"], column + "_locator": old["locator"]}
        table.append(row)
    missing = mentioned - set(entities)
    if missing:
        print("no entity:", sorted(missing))
    write("entities", list(table[0]), sorted(table, key=lambda row: row["id"]))

    proposal = list(csv.DictReader((vocabulary / "properties.csv").open(encoding="utf-8")))
    write_properties(proposal, {f["property"] for f in facts})

    for row in runs:
        used.setdefault(row["source"], "")
    library = []
    extra = {}
    if len(sys.argv) > 3:
        extra = {s["id"]: s for s in json.loads((Path(sys.argv[3]) / "sources.json").read_text(encoding="utf-8"))}
    for source, folder in sorted(used.items()):
        found = sources[folder][source] if folder else next((s[source] for s in [*sources.values(), extra] if source in s), None)
        if found is None and source in SPLIT:
            folder_, old = SPLIT[source]
            found = {**(extra if folder_ == "validation" else sources[folder_])[old], "id": source}
        if found is None:
            print("no source:", source)
            continue
        library.append({**found, "tier": found.get("tier") or "primary"})
    (DATA / "sources.json").write_text(json.dumps(library, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(len(facts), "facts", len(parts), "parts", len(table), "entities", len(library), "sources")


# One id that stood for two documents: the new id, and where it is described.
SPLIT = {"semianalysis2026inferencexresults": ("validation", "semianalysis2026inferencex")}


def write_properties(proposal: list[dict], wanted: set[str]) -> None:
    """The properties in use."""
    columns = ["id", "group", "label", "symbol", "unit", "definition", "does_not_mean", "requires", "lower_bound", "upper_bound", "tolerance", "chinese"]
    table = []
    for row in proposal:
        if row["id"] in wanted:
            tolerance = {"peak-compute": "0.05", "hbm-capacity": "0.05", "hbm-bandwidth": "0.05", "scaleup-bandwidth": "0.05"}.get(row["id"], "")
            unit = {"count": "count", "dimensionless": "1", "": "1"}.get(row["unit"], row["unit"])
            requires = ";".join(c for c in row["requires"].split(";") if c in ("precision", "sparsity", "direction", "scope", "basis"))
            if row["id"] == "peak-compute":
                requires = "precision;sparsity;scope"
            table.append({c: row.get(c, "") for c in columns} | {"unit": unit, "requires": requires, "tolerance": tolerance, "chinese": ""})
    write("properties", columns, sorted(table, key=lambda row: row["id"]))


def write(name: str, columns: list[str], rows: list[dict]) -> None:
    """One table."""
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()

# id | group | label | symbol | unit | requires | least | most | tolerance | term in Chinese | definition | what it does not mean
PROPERTIES = """
peak-compute | compute | Peak compute | P | TFLOP/s | precision;sparsity;scope | 0.5 | 5e9 | 0.05 | 峰值算力 | Highest rate at which the matrix units can multiply and add at a given number format, as the vendor states it. A fused multiply-add counts as two operations. | What a program reaches. It counts the vector units only where the condition says so, and structured sparsity only where the row says sparse.
vector-compute | compute | Peak vector compute | P_v | TFLOP/s | precision;scope | 0.5 | 1e4 | | | Highest rate of the vector units alone, which run the element-wise work: softmax, norms, activations. A multiply-add counts as two operations. | The rate of matrix products, which is many times higher.
compute-cores | compute | Compute cores | n_core | count | scope | 1 | 1e6 | | | Number of cores of the kind that the condition names; those enabled, unless it says otherwise. | Threads or arithmetic units. Cores of two makers differ in size, so their counts say nothing against each other.
cpu-cores | compute | CPU cores | n_cpu-core | count | scope | 1 | 1e6 | 0.001 | | Number of general-purpose cores of a processor, or of all processors of a machine. | Hardware threads, or cores of an accelerator.
clock-frequency | compute | Clock frequency | f | GHz | | 0.1 | 6 | | | Clock that the vendor prints for the chip, at the setting that the condition names. | The clock that holds under load or under a power limit.
in-network-compute | compute | Compute inside the switch | P_sw | TFLOP/s | precision;scope | 0.1 | 200 | | 在网计算 | Rate at which a switch adds up the data that passes through it, so that a reduction is done inside the network. | Compute for the layers of a model, or a bandwidth.
compute-efficiency | software | Compute efficiency assumed | eta_c | 1 | | 0.05 | 1 | | | Share of peak compute that a simulator or a text takes as reachable for large matrix products. | A utilisation that somebody measured.
memory-efficiency | software | Memory efficiency assumed | eta_m | 1 | | 0.05 | 1 | | | Share of peak memory bandwidth that a simulator or a text takes as reachable. | A bandwidth that somebody measured.
communication-efficiency | software | Communication efficiency assumed | eta_n | 1 | | 0.05 | 1 | | | Share of nominal link bandwidth that a simulator, a library or a text takes as reachable. | A bandwidth that somebody measured.
launch-overhead | software | Start-up time assumed | t_0 | us | | 0.1 | 1000 | | | Fixed time that a simulator or a library adds to each operation of the kind that the condition names. | The time of the operation itself, or the latency of a link.
hbm-capacity | memory | HBM capacity | C_HBM | GB | scope | 1 | 1e7 | 0.05 | 高带宽存储器 | Bytes of stacked memory on the package, or of all packages of a machine. The byte unit stands as the source prints it. | Memory left for a program, or memory of the CPUs. Where a vendor prints GB it does not always mean decimal gigabytes.
hbm-bandwidth | memory | HBM bandwidth | B_HBM | TB/s | scope | 0.1 | 1e5 | 0.03 | 内存带宽 | Peak rate between the package and its stacked memory. Reads and writes share one bus, so there is no one-way and both-ways. | What a copy benchmark reaches, or the bandwidth of caches or links.
dram-capacity | memory | CPU memory capacity | C_DRAM | GB | scope | 1 | 1e7 | 0.05 | | Bytes of memory that is not stacked on the accelerator: the memory of the CPUs, of the kind that the condition names. | Stacked memory, storage, or the sum that vendors call fast memory.
dram-bandwidth | memory | CPU memory bandwidth | B_DRAM | GB/s | | 10 | 1e7 | | | Peak rate between the CPUs and their memory, reads and writes together. | The rate of the link from CPU to accelerator.
fast-memory-capacity | memory | Fast memory | C_fast | TB | scope | 1 | 1000 | | | Sum, as a vendor prints it, of the stacked memory and of the CPU memory that the accelerators reach over a coherent link. | Stacked memory alone, or memory of one speed.
sram-capacity | memory | On-chip memory | C_SRAM | MB | scope | 0.1 | 2e6 | | | Bytes of memory on the die: the cache or buffer that the condition names. | Room that a program can fill with weights at will.
addressable-memory | memory | Addressable shared memory | C_addr | TB | | 1 | 1e5 | | | Largest memory that one device can name by load and store over the fabric, as the vendor states it. | Memory that is fitted, or memory of one speed.
memory-stacks | memory | Memory stacks | n_stack | count | | 1 | 32 | | HBM 堆叠 | Number of memory stacks, or of memory modules in the vendor's word, on one package. | Dies within a stack, or channels.
link-bandwidth | links | Bandwidth of one link | b | GB/s | direction | 1 | 3000 | | | Rate of one link or bundle of links between two points, as the vendor counts it. | All links of a device together, which is its scale-up bandwidth.
usable-link-bandwidth | links | Usable bandwidth of one link | b_eff | GB/s | direction | 1 | 3000 | | 有效带宽 | Part of a link's rate that software counts on after the cost of packets and protocol. | The nominal rate, or a measured run.
encoding-efficiency | links | Encoding efficiency | eta_enc | 1 | | 0.3 | 1 | | | Payload rate of a link divided by its raw signalling rate. | Efficiency of a collective or of software.
port-rate | links | Port rate | R_port | Gbit/s | direction | 1 | 4000 | | | Nominal rate of one port of an adapter or switch, all its lanes together. | Throughput of a message, or the rate of all ports together.
host-bandwidth | links | Host link bandwidth | B_host | GB/s | direction;scope | 1 | 2000 | | | Rate between an accelerator and its host processor over PCI Express or a like bus. | Scale-up or scale-out bandwidth.
die-to-die-bandwidth | links | Die-to-die bandwidth | B_d2d | TB/s | direction | 0.05 | 50 | | 裸片间互联 | Rate between two dies inside one package, all lanes together. | Scale-up bandwidth, which leaves the package.
energy-per-bit | links | Energy per bit | e_bit | pJ/bit | | 0.01 | 100 | | 单位比特能耗 | Energy that a link spends to move one bit, with the parts that the condition names. | Energy of a whole network, or of arithmetic.
scaleup-bandwidth | scale-up | Scale-up bandwidth | B_up | GB/s | direction;scope | 10 | 1e8 | 0.03 | | Nominal rate at which a die, package or machine can send, receive or both over all its scale-up links together, as the direction says. | The rate between one pair of devices, a bisection, or what a collective reaches.
scaleup-links | scale-up | Scale-up links | n_link | count | scope | 1 | 64 | | 链路 | Number of separate scale-up links of one die or package. | Lanes, or devices that can be reached through a switch.
scaleup-domain-size | scale-up | Scale-up domain size | N_up | count | | 1 | 20000 | | 高带宽域 | Number of accelerator packages that one scale-up fabric joins. | Packages in a rack, or the size of a cluster.
bisection-bandwidth | scale-up | Bisection bandwidth | B_bis | TB/s | direction;scope | 0.1 | 1e5 | | 对分带宽 | Rate through the worst cut that parts the machine's fabric into equal halves, at the nominal rate of the links that are cut. | The sum of what all devices can send.
fabric-planes | scale-up | Planes of a fabric | n_plane | count | | 1 | 64 | | 网络平面 | Number of separate networks side by side that carry the same kind of traffic, each device having a port in each. | Levels of a network, or switches.
node-ports | scale-up | Ports of a node | n_port | count | | 1 | 10000 | | | Number of ports of a server towards the fabric that the condition names. | Ports of a switch, or lanes.
switch-capacity | scale-up | Switching capacity | B_sw | Tbit/s | direction;scope | 0.5 | 2000 | | | Sum of the rates of all ports of a switch chip or tray, one way unless the direction says otherwise. | Throughput of one flow.
switch-ports | scale-up | Switch ports | k | count | | 2 | 1024 | | 端口数 | Number of ports of a switch chip or box, at the rate or of the link that the condition names. | Cages or connectors, which may hold several ports.
switch-chips | scale-up | Switch chips | n_sw | count | | 1 | 1e5 | | 交换芯片 | Number of switch chips of the level that the condition names in a node, box, tray or machine. | Switch boxes or trays.
switches | scale-up | Switch boxes or trays | n_box | count | | 1 | 1e6 | | | Number of switch boxes or trays in a rack or machine. | Switch chips.
scaleout-bandwidth | scale-out | Scale-out bandwidth | B_out | Gbit/s | direction;scope | 10 | 1e6 | | | Nominal rate into the network that joins machines beyond the scale-up domain, for the die, package, node or machine that the scope names. | Scale-up bandwidth, or the rate of the storage network.
scaleout-domain-size | scale-out | Scale-out size | N_out | count | | 100 | 2e6 | | | Largest number of accelerators that the scale-out network is stated to join. | The scale-up domain, or a cluster that stands.
switch-latency | latency | Switch latency | t_sw | ns | | 20 | 2000 | | 单跳延迟 | Time from a packet's entering one switch to its leaving. | Latency from end to end, or under congestion.
end-to-end-latency | latency | End-to-end latency | alpha | us | | 0.02 | 1000 | | 时延 | One-way time of a small message between the ends that the condition names, as a design figure or a constant of software. | A round trip, or a measured run.
round-trip-latency | latency | Round-trip latency | t_RTT | us | | 0.04 | 1000 | | | Time from sending a request to having its answer. | One-way latency.
phy-latency | latency | Latency of the physical layer | t_phy | ns | | 0.5 | 1000 | | | Time that the electronics of one link add, without switches or software. | Latency from end to end.
dies-per-package | silicon | Dies per package | n_die | count | | 1 | 32 | | 裸片 | Number of dies of the kind that the condition names in one package; memory dies do not count. | Chips in a machine.
die-area | silicon | Die area | A | mm**2 | scope | 50 | 50000 | | | Area of one piece of silicon. | Area of a package, or the sum over its dies.
transistors | silicon | Transistors | n_T | count | scope | 1e9 | 1e13 | | | Number of transistors of a die, or of all dies of a package, as the vendor counts. | A measure of speed.
production-yield | silicon | Yield | Y | percent | | 1 | 100 | | 良率 | Share of the dies or packages made that can be sold. | A target, or the share of a die's cores that is enabled.
chip-power | power | Chip power | P_chip | W | scope;basis | 5 | 30000 | | | Electrical power of one chip, module or board, as a limit or a figure of design as the basis says. | A server's power divided by its accelerators, or power in a given program.
system-power | power | Machine power | P_sys | kW | scope;basis | 0.5 | 2e6 | | | Electrical power that goes into a tray, node, cabinet or machine, on the basis stated. Maximum, typical and estimated are three kinds of figure. | The sum of its chips' power, or the cooling outside the machine.
facility-power-per-accelerator | power | Facility power per accelerator | P_acc | kW | basis | 0.5 | 10 | | | Power that a data centre provides for one accelerator with its share of host, network, conversion and cooling, by an analyst's model. | Chip power, or the average power drawn.
avoided-power | power | Power avoided | P_avoid | kW | | 0.001 | 10000 | | | Power that the source says the design saves against the alternative in the condition. | Power drawn, or a measured saving.
power-supply-capacity | power | Power supply capacity | P_psu | kW | scope | 1 | 5000 | | | Output that the power shelves of a cabinet can deliver. | Power drawn.
power-shelves | power | Power shelves | n_shelf | count | | 1 | 32 | | | Number of power shelves in a rack, spares included. | Supplies inside a shelf.
coolant-flow | cooling | Coolant flow | Q | l/min | scope | 1 | 1e5 | | 液冷 | Volume of water or air that a cabinet needs in a given time. | Flow of the whole facility.
supply-temperature-max | cooling | Highest supply temperature | T_max | degC | | 15 | 60 | | | Highest temperature of the coolant or inlet air at which the machine may run. | Temperature of a chip, or of the returning coolant.
mass | size-and-mass | Mass | m | kg | scope | 1 | 5000 | | | Mass of a node, cabinet or part in the state that the condition names. | Load on the floor.
floor-area | size-and-mass | Floor area | A_floor | m**2 | | 10 | 1e5 | | | Floor that a machine takes, as the vendor states it. | The footprint of the cabinets alone.
racks | counts | Cabinets | n_rack | count | | 1 | 20000 | | 机柜 | Number of cabinets of the kind that the condition names in a machine. | Rack units, or nodes.
nodes | counts | Nodes | n_node | count | | 1 | 1e5 | | 计算节点 | Number of compute servers or compute trays in a machine; a tray that boots by itself is a node. | Switch trays.
accelerators | counts | Accelerators | N | count | | 1 | 2e6 | | 加速器 | Number of accelerator packages in a cabinet or machine. | Dies, or the size of the scale-up domain.
cpus | counts | CPUs | n_cpu | count | | 1 | 1e5 | | | Number of processor packages in a machine. | CPU cores.
cables | counts | Cables and fibres | n_cable | count | | 1 | 1e6 | | | Number of cables, fibres or cable cartridges of the kind that the condition names in a machine. | Links, of which one cable may carry several.
optical-modules | counts | Optical modules | n_opt | count | scope | 1 | 1e6 | | 光模块 | Number of optical modules in a machine, or for each package, both ends of a link counted. | Links or fibres.
avoided-modules | counts | Optical modules avoided | n_opt-avoid | count | | 1 | 1e7 | | | Number of optical modules that a design does without, by the source's count, against the alternative in the condition. | Modules that are fitted.
price | price | Price | p | USD | | 0.1 | 1e11 | | | Money asked or estimated for one unit, with the parts that the condition names. Each price stays in its own currency. | The cost of making it, or of running it.
rental-price | price | Rental price | p_h | USD/hour | | 0.1 | 100 | | | Price of renting one accelerator for an hour, on the terms in the condition. | The cost of owning it.
ownership-cost | price | Ownership cost | c_h | USD/hour | | 0.1 | 100 | | 总拥有成本 | An analyst's cost of owning and running one accelerator for an hour: capital, power, hosting. | A rental price.
component-cost | price | Cost of a part | c_part | USD | | 1 | 1e8 | | | Estimated cost of the parts that the condition names in one machine. | The price of the machine.
mean-time-between-failures | reliability | Mean time between failures | MTBF | hour | | 0.01 | 1e9 | | 平均无故障时间 | Average running time between failures, as somebody states, assumes or models it. | A mean measured on a named fleet, or a guaranteed life.
availability | reliability | Availability | A_v | percent | | 50 | 100 | | | Share of time in which a rack can be used, as claimed or promised by contract. | A measured share, or the share of useful training time.
restoration-time | reliability | Time of a recovery step | t_rec | s | | 1e-8 | 1e6 | | | Time of the step that the condition names after a failure or for a repair. | All the time that a failure costs.
units-delivered | supply | Units delivered | n_del | count | | 1 | 1e8 | | | Units sold, shipped or in use, as the condition says, at the date or in the period given. | Units planned or ordered.
units-planned | supply | Units planned | n_plan | count | | 1 | 1e8 | | | Units that a maker plans to make or a buyer has ordered. | Units delivered.
stockpile | supply | Stock of parts | n_stock | count | | 1 | 1e9 | | | Parts of the kind that the condition names that a maker holds, by an estimate. | A year's supply.
stated-comparison | comparison | Comparison stated by a source | r | 1 | | 0.001 | 1e5 | | | Ratio of a quantity of this thing to that of another, as the source prints it; the condition names the quantity and the other thing. | A ratio computed from the rows of this site.
"""

BOUNDS = {"": "exact", "~": "about", "<": "at-most", ">": "at-least"}
PER_PACKAGE = {"dies-per-package", "memory-stacks", "rental-price", "ownership-cost", "facility-power-per-accelerator"}
PER_LINK = {"link-bandwidth", "usable-link-bandwidth", "encoding-efficiency", "energy-per-bit"}
SCOPES = {"die", "package", "board", "node", "tray", "rack", "system", "pod", "switch"}
WITHOUT_SCOPE = {"software", "comparison", "supply", "reliability", "latency", "silicon"}


def table(text: str, width: int) -> dict[str, list[str]]:
    """Lines of one of the tables above, by their first cell; the first two for PARTS."""
    found = {}
    for line in text.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) != width or cells[0] in found:
            raise SystemExit(f"curate: {width} cells and a new name are needed in {line!r}")
        found[cells[0]] = cells[1:]
    return found


def read(path: Path) -> list[dict]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: list[dict], key: list[str]) -> None:
    """A table of data/, sorted by its key, with the columns of the contract."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == name)["schema"]["fields"]
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field["name"] for field in fields], lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: [row[column] for column in key]))


class Raw:
    """The dossier with the proposed vocabulary beside each row."""

    def __init__(self, dossier: Path, vocabulary: Path):
        self.mapping = {f"{row['folder'][0]}{row['row_number']}": row for row in read(vocabulary / "mapping.csv")}
        self.rows = {}
        for letter, folder in FOLDERS.items():
            for line, row in enumerate(read(dossier / folder / "facts.csv"), 2):
                self.rows[f"{letter}{line}"] = row

    def source(self, name: str) -> str:
        """The unified id of a row's source."""
        return SAME.get((FOLDERS[name[0]], self.rows[name]["source"]), self.rows[name]["source"])

    def locator(self, name: str) -> str:
        """Where in the source, with the chapter where a book has one id."""
        row = self.rows[name]
        chapter = CHAPTERS.get(row["source"])
        return LOCATORS.get(name) or (f"{chapter}: " if chapter else "") + row["locator"]


def facts(raw: Raw, entities: dict, properties: dict) -> list[dict]:
    """Rows of facts.csv."""
    decided = table(ROWS, 5)
    found = []
    for name, mapped in raw.mapping.items():
        wanted = mapped["target"] == "facts" and mapped["entity"] in entities and name not in SKIPPED
        if not wanted:
            if name in decided:
                raise SystemExit(f"curate: {name} has a line in ROWS but is no row of facts in scope")
            continue
        if mapped["condition"] and name not in decided:
            print(f"no line for {name}: {mapped['entity']} {mapped['property']}, {mapped['condition']}")
        found.append(fact(raw, name, decided.get(name, ["", "", "", ""]), entities, properties))
    for name, changes in EXTRA:
        found.append(fact(raw, name, decided.get(name, ["", "", "", ""]), entities, properties) | changes)
    return found


def fact(raw: Raw, name: str, decided: list[str], entities: dict, properties: dict) -> dict:
    """One row: the dossier's figures, the mapping's columns, the decisions above."""
    mapped, row = raw.mapping[name], raw.rows[name]
    bound, condition, changes, note = decided
    found = {column: mapped[column] for column in ("entity", "property", "precision", "sparsity", "direction", "scope", "basis", "kind")}
    if found["scope"] == "unstated":
        found["scope"] = ""
    if not found["scope"]:
        found["scope"] = plain_scope(found["entity"], found["property"], entities, properties)
    if mapped["property"] in ("switch-latency", "port-rate", "switch-ports"):
        found["scope"] = "port" if mapped["property"] == "port-rate" else "switch"
    found |= {
        "value": row["value"], "value_to": "", "bound": BOUNDS[bound], "unit": UNITS.get(row["unit"], row["unit"]),
        "condition": condition, "source": raw.source(name), "locator": raw.locator(name), "as_of": row["as_of"],
        "confidence": row["confidence"], "note": note,
    }  # fmt: skip
    relayed = "relayed" in mapped["reason"] or row["source"] in NOT_OPENED
    if relayed and found["confidence"] == "high":
        found["confidence"] = "medium"
    return found | dict(change.strip().split("=", 1) for change in changes.split(",") if change)


def plain_scope(entity: str, prop: str, entities: dict, properties: dict) -> str:
    """The scope that goes without saying: of a count, what it is counted in."""
    if prop in PER_PACKAGE:
        return "package"
    if prop in PER_LINK:
        return "link"
    kind = entities.get(entity, ["", "", ""])[2]
    return "" if kind not in SCOPES or properties.get(prop, ["software"])[0] in WITHOUT_SCOPE else kind


def entity_rows(raw: Raw, entities: dict, used: set[str]) -> list[dict]:
    """Rows of entities.csv for what facts, runs or parts use."""
    found = []
    for name, (label, aliases, kind, maker, summary, announced, available) in entities.items():
        if name not in used:
            print(f"entity without fact, run or part: {name}")
            continue
        row = {"id": name, "label": label, "aliases": aliases, "kind": kind, "maker": maker, "summary": summary}
        for column, text in (("announced", announced), ("available", available)):
            at, _, date = text.partition(" ")
            row[column] = (date or raw.rows[at]["value"]) if at else ""
            row[f"{column}_source"] = raw.source(at) if at else ""
            row[f"{column}_locator"] = raw.locator(at) if at else ""
        found.append(row)
    return found


def part_rows(raw: Raw) -> list[dict]:
    """Rows of parts.csv."""
    found = []
    for line in PARTS.strip().splitlines():
        whole, part, count, name, locator = (cell.strip() for cell in line.split("|"))
        found.append({"whole": whole, "part": part, "count": count, "source": raw.source(name), "locator": locator or raw.locator(name)})
    return found


def property_rows(properties: dict, used: set[str]) -> list[dict]:
    """Rows of properties.csv for what facts use."""
    columns = "group label symbol unit requires lower_bound upper_bound tolerance chinese definition does_not_mean".split()
    for name in used - set(properties):
        print(f"no definition of {name}")
    return [{"id": name} | dict(zip(columns, cells, strict=True)) for name, cells in properties.items() if name in used]


def source_rows(folders: list[Path], used: set[str]) -> list[dict]:
    """The bibliography of what is used: the first entry of each document, with our changes."""
    found: dict[str, dict] = {}
    for folder in folders:
        for source in json.loads((folder / "sources.json").read_text(encoding="utf-8")):
            name = SAME.get((folder.name, source["id"]), source["id"])
            if name in used and (name not in found or source["id"] == name != found[name]["was"]):
                found[name] = source | {"id": name, "was": source["id"]}
    for name in sorted(used - set(found)):
        print(f"source without entry: {name}")
    for name, source in found.items():
        source |= SOURCES.get(name, {})
        source.pop("was")
        source.pop("custom", None)
        if not source.get("note"):
            source.pop("note", None)
    return [found[name] for name in sorted(found)]


def main(arguments: list[str]) -> int:
    """Write the five files."""
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 2
    dossier, vocabulary, *validation = map(Path, arguments)
    raw = Raw(dossier, vocabulary)
    entities, properties = table(ENTITIES, 8), table(PROPERTIES, 12)
    runs = read(DATA / "runs.csv") if (DATA / "runs.csv").exists() else []
    rows, parts = facts(raw, entities, properties), part_rows(raw)
    used = {row["entity"] for row in rows} | {row["system"] for row in runs} | {row[c] for row in parts for c in ("whole", "part")}
    for name in sorted(used - set(entities)):
        print(f"entity without entry: {name}")
    things = entity_rows(raw, entities, used)
    cited = {row["source"] for row in (*rows, *runs, *parts)}
    cited |= {row[f"{column}_source"] for row in things for column in ("announced", "available")} - {""}
    key = "entity property precision sparsity direction scope basis condition source as_of".split()
    write("facts", rows, key)
    write("entities", things, ["id"])
    write("parts", parts, ["whole", "part"])
    write("properties", property_rows(properties, {row["property"] for row in rows}), ["id"])
    folders = [dossier / folder for folder in FOLDERS.values()] + validation
    text = json.dumps(source_rows(folders, cited), ensure_ascii=False, indent=2)
    (DATA / "sources.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(rows)} facts, {len(things)} entities, {len(parts)} parts, {len(cited)} sources")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
