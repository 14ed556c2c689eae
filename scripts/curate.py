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
ascend-910c | Ascend 910C | 昇腾910C; Ascend 910C NPU; 910C | package | Huawei | Accelerator package of paired compute dies with stacked memory, sold in several bins; Huawei's own documents of the A3 generation often call it Ascend 910. | |
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
gb200-gpu | Blackwell GPU of GB200 | GB200 GPU; GB200 186GB | package | NVIDIA | GPU package of the GB200 superchip: a pair of dies that software sees as one. | |
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
tpu-v7 | TPU7x (Ironwood) | Ironwood; TPU v7; TPU7x | package | Google | Accelerator of Google's seventh generation, of paired compute chiplets. | |
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

# Entities whose rows of the mapping go to facts (those of ENTITIES that only stand in parts or runs have none).
# row | bound | condition | changes (name=value, comma) | note.  Bounds: ~ about, < at most, > at least.
# Rows with an empty condition in the mapping and nothing to say need no line.
ROWS = """
h84 | | | scope=package | Huawei's simulator takes a lower rate for the same link.
h85 | | | scope=package |
h118 | | link=sio | kind=constant, scope=package | A constant of Huawei's simulator; the paper prints a higher rate.
h81 | | part=compute dies | |
h35 | | | | Printed as twice the rate of one die.
h150 | < | | |
h86 | | | |
h28 | | bin=800T | | The bins are sold side by side; they are not rival claims.
h29 | | bin=752T | | The bin that the CloudMatrix paper's throughput columns imply.
h30 | | bin=626T | | Added to the white paper by a later revision.
h31 | | bin=800T | |
h32 | | bin=752T | |
h33 | | bin=626T | |
h52 | | | | SemiAnalysis's figure as the press repeats it; no document of Huawei prints it.
h123 | ~ | period=2024-11 | | From one source of the agency, which ties it to missing lithography tools.
h126 | | period=2025-02 | | The Financial Times, as relayed.
h94 | | link=roce | |
h36 | | path=npu to npu | | Twice the one-way rate of the paper; not to be confused with the paper's both-ways rate of one die.
h151 | | path=device to device | |
h37 | | link=lqc | | Beside them a RoCE link.
h142 | | covers=inference performance; baseline=h100 | | From a single post on social media; no method, model or precision was given.
h135 | | part=hbm stacks | | Read in digests of the article.
h136 | | part=packages that the hbm stock can equip | | Read in digests of the article.
h143 | | | | Repeated by the press without a primary source.
h131 | | status=shipped; period=2025 | | Read in digests of the article.
h128 | | status=planned; period=2025 | | The Financial Times, as relayed.
h140 | | status=planned; period=2026 | | About double the year before, says the article.
h110 | | | kind=constant | A default that nobody has calibrated.
h82 | | cores=cube | |
h83 | | cores=vector | |
h108 | | | kind=constant | The code itself says that it needs calibration.
h115 | | path=between nodes | kind=constant | Well above what the CloudMatrix paper measured for small messages.
h116 | | path=inside a node | kind=constant | Below what the CloudMatrix paper measured for small messages.
h117 | | path=between the dies of a package | kind=constant |
h111 | | covers=matrix operation | kind=constant | The code marks it for confirmation.
h112 | | covers=vector operation | kind=constant |
h113 | | covers=communication operation | kind=constant |
h109 | | | kind=constant | A default that nobody has calibrated; the paper measured more in attention.
h97 | | bin=752T | kind=constant |
h98 | | bin=752T | kind=constant | Below half the bin's name, which seems to count the vector units as well.
h100 | | bin=752T | kind=constant |
h102 | | bin=752T | kind=constant |
h105 | | bin=560T | kind=constant |
h106 | | bin=560T | kind=constant |
h93 | | link=roce | |
h89 | | link=ub | |
h90 | | link=ub | | Equal in number to the package's one-way rate, hence often confused with it.
h114 | | path=between nodes | kind=constant |
h92 | | link=ub | | A link of the package seems to bundle one transceiver of each die; the paper does not say.
h134 | | part=dies | | Made by TSMC and stored, by the estimate; read in digests of the article.
h107 | | bin=560T | kind=constant |
h103 | | | kind=constant |
h104 | | | kind=constant |
h761 | | part=compute and io dies | | As many IO dies as compute dies.
h642 | | memory=hizq 2.0; status=announced | |
h641 | | memory=hizq 2.0; status=announced | |
h747 | | configuration=top bin | |
h748 | | configuration=lower bin | | The bin on the product page of the Atlas 950 SuperPoD.
h794 | | configuration=as sold in atlas 950 superpod | |
h758 | | link=pcie 5.0 x16 | | Shares ports with UnifiedBus.
h763 | | part=memory modules | |
h638 | | status=announced | | A round figure of the keynote; the later white paper refines it by bin.
h639 | | status=announced | | A round figure of the keynote; the later white paper refines it by bin.
h714 | | bin=36-core; cores=cube and vector | |
h715 | | bin=32-core; cores=cube and vector | |
h716 | | bin=28-core; cores=cube and vector | |
h717 | | bin=36-core; cores=cube and vector | |
h718 | | bin=32-core; cores=cube and vector | |
h719 | | bin=28-core; cores=cube and vector | |
h720 | | bin=36-core; cores=cube and vector | |
h721 | | bin=32-core; cores=cube and vector | |
h722 | | bin=28-core; cores=cube and vector | |
h723 | | bin=36-core; cores=cube | |
h724 | | bin=32-core; cores=cube | |
h726 | | bin=28-core; cores=cube | |
h728 | | bin=36-core; cores=cube | |
h729 | | bin=32-core; cores=cube | |
h731 | | bin=28-core; cores=cube | |
h733 | | bin=36-core; cores=cube | |
h734 | | bin=32-core; cores=cube | |
h736 | | bin=28-core; cores=cube | |
h738 | | bin=36-core | |
h739 | | bin=32-core | |
h740 | | bin=28-core | |
h802 | | configuration=as sold in atlas 950 superpod | | The source divides the product table of a cabinet by its accelerators.
h803 | | configuration=as sold in atlas 950 superpod | | The source divides the product table of a cabinet by its accelerators.
h804 | | configuration=as sold in atlas 950 superpod | | The source divides the product table of a cabinet by its accelerators.
h835 | | period=about 2026-06 | |
h836 | ~ | period=2026-09 | |
h759 | | link=uboe | | Shares ports with UnifiedBus.
h640 | | status=announced | | The keynote does not say the direction.
h756 | | link=ub | | Some of the ports are shared with PCI Express and Ethernet.
h797 | | configuration=as sold in atlas 950 superpod | | Lower than keynote and white paper; the page does not say why.
h757 | | link=ub | |
h760 | | memory=l2 cache; configuration=top bin | |
h837 | > | status=ordered by deepseek | | A reported plan, not a delivery.
h43 | | link=lqc | |
h44 | | link=roce | |
h40 | | bin=752T | |
h41 | | bin=626T | |
h42 | | part=first-level switch chips | | Without oversubscription.
h38 | | bin=752T | | Air-cooled server with its processors, switch chips and fans.
h39 | | bin=626T | | Air-cooled server with its processors, switch chips and fans.
h185 | | medium=air; place=room at 25 degC | |
h184 | | covers=full, without doors | |
h182 | | configuration=11+1 modules | |
h183 | < | part=lingqu 630 v1 | |
h180 | | place=room at 40 degC | |
h181 | | place=room at 25 degC | |
h176 | | medium=water; configuration=supply at 40 degC | |
h177 | | medium=water; configuration=supply at or below 35 degC | |
h178 | | covers=full, with water, without doors | |
h173 | | | |
h167 | | bin=800T | |
h168 | | bin=752T | |
h169 | | bin=626T | |
h172 | | | |
h175 | | medium=coolant | | It must also stay above the dew point by a margin.
h171 | | | | A limit of stress tests, which Huawei says does not stand for the power of real service.
h200 | < | | |
h196 | | link=lqc | |
h197 | | link=roce | |
h224 | | plane=rdma | |
h226 | | plane=vpc | | Through the Qingtian card.
h211 | | part=first-level switch chips | |
h147 | < | | |
h149 | | | | The page says TB, but the figure fits binary terabytes.
h144 | | bin=800T | |
h145 | | bin=752T | |
h161 | | | | A round figure; the keynote does not state the precision.
h154 | | part=all cabinets | |
h155 | | part=compute cabinets | |
h156 | | part=bus-device cabinets | |
h146 | < | part=npu packages | | It can be divided into smaller logical machines.
h158 | | medium=inlet air | |
h152 | | | | Through one switch; from end to end there are several, with cables.
h162 | > | status=in use | |
h808 | > | status=in use | |
h809 | > | status=in use | |
h806 | | | | The white paper of the chip prints a smaller space.
h659 | | status=announced | |
h663 | | status=announced | | The sum of the packages, counted in binary steps.
h660 | | status=announced | |
h661 | | status=announced | |
h658 | | status=announced; part=all cabinets | |
h807 | | | |
h662 | | status=announced | | The keynote does not say the direction; it also prints a rounder figure.
h657 | | status=announced | |
h791 | < | status=announced | |
h666 | | covers=training throughput; baseline=atlas 900 a3 superpod | |
h667 | | covers=inference throughput; baseline=atlas 900 a3 superpod | |
h668 | | covers=compute; baseline=nvl144 | |
h669 | | covers=memory; baseline=nvl144 | |
h670 | | covers=interconnect bandwidth; baseline=nvl144 | |
h671 | | covers=accelerators; baseline=nvl144 | |
h801 | | | |
h795 | | | |
h796 | | | |
h800 | | part=all cabinets | |
h799 | | | | The sum of the packages at the rate of the product page, not of the white paper.
h792 | < | | | The keynote and the white paper announce a far larger machine.
o556 | | status=demonstrated | | Designed for the larger machine that was announced.
n49 | | | |
o227 | | covers=server, network and cooling share | scope=package |
n47 | | | | The round figure often quoted is a little higher.
n45 | | memory=hbm3e; covers=usable | | Whether it is printed for one, or for all eight and divided, is not settled.
n46 | | status=announced | | The figure at launch; the shipped part shows less to the user.
o228 | | term=hyperscaler | scope=package |
o229 | | term=neocloud | scope=package |
o1139 | ~ | | | A street price; no list price exists.
o230 | | term=3-year rental | scope=package |
n50 | | link=nvlink 5 | |
n41 | | | | Both dies together.
h80 | | part=fibres | |
h208 | | | |
h213 | | | |
h55 | | | |
h266 | > | configuration=cluster of 10000 cards; status=goal | |
h209 | | | |
h73 | | covers=scale-up | |
h74 | | covers=scale-up and scale-out; link=800g | | Huawei's port tables show modules of half that rate.
h78 | | covers=scale-up and scale-out; link=400g lpo | | The rate fits Huawei's port tables; the form of the module does not.
h79 | | covers=scale-up and scale-out | |
h53 | | | | SemiAnalysis's label; Huawei's page prints bins in another number format.
h77 | < | | |
h252 | ~ | term=in yuan | |
h253 | ~ | term=in dollars | |
h210 | | part=all cabinets | |
h263 | | covers=recovery; configuration=training job on 10000 cards | |
h267 | | covers=recovery; configuration=process level, best case | |
h225 | < | plane=rdma | |
h260 | | | |
h248 | | | | From a nominal rate a package that is below the rate of the CloudMatrix paper.
h207 | | part=npu packages | |
h61 | | covers=power; baseline=gb200 nvl72 | | A later version of the article prints a higher ratio.
h62 | | covers=power per compute; baseline=gb200 nvl72 | | Higher is worse; versions of the article differ.
h63 | | covers=power per memory bandwidth; baseline=gb200 nvl72 | | Higher is worse; versions of the article differ.
h64 | | covers=power per memory capacity; baseline=gb200 nvl72 | | Higher is worse; versions of the article differ.
h68 | | covers=power; baseline=gb200 nvl72; revision=current text | |
h69 | | covers=power per compute; baseline=gb200 nvl72; revision=current text | | Higher is worse.
h70 | | covers=power per compute; baseline=gb200 nvl72; revision=headline | | Higher is worse.
h71 | | covers=power per memory bandwidth; baseline=gb200 nvl72; revision=current text | | Higher is worse.
h72 | | covers=power per memory capacity; baseline=gb200 nvl72; revision=current text | | Higher is worse.
h75 | | covers=scale-up bandwidth; baseline=gb200 nvl72 | |
h76 | | covers=scale-out bandwidth; baseline=gb200 nvl72 | |
h251 | | covers=compute; baseline=not stated | | The copy seen does not say against what; it fits a machine against one of its nodes.
h214 | | part=second-level switch chips; plane=one sub-plane | scope= |
h56 | | | | An analyst's total; the maxima of Huawei's cabinets add up to more.
h255 | > | status=sold | |
n165 | | link=infiniband ndr | |
n166 | | link=infiniband xdr | |
n167 | | | |
n187 | | | |
n186 | | | |
n185 | | | |
n184 | | | |
n63 | | | |
n58 | | memory=hbm3e | | Behaves like binary gigabytes beside what the driver reports.
n60 | | covers=as reported by the driver | |
n52 | | | | The figure by which NVIDIA computes utilisation.
n53 | | | | The operator's table gives the GPU of GB200 the figure of the B200.
n64 | | link=nvlink 5 | |
n65 | | link=nvlink 5 | |
n271 | | status=committed by contract | |
n272 | | status=committed by contract; configuration=rack of 16 of 18 nodes | | An alternative wording of the contracts, which leaves trays as spares.
n179 | | link=1.6t; baseline=optical nvlink | |
n177 | | baseline=optical nvlink | | NVIDIA's claim, as quoted by the article.
n178 | | baseline=optical nvlink; link=1.6t | |
n174 | | part=copper cables | |
n180 | | part=transceivers; baseline=optical nvlink | | What the modules would cost to make if NVLink were optical.
n181 | | part=copper cables | | An investor's estimate, which the article rejects.
n203 | < | memory=lpddr5x; revision=preliminary 2024 | |
o231 | | covers=server, network and cooling share | scope=package |
n204 | | | |
h60 | | | |
n199 | < | revision=preliminary 2024 | |
h59 | | | |
n211 | | | |
n469 | | part=nvlink spine | | The article calls it a chassis; the spine is meant.
n189 | | | |
o232 | | term=hyperscaler | scope=package |
o233 | | term=neocloud | scope=package |
h58 | | | |
n198 | | revision=preliminary 2024 | | The present page prints less; this is the sum of the superchips of the preliminary table.
n209 | | | value_to=8 | Shelves for the rack as HPE builds it.
h254 | ~ | | |
n212 | | covers=server of the rack; term=hyperscaler | |
n213 | | covers=all, with network and storage; term=hyperscaler | |
o234 | | term=3-year rental | scope=package |
n270 | > | covers=replacement of the cable spine | | As providers state; at worst several days for a rack.
n188 | | | |
o1132 | | covers=ownership cost per gpu; baseline=h100 | |
n191 | | | |
n190 | | part=switch trays | |
h57 | | | |
n206 | | covers=with rectifier loss | |
n208 | | | value=120, value_to=132 |
n71 | | | |
n70 | | revision=preliminary 2024 | |
n474 | | | | A bank's model, relayed by the press.
n92 | < | | | Configurable.
n95 | | cores=sm; configuration=full die | |
n96 | | link=nv-hbi | scope=package |
n88 | | memory=hbm3e; configuration=product | |
n89 | | memory=hbm3e; configuration=architecture | |
n90 | | covers=as reported by the driver | |
n93 | | | | Both dies together.
n475 | | part=cooling | | A bank's model, relayed by the press.
n472 | | | |
n226 | | | |
n225 | | sparse-ratio=below two | | In this format NVIDIA raised the dense rate alone.
n234 | | | value_to=4000000 | Loop Capital's estimate, as relayed.
n233 | | configuration=planning budget | kind=derived | A worked example of the manual, relayed; the switch trays are not in it.
n470 | | configuration=supermicro rack | value_to=140 |
n473 | ~ | | | The article has other errors.
n11 | | | |
n122 | | cores=neoverse v2 | |
n124 | < | | |
n125 | | | scope= | Whether for one CPU or for the node is not stated.
n123 | < | memory=lpddr5x | |
n22 | | | |
n14 | | cores=sm; configuration=enabled | | The die has more, which are switched off.
o219 | | covers=server, network and cooling share | scope=package |
n19 | | memory=hbm3 | |
o1092 | | status=assumed | | An assumption of a model, drawn from the failures of Llama 3.
o220 | | term=hyperscaler | scope=package |
o221 | | term=neocloud | scope=package |
n449 | | | |
n451 | | | |
o1115 | | period=2024 | | A retail price; whether of the SXM or the PCIe card is not said.
o1137 | ~ | | | A street price; whether of the SXM or the PCIe card is not said.
o222 | | term=3-year rental | scope=package |
o1141 | | place=aws p5; term=on demand | scope=package | The list price of the server divided by its accelerators.
n25 | | link=infiniband ndr | |
n23 | | link=nvlink 4 | |
n24 | | link=nvlink 4 | |
n15 | | memory=l2 cache | |
n31 | | covers=all links of a gpu | scope=package | DeepSeek's text states it as reachable, below the nominal rate.
n431 | | | | DeepSeek's staff in a thread; a theoretical rate.
n432 | | | | DeepSeek's staff in a thread; a nominal rate.
o307 | | term=assumed lease | scope=package | An assumption of DeepSeek's own account of its costs.
o726 | | covers=all links of a gpu | scope=package |
n448 | | | | A reseller's copy of NVIDIA's table.
n81 | | | |
n215 | | covers=server; term=hyperscaler | |
n216 | | covers=all, with network and storage; term=hyperscaler | |
h204 | | configuration=fastest option | |
h203 | | | |
h96 | ~ | link=ub | |
h205 | | memory=l2 cache | |
h206 | | memory=l3 cache | |
h187 | | link=400g qsfp-dd | |
h195 | < | configuration=all optical modules fitted | scope=switch |
o202 | | | | Board power, which the maker calls typical and peak at once.
o630 | | part=io dies | scope=package | The larger of the two rates that the source lists.
o994 | | part=compute dies | |
o235 | | covers=server, network and cooling share | scope=package |
o196 | | memory=hbm3 | |
o124 | | link=infinity fabric | | AMD prints no direction; the source reads its figure as both ways.
o236 | | term=hyperscaler | scope=package |
o237 | | term=neocloud | scope=package |
o207 | | | | Rounded by the source.
o208 | | | | Rounded by the source.
o992 | | | |
o1140 | | | | As listed by a model hub.
o238 | | term=3-year rental | scope=package |
o123 | | link=infinity fabric | | AMD prints no direction; the source reads its figure as both ways.
o993 | | link=infinity fabric | |
n138 | | covers=raw signalling | | The rate that NVIDIA's tool shows as set; nothing is timed.
n134 | | | |
n142 | | library=nccl | kind=constant |
o164 | | covers=payload over raw signalling | |
n137 | | covers=raw signalling | | The rate that NVIDIA's tool shows as set; nothing is timed.
n135 | | | |
n139 | < | | | No machine of the Blackwell generation shipped at this size.
n141 | | library=nccl | kind=constant |
n136 | | | |
n160 | | | |
n159 | | | |
n158 | | | |
n453 | | | | The article gives no date in the copy seen.
o625 | | configuration=grace hopper | |
n161 | | configuration=grace blackwell superchip | |
n162 | | configuration=grace blackwell superchip | |
n163 | | configuration=vera rubin superchip | | The page prints it for the superchip, not for one GPU.
n454 | < | configuration=nrz without fec | | The interface alone.
n155 | | | scope=switch | The ports that NVIDIA counts make a higher sum.
n152 | | link=nvlink 4 | |
n153 | | | |
n157 | | | scope=switch |
n156 | | link=nvlink 5 | | The name of the chip varies between documents.
n111 | | status=preview submission | |
n112 | | | |
n99 | | cores=sm | |
n101 | | part=compute dies | |
n103 | < | | |
n104 | | revision=page of 2026-09 | | Lower than the data sheet; the page does not explain the difference.
n102 | | memory=hbm4 | | NVIDIA calls the table preliminary.
n105 | | workload=inference; sparse-ratio=below two | | The data sheet calls the inference rate sparse; the training rate is dense.
n106 | | workload=training | |
n107 | | workload=training | |
n109 | < | link=nvlink 6 | |
n110 | | link=nvlink 6; revision=page of 2026-09 | | Lower than the earlier text; the page does not explain the difference.
n98 | | | | Both dies together.
o16 | | | | Another version of the page prints the same rate in binary units.
o15 | | covers=allocatable | | The physical memory is slightly larger.
o48 | | link=ici | | The product page implies a somewhat higher rate.
o14 | | | | No faster than the wider format.
o19 | | plane=data-centre network | |
o17 | | link=ici | |
o18 | | link=ici; revision=earlier page | | Agrees with the present page if it counts one direction, which it does not say.
o20 | | | |
o43 | | part=compute chiplets | |
o41 | | memory=hbm3e | |
o46 | | link=ici | |
o45 | | link=ici | |
o446 | ~ | covers=performance per watt; baseline=trillium | | The vendor's claim, relayed.
o442 | | | | The chip's memory in binary units, the sum in decimal ones.
o42 | | | |
o444 | | | scope=rack |
o445 | > | | |
o1122 | ~ | | |
o94 | | cores=neuroncore-v3 | |
o89 | | | | Printed for the wider formats as well.
o92 | | | | Equals the sum of what the page of the instance prints for its two kinds of links.
o100 | | path=inside an instance | |
o101 | | path=between instances | |
o93 | | memory=sbuf | |
o102 | | link=efa v3 | | The page prints the same for a single instance, of which the machine has several.
o95 | | | |
h212 | | covers=all uplinks of a chip | scope=switch |
h217 | | | |
n129 | | configuration=configurable | value_to=450 | The general range of the CPU, not its operating point in the rack.
n126 | | cores=olympus | |
n128 | < | | |
n127 | | memory=lpddr5x | | Whether it is printed, or the rack's sum was divided, is not settled.
n175 | | part=cable cartridges | |
n176 | | part=copper cables | |
n248 | | cores=olympus | |
n246 | | memory=lpddr5x | |
n241 | < | | |
n242 | | revision=page of 2026-09 | | Lower than the data sheet; the page does not explain the difference.
n240 | | memory=hbm4 | |
n236 | | workload=inference; sparse-ratio=below two | | The data sheet calls the inference rate sparse; the training rate is dense.
n237 | | workload=training | |
n238 | | workload=training | |
n255 | < | | |
n481 | | | | From a digest of news.
n252 | | covers=assembly of a tray | |
n245 | < | | |
n243 | < | | |
n244 | | revision=page of 2026-09 | | Lower than the data sheet; the page does not explain the difference.
n251 | | part=switch trays | |
n253 | | configuration=max-q to max-p | value_to=230 | NVIDIA publishes no power of the rack.
"""

