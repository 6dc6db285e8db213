/** What the bodies of a parent's conditions and loops take together: one area at the low end of each arena. */

/** The elementwise maximum of their arena sizes in bytes; [] without bodies. */
export function sizesOfBodies(bodies: readonly (readonly number[])[]): number[] {
  const most = Math.max(0, ...bodies.map((sizes) => sizes.length));
  return Array.from({ length: most }, (_, arena) => Math.max(0, ...bodies.map((sizes) => sizes[arena] ?? 0)));
}
