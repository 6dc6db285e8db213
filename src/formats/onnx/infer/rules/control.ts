/** If, Loop and Scan: what their bodies give, for as many turns as can be known. */

import {
  evaluate,
  minus,
  mostOf,
  namesOfSize,
  plus,
  type Size,
  sameSize,
  times,
} from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { E, type Known, NotKnown, scalar, tensor } from "../known.ts";

const NONE: ReadonlyMap<string, number> = new Map();

/** Bytes do not matter for the choice: the branch with more elements is the larger one. */
function elements(shape: readonly Size[]): number {
  const size = shape.reduce<number>((n, s) => n * evaluate(s, NONE), 1);
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
}

/**
 * What one of two branches gives: sizes that differ are known only when it runs, and are at most the larger.
 * Where the branches differ in rank, the one with more elements is taken, which the import says.
 */
function either(call: Call, a: Known, b: Known, i: number): Known {
  const [p, q] = [a.shape, b.shape];
  const element = a.element || b.element;
  if (p === undefined || q === undefined) return { ...tensor(element, undefined), other: a.other ?? b.other };
  if (p.length !== q.length) {
    call.differs();
    return tensor(element, elements(p) > elements(q) ? p : q);
  }
  const same = p.every((s, d) => sameSize(s, q[d] ?? -1));
  const content = same && a.content?.every((e, k) => sameSize(e, b.content?.[k] ?? Number.NaN)) === true;
  const shape = p.map((s, d): Size => {
    const other = q[d] ?? s;
    return sameSize(s, other) ? s : call.fresh(`branch${i}.${d}`, mostOf(s, other));
  });
  return tensor(element, shape, content ? a.content : undefined);
}

const branch: Rule = (call) => {
  const condition = call.inputs[0]?.content?.[0];
  if (typeof condition === "number") return call.inside(condition !== 0 ? "then_branch" : "else_branch", []);
  const [yes, no] = [call.inside("then_branch", []), call.inside("else_branch", [])];
  return yes.map((own, i) => {
    const other = no[i];
    return other === undefined ? own : either(call, own, other, i);
  });
};

/** What a value may be after any number of turns: sizes that a turn changes are known only when it runs. */
function steady(call: Call, before: Known, after: Known, i: number): Known {
  const [p, q] = [before.shape, after.shape];
  const element = before.element || after.element;
  if (p === undefined || q === undefined || p.length !== q.length)
    return { ...tensor(element, undefined), other: before.other ?? after.other };
  const shape = p.map((s, d): Size => (sameSize(s, q[d] ?? -1) ? s : call.fresh(`state${i}.${d}`)));
  return tensor(element, shape);
}

function sameShape(a: Known, b: Known): boolean {
  const [p, q] = [a.shape, b.shape];
  if (p === undefined || q === undefined) return p === q;
  return p.length === q.length && p.every((s, i) => sameSize(s, q[i] ?? -1));
}

const loop: Rule = (call) => {
  const first = call.inputs.slice(2).map((state) => state ?? tensor(0, undefined));
  let states = first.map((state): Known => ({ ...state, content: undefined }));
  // inside, the condition holds: else it would not run
  const turn = () => call.inside("body", [scalar(E.int64), scalar(E.bool, 1), ...states]);
  let body = turn();
  // a size that changes may change another in the turn after; each time one more is known to change
  for (;;) {
    const next = states.map((state, i) => steady(call, state, body[i + 1] ?? state, i));
    if (next.every((state, i) => sameShape(state, states[i] ?? state))) break;
    states = next;
    body = turn();
  }
  const turns = turnsOf(call, body[0]);
  limitGrowth(call, first, states, body.slice(1));
  const scans = body.slice(1 + states.length).map((scan) => {
    return scan.shape === undefined ? scan : tensor(scan.element, [turns, ...scan.shape]);
  });
  return [...states, ...scans];
};

/** A size that grows by as much every turn has a most, when the turns have one. */
function limitGrowth(
  call: Call,
  first: readonly Known[],
  states: readonly Known[],
  after: readonly Known[],
): void {
  const most = call.inputs[0]?.content?.[0];
  if (most === undefined) return;
  const changing = new Set<string>();
  const each = (visit: (i: number, d: number, begin: Size, now: Size) => void) => {
    for (const [i, { shape = [] }] of states.entries()) {
      for (const [d, now] of shape.entries()) {
        const begin = first[i]?.shape?.[d];
        if (begin !== undefined && !sameSize(begin, now)) visit(i, d, begin, now);
      }
    }
  };
  each((_i, _d, _begin, now) => namesOfSize(now, changing));
  each((i, d, begin, now) => {
    const growth = minus(after[i]?.shape?.[d] ?? now, now);
    const names = new Set<string>();
    namesOfSize(growth, names);
    if ([...names].some((name) => changing.has(name))) return;
    call.limit(`state${i}.${d}`, plus(begin, times(mostOf(most, 0), mostOf(growth, 0))));
  });
}

/** How often a loop runs, if its condition never ends it earlier. */
function turnsOf(call: Call, goesOn: Known | undefined): Size {
  const [most] = call.inputs[0]?.content ?? [];
  const begins = call.has(1) ? call.inputs[1]?.content?.[0] : 1;
  if (begins === 0) return 0;
  const count = most === undefined ? undefined : mostOf(most, 0);
  return count !== undefined && begins === 1 && goesOn?.content?.[0] === 1
    ? count
    : call.fresh("turns", count);
}

const scan: Rule = (call) => {
  if (call.opset < 9) throw new NotKnown("Scan of this age has an axis for batches");
  const scanned = call.int("num_scan_inputs", 1);
  const carried = call.inputs.length - scanned;
  if (carried < 0 || scanned < 1) throw new NotKnown("it scans no input");
  const axesIn = call.ints("scan_input_axes") ?? [];
  const axesOut = call.ints("scan_output_axes") ?? [];
  let turns: Size = 1;
  const rows = call.inputs.slice(carried).map((_, i) => {
    const shape = call.shape(carried + i);
    const axis = call.axis(axesIn[i] ?? 0, shape.length);
    const length = shape[axis] ?? 1;
    if (i === 0 || typeof length === "number") turns = length;
    return tensor(
      call.element(carried + i),
      shape.filter((_size, d) => d !== axis),
    );
  });
  const states = call.inputs
    .slice(0, carried)
    .map((state) => ({ ...(state ?? tensor(0, undefined)), content: undefined }));
  const body = call.inside("body", [...states, ...rows]);
  return body.map((own, i) => {
    // a state keeps its shape
    if (i < carried) return states[i]?.shape === undefined ? own : tensor(own.element, states[i]?.shape);
    if (own.shape === undefined) return own;
    const axis = axesOut[i - carried] ?? 0;
    const at = axis < 0 ? axis + own.shape.length + 1 : axis;
    return tensor(own.element, [...own.shape.slice(0, at), turns, ...own.shape.slice(at)]);
  });
};

export const CONTROL: Rules = { If: branch, Loop: loop, Scan: scan };
