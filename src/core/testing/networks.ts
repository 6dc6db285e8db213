/** Graphs in the shape of networks, every value of one byte, for tests that count buffers. */

import type { GraphDocument } from "../document.ts";
import { textGraph } from "./text-graph.ts";

/** Each node reads the one before and may write over it. */
export function chainOf(count: number): GraphDocument {
  const lines = Array.from({ length: count }, (_, i) =>
    i === 0 ? "v0:1 = op()" : `v${i}:1 = op(v${i - 1}) v${i}~v${i - 1}`,
  );
  return textGraph([...lines, `out v${count - 1}`].join("\n"));
}

/** Two layers and a sum with what came in. */
export function residual(blocks: number): GraphDocument {
  return blockwise(blocks, (x, y, k) => [
    `a${k}:1 = conv(${x})`,
    `b${k}:1 = conv(a${k})`,
    `${y}:1 = add(b${k} ${x})`,
  ]);
}

/** Norm, three projections, scores, softmax, mix, projection, and a sum with what came in. */
export function attention(blocks: number): GraphDocument {
  return blockwise(blocks, (x, y, k) => [
    `n${k}:1 = norm(${x})`,
    `q${k}:1 = project(n${k})`,
    `k${k}:1 = project(n${k})`,
    `w${k}:1 = project(n${k})`,
    `s${k}:1 = scores(q${k} k${k})`,
    `p${k}:1 = softmax(s${k})`,
    `o${k}:1 = mix(p${k} w${k})`,
    `l${k}:1 = project(o${k})`,
    `${y}:1 = add(l${k} ${x})`,
  ]);
}

/** Branches of two layers each, joined. */
export function inception(blocks: number, branches: number): GraphDocument {
  return blockwise(blocks, (x, y, k) => {
    const names = Array.from({ length: branches }, (_, b) => `${k}_${b}`);
    const lanes = names.flatMap((b) => [`a${b}:1 = conv(${x})`, `b${b}:1 = conv(a${b})`]);
    return [...lanes, `${y}:1 = join(${names.map((b) => `b${b}`).join(" ")})`];
  });
}

/** Down by a layer and a pool a level, and up again with what was there at each level. */
export function unet(levels: number): GraphDocument {
  const lines = ["d0:1 = op()"];
  for (let k = 1; k <= levels; k++) lines.push(`e${k}:1 = conv(d${k - 1})`, `d${k}:1 = pool(e${k})`);
  lines.push(`r${levels + 1}:1 = conv(d${levels})`);
  for (let k = levels; k > 0; k--) {
    lines.push(`t${k}:1 = up(r${k + 1})`, `c${k}:1 = join(t${k} e${k})`, `r${k}:1 = conv(c${k})`);
  }
  return textGraph([...lines, "out r1"].join("\n"));
}

function blockwise(
  blocks: number,
  lines: (from: string, to: string, block: number) => readonly string[],
): GraphDocument {
  const all = Array.from({ length: blocks }, (_, k) => lines(`x${k}`, `x${k + 1}`, k)).flat();
  return textGraph(["x0:1 = op()", ...all, `out x${blocks}`].join("\n"));
}