# The far end of a range that a row of ROWS took in; a quotient whose printed side stands in EXTRA.
SKIPPED = {
    "n210": "other end of a range, see n209",
    "n235": "other end of a range, see n234",
    "n471": "other end of a range, see n470",
    "n130": "other end of a range, see n129",
    "n254": "other end of a range, see n253",
    "n59": "a quotient of the collector; the printed figure of the superchip is entered instead",
}

# Figures that the dossier tells only in a note, a locator or a reason: row that tells it, and what differs from it.
PRESENT = "Present page; the table of 2024 was preliminary."
EXTRA = [
    (
        "n70",
        {
            "value": "80",
            "condition": "",
            "as_of": "2026-11-23",
            "sparsity": "unstated",
            "note": PRESENT,
            "locator": "specification table, superchip column, FP64 Tensor Core (page of 2026)",
        },
    ),
    (
        "n198",
        {
            "value": "2880",
            "unit": "TFLOP/s",
            "condition": "",
            "as_of": "2026-11-23",
            "note": PRESENT,
            "locator": "FP64 Tensor Core row (page of 2026)",
        },
    ),
    (
        "n203",
        {
            "property": "dram-bandwidth",
            "value": "14",
            "unit": "TB/s",
            "bound": "exact",
            "condition": "memory=lpddr5x",
            "as_of": "2026-11-23",
            "note": PRESENT,
            "locator": "CPU memory row (page of 2026)",
        },
    ),
    ("n203", {"property": "dram-bandwidth", "value": "18.4", "unit": "TB/s", "bound": "at-most", "note": ""}),
    (
        "n59",
        {
            "entity": "gb200-superchip",
            "value": "384",
            "bound": "at-most",
            "scope": "board",
            "condition": "memory=hbm3e; revision=preliminary 2024",
            "note": "",
            "locator": "specification table, superchip column",
        },
    ),
    (
        "n84",
        {
            "entity": "gb300-gpu",
            "property": "peak-compute",
            "precision": "fp8",
            "scope": "package",
            "value": "10",
            "unit": "PFLOP/s",
            "sparsity": "sparse",
            "kind": "spec",
            "condition": "",
            "note": "",
            "locator": "p. 5, FP8 Tensor Core",
        },
    ),
    (
        "n86",
        {
            "entity": "gb300-gpu",
            "property": "peak-compute",
            "precision": "bf16",
            "scope": "package",
            "value": "5",
            "unit": "PFLOP/s",
            "sparsity": "sparse",
            "kind": "spec",
            "condition": "",
            "note": "",
            "locator": "p. 5, FP16/BF16 Tensor Core",
        },
    ),
    (
        "n45",
        {
            "entity": "hgx-b200",
            "value": "1.4",
            "unit": "TB",
            "scope": "node",
            "condition": "memory=hbm3e",
            "note": "",
            "locator": "README, B200 Reference Architecture",
        },
    ),
]

