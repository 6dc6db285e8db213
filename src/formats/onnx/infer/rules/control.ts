/** If, Loop and Scan: what their bodies give, for as many turns as can be known. */

import { evaluate, type Size, sameSize } from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { E, type Known, NotKnown, scalar, tensor } from "../known.ts";

/** Bytes do not matter for the choice: the branch with more elements is the larger one. */
function elements(known: Known): number {
  const size = (known.shape ?? []).reduce<number>(
    (n, s) => n * (typeof s === "number" ? s : evaluate(s, NONE)),
    1,
  );
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
}
const NONE: ReadonlyMap<string, number> = new Map();

function agreed(a: Known, b: Known): Known {
  const [p, q] = [a.shape, b.shape];
  const same =
    p !== undefined && q !== undefined && p.length === q.length && p.every((s, i) => sameSize(s, q[i] ?? -1));
  if (same) return { ...a, content: undefined };
  if (p === undefined) return b;
  return q === undefined || elements(a) >= elements(b)
    ? { ...a, content: undefined }
    : { ...b, content: undefined };
}

const branch: Rule = (call) => {
  const condition = call.inputs[0]?.content?.[0];
  if (typeof condition === "number") return call.inside(condition !== 0 ? "then_branch" : "else_branch", []);
  const [yes, no] = [call.inside("then_branch", []), call.inside("else_branch", [])];
  return yes.map((own, i) => {
    const other = no[i];
    return other === undefined ? own : agreed(own, other);
  });
};

/** What a value may be after any number of turns: sizes that a turn changes are known only when it runs. */
function steady(call: Call, before: Known, after: Known, i: number): Known {
  const [p, q] = [before.shape, after.shape];
  if (p === undefined || q === undefined || p.length !== q.length)
    return tensor(after.element || before.element, undefined);
  const shape = p.map((s, d): Size => (sameSize(s, q[d] ?? -1) ? s : call.fresh(`state${i}.${d}`)));
  return tensor(after.element || before.element, shape);
}

const loop: Rule = (call) => {
  const states = call.inputs.slice(2).map((state) => state ?? tensor(0, undefined));
  const counter = scalar(E.int64);
  const turn = (carried: readonly Known[]) => call.inside("body", [counter, scalar(E.bool), ...carried]);
  const blind = states.map((state) => ({ ...state, content: undefined }));
  const first = turn(blind);
  const kept = blind.map((state, i) => steady(call, state, first[i + 1] ?? state, i));
  const body = turn(kept);
  const most = call.inputs[0]?.content?.[0];
  const scans = body.slice(1 + states.length).map((scan) => {
    if (scan.shape === undefined) return scan;
    // a condition may end it earlier
    const turns = most !== undefined && !call.has(1) ? most : call.fresh("turns", most);
    return tensor(scan.element, [turns, ...scan.shape]);
  });
  return [...kept, ...scans];
};

const scan: Rule = (call) => {
  if (call.opset < 9) throw new NotKnown("Scan of this age has an axis for batches");
  const scanned = call.int("num_scan_inputs", 1);
  const carried = call.inputs.length - scanned;
  const axesIn = call.ints("scan_input_axes") ?? [];
  const axesOut = call.ints("scan_output_axes") ?? [];
  let turns: Size = 1;
  const rows = call.inputs.slice(carried).map((_, i) => {
    const shape = call.shape(carried + i);
    const axis = call.axis(axesIn[i] ?? 0, shape.length);
    turns = shape[axis] ?? 1;
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
    if (i < carried || own.shape === undefined) return own;
    const axis = axesOut[i - carried] ?? 0;
    const at = axis < 0 ? axis + own.shape.length + 1 : axis;
    return tensor(own.element, [...own.shape.slice(0, at), turns, ...own.shape.slice(at)]);
  });
};

export const CONTROL: Rules = { If: branch, Loop: loop, Scan: scan };
