/** A lifetimes file whose least arena is known and hard to find: a rectangle cut into pieces with seeded cuts, nothing left over. */

export const HARD_STEPS = 600;
/** The bound, and what a perfect packing takes, in bytes. */
export const HARD_BYTES = 1 << 20;

/** As MiniMalloc writes it, with `upper` exclusive. */
export function hardCsv(pieces = 260): string {
  let state = 20;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const cut = [{ start: 0, end: HARD_STEPS, low: 0, high: HARD_BYTES }];
  while (cut.length < pieces) {
    const at = Math.floor(random() * cut.length);
    const piece = cut[at];
    if (piece === undefined) continue;
    const { start, end, low, high } = piece;
    const share = 0.25 + random() / 2;
    const step = start + Math.round((end - start) * share);
    const byte = low + Math.round((high - low) * share);
    if (random() < 0.5) {
      if (end - start < 8) continue;
      cut.splice(at, 1, { ...piece, end: step }, { ...piece, start: step });
    } else {
      if (high - low < 64) continue;
      cut.splice(at, 1, { ...piece, high: byte }, { ...piece, low: byte });
    }
  }
  const rows = cut.map(({ start, end, low, high }, i) => `${i},${start},${end},${high - low}`);
  return ["id,lower,upper,size", ...rows].join("\n");
}
