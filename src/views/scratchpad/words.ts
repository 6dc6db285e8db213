/** What the scratchpad view says: tooltips, the line for screen readers, its summary. */

import { type TiledProgram, tileName } from "../../core/dialects/tiles/program.types.ts";
import { opText } from "../../core/dialects/tiles/text.ts";
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { VERSION } from "../../core/version.ts";
import type { Tip } from "../../draw/describe.ts";
import type { Found } from "../../draw/scratchpad/scene.ts";
import { HOW, NONE, ROLE } from "../../look/scratchpad/scratchpad.types.ts";
import type { ImageWords } from "../../store/images.ts";
import type { ShownTiling } from "../../store/tiling.ts";
import { SCHEDULER_WORDS } from "./settings-words.ts";

type Base = "hex" | "dec";

const ROLES = ["left operand", "right operand", "third operand", "sum"] as const;

export function roleWord(role: number): string {
  return ROLES[role] ?? "";
}

/** `1 node`, `2,000 nodes` */
export function counted(n: number, one: string): string {
  return `${formatCount(n)} ${one}${n === 1 ? "" : "s"}`;
}

/** `operations 12–30 (19)` */
function opsText(from: number, to: number): string {
  return to - from === 1
    ? `operation ${formatCount(from)}`
    : `operations ${formatCount(from)}–${formatCount(to - 1)} (${formatCount(to - from)})`;
}

function howText(flags: number, role: number): string {
  const words = [
    ...((flags & HOW.filled) !== 0 ? ["brought back after it was spilled"] : []),
    ...((flags & HOW.spilled) !== 0 ? ["spilled: it comes back later"] : []),
    ...((flags & HOW.evicted) !== 0
      ? [role === ROLE.sum ? "evicted" : "evicted: it is loaded again later"]
      : []),
  ];
  return words.join("; ");
}

/** Where and when a tile is in the scratchpad. */
export function residencyRows(
  { tiled, index, settings }: ShownTiling,
  r: number,
  base: Base,
): readonly (readonly [term: string, says: string])[] {
  const { address, bytes, from, to, role, how, buffer } = index.residencies;
  const low = address[r] ?? 0;
  const high = low + (bytes[r] ?? 0);
  const span = `[${formatAddress(low, settings.capacity, base)}, ${formatAddress(high, settings.capacity, base)})`;
  const said = howText(how[r] ?? 0, role[r] ?? 0);
  const generation = buffer[r] ?? -1;
  return [
    ["what", roleWord(role[r] ?? 0)],
    ["address", span],
    ["size", formatBytesExactly(bytes[r] ?? 0)],
    ["there", opsText(from[r] ?? 0, Math.min(to[r] ?? 0, tiled.schedule.ops.count))],
    ...(generation < 0 ? [] : ([["buffer", String(generation)]] as const)),
    ...(said === "" ? [] : ([["then", said]] as const)),
  ];
}

/** The first thing that an operation does wrong; undefined: nothing that is told. */
function faultOf({ tiled }: ShownTiling, op: number): string | undefined {
  return tiled.proof.faults.find((fault) => fault.op === op)?.message;
}

export function tipOf(shown: ShownTiling, { op, residency, where }: Found, base: Base): Tip {
  const { program, schedule, lanes } = shown.tiled;
  const line = opText(program, schedule.ops, op);
  const wrong = faultOf(shown, op);
  const fault = wrong === undefined ? [] : ([["wrong", wrong]] as const);
  if (where !== "plot") {
    const time = `${formatCount(lanes.begin[op] ?? 0)}–${formatCount(lanes.end[op] ?? 0)}`;
    return { title: line, rows: [["operation", formatCount(op)], ["time", time], ...fault] };
  }
  const at = [`${formatCount(op)}`, line] as const;
  if (residency === NONE) return { title: `operation ${at[0]}`, rows: [["does", line], ...fault] };
  return {
    title: tileName(program, shown.index.residencies.tile[residency] ?? 0),
    rows: [...residencyRows(shown, residency, base), [`at ${at[0]}`, at[1]], ...fault],
  };
}

/** The selected operation as a screen reader hears it. */
export function spokenOp(shown: ShownTiling, op: number): string {
  const { program, schedule } = shown.tiled;
  const wrong = faultOf(shown, op);
  const line = `Operation ${formatCount(op)} of ${formatCount(schedule.ops.count)}: ${opText(program, schedule.ops, op)}`;
  return wrong === undefined ? line : `${line}. Wrong: ${wrong}`;
}

export function spokenTile(shown: ShownTiling, tile: number): string {
  const { role, tile: tiles, count } = shown.index.residencies;
  let times = 0;
  for (let r = 0; r < count; r++) if (tiles[r] === tile) times++;
  const first = tiles.indexOf(tile);
  const what = first < 0 ? "never in the scratchpad" : roleWord(role[first] ?? 0);
  return `${tileName(shown.tiled.program, tile)}, ${what}, ${counted(times, "time")} in the scratchpad`;
}

/** `5 nodes in 3 operations` and what became of them. */
export function headText({ graphOps, ops }: TiledProgram, microOps: number, scheduled: number): string {
  return `${counted(graphOps, "node")}, ${counted(ops.length, "tiled operation")}, ${formatCount(microOps)} micro-ops, ${formatCount(scheduled)} scheduled`;
}

/** What stands beside the picture when it leaves the page. */
export function imageWords({ tiled, settings, document }: ShownTiling): ImageWords {
  const { stats } = tiled.schedule;
  const [rows, columns] = settings.tile;
  return {
    title: document.name,
    subtitle: `Scratchpad of ${formatBytes(settings.capacity)} · tiles of ${rows} × ${columns} · ${SCHEDULER_WORDS[settings.policy]}`,
    legend: [],
    marks: [],
    notes: [
      "blue: left operand · orange: right operand · purple: third operand · green: sum",
      `${counted(stats.loadsEmitted, "load")}, at least ${formatCount(stats.leastLoads)} · peak ${formatBytesExactly(stats.peakBytes)} · makespan ${formatCount(tiled.lanes.makespan)}, serial ${formatCount(tiled.lanes.serial)} · memplan\u00a0${VERSION}`,
    ],
  };
}

/** One line that stands for the picture. */
export function summaryOf({ tiled, settings }: ShownTiling): string {
  const { stats, bubbles } = tiled.schedule;
  const wrong = tiled.proof.count === 0 ? "" : ` Wrong: ${counted(tiled.proof.corrupt, "step")}.`;
  return [
    `Scratchpad of ${formatBytes(settings.capacity)}: ${headText(tiled.program, stats.microOps, stats.scheduledOps)}.`,
    `${counted(stats.loadsEmitted, "load")}, at least ${formatCount(stats.leastLoads)}; ${counted(stats.evictions, "eviction")}, ${counted(stats.spillStores, "spill")};`,
    `peak ${formatBytes(stats.peakBytes)}; ${formatCount(tiled.lanes.makespan)} units of time, ${formatCount(tiled.lanes.serial)} one after the other, ${counted(bubbles, "bubble")}.${wrong}`,
  ].join(" ");
}
