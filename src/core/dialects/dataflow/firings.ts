/** Names of firings: the actor's, with a number where it fires more than once in an iteration. */

/** Between the actor and the number of its firing; no id of a node may hold it. */
export const FIRING = "#";

/** Ids of the firings of a schedule, in its order. */
export function firingIds(actors: readonly { readonly id: string }[], firings: Int32Array): string[] {
  const times = new Int32Array(actors.length);
  for (const a of firings) times[a] = (times[a] ?? 0) + 1;
  const fired = new Int32Array(actors.length);
  return Array.from(firings, (a) => {
    const firing = fired[a] ?? 0;
    fired[a] = firing + 1;
    const id = actors[a]?.id ?? "";
    return times[a] === 1 ? id : `${id}${FIRING}${firing}`;
  });
}

/** The actor of a firing. */
export function actorOfFiring(id: string): string {
  const at = id.lastIndexOf(FIRING);
  return at < 0 ? id : id.slice(0, at);
}
