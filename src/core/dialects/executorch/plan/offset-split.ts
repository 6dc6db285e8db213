/** Offsets of a .pte are of 64 bits in two halves; here as bigint, since doubles end at 2^53. */

import { fail, ok, type Result } from "../../../result.ts";

const HALF = 32n;
const LOW = 0xffff_ffffn;

export interface SplitOffset {
  readonly low: number;
  readonly high: number;
}

/** Fails below 0 ("negative-offset") and from 2^64 up ("offset-too-large"). */
export function splitOffset(offset: bigint): Result<SplitOffset> {
  if (offset < 0n) return fail("negative-offset", `The offset ${offset} is negative.`);
  if (offset >> (2n * HALF) !== 0n) {
    return fail("offset-too-large", `The offset ${offset} needs more than 64 bits.`);
  }
  return ok({ low: Number(offset & LOW), high: Number(offset >> HALF) });
}

/** Bytes; of halves of 32 bits without sign. */
export function joinOffset({ low, high }: SplitOffset): bigint {
  return (BigInt(high) << HALF) | BigInt(low);
}
