/** Offsets of a .pte are of 64 bits in two halves; here as bigint, since doubles end at 2^53. */

const HALF = 32n;

/** Bytes; of halves of 32 bits without sign. */
export function joinOffset({ low, high }: { readonly low: number; readonly high: number }): bigint {
  return (BigInt(high) << HALF) | BigInt(low);
}
