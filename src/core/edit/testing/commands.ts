/** Random edits for tests: each draws its arguments from what a document has, and from some things it has not. */

import { type BoxKey, boxKey } from "../../box-key.ts";
import { DTYPES, type GraphDocument } from "../../document.ts";
import { OPERATORS } from "../../ops/index.ts";
import { type Random, randomGraph } from "../../testing/random.ts";
import { removeArena, setArenaSpec } from "../arenas.ts";
import * as change from "../change.ts";
import { clipOf, duplicate, paste } from "../clip.ts";
import { connect, connectTargets, disconnect, reconnect } from "../connect.ts";
import { foldGroup, group, type PlacedBox, placeBoxes, ungroup } from "../draw.ts";
import { addOperation, addValue, markOutputs } from "../make.ts";
import { clearOrder, moveStep, stepRange } from "../order.ts";
import { inputPorts } from "../ports.ts";
import { remove } from "../remove.ts";
import type { EditResult, PortRef } from "../types.ts";

export type Command = (document: GraphDocument, random: Random) => EditResult;

const OPS = [...OPERATORS.map((o) => o.id), "Unheard", "CONV_2D"];
const SHAPES = [[], [4], [2, 3], [1, 3, 8, 8], [{ symbol: "T", max: 5 }, 4], [0, 2]] as const;

function nodeIn(document: GraphDocument, random: Random): string {
  return document.nodes.length === 0 ? "nobody" : random.pick(document.nodes).id;
}

function tensorIn(document: GraphDocument, random: Random): string {
  return document.tensors.length === 0 ? "nothing" : random.pick(document.tensors).id;
}

function some(one: typeof nodeIn): (document: GraphDocument, random: Random) => string[] {
  return (document, random) => Array.from({ length: random.integer(1, 3) }, () => one(document, random));
}

const nodesIn = some(nodeIn);
const tensorsIn = some(tensorIn);

function portIn(document: GraphDocument, random: Random): PortRef {
  const node = nodeIn(document, random);
  const row = document.nodes.find((n) => n.id === node);
  const ports = row === undefined ? 0 : inputPorts(row).length;
  return { node, port: random.integer(0, ports) };
}

function boxesIn(document: GraphDocument, random: Random): BoxKey[] {
  const groups = document.drawing?.groups ?? [];
  return Array.from({ length: random.integer(1, 4) }, () => {
    const kind = random.integer(0, 5);
    if (kind === 0) return boxKey("value", tensorIn(document, random));
    if (kind === 1 && document.outputs.length > 0) return boxKey("output", random.pick(document.outputs));
    if (kind === 2 && groups.length > 0) return boxKey("group", random.pick(groups).id);
    return boxKey("node", nodeIn(document, random));
  });
}

function groupIn({ drawing }: GraphDocument, random: Random): string {
  return drawing?.groups?.length ? random.pick(drawing.groups).id : "none";
}

function placesIn(document: GraphDocument, random: Random): PlacedBox[] {
  return boxesIn(document, random).map((key) => ({
    key,
    x: random.integer(-500, 500),
    y: random.integer(-500, 500),
    width: 100,
    height: 40,
  }));
}

const maybe = <T>(random: Random, value: () => T): T | undefined =>
  random.chance(0.5) ? value() : undefined;

