/** Which writes in place a plan took and which it declined, with what each is worth at the peak. */

import { alignUp } from "./align.ts";
import type { Diagnostic } from "./document.ts";
import type { Graph } from "./graph.ts";
import { liveBytes, type Written } from "./inplace.ts";
import { LIFETIMES } from "./life/index.ts";
import { rowOf } from "./lists.ts";
import type { Plan } from "./plan.types.ts";
import { RangeMax } from "./range-max.ts";
import { shareBytes, type Write } from "./sharing.ts";
import { storagesOf } from "./storages.ts";
import { formatBytesExactly, formatCount } from "./units.ts";

export interface TakenWrite extends Write {
  /** Storage that both lie in. */
  readonly storage: number;
  /** Padded bytes of the output. */
  readonly bytes: number;
  /** Bytes by which the arena's most live bytes would be more without it alone; null in a plan for any order. */
  readonly lowersBy: number | null;
}

export interface DeclinedWrite extends Write {
  /** Storage of the input, which the output would have lain in. */
  readonly storage: number;
  /** Padded bytes of the output. */
  readonly bytes: number;
  /** Bytes of the input's storage that it would have kept alive instead of its own. */
  readonly keeps: number;
  /** Bytes by which the arena's most live bytes would be more with it alone; 0: taking it only made the arena larger. */
  readonly raisesBy: number;
}

export interface InplaceReport {
  readonly taken: readonly TakenWrite[];
  readonly declined: readonly DeclinedWrite[];
}

/** Of a plan that was made of this graph. A plan for any order tells what it took only: no steps say what it is worth. */
export function inplaceReport(graph: Graph, plan: Plan): InplaceReport {
  const storages = plan.tensors.storage;
  const candidates = graph.document.nodes.flatMap((node, n) =>
    (node.mayShare ?? []).flatMap(({ how, output, input }) => {
      if (how !== "inplace") return [];
      const write = {
        node: n,
        output: rowOf(graph.outputs, n)[output] ?? 0,
        input: rowOf(graph.inputs, n)[input] ?? 0,
      };
      return (storages[write.output] ?? -1) < 0 ? [] : [write];
    }),
  );
  const together = ({ output, input }: Write) => storages[output] === storages[input];
  if (plan.antichains !== null) {
    const taken = candidates.filter(together).map((write) => ({
      ...write,
      storage: storages[write.output] ?? 0,
      bytes: plan.storages.padded[storages[write.output] ?? 0] ?? 0,
      lowersBy: null,
    }));
    return { taken, declined: [] };
  }
  const wrote = new Set(candidates.filter(together).map(({ output }) => output));
  const declined = new Set(candidates.map(({ output }) => output).filter((t) => !wrote.has(t)));
  const rule = LIFETIMES.find(({ id }) => id === plan.settings.lifetimes);
  const shares = rule?.shares === true ? plan.settings : { ...plan.settings, views: false, inplace: false };
  const { order, step } = plan.nodes;
  const sharing = shareBytes(graph, order, step, shares, declined);
  const alignments = plan.arenas.map((arena) => arena.alignment);
  const lives = { start: plan.tensors.start, end: plan.tensors.end };
  return measure(
    graph,
    step,
    { sharing, storages: storagesOf(graph, sharing, lives, step, alignments) },
    alignments,
  );
}

