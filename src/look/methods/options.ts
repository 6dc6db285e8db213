/** How a person wants ExecuTorch to be followed: which passes run, and what its planner is told. */

import type { AlgorithmId, PlanMemory } from "../../core/dialects/executorch/plan/specs.types.ts";
import type { WayId } from "./planning.types.ts";

export interface MethodsOptions {
  /** By id of a pass, where it is switched against what it would be by itself. */
  readonly passes: Readonly<Record<string, boolean>>;
  readonly dynamic: "constraint" | "hint" | "runtime";
  /** Whether the passes that write in place take every right of the document, or ExecuTorch's own few operators. */
  readonly reinplaceAll: boolean;
  readonly way: WayId;
  /** Bytes. */
  readonly alignment: number;
  readonly allocInputs: boolean;
  readonly allocOutputs: boolean;
  readonly allocMutableBuffers: boolean;
  readonly shareMutable: boolean;
  readonly devices: boolean;
  /** For placements over memories, the fastest first. */
  readonly memories: readonly PlanMemory[];
  /** With the defects of the original. */
  readonly compat: boolean;
}

export const DEFAULT_OPTIONS: MethodsOptions = {
  passes: {},
  dynamic: "constraint",
  reinplaceAll: false,
  way: "greedy",
  alignment: 16,
  allocInputs: true,
  allocOutputs: true,
  allocMutableBuffers: true,
  shareMutable: false,
  devices: true,
  memories: [
    { bytes: 64 * 1024, alignment: 16 },
    { bytes: 2 ** 40, alignment: 16 },
  ],
  compat: true,
};

export interface Way {
  readonly id: WayId;
  readonly title: string;
  readonly says: string;
  readonly algorithms: readonly AlgorithmId[];
  readonly allowOverlapping: boolean;
  /** It fills memories of given sizes. */
  readonly overMemories: boolean;
}

export const WAYS: readonly Way[] = [
  {
    id: "greedy",
    title: "greedy",
    says: "ExecuTorch's default: larger first, into the first shared object that is free.",
    algorithms: ["greedy"],
    allowOverlapping: true,
    overMemories: false,
  },
  {
    id: "naive",
    title: "naive",
    says: "One after the other, nothing reused.",
    algorithms: ["naive"],
    allowOverlapping: true,
    overMemories: false,
  },
  {
    id: "suite",
    title: "suite: naive, greedy",
    says: "Runs both and takes the smaller; in compatibility greedy pays for naive, for it begins where that ended.",
    algorithms: ["naive", "greedy"],
    allowOverlapping: true,
    overMemories: false,
  },
  {
    id: "position-greedy",
    title: "Cadence: by position",
    says: "Larger first, at the first free address of the fastest memory that has room.",
    algorithms: ["position-greedy"],
    allowOverlapping: true,
    overMemories: true,
  },
  {
    id: "gap-greedy",
    title: "Cadence: by gap",
    says: "Larger first, into the smallest gap that fits in the fastest memory that has one.",
    algorithms: ["gap-greedy"],
    allowOverlapping: true,
    overMemories: true,
  },
  {
    id: "vulkan",
    title: "Vulkan",
    says: "Greedy with one tensor in a shared object at a time: nothing side by side.",
    algorithms: ["greedy"],
    allowOverlapping: false,
    overMemories: false,
  },
];
