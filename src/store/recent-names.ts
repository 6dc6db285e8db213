/** Names of documents kept here, told apart where several have the same. */

import type { RecentInfo } from "./services.ts";

/** By key: `net` for the latest of that name, `net (2)` for the one before it. `recents` come latest first. */
export function recentNames(
  recents: readonly Pick<RecentInfo, "key" | "name">[],
): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    recents.map(({ key, name }) => {
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [key, nth === 1 ? name : `${name} (${nth})`];
    }),
  );
}
