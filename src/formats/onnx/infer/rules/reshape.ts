/** Operators that give the same elements another shape, or another order. */

import { exactly, floorOver, rangeOf, type Size, sameSize, times } from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { broadcast, contentOf, countOf, MOST_CONTENT, NotKnown, stridesOf, tensor } from "../known.ts";

/** What is left for −1 when the other sizes are taken; sizes that stand on both sides cancel first. */
function rest(shape: readonly Size[], others: readonly Size[]): Size {
  const left = [...shape];
  const right: Size[] = [];
  for (const other of others) {
    const i = left.findIndex((size) => sameSize(size, other));
    if (i < 0) right.push(other);
    else left.splice(i, 1);
  }
  const [whole, part] = [countOf(left), countOf(right)];
  if (part === 0) throw new NotKnown("what is left over for −1 is not determined");
  return exactly(whole, part) ?? floorOver(whole, part);
}

const reshape: Rule = (call) => {
  const wanted =
    call.opset < 5 && call.ints("shape") !== undefined ? (call.ints("shape") ?? []) : call.shapeIn(1);
  const input = call.input(0);
  const zeros = call.int("allowzero", 0) === 1;
  const known = wanted.map((size, i): Size | undefined => {
    if (size === -1) return undefined;
    return size === 0 && !zeros ? (call.shape(0)[i] ?? 0) : size;
  });
  const open = known.indexOf(undefined);
  const others = known.filter((size) => size !== undefined);
  const shape = open < 0 ? others : known.map((size) => size ?? rest(call.shape(0), others));
  return [tensor(input.element, shape, input.content)];
};

const flatten: Rule = (call) => {
  const shape = call.shape(0);
  const given = call.int("axis", 1);
  const axis = given < 0 ? given + shape.length : given;
  return [
    tensor(
      call.element(0),
      [countOf(shape.slice(0, axis)), countOf(shape.slice(axis))],
      call.input(0).content,
    ),
  ];
};

const squeeze: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const given = call.intsOrInput("axes", 1);
  if (given === undefined && shape.some((size) => typeof size !== "number" && rangeOf(size)[0] <= 1))
    throw new NotKnown("which of its axes are 1 hangs on symbols");
  const axes = new Set(
    given === undefined ? [...shape.keys()].filter((i) => shape[i] === 1) : call.axes(given, shape.length),
  );
  return [
    tensor(
      element,
      shape.filter((_, i) => !axes.has(i)),
      content,
    ),
  ];
};

const unsqueeze: Rule = (call) => {
  const { element, content } = call.input(0);
  const given = call.intsOrInput("axes", 1) ?? [];
  const shape = [...call.shape(0)];
  const rank = shape.length + given.length;
  const out: Size[] = [];
  const axes = new Set(call.axes(given, rank));
  for (let i = 0; i < rank; i++) out.push(axes.has(i) ? 1 : (shape.shift() ?? 1));
  return [tensor(element, out, content)];
};

const transpose: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const perm = call.ints("perm") ?? [...shape.keys()].reverse();
  if (perm.length !== shape.length) throw new NotKnown("its perm names another number of axes");
  const out = perm.map((axis) => shape[call.axis(axis, shape.length)] ?? 1);
  const [from, to] = [stridesOf(shape), stridesOf(out)];
  if (content === undefined || from === undefined || to === undefined) return [tensor(element, out)];
  const moved = content.map((_, i) => {
    let at = 0;
    for (const [k, axis] of perm.entries())
      at += (Math.floor(i / (to[k] ?? 1)) % Number(out[k])) * (from[axis] ?? 0);
    return content[at] ?? 0;
  });
  return [tensor(element, out, moved)];
};

const expand: Rule = (call) => {
  const shape = broadcast([call.shape(0), call.shapeIn(1)]);
  return [
    tensor(
      call.element(0),
      shape,
      contentOf([call.input(0)], shape, ([e]) => e),
    ),
  ];
};

function tiled(call: Call, repeats: readonly Size[]): readonly Size[] | undefined {
  const { content, shape } = call.input(0);
  const [n, more] = repeats;
  if (content === undefined || shape === undefined || shape.length !== 1 || more !== undefined)
    return undefined;
  if (typeof n !== "number" || n < 0 || n > MOST_CONTENT || n * content.length > MOST_CONTENT)
    return undefined;
  return Array.from({ length: n }, () => content).flat();
}

const tile: Rule = (call) => {
  const shape = call.shape(0);
  if (call.opset < 6) {
    const axis = Number(call.content(2)[0] ?? 0);
    const factor = call.content(1)[0] ?? 1;
    return [
      tensor(
        call.element(0),
        shape.map((size, i) => (i === axis ? times(size, factor) : size)),
      ),
    ];
  }
  const repeats = call.content(1);
  const out = shape.map((size, i) => times(size, repeats[i] ?? 1));
  return [tensor(call.element(0), out, tiled(call, repeats))];
};

const depthToSpace: Rule = (call) => {
  const [n = 1, c = 1, h = 1, w = 1] = call.shape(0);
  const block = Math.max(1, call.int("blocksize", 1));
  const channels = exactly(c, block * block) ?? floorOver(c, block * block);
  return [tensor(call.element(0), [n, channels, times(h, block), times(w, block)])];
};

const spaceToDepth: Rule = (call) => {
  const [n = 1, c = 1, h = 1, w = 1] = call.shape(0);
  const block = Math.max(1, call.int("blocksize", 1));
  return [tensor(call.element(0), [n, times(c, block * block), floorOver(h, block), floorOver(w, block)])];
};

export const RESHAPE: Rules = {
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Expand: expand,
  Tile: tile,
  DepthToSpace: depthToSpace,
  SpaceToDepth: spaceToDepth,
};