# Locators that spoke of the collector's own papers.
LOCATORS = {
    "n156": "as relayed: ports of the switch chip",
    "n184": "datasheet, as relayed: maximum power of the system",
    "n187": "datasheet, as relayed: maximum power of the system",
    "n200": "GPU memory row of the later page, as relayed",
    "n208": "power, as relayed",
    "n209": "power shelves, as relayed",
    "n51": "specification table",
}

UNITS = {"dimensionless": "1", "x": "1", "": "1", "mm^2": "mm**2"}

# One document, one id, over the three collections and the validation cases.
SAME = {
    ("nvidia", "bekman2026mleng"): "bekman2026mlengineering",
    ("others", "bekman2026mlengaccel"): "bekman2026mlengineering",
    ("others", "bekman2026mlengnetwork"): "bekman2026mlengineering",
    ("nvidia", "mlcommons2025training51"): "mlcommons2026training51",
    ("others", "mlcommons2025training51"): "mlcommons2026training51",
    ("others", "semianalysis2026inferencex"): "semianalysis2026specs",
    ("others", "semianalysis2025h100vsgb200"): "semianalysis2025training",
    ("others", "d2dregistry2026"): "dieregistry2026",
    ("others", "nvidia2026megatronbridge"): "nvidia2026mbridge",
    ("others", "perplexity2025pplxkernels"): "perplexity2025pplx",
    ("others", "grattafiori2024llama3"): "meta2024llama3",
    ("others", "microsoft2024azurebench"): "azure2024hopperbench",
    ("validation", "nvidia2026megatronbridge"): "nvidia2026mbridge",
    ("validation", "mlcommons2025trainingv50"): "mlcommons2025training50",
    ("validation", "mlcommons2025trainingv51"): "mlcommons2026training51",
    ("validation", "deepseek2025openinfra"): "deepseek2025day6",
    ("validation", "sglang2025largescaleep"): "sglang2025ep",
    ("validation", "semianalysis2026inferencex"): "semianalysis2026inferencexresults",
}
CHAPTERS = {
    "bekman2026mlengaccel": "compute/accelerator/README.md, ",
    "bekman2026mlengnetwork": "network/README.md, ",
}

