/** Colours for things that may not share: as few as can be found within a budget of visits, else greedily. As the reference does. */

/** Colours by position, and whether the budget was too small. `order`: positions in the order in which they are coloured. */
export function colouring(
  neighbours: readonly ReadonlySet<number>[],
  order: Int32Array,
  mostVisits: number,
): { readonly colour: Int32Array; readonly gaveUp: boolean } {
  const exact = fewest(neighbours, order, mostVisits);
  return exact === undefined
    ? { colour: greedy(neighbours, order), gaveUp: true }
    : { colour: exact, gaveUp: false };
}

/** Positions by falling number of neighbours, stable. */
export function byDegree(neighbours: readonly ReadonlySet<number>[]): Int32Array {
  const degree = (v: number) => neighbours[v]?.size ?? 0;
  return Int32Array.from(neighbours.keys()).sort((a, b) => degree(b) - degree(a) || a - b);
}

function greedy(neighbours: readonly ReadonlySet<number>[], order: Int32Array): Int32Array {
  const colour = new Int32Array(neighbours.length).fill(-1);
  for (const v of order) {
    const used = new Set(Array.from(neighbours[v] ?? [], (other) => colour[other]));
    let free = 0;
    while (used.has(free)) free++;
    colour[v] = free;
  }
  return colour;
}

/** Every arrival at a depth is a visit, the root of each number of colours and the last success too. Undefined: too many. */
function fewest(
  neighbours: readonly ReadonlySet<number>[],
  order: Int32Array,
  mostVisits: number,
): Int32Array | undefined {
  const count = order.length;
  const depthOf = new Int32Array(count);
  order.forEach((v, depth) => {
    depthOf[v] = depth;
  });
  // only those coloured before can clash
  const before = Array.from(order, (v, depth) =>
    Int32Array.from(neighbours[v] ?? []).filter((other) => (depthOf[other] ?? 0) < depth),
  );
  const colour = new Int32Array(count).fill(-1);
  const usedAt = new Int32Array(count + 1);
  let visits = 0;
  let stamp = 0;
  for (let colours = 1; colours <= Math.max(1, count); colours++) {
    let depth = 0;
    if (++visits > mostVisits) return undefined;
    while (depth >= 0 && depth < count) {
      const v = order[depth] ?? 0;
      let c = (colour[v] ?? -1) + 1;
      colour[v] = -1;
      stamp++;
      const near = before[depth] ?? before[0] ?? new Int32Array(0);
      for (let k = 0; k < near.length; k++) usedAt[colour[near[k] ?? 0] ?? 0] = stamp;
      while (c < colours && usedAt[c] === stamp) c++;
      if (c === colours) {
        depth--;
        continue;
      }
      colour[v] = c;
      depth++;
      if (++visits > mostVisits) return undefined;
    }
    if (depth === count) return colour;
  }
  return colour;
}
