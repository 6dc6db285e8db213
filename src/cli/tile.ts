/** `memplan tile FILE`: products of matrices cut into tiles and scheduled in a scratchpad. */

import { UNIT_COSTS } from "../core/dialects/tiles/lanes.ts";
import { ELEMENTS, LOOP_ORDERS } from "../core/dialects/tiles/program.types.ts";
import { POLICIES } from "../core/dialects/tiles/schedule.types.ts";
import { scheduleDocument } from "../core/dialects/tiles/schedule-document.ts";
import { scheduleText } from "../core/dialects/tiles/schedule-text.ts";
import { BUFFERINGS, type TilingSettings, tileGraph } from "../core/dialects/tiles/tile-graph.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { parseBytes } from "../core/units.ts";
import { writeNative } from "../formats/native/write.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { type FlagDef, type Parsed, suggest, takeFiles, valueOfFlag } from "./flags.ts";
import { inFile, openPlannable } from "./open.ts";
import { SIZE_FLAGS } from "./settings-flags.ts";

const CHOICES = {
  policy: [...POLICIES, "original"],
  "loop-order": LOOP_ORDERS,
  "double-buffer": BUFFERINGS,
  elements: ELEMENTS,
  forward: ["off", "on"],
  padded: ["off", "on"],
} as const;

const FLAGS: readonly FlagDef[] = [
  { flag: "sram", value: "BYTES", says: "The scratchpad; 256KiB unless said otherwise." },
  {
    flag: "alignment",
    value: "N",
    says: "What addresses are multiples of, in bytes; 64 unless said otherwise.",
  },
  {
    flag: "policy",
    value: CHOICES.policy.join("|"),
    says: "Who goes when room is needed: by the furthest next use, by the last use, by arrival, or as the original does.",
  },
  {
    flag: "loop-order",
    value: CHOICES["loop-order"].join("|"),
    says: "The loops of a product, outermost first.",
  },
  { flag: "tile", value: "ROWSxCOLUMNS", says: "Elements of a tile; 32x32 unless said otherwise." },
  {
    flag: "double-buffer",
    value: CHOICES["double-buffer"].join("|"),
    says: "Brings the next operands while a step is worked on; labels: those of the original, which move nothing.",
  },
  { flag: "forward", value: CHOICES.forward.join("|"), says: "Keeps a finished tile for who reads it next." },
  {
    flag: "elements",
    value: CHOICES.elements.join("|"),
    says: "The type of every element; own: each tensor's.",
  },
  { flag: "padded", value: CHOICES.padded.join("|"), says: "Charges ragged tiles at the edges in full." },
  JSON_FLAG,
  ...SIZE_FLAGS,
];

function choiceOf<F extends keyof typeof CHOICES>(
  parsed: Parsed,
  flag: F,
): Result<(typeof CHOICES)[F][number]> {
  const known: readonly (typeof CHOICES)[F][number][] = CHOICES[flag];
  const wanted = valueOfFlag(parsed, flag);
  const found = wanted === undefined ? known[0] : known.find((one) => one === wanted);
  if (found !== undefined) return ok(found);
  return fail("bad-value", `--${flag} ${wanted} is not one of its values.`, {
    help: suggest(wanted ?? "", known),
  });
}

function bytesOf(parsed: Parsed, flag: string, otherwise: number): Result<number> {
  const text = valueOfFlag(parsed, flag);
  const bytes = text === undefined ? otherwise : parseBytes(text);
  if (bytes !== undefined && bytes >= 1) return ok(bytes);
  return fail("bad-value", `--${flag} ${text} is not a size of at least 1 B.`, {
    help: "Sizes look like 262144, 256KiB or 0x40000.",
  });
}

function tileOf(parsed: Parsed): Result<readonly [number, number]> {
  const text = valueOfFlag(parsed, "tile") ?? "32x32";
  const [, rows = "", columns = ""] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (Number(rows) >= 1 && Number(columns) >= 1) return ok([Number(rows), Number(columns)]);
  return fail("bad-value", `--tile ${text} is not rows and columns.`, { help: "Write --tile 32x32." });
}

function settingsOf(parsed: Parsed): Result<TilingSettings> {
  const capacity = bytesOf(parsed, "sram", 256 * 1024);
  if (!capacity.ok) return capacity;
  const alignment = bytesOf(parsed, "alignment", 64);
  if (!alignment.ok) return alignment;
  const tile = tileOf(parsed);
  if (!tile.ok) return tile;
  const policy = choiceOf(parsed, "policy");
  if (!policy.ok) return policy;
  const loopOrder = choiceOf(parsed, "loop-order");
  if (!loopOrder.ok) return loopOrder;
  const doubleBuffer = choiceOf(parsed, "double-buffer");
  if (!doubleBuffer.ok) return doubleBuffer;
  const forward = choiceOf(parsed, "forward");
  if (!forward.ok) return forward;
  const elements = choiceOf(parsed, "elements");
  if (!elements.ok) return elements;
  const padded = choiceOf(parsed, "padded");
  if (!padded.ok) return padded;
  return ok({
    capacity: capacity.value,
    alignment: alignment.value,
    tile: tile.value,
    policy: policy.value,
    loopOrder: loopOrder.value,
    doubleBuffer: doubleBuffer.value,
    forward: forward.value === "on",
    elements: elements.value,
    padded: padded.value === "on",
    costs: UNIT_COSTS,
  });
}

export const tile: Command = {
  id: "tile",
  usage: "tile FILE [--sram BYTES] [--policy NAME] [--json PATH]",
  says: "Cuts products of matrices into tiles and schedules them in a scratchpad, with addresses.",
  flags: FLAGS,
  run: async (parsed, io) => {
    const settings = settingsOf(parsed);
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 1, 1, tile.usage);
    if (!files.ok) return files;
    const [file = ""] = files.value;
    const source = await openPlannable(io, file, givenSizes(parsed));
    if (!source.ok) return source;
    if (source.value.kind !== "graph") {
      return fail("no-graph", `${file} holds lifetimes: there is nothing to cut into tiles.`, {
        help: "Give a graph, such as a model file.",
      });
    }
    const tiled = tileGraph(source.value, settings.value);
    if (!tiled.ok) return { ok: false, problem: inFile(tiled.problem, file) };
    const json = valueOfFlag(parsed, "json");
    const written =
      json === undefined
        ? await deliver(io, "-", scheduleText(tiled.value))
        : await deliver(io, json, writeNative(scheduleDocument(tiled.value)));
    if (!written.ok) return written;
    return ok(tiled.value.feasible && tiled.value.proof.count === 0 ? 0 : 1);
  },
};
