/** The colours that buffers have in the other panes. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { fillPaint } from "../../draw/palette.ts";
import { fillNow, looksStore } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import type { Fill } from "./Row.tsx";

/** By id of the buffer; those without a place in the plan have none. */
export function useFills(): ReadonlyMap<string, Fill> {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const by = useStore(sessionStore, (s) => s.colourBy);
  const tints = useStore(looksStore, (s) => s.tints);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours hang on both
  return useMemo(() => {
    const fills = new Map<string, Fill>();
    if (picture === null) return fills;
    const { id, storage } = picture.plan.tensors;
    id.forEach((name, t) => {
      const s = storage[t] ?? -1;
      if (s < 0) return;
      const fill = fillNow(picture, s);
      fills.set(name, { light: fillPaint(fill, "light").fill, dark: fillPaint(fill, "dark").fill });
    });
    return fills;
  }, [picture, by, tints]);
}
