/** What `memplan info` says of a dataflow document: how CMSIS-Stream plans it, to the firing and the byte. */

import { referencePlan } from "../core/dialects/dataflow/compat/reference.ts";
import type { CopyTraffic, Home, ReferencePlan } from "../core/dialects/dataflow/compat/reference.types.ts";
import { referenceError } from "../core/dialects/dataflow/compat/reference-errors.ts";
import { referenceSettings } from "../core/dialects/dataflow/options.ts";
import { type ReferencesInfo, referencesInfo } from "../core/dialects/dataflow/references/info.ts";
import { streamOf } from "../core/dialects/dataflow/task.ts";
import type { DataflowDocument } from "../core/document.ts";
import { ok, type Problem, type Result } from "../core/result.ts";
import { SETTINGS, type Settings } from "../core/settings.ts";
import { formatBytesExactly, formatCount } from "../core/units.ts";
import { type FlagDef, SETTING_FLAGS } from "./flags.ts";
import type { MoreInfo } from "./info.types.ts";
import { alignColumns, indent, plural } from "./text.ts";

/** Settings that say how CMSIS-Stream is to plan; which plan is asked for is no question here. */
const OWN = SETTINGS.filter(
  ({ name, only }) => only === "dataflow" && name !== "schedule" && name !== "fifos",
);

export const REFERENCE_FLAGS: readonly FlagDef[] = SETTING_FLAGS.filter(({ flag }) =>
  OWN.some((setting) => setting.flag === flag),
);

/** FIFOs and runs of firings that are listed one by one. */
const MOST_LINES = 60;

/** Fails as streamOf and referencePlan do. */
export function infoOfDataflow(document: DataflowDocument, settings: Settings): Result<MoreInfo> {
  const sound = streamOf(document);
  if (!sound.ok) return sound;
  const how = referenceSettings(document, settings);
  const made = referencePlan(document, how);
  if (!made.ok) return made;
  const references = referencesInfo(document);
  const json = jsonOf(document, made.value);
  if (references === null) return ok({ json, text: say(made.value) });
  return ok({
    json: { ...json, references },
    text: `${say(made.value)}\n${sayReferences(references)}`,
  });
}

/** The fields of a document that cannot be planned: what the reference raises, our problem with it, and what is known all the same. */
export function jsonOfProblem(document: DataflowDocument, { code, message, where, help, at }: Problem) {
  const raised = referenceError(code) ?? null;
  const references = referencesInfo(document);
  return {
    error: raised ?? code,
    referenceError: raised,
    problem: { code, message, where, help, at },
    ...(references === null ? {} : { references }),
  };
}

function schedule({ stream, firings }: ReferencePlan): string[] {
  return Array.from(firings, (a) => stream.actors[a]?.id ?? "");
}