/** What each decision is worth with all others as they are. Log of the steps for each. */
function measure(
  graph: Graph,
  step: Int32Array,
  { sharing, storages }: Pick<Written, "sharing" | "storages">,
  alignments: readonly number[],
): InplaceReport {
  const { taken, declined } = sharing;
  if (taken.length + declined.length === 0) return { taken: [], declined: [] };
  const live = alignments.map((_, a) => new RangeMax(liveBytes(storages, alignments, a, graph.nodes)));
  /** Bytes by which the most alive changes when the bytes at a step and those after it, up to `end`, do. */
  const change = (arena: number, at: number, end: number, now: number, later: number): number => {
    const row = live[arena];
    if (row === undefined) return 0;
    const before = row.most;
    row.add(at, at + 1, now);
    row.add(at + 1, end, later);
    const after = row.most;
    row.add(at, at + 1, -now);
    row.add(at + 1, end, -later);
    return after - before;
  };
  const sized = (write: Write) => {
    const storage = storages.ofTensor[write.input] ?? -1;
    const arena = storages.arena[storage] ?? 0;
    const pad = (bytes: number) => alignUp(bytes, alignments[arena] ?? 1);
    const whole = pad(storages.bytes[storage] ?? 0);
    return { ...write, storage, arena, bytes: pad(graph.bytes[write.output] ?? 0), whole };
  };
  const at = (node: number) => step[node] ?? 0;
  return {
    taken: taken.map(sized).flatMap(({ arena, whole, ...write }) => {
      if (write.storage < 0) return [];
      const { node, storage, bytes } = write;
      const lowersBy = change(arena, at(node), storages.end[storage] ?? 0, bytes, bytes - whole);
      return [{ ...write, lowersBy }];
    }),
    declined: declined.map(sized).flatMap(({ arena, whole, ...write }) => {
      const own = storages.ofTensor[write.output] ?? -1;
      if (write.storage < 0 || own < 0) return [];
      const { node, bytes } = write;
      const raisesBy = change(arena, at(node), storages.end[own] ?? 0, -bytes, whole - bytes);
      return [{ ...write, keeps: whole, raisesBy }];
    }),
  };
}

/** Things listed under one diagnostic. */
const LISTED = 100;

/** One line for those taken, one for those declined; none where nothing may be written in place. */
export function whatIsWritten(
  graph: Graph,
  step: Int32Array,
  written: Pick<Written, "sharing" | "storages">,
  alignments: readonly number[],
): Diagnostic[] {
  const { taken, declined } = measure(graph, step, written, alignments);
  const nodes = (writes: readonly Write[]) =>
    [...new Set(writes.map(({ node }) => `node:${nameOf(graph, node)}`))].slice(0, LISTED);
  const lines: Diagnostic[] = [];
  if (taken.length > 0) {
    const lowering = taken.filter(({ lowersBy }) => (lowersBy ?? 0) > 0);
    const message = `${outputs(taken.length)} written in place${worthOf(graph, taken, lowering)}.`;
    lines.push({ severity: "info", code: "inplace-taken", message, at: nodes([...lowering, ...taken]) });
  }
  const [first] = declined;
  if (first !== undefined) {
    const most = declined.reduce((a, b) => (b.raisesBy > a.raisesBy ? b : a), first);
    const why =
      most.raisesBy > 0
        ? `${JSON.stringify(nameOf(graph, most.node))} would keep ${formatBytesExactly(most.keeps)} alive for a value of ${formatBytesExactly(most.bytes)} and raise the peak by ${formatBytesExactly(most.raisesBy)}`
        : "the addresses come out smaller so";
    const message = `${outputs(declined.length)} not written in place though it may be: ${why}.`;
    lines.push({ severity: "info", code: "inplace-declined", message, at: nodes(declined) });
  }
  return lines;
}

function worthOf(graph: Graph, taken: readonly TakenWrite[], lowering: readonly TakenWrite[]): string {
  const [first] = lowering;
  if (first === undefined) return "; no single one of them changes the peak";
  const most = lowering.reduce((a, b) => ((b.lowersBy ?? 0) > (a.lowersBy ?? 0) ? b : a), first);
  const bytes = formatBytesExactly(most.lowersBy ?? 0);
  if (taken.length === 1) return `, which lowers the peak by ${bytes}`;
  const name = JSON.stringify(nameOf(graph, most.node));
  if (lowering.length === 1) return `; ${name} alone lowers the peak by ${bytes}`;
  return `; ${formatCount(lowering.length)} of them lower the peak, most of all ${name} by ${bytes}`;
}

function nameOf(graph: Graph, node: number): string {
  return graph.document.nodes[node]?.id ?? "";
}

function outputs(count: number): string {
  return count === 1 ? "One output is" : `${formatCount(count)} outputs are`;
}
