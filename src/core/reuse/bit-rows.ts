/** Relations over thousands of things as rows of bits: one bit a pair, and whole words at a time. */

/** Bit j of row i is `bits[i * words + (j >> 5)] >>> (j & 31) & 1`; bits beyond the last column stay 0. */
export interface BitRows {
  readonly rows: number;
  readonly columns: number;
  readonly words: number;
  readonly bits: Uint32Array;
}

export function bitRows(rows: number, columns: number): BitRows {
  const words = Math.ceil(columns / 32);
  return { rows, columns, words, bits: new Uint32Array(rows * words) };
}

export function hasBit(rows: BitRows, i: number, j: number): boolean {
  return (((rows.bits[i * rows.words + (j >> 5)] ?? 0) >>> (j & 31)) & 1) === 1;
}

export function setBit(rows: BitRows, i: number, j: number): void {
  const at = i * rows.words + (j >> 5);
  rows.bits[at] = (rows.bits[at] ?? 0) | (1 << (j & 31));
}

/** A row of its own with the first `count` bits set. */
export function fullRow(count: number): Uint32Array {
  const row = new Uint32Array(Math.ceil(count / 32)).fill(0xffffffff);
  if ((count & 31) !== 0) row[row.length - 1] = 0xffffffff >>> (32 - (count & 31));
  return row;
}

/** Row i as a view, not a copy. */
export function bitRow(rows: BitRows, i: number): Uint32Array {
  return rows.bits.subarray(i * rows.words, (i + 1) * rows.words);
}

/** The relation among some, by their positions in `members`. */
export function rowsAmong(rows: BitRows, members: ArrayLike<number>): BitRows {
  const count = members.length;
  if (count === rows.rows && count === rows.columns && isWhole(members)) return rows;
  const among = bitRows(count, count);
  for (let k = 0; k < count; k++) {
    const i = members[k] ?? 0;
    for (let l = 0; l < count; l++) if (hasBit(rows, i, members[l] ?? 0)) setBit(among, k, l);
  }
  return among;
}

function isWhole(members: ArrayLike<number>): boolean {
  for (let k = 0; k < members.length; k++) if (members[k] !== k) return false;
  return true;
}
