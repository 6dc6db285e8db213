/** Who does what with references, and which FIFOs hold shared ones by the graph alone. */

import { useMemo } from "react";
import { useStore } from "zustand";
import type { ReferenceFifo, ReferenceNode, References } from "../../../look/dataflow/references.types.ts";
import { isOfPicture } from "../../../store/dataflow.ts";
import { chooseStream, streamChosenStore } from "../../../store/dataflow-chosen.ts";
import { chooseFifo, fifoOfTarget } from "../../../store/dataflow-fifos.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { sessionStore } from "../../../store/session.ts";
import { type Column, SortTable } from "../../../ui/SortTable.tsx";
import { doesOf, endsOf, ROLES } from "./words.ts";

const SOURCES = {
  document: "as the document says",
  class: "by its class",
  ports: "guessed by its ports",
} as const;

const NODES: readonly Column<ReferenceNode>[] = [
  {
    id: "node",
    title: "Node",
    says: "Nodes of the graph, with the Duplicates that were put in",
    width: 108,
    by: (row) => row.id,
    cell: (row) => <span title={`${row.id}: ${row.class}`}>{row.id}</span>,
  },
  {
    id: "role",
    title: "Role",
    says: "As the document says, else by the class of the node, else guessed (?) by its ports; +: ports of it say more themselves",
    width: 104,
    by: (row) => ROLES[row.role],
    cell: (row) => (
      <span title={`${SOURCES[row.source]}${row.annotated ? ", but where its ports say it themselves" : ""}`}>
        {ROLES[row.role]}
        {row.annotated ? " +" : row.source === "ports" && " ?"}
      </span>
    ),
  },
  {
    id: "does",
    title: "What it does",
    says: "With the reference at each of its ports",
    by: doesOf,
    cell: (row) => <span title={doesOf(row)}>{doesOf(row)}</span>,
  },
];

export function Roles({ nodes }: { nodes: readonly ReferenceNode[] }) {
  const chosen = useStore(streamChosenStore, (s) =>
    s.streamChosen?.kind === "actor" ? s.streamChosen.id : null,
  );
  return (
    <SortTable
      label="Roles of nodes"
      rows={nodes}
      columns={NODES}
      keyOf={(row) => row.id}
      toneOf={(row) => (row.inserted ? "quiet" : undefined)}
      isChosen={(row) => row.id === chosen}
      onChoose={(row) => chooseStream(row.inserted ? null : { kind: "actor", id: row.id })}
    />
  );
}

interface FifoRow extends ReferenceFifo {
  readonly index: number;
}

const FIFOS: readonly Column<FifoRow>[] = [
  {
    id: "fifo",
    title: "FIFO",
    says: "By number, as in the plan",
    width: 64,
    by: (row) => row.index,
    cell: (row) => row.id,
  },
  {
    id: "status",
    title: "Status",
    says: "Of what passes there by the graph alone: a shared buffer may be held by others too",
    width: 72,
    by: (row) => statusOf(row),
    cell: (row) => statusOf(row),
  },
  {
    id: "ends",
    title: "From and to",
    says: "Output and input",
    by: endsOf,
    cell: (row) => <span title={`${endsOf(row)}, ${row.type}`}>{endsOf(row)}</span>,
  },
];

function statusOf({ carries, shared }: ReferenceFifo): string {
  if (!carries) return "values";
  return shared ? "shared" : "unique";
}

export function Statuses({ view }: { view: References }) {
  const rows = useMemo(() => view.fifos.map((fifo, index): FifoRow => ({ ...fifo, index })), [view]);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const linked = isOfPicture("references");
  const chosen = useStore(sessionStore, (s) => (linked ? fifoOfTarget(picture, s.selection) : -1));
  const wrong = useMemo(() => new Set(view.violations.map(({ fifo }) => fifo)), [view]);
  return (
    <SortTable
      label="Status of FIFOs"
      rows={rows}
      columns={FIFOS}
      keyOf={(row) => row.id}
      toneOf={(row) => (wrong.has(row.index) ? "bad" : row.carries ? undefined : "quiet")}
      isChosen={(row) => row.index === chosen}
      onChoose={(row, also) => chooseFifo("references", row.index, also)}
    />
  );
}
