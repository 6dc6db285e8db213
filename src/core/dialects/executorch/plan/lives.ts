/** Lives and byte ranges with both ends inside, as ExecuTorch compares them. */

/** False where either is empty, i.e. ends before it begins. */
export function hasOverlap(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] <= a[1] && b[0] <= b[1] && a[0] <= b[1] && b[0] <= a[1];
}

/** Whether two specs are alive together. */
export function meet(
  a: { readonly first: number; readonly last: number },
  b: { readonly first: number; readonly last: number },
): boolean {
  return hasOverlap([a.first, a.last], [b.first, b.last]);
}
