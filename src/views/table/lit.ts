/** Which rows are lit: those of the selection and of what is pointed at, in whichever pane that is. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { exists } from "../../store/facts.ts";
import { type Links, linksOf } from "../../store/links.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import type { Rows } from "./rows.ts";

function links(rows: Rows, target: Target | null): Links | undefined {
  return target !== null && exists(rows.picture, target) ? linksOf(rows.picture, target) : undefined;
}

function lights(rows: Rows, found: Links | undefined, r: number): boolean {
  if (found === undefined) return false;
  const t = rows.tensor[r] ?? -1;
  return t >= 0 ? found.tensors.has(t) : found.storages.has(rows.storage[r] ?? -1);
}

export interface Lit {
  readonly selected: (row: number) => boolean;
  readonly hovered: (row: number) => boolean;
  /** Place in the view of the first selected row, or −1. */
  readonly current: number;
}

export function useLit(rows: Rows, view: Int32Array): Lit {
  const selection = useStore(sessionStore, (s) => s.selection);
  const hover = useStore(sessionStore, (s) => s.hover);
  const chosen = useMemo(() => links(rows, selection), [rows, selection]);
  const pointed = useMemo(() => links(rows, hover), [rows, hover]);
  const placeOf = useMemo(() => {
    const places = new Int32Array(rows.count).fill(-1);
    view.forEach((r, place) => {
      places[r] = place;
    });
    return places;
  }, [rows, view]);
  const current = useMemo(() => {
    if (chosen === undefined) return -1;
    let first = -1;
    const see = (row: number) => {
      const place = placeOf[row] ?? -1;
      if (place >= 0 && (first < 0 || place < first)) first = place;
    };
    for (const t of chosen.tensors) see(rows.ofTensor[t] ?? -1);
    for (const s of chosen.storages) see(rows.ofScratch[s] ?? -1);
    return first;
  }, [rows, chosen, placeOf]);
  return {
    selected: (r) => lights(rows, chosen, r),
    hovered: (r) => lights(rows, pointed, r),
    current,
  };
}