function countFirings(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function sayHome(home: Home): number | string {
  switch (home.kind) {
    case "buffer":
      return home.number;
    case "outside":
      return `custom:${home.name}`;
    case "node":
      return "assignedByNode";
  }
}

function ends({ stream }: ReferencePlan, f: number): { from: [string, string]; to: [string, string] } {
  const [a, o] = stream.fifos[f]?.from ?? [0, 0];
  const [b, i] = stream.fifos[f]?.to ?? [0, 0];
  return {
    from: [stream.actors[a]?.id ?? "", stream.actors[a]?.outputs[o]?.name ?? ""],
    to: [stream.actors[b]?.id ?? "", stream.actors[b]?.inputs[i]?.name ?? ""],
  };
}

/** Bytes of all FIFOs, one after the other, but those that somebody else provides. */
function unsharedBytes({ stream, fifos }: ReferencePlan): number {
  return fifos.reduce((sum, { length }, f) => {
    const { outside = null, sample = 0 } = stream.fifos[f] ?? {};
    return outside === null ? sum + length * sample : sum;
  }, 0);
}

/** Whether the type of a FIFO is a shared reference; undefined for one that is no reference. */
function isShared({ types }: DataflowDocument, { stream }: ReferencePlan, f: number): boolean | undefined {
  const [a, o] = stream.fifos[f]?.from ?? [0, 0];
  const actor = stream.actors[a];
  const id = actor?.outputs[o]?.type ?? "";
  const type = Object.hasOwn(types, id) ? types[id] : undefined;
  if (type?.sharedOf === undefined) return undefined;
  return actor?.duplicate === true || type.shared === true;
}

function traffic({ realign, duplicate }: CopyTraffic) {
  return { realignBytes: realign, duplicateBytes: duplicate };
}

function jsonOf(document: DataflowDocument, made: ReferencePlan) {
  const { stream, fifos, buffers, totalBytes, loopHinders, gaveUp } = made;
  const ids = schedule(made);
  const duplicates = stream.duplicates.flatMap((id) => {
    const actor = stream.actors.find((other) => other.id === id);
    return actor === undefined
      ? []
      : [{ id, samples: actor.inputs[0]?.rate ?? 0, outputs: actor.outputs.map(({ name }) => name) }];
  });
  return {
    schedule: ids,
    scheduleLength: ids.length,
    firings: Object.fromEntries([...countFirings(ids)].sort(([a], [b]) => (a < b ? -1 : 1))),
    duplicates,
    fifos: fifos.map(({ length, isArray, live, home, copySkipped }, f) => {
      const { delay = 0, sample = 0 } = stream.fifos[f] ?? {};
      const shared = isShared(document, made, f);
      return {
        id: f,
        ...ends(made, f),
        length,
        delay,
        elementBytes: sample,
        isArray,
        ...(shared === undefined ? {} : { shared }),
        ...(live === null ? {} : { live }),
        buffer: sayHome(home),
        ...(copySkipped ? { skipCopyInDuplicate: true } : {}),
      };
    }),
    fifoCount: fifos.length,
    arrayFifos: fifos.filter(({ isArray }) => isArray).length,
    buffers: buffers.map((bytes, id) => ({ id, bytes })),
    bufferCount: buffers.length,
    totalBytes,
    unsharedBytes: unsharedBytes(made),
    ...(loopHinders ? { sinkPriorityDisabledByLoop: true } : {}),
    ...(gaveUp ? { colouringGaveUp: true } : {}),
    ...(made.traffic === null
      ? {}
      : {
          copyTraffic: {
            iteration1: traffic(made.traffic.first),
            steadyState: traffic(made.traffic.later),
          },
        }),
  };
}

/** As many lines as anybody reads, and how many more there are. */
function cut(rows: readonly string[][]): string {
  const more = rows.length - MOST_LINES;
  const shown = more > 0 ? [...rows.slice(0, MOST_LINES), [`… and ${formatCount(more)} more`]] : rows;
  return indent(alignColumns(shown));
}

/** Firings of one actor in a row are one run. */
function runs(ids: readonly string[]): string[] {
  const found: { id: string; times: number }[] = [];
  for (const id of ids) {
    const last = found.at(-1);
    if (last?.id === id) last.times++;
    else found.push({ id, times: 1 });
  }
  return found.map(({ id, times }) => (times === 1 ? id : `${times} × ${id}`));
}

function sayFifos(made: ReferencePlan): string {
  const { stream, fifos } = made;
  const rows = fifos.map(({ length, isArray, home, copySkipped }, f) => {
    const { from, to } = ends(made, f);
    const { delay = 0, sample = 0 } = stream.fifos[f] ?? {};
    const where = home.kind === "buffer" ? `buffer ${home.number}` : String(sayHome(home));
    return [
      `fifo${f}`,
      `${from.join(".")} → ${to.join(".")}`,
      plural(length, "sample"),
      formatBytesExactly(length * sample),
      isArray ? "array" : "FIFO",
      where,
      [delay > 0 ? `delay ${delay}` : "", copySkipped ? "not copied" : ""].filter((s) => s !== "").join(", "),
    ];
  });
  return cut(rows);
}

function say(made: ReferencePlan): string {
  const { firings, fifos, buffers, totalBytes, loopHinders, gaveUp } = made;
  const numbers = [
    ["firings", formatCount(firings.length)],
    ["buffers", formatCount(buffers.length)],
    ["memory", formatBytesExactly(totalBytes)],
    ["without sharing", formatBytesExactly(unsharedBytes(made))],
    ...(made.traffic === null
      ? []
      : [
          ["moved in FIFOs", `${formatBytesExactly(made.traffic.later.realign)} an iteration`],
          ["copied by Duplicates", `${formatBytesExactly(made.traffic.later.duplicate)} an iteration`],
        ]),
  ];
  const notes = [
    loopHinders ? "A loop keeps sinks from going first." : "",
    gaveUp ? "The colouring ran out of visits, and the greedy one was taken." : "",
  ].filter((s) => s !== "");
  const order = runs(schedule(made));
  const more = order.length - MOST_LINES;
  const line = `${order.slice(0, MOST_LINES).join(", ")}${more > 0 ? `, … and ${formatCount(more)} more runs` : ""}`;
  return [
    `As CMSIS-Stream plans it\n${indent(alignColumns(numbers))}`,
    `Schedule\n  ${line}\n`,
    `${plural(fifos.length, "FIFO")}\n${sayFifos(made)}`,
    ...(notes.length === 0 ? [] : [`${notes.join("\n")}\n`]),
  ].join("\n");
}

function sayReferences(references: ReferencesInfo): string {
  const { violations, staticCopies, redundantBufferCopies, minBufferCopyInsertions, dynamic } = references;
  const list = (ids: readonly string[]) => (ids.length === 0 ? "none" : ids.join(", "));
  const range = ([least, most]: readonly [number, number]) =>
    least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
  const rows = [
    ["get references of a status that they do not take", list(violations)],
    ["copies, by types alone", formatCount(staticCopies)],
    ["copies that are not needed", list(redundantBufferCopies)],
    ["copies to put in", formatCount(minBufferCopyInsertions)],
    ...(dynamic === null
      ? []
      : [
          ["copies, by counting, over all schedules", range(dynamic.copies)],
          ["buffers of a pool that is reset", range(dynamic.poolReset)],
          ["buffers of a pool that recycles", range(dynamic.poolRecycle)],
        ]),
  ];
  return `References\n${indent(alignColumns(rows))}`;
}
