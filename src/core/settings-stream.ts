/** Settings of plans of dataflow graphs. */

import type { Choice, SettingDef } from "./settings.ts";

/** How the firings of a dataflow graph are put in order. */
const SCHEDULES: readonly Choice[] = [
  {
    id: "least-memory",
    title: "least memory",
    says: "Many schedules are tried, and the one whose FIFOs take the fewest bytes is kept.",
  },
  { id: "reference", title: "CMSIS-Stream's", says: "The schedule that CMSIS-Stream makes, to the firing." },
  {
    id: "fewest-copies",
    title: "fewest copies",
    says: "Readers of a shared buffer go before the node that would copy it, so that it need not.",
  },
];

const FIFOS: readonly Choice[] = [
  {
    id: "packed",
    title: "packed",
    says: "FIFOs get addresses in one arena, and share bytes while one of them is empty.",
  },
  {
    id: "reference",
    title: "CMSIS-Stream's",
    says: "Numbered buffers as CMSIS-Stream gives them, defects and all; its schedule comes with it.",
  },
];

/** The choice of settings that leave it to the document. */
export const AS_DOCUMENT = "document";

const LEFT_TO_DOCUMENT: Choice = {
  id: AS_DOCUMENT,
  title: "as the document",
  says: "As the document says, else on.",
};
const ON_OR_OFF: readonly Choice[] = [
  LEFT_TO_DOCUMENT,
  { id: "on", title: "on", says: "Whatever the document says." },
  { id: "off", title: "off", says: "Whatever the document says." },
];

const MODES: readonly Choice[] = [
  { ...LEFT_TO_DOCUMENT, says: "As the document says, else synchronous." },
  { id: "synchronous", title: "synchronous", says: "Everybody fires as planned." },
  {
    id: "asynchronous",
    title: "asynchronous",
    says: "Firings may be late: every FIFO is longer, and none shares memory.",
  },
  {
    id: "fully-asynchronous",
    title: "fully asynchronous",
    says: "Rates mean nothing: one pass over the nodes, lengths as the edges say.",
  },
];

export const STREAM_SETTINGS: readonly SettingDef[] = [
  {
    name: "schedule",
    flag: "schedule",
    kind: "choice",
    title: "Schedule",
    choices: SCHEDULES,
    initial: "least-memory",
    only: "dataflow",
    says: "The order of the firings of a dataflow graph.",
  },
  {
    name: "fifos",
    flag: "fifos",
    kind: "choice",
    title: "FIFO memory",
    choices: FIFOS,
    initial: "packed",
    only: "dataflow",
    says: "How FIFOs get their memory.",
  },
  {
    name: "sinkPriority",
    flag: "sink-priority",
    kind: "choice",
    title: "Sinks first",
    choices: ON_OR_OFF,
    initial: "document",
    only: "dataflow",
    says: "In CMSIS-Stream's schedule, whoever is nearest a sink fires first.",
  },
  {
    name: "memoryOptimization",
    flag: "memory-optimization",
    kind: "choice",
    title: "Shared buffers",
    choices: ON_OR_OFF,
    initial: "document",
    only: "dataflow",
    says: "In CMSIS-Stream's memory, FIFOs that are arrays share buffers.",
  },
  {
    name: "duplicateOptimization",
    flag: "duplicate-optimization",
    kind: "choice",
    title: "Shared Duplicates",
    choices: ON_OR_OFF,
    initial: "document",
    only: "dataflow",
    says: "In CMSIS-Stream's memory, FIFOs round a Duplicate may hold the same bytes, which need no copy.",
  },
  {
    name: "streamMode",
    flag: "stream-mode",
    kind: "choice",
    title: "Mode",
    choices: MODES,
    initial: "document",
    only: "dataflow",
    says: "Whether firings keep to the schedule.",
  },
  {
    name: "colouringVisits",
    flag: "colouring-visits",
    kind: "integer",
    title: "Colouring visits",
    least: 0,
    initial: 131_072,
    only: "dataflow",
    says: "Visits after which CMSIS-Stream's exact colouring gives up and the greedy one is taken.",
  },
];
