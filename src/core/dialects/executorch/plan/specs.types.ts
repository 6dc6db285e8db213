/** What ExecuTorch's planning takes and gives: specs in the order in which the graph collects them, which breaks ties. */

import type { Diagnostic } from "../../../document.ts";

/** The processor's own is `{ type: "cpu", index: 0 }`. */
export interface SpecDevice {
  /** In small letters: "cpu", "cuda". */
  readonly type: string;
  readonly index: number;
}

/** One tensor that the planner gives bytes. */
export interface PlannedSpec {
  readonly name: string;
  /** Real bytes, before any rounding. */
  readonly bytes: number;
  /** Positions in the node list, both inside its life. */
  readonly first: number;
  readonly last: number;
  /** The arena that a pass before has given it, from 1 up; null: 1, or where a placement over memories puts it. */
  readonly memId: number | null;
  /** The spec whose bytes it takes over, by its index in the list. */
  readonly inplaceBase: number | null;
  /** Null: the processor's own. */
  readonly device: SpecDevice | null;
  /** Bytes to which its size is rounded before it is placed: 16 as made, a pass's own once planned. Absent: 16. */
  readonly alignment?: number | undefined;
  /** A fixed byte in `memId`; only placements over memories look at it. */
  readonly offset?: number | undefined;
  /** Memories that it may not be in; only placements over memories look at it. */
  readonly blocked?: readonly number[] | undefined;
  /** It lies inside another spec, `at` bytes from its start, and needs none of its own; only over memories. */
  readonly inside?: { readonly spec: number; readonly at: number } | undefined;
}

export type AlgorithmId = "naive" | "greedy" | "position-greedy" | "gap-greedy";

/** One memory of a placement over memories; the first is the fastest and has arena 1. */
export interface PlanMemory {
  readonly bytes: number;
  /** Of offsets, bytes; absent: 1. */
  readonly alignment?: number | undefined;
}

export interface PlanOptions {
  /** Each is run, and of those with the least sum of arenas the first is taken. */
  readonly algorithms: readonly AlgorithmId[];
  /** Bytes; sizes are rounded up to it. */
  readonly alignment: number;
  /** Bytes after the end of every arena that greedy uses: 64 where an XNNPACK delegate is called. */
  readonly extraPadding: number;
  /** Bytes of each arena that bodies have taken at its low end, by arena, 0 being reserved; [] without bodies. */
  readonly baseSizes: readonly number[];
  /** Whether specs of each device get arenas of their own. */
  readonly devices: boolean;
  /** False: greedy puts nothing side by side in a shared object, as for Vulkan. */
  readonly allowOverlapping: boolean;
  /** What the placements over memories fill, the fastest first; null where none of them is run. */
  readonly memories: readonly PlanMemory[] | null;
  /** True: with the original's defects. */
  readonly compat: boolean;
}

export interface SpecPlace {
  /** Arena, from 1 up. */
  readonly memId: number;
  /** Bytes from its start. */
  readonly offset: number;
  /** Number of its shared object in its arena; null where the algorithm knows none. */
  readonly object: number | null;
}

/** An arena that is not the processor's own. */
export interface DeviceArena {
  readonly arena: number;
  readonly device: SpecDevice;
}

/** What one algorithm of the list made of the specs. */
export interface Attempt {
  readonly algorithm: AlgorithmId;
  readonly sizes: readonly number[];
  /** Sum of the arenas in bytes. */
  readonly total: number;
}

export interface SpecPlan {
  /** Of each arena in bytes; that of arena 0, which is reserved, is 0. */
  readonly sizes: readonly number[];
  /** One a spec, in their order. */
  readonly placement: readonly SpecPlace[];
  /** Of each spec: the bytes it takes, i.e. rounded up. */
  readonly allocated: readonly number[];
  /** Pairs of specs that have bytes in common. */
  readonly reusePairs: number;
  /** In the order of arenas. */
  readonly devices: readonly DeviceArena[];
  /** Whose placement this is, and beside it what the others of the list gave (one list a device, the processor's first). */
  readonly algorithm: AlgorithmId;
  readonly attempts: readonly Attempt[];
  /** Defects of the original that changed this plan. */
  readonly findings: readonly Diagnostic[];
}