/** Without the fields that are undefined. */
function given<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  addOperation: (d, r) =>
    addOperation(d, {
      op: r.pick(OPS),
      ...given<{ from: string; to: PortRef; at: { x: number; y: number } }>({
        from: maybe(r, () => tensorIn(d, r)),
        to: maybe(r, () => portIn(d, r)),
        at: maybe(r, () => ({ x: r.integer(0, 900), y: r.next() * 900 })),
      }),
    }),
  addValue: (d, r) =>
    addValue(d, {
      role: r.pick(["input", "constant", "state"] as const),
      ...given<{ to: PortRef; type: { dtype: "int8"; shape: (typeof SHAPES)[number] } }>({
        to: maybe(r, () => portIn(d, r)),
        type: maybe(r, () => ({ dtype: "int8", shape: r.pick(SHAPES) })),
      }),
    }),
  markOutputs: (d, r) => markOutputs(d, tensorsIn(d, r), r.chance(0.7)),
  connect: (d, r) => connect(d, tensorIn(d, r), portIn(d, r)),
  connectWhereItMay: (d, r) => {
    const tensor = tensorIn(d, r);
    const target = connectTargets(d, tensor)[0];
    return connect(d, tensor, target ?? portIn(d, r));
  },
  disconnect: (d, r) => disconnect(d, portIn(d, r)),
  reconnect: (d, r) => reconnect(d, portIn(d, r), portIn(d, r)),
  remove: (d, r) => remove(d, boxesIn(d, r), { bridge: r.chance(0.5) }),
  renameNode: (d, r) =>
    change.renameNode(d, nodeIn(d, r), r.pick(["", "stem", "conv1", `n${r.integer(0, 99)}`])),
  renameTensor: (d, r) =>
    change.renameTensor(d, tensorIn(d, r), r.pick(["", "relu1", `t${r.integer(0, 99)}`])),
  setOperator: (d, r) => change.setOperator(d, nodesIn(d, r), r.pick(OPS)),
  setAttribute: (d, r) => {
    const [node = ""] = nodesIn(d, r);
    const row = d.nodes.find((n) => n.id === node);
    const spec = OPERATORS.find((o) => o.id === row?.op)?.attributes;
    const name = spec?.length ? r.pick(spec).name : "outputs";
    return change.setAttribute(d, [node], name, r.pick([0, 1, 2, 3, [2, 2], [0, 1], true, "SAME", "int8"]));
  },
  setType: (d, r) =>
    change.setType(
      d,
      tensorsIn(d, r),
      given<{ dtype: "int8"; shape: (typeof SHAPES)[number] }>({
        dtype: maybe(r, () => r.pick(DTYPES) as "int8"),
        shape: maybe(r, () => r.pick(SHAPES)),
      }),
    ),
  setBytes: (d, r) => change.setBytes(d, tensorsIn(d, r), r.pick([null, 0, 7, 4096, -1, 1.5])),
  inferAgain: (d, r) => change.inferAgain(d, tensorsIn(d, r)),
  setAlignment: (d, r) => change.setAlignment(d, tensorsIn(d, r), r.pick([null, 0, 16, 24])),
  setArena: (d, r) => change.setArena(d, tensorsIn(d, r), r.pick([null, "sram", "dram"])),
  setRole: (d, r) => change.setRole(d, [tensorIn(d, r)], r.pick(["input", "constant", "state"] as const)),
  setWorkspace: (d, r) => change.setWorkspace(d, nodesIn(d, r), r.pick([null, 0, 100, -3])),
  setRight: (d, r) =>
    change.setRight(
      d,
      nodeIn(d, r),
      { output: r.integer(0, 1), input: r.integer(0, 2), how: r.pick(["inplace", "view"] as const) },
      r.chance(0.7),
    ),
  setRights: (d, r) => change.setRights(d, nodesIn(d, r), r.pick(["operator", "none"] as const)),
  setSymbol: (d, r) => change.setSymbol(d, "T", r.integer(0, 9)),
  setArenaSpec: (d, r) =>
    setArenaSpec(d, r.integer(0, 2), { id: r.pick(["sram", "dram", "dtcm", ""]), capacity: 5000 }),
  removeArena: (d, r) => removeArena(d, r.pick(["sram", "dram"])),
  moveStep: (d, r) => {
    const order = d.order ?? d.nodes.map((n) => n.id);
    const node = nodeIn(d, r);
    const { from, to } = stepRange(d, order, node);
    return moveStep(d, order, node, r.integer(from - 1, to + 1));
  },
  clearOrder,
  placeBoxes: (d, r) => placeBoxes(d, placesIn(d, r), "Moved boxes", placesIn(d, r)),
  group: (d, r) => group(d, boxesIn(d, r)),
  ungroup: (d, r) => ungroup(d, [groupIn(d, r)]),
  foldGroup: (d, r) => foldGroup(d, groupIn(d, r), r.chance(0.5)),
  duplicate: (d, r) => duplicate(d, boxesIn(d, r), { x: 24, y: 24 }),
  paste: (d, r) => {
    const clip = clipOf(d, boxesIn(d, r));
    const from = r.chance(0.4) ? randomGraph(r.integer(0, 9999), 5) : d;
    return paste(
      d,
      clip.ok && r.chance(0.7) ? clip.value : from,
      maybe(r, () => ({ x: 0, y: 0 })),
    );
  },
};