# What is changed in a source; note "" takes the collector's away.
SOURCES = {
    "bekman2026mlengineering": {
        "title": "Machine Learning Engineering Open Book",
        "tier": "analyst",
        "note": "Its own benchmark runs are first-hand; its specification tables transcribe vendors' pages. Commit 744d01e.",
    },
    "mlcommons2026training51": {"title": "MLPerf Training v5.1 results", "note": ""},
    "semianalysis2026specs": {"note": "Commit 77ca49a."},
    "dieregistry2026": {
        "note": "The address is that of a standard's page; the figures were read in a public repository that cites it."
    },
    "huawei2026waic950": {
        "note": "The address of the page itself was not seen; figures as transcribed in a public survey note. Not opened."
    },
    "huaweicentral2026price": {"note": "Seen as quoted in a public note."},
    "huawei2026atlas950page": {
        "note": "Not opened; read in a transcription and translation of August 2026 by bekman2026mlengineering."
    },
    "wang2026keynote": {"note": "Not opened; figures read in several independent notes that quote it."},
    "hpe2025quickspecs": {"note": "Not opened; the address is the publisher's root, to be confirmed."},
    "nvidia2023dgxh100": {"note": "Not opened; the address is to be confirmed."},
    "deeplink2026superpod": {"note": "Read as quoted by a third party."},
    "bloomberg2026deepseek": {"note": "Read in secondary notes."},
    "nvidia2024gb200page": {
        "note": "The page changed: the table of 2024 was called preliminary. Tensor Core figures with sparsity unless it says otherwise."
    },
    "nvidia2026vrnvl72": {"note": "Preliminary values; the page changed between August and September 2026."},
    "zuo2025cloudmatrix": {
        "note": "Three versions in June 2025. The third renames the chip and takes out the table of link measurements and the rates of one die; locators say which version is meant."
    },
    "pcgamer2022nvswitch": {"note": "The address is the publisher's root, to be confirmed."},
    "morganstanley2026supernode": {"note": "The address is the publisher's root."},
    "semianalysis2025clustermax": {"note": "Address, title and date to be confirmed."},
    "deepseek2025deepep": {
        "title": "DeepEP: legacy (V1) documentation, performance",
        "note": "Commit dd758ca.",
        "URL": "https://github.com/deepseek-ai/DeepEP/blob/main/docs/legacy.md",
    },
    "nvidia2025nccl227": {
        "note": "Its first figure was not seen; a value from it is quoted in an issue of nccl-tests."
    },
    "nvidia2026aiconfigurator": {
        "note": "The tables count message size in elements; rows here are converted to bytes."
    },
    "vuiseng2026rundown": {"note": "The address is the author's root, to be confirmed."},
    "xiao2025xdeepserve": {"note": "Read in a later revision."},
    "semianalysis2026inferencexresults": {"note": "Rows seen in a sample that AIConfigurator ships."},
    "nvidia2026onesided": {"note": ""},
    "patel2025cloudmatrix": {
        "note": "Opening read in a mirror; its tables are known through press that reproduces them."
    },
    "semianalysis2025training": {"note": "Only the free part was read."},
    "semianalysis2024gb200": {"note": "Free part, read in a Chinese translation."},
    "semianalysis2025ramp": {"note": "Read in digests."},
    "huawei2026atlas800ta3wp": {"note": "The address is the product page that links the white paper."},
    "huawei2026ascend950wp": {
        "note": "The document carries no date; the day is that of the file, as a third party reports it."
    },
    "qsfptek2025lpo": {"note": "An optics vendor's note on a trade forum; date approximate."},
    "epium2025cooling": {"note": "Relays a bank's model; the copy seen shows no date."},
    "tomshardware2025sixty": {"note": "Read in a syndicated copy; date and address approximate."},
}
UNDATED = "The copy seen shows no date."
NOT_OPENED = {
    "wang2026keynote",
    "huawei2026atlas960e",
    "huawei2026atlas950page",
    "huawei2026waic950",
    "nvidia2025cpx",
    "hpe2025quickspecs",
    "nvidia2023dgxh100",
    "nvidia2024dgxb200",
    "nvidia2024nvlinkpage",
}

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
die-to-die-bandwidth | links | Die-to-die bandwidth | B_d2d | TB/s | direction | 0.05 | 50 | | 裸片间互联 | Rate between the dies inside one package, all lanes together. | Scale-up bandwidth, which leaves the package.
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
PER_PACKAGE = {
    "dies-per-package",
    "memory-stacks",
    "rental-price",
    "ownership-cost",
    "facility-power-per-accelerator",
}
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
        chapter = CHAPTERS.get(row["source"], "")
        return LOCATORS.get(name) or chapter + row["locator"]


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
    found = {
        column: mapped[column]
        for column in ("entity", "property", "precision", "sparsity", "direction", "scope", "basis", "kind")
    }
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
        row = {
            "id": name,
            "label": label,
            "aliases": aliases,
            "kind": kind,
            "maker": maker,
            "summary": summary,
        }
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
        found.append(
            {
                "whole": whole,
                "part": part,
                "count": count,
                "source": raw.source(name),
                "locator": locator or raw.locator(name),
            }
        )
    return found


def property_rows(properties: dict, used: set[str]) -> list[dict]:
    """Rows of properties.csv for what facts use."""
    columns = [
        "group",
        "label",
        "symbol",
        "unit",
        "requires",
        "lower_bound",
        "upper_bound",
        "tolerance",
        "chinese",
        "definition",
        "does_not_mean",
    ]
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
        source["note"] = (
            UNDATED if source.get("note", "").startswith("Publication date not shown") else source.get("note")
        )
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
    used = (
        {row["entity"] for row in rows}
        | {row["system"] for row in runs}
        | {row[c] for row in parts for c in ("whole", "part")}
    )
    for name in sorted(used - set(entities)):
        print(f"entity without entry: {name}")
    things = entity_rows(raw, entities, used)
    cited = {row["source"] for row in (*rows, *runs, *parts)}
    cited |= {row[f"{column}_source"] for row in things for column in ("announced", "available")} - {""}
    key = [
        "entity",
        "property",
        "precision",
        "sparsity",
        "direction",
        "scope",
        "basis",
        "condition",
        "source",
        "as_of",
    ]
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
