/** Every tensor that is planned, in the order in which the graph collects them, with where the chosen way puts it. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { PlanningView, SpecRow } from "../../look/methods/planning.types.ts";
import { point, sessionStore } from "../../store/session.ts";
import { MiddleText } from "../../ui/MiddleText.tsx";
import { type Column, SortTable } from "../../ui/SortTable.tsx";
import { namesIn, pointTo, showNamed } from "./links.ts";
import { useShownMethod } from "./MethodChoice.tsx";
import css from "./SpecTable.module.css";

function columns(base: "hex" | "dec", most: number): readonly Column<SpecRow>[] {
  const address = (at: number | null) => (at === null ? "–" : formatAddress(at, most, base));
  return [
    {
      id: "order",
      title: "#",
      says: "Position in the order in which the graph collects them: it breaks ties",
      width: 48,
      numeric: true,
      by: (r) => r.order,
      cell: (r) => formatCount(r.order),
    },
    {
      id: "name",
      title: "tensor",
      says: "Its name",
      by: (r) => r.name,
      cell: (r) => <MiddleText text={r.name} />,
    },
    {
      id: "bytes",
      title: "bytes",
      says: "Real bytes, before any rounding",
      width: 84,
      numeric: true,
      by: (r) => r.bytes,
      cell: (r) => <span title={formatBytesExactly(r.bytes)}>{formatBytes(r.bytes)}</span>,
    },
    {
      id: "first",
      title: "first",
      says: "Position in the list of nodes at which it is needed first",
      width: 54,
      numeric: true,
      by: (r) => r.first,
      cell: (r) => formatCount(r.first),
    },
    {
      id: "last",
      title: "last",
      says: "The last position at which it is needed, which is part of its life",
      width: 54,
      numeric: true,
      by: (r) => r.last,
      cell: (r) => formatCount(r.last),
    },
    {
      id: "arena",
      title: "arena",
      says: "Number of its arena",
      width: 54,
      numeric: true,
      by: (r) => r.arena ?? -1,
      cell: (r) => r.arena ?? "–",
    },
    {
      id: "offset",
      title: "offset",
      says: "Bytes from the start of the arena",
      width: 106,
      numeric: true,
      by: (r) => r.offset ?? -1,
      cell: (r) => address(r.offset),
    },
    {
      id: "object",
      title: "object",
      says: "Number of the shared object that it is in; – where the planner knows none",
      width: 58,
      numeric: true,
      by: (r) => r.object ?? -1,
      cell: (r) => r.object ?? "–",
    },
    {
      id: "ours",
      title: "ours",
      says: "Where our planner puts it on the same lifetimes",
      width: 106,
      numeric: true,
      by: (r) => r.ours ?? -1,
      cell: (r) => address(r.ours),
    },
  ];
}

export function SpecTable({ view }: { view: PlanningView }) {
  const base = useStore(sessionStore, (s) => s.addressBase);
  const method = useShownMethod();
  const most = Math.max(0, ...view.ways.flatMap((way) => way.sizes));
  const shown = useMemo(() => columns(base, most), [base, most]);
  // a tensor of the document goes before a node of the same name
  const at = (row: SpecRow) => namesIn(method, row.name, view.elsewhere).toReversed();
  return (
    <section className={css.pane} aria-label="Planned tensors">
      <SortTable
        label="Planned tensors in collection order"
        rows={view.specs}
        columns={shown}
        keyOf={(r) => `${r.order}`}
        onChoose={(r) => showNamed(at(r))}
        onPoint={(r) => (r === null ? point(null) : pointTo(at(r)))}
      />
      {view.specs.length === 0 && <p className={css.none}>Nothing is planned with these options.</p>}
    </section>
  );
}
