/** Something made in slices for a pane: of small plans it is there at once. */

import { useEffect, useState } from "react";
import type { Sliced } from "../../core/compare/sliced.ts";
import { inSlices } from "../../store/in-slices.ts";

/** What `make` made last; null before the first. `make` must be the same function while what it makes is. */
export function useSliced<T>(make: () => Sliced<T>): T | null {
  const [made, setMade] = useState<T | null>(null);
  useEffect(() => inSlices(make(), setMade), [make]);
  return made;
}
