/** What a picture is made of besides the plan: the words that worker, stores, views and drawing share. */

import type { Graph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";

/** What a picture is of; the store's picture has this shape. */
export interface Drawn {
  readonly plan: Plan;
  readonly graph: Graph | null;
  /** Colour slot of each buffer. */
  readonly colour: Int32Array;
  /** Position of each storage among the tenants of its buffer. */
  readonly ordinal: Int32Array;
}

/** Patterns that say the role of a storage besides its colour. */
export const MARK = { none: 0, scratch: 1, kept: 2, door: 3 } as const;

/** What the arena shows: who lives where, or a number of each cell. */
export const HEAT_MODES = ["tenants", "reuse", "occupancy", "idle", "churn", "fragmentation"] as const;
export type HeatMode = (typeof HEAT_MODES)[number];

/** What colour stands for. */
export const COLOUR_BY = [
  "buffer",
  "role",
  "operator",
  "dtype",
  "size",
  "lifetime",
  "layer",
  "slack",
] as const;
export type ColourBy = (typeof COLOUR_BY)[number];

/** One entry of a legend: a class of storages that are coloured alike. */
export interface LegendEntry {
  /** Stable over re-plans: what the legend's filter remembers. */
  readonly id: string;
  readonly title: string;
  /** Index of its fill (fills.ts). */
  readonly fill: number;
  /** Storages of the class, and their padded bytes. */
  readonly count: number;
  readonly bytes: number;
}

/** The colours of a picture: what they stand for, and which storage has which. */
export interface Tints {
  readonly plan: Plan;
  readonly by: ColourBy;
  /** Index of the fill of each storage. */
  readonly fill: Int32Array;
  /** One of MARK for each storage: scratch of a node; state or constant; input or output. */
  readonly mark: Uint8Array;
  /** Class of each storage: an index of `legend`; −1 when the colours are no classes (by buffer). */
  readonly classOf: Int32Array;
  /** Empty when colours only tell neighbours apart (by buffer). */
  readonly legend: readonly LegendEntry[];
}

/** Which storages a search, or a filter of the legend, is about; the rest is dimmed. */
export interface Matches {
  readonly plan: Plan;
  /** 1 for each storage that is meant. */
  readonly mask: Uint8Array;
  /** How many, and which, by start and then by position. */
  readonly found: Int32Array;
  /** Real bytes of what is meant, all in all. */
  readonly bytes: number;
  /** A sentence on the first part of the search that makes no sense; such parts are left out. */
  readonly problem: string | undefined;
}
