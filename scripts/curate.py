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
vera-rubin-superchip | Vera Rubin superchip | | board | NVIDIA | Board with a Vera CPU and Rubin GPUs. | |
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
vera-rubin-nvl72 | connectx-9 | 144 | n167 |
"""

# Columns of a row that are decided by hand: row | column=value | …   (h69: line 69 of huawei/facts.csv)
BY_HAND = """
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
        if found is None:
            print("no source:", source)
            continue
        library.append({**found, "tier": found.get("tier") or "primary"})
    (DATA / "sources.json").write_text(json.dumps(library, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(len(facts), "facts", len(parts), "parts", len(table), "entities", len(library), "sources")


GROUPS: dict[str, str] = {}


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
