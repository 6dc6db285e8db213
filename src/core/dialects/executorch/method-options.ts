/** What a method is planned with: one table for the panel, the command line and its help. Defaults are ExecuTorch's. */

import type { CollectOptions } from "./edge/collect.ts";
import type { PassOptions } from "./passes/pass.types.ts";
import type { AlgorithmId, PlanMemory } from "./plan/specs.types.ts";

export interface MethodOptions extends PassOptions, CollectOptions {
  /** By id of a pass, where it is not as it is by default. */
  readonly passes: Readonly<Record<string, boolean>>;
  readonly algorithms: readonly AlgorithmId[];
  /** Bytes. */
  readonly alignment: number;
  readonly allowOverlapping: boolean;
  /** Bytes after each arena; null: 64 where an XNNPACK delegate is called, else none. */
  readonly extraPadding: number | null;
  readonly memories: readonly PlanMemory[] | null;
  /** Names of tensors that another method of the program changes, so that they are state here, too. */
  readonly stateElsewhere: readonly string[];
}

export const DEFAULT_METHOD_OPTIONS: MethodOptions = {
  passes: {},
  algorithms: ["greedy"],
  alignment: 16,
  allowOverlapping: true,
  extraPadding: null,
  memories: null,
  allocInputs: true,
  allocOutputs: true,
  allocMutableBuffers: true,
  shareMutable: false,
  withhold: [],
  stateElsewhere: [],
  compat: true,
  dynamic: "constraint",
  reinplace: ["index_put"],
  deviceAware: true,
  skipInputCopies: false,
  skipOutputCopies: false,
  outside: "all",
};

interface OptionBase {
  readonly id: keyof MethodOptions;
  readonly title: string;
  /** One sentence. */
  readonly says: string;
}

export type OptionDef =
  | (OptionBase & { readonly kind: "switch"; readonly initial: boolean })
  | (OptionBase & { readonly kind: "bytes"; readonly least: number; readonly initial: number | null })
  | (OptionBase & { readonly kind: "memories"; readonly initial: null })
  /** Names separated by commas, or "all". */
  | (OptionBase & { readonly kind: "names"; readonly initial: string })
  | (OptionBase & {
      readonly kind: "choice";
      readonly choices: readonly { readonly id: string; readonly title: string; readonly says: string }[];
      readonly initial: string;
      /** Several may be chosen, in order. */
      readonly several?: true;
    });

export const METHOD_OPTIONS: readonly OptionDef[] = [
  {
    id: "compat",
    kind: "switch",
    title: "As ExecuTorch does it",
    says: "With the defects of the original, each of them named where it shows; off: without them.",
    initial: true,
  },
  {
    id: "algorithms",
    kind: "choice",
    title: "Algorithms",
    says: "Each is run, and the one with the smallest arenas is taken.",
    several: true,
    choices: [
      {
        id: "greedy",
        title: "greedy",
        says: "Larger tensors first, into shared objects where they meet nobody.",
      },
      { id: "naive", title: "naive", says: "One tensor after the other, nothing is reused." },
      {
        id: "position-greedy",
        title: "by position",
        says: "Cadence's: larger first, at the first free address of the first memory that has room.",
      },
      {
        id: "gap-greedy",
        title: "by gap",
        says: "Cadence's: larger first, into the smallest gap that fits in the first memory that has one.",
      },
    ],
    initial: "greedy",
  },
  {
    id: "memories",
    kind: "memories",
    title: "Memories",
    says: "What Cadence's algorithms fill, the fastest first: bytes, and after a colon the alignment.",
    initial: null,
  },
  {
    id: "alignment",
    kind: "bytes",
    least: 1,
    title: "Alignment",
    says: "Sizes are rounded up to a multiple of this.",
    initial: 16,
  },
  {
    id: "extraPadding",
    kind: "bytes",
    least: 0,
    title: "Padding",
    says: "Bytes after the end of each arena. Empty: 64 where an XNNPACK delegate is called, which may read past ends, else none.",
    initial: null,
  },
  {
    id: "allowOverlapping",
    kind: "switch",
    title: "Side by side in shared objects",
    says: "Greedy may put smaller tensors beside each other in one shared object; off for Vulkan.",
    initial: true,
  },
  {
    id: "allocInputs",
    kind: "switch",
    title: "Plan inputs",
    says: "Inputs have bytes in the arena, to which the caller's data is copied; off: the caller's memory is used.",
    initial: true,
  },
  {
    id: "allocOutputs",
    kind: "switch",
    title: "Plan outputs",
    says: "Outputs have bytes in the arena; off: the caller brings memory for them.",
    initial: true,
  },
  {
    id: "allocMutableBuffers",
    kind: "switch",
    title: "Plan mutable buffers",
    says: "Buffers that the method changes have bytes in the arena; off: the runtime binds them by name.",
    initial: true,
  },
  {
    id: "shareMutable",
    kind: "switch",
    title: "Share mutable buffers",
    says: "Buffers that the method changes are left to the layout of all methods.",
    initial: false,
  },
  {
    id: "dynamic",
    kind: "choice",
    title: "Dynamic sizes",
    says: "How far a dimension goes that hangs on symbols.",
    choices: [
      { id: "constraint", title: "upper bound", says: "The most that its constraint allows." },
      { id: "hint", title: "example", says: "What it was in the example that was exported." },
      {
        id: "runtime",
        title: "runtime",
        says: "Left open: the tensor is not planned, and freed after its last use.",
      },
    ],
    initial: "constraint",
  },
  {
    id: "reinplace",
    kind: "names",
    title: "In place",
    says: "Operators that may write over an argument once the pass for that is on: names, or all.",
    initial: "index_put",
  },
  {
    id: "deviceAware",
    kind: "switch",
    title: "Plan devices",
    says: "Tensors of each device get arenas of their own, with copies there and back; off: they are tagged only.",
    initial: true,
  },
  {
    id: "skipInputCopies",
    kind: "switch",
    title: "Inputs are on the device",
    says: "No copies of the method's inputs to a device.",
    initial: false,
  },
  {
    id: "skipOutputCopies",
    kind: "switch",
    title: "Outputs stay on the device",
    says: "No copies of the method's outputs back to the processor.",
    initial: false,
  },
  {
    id: "outside",
    kind: "names",
    title: "Constants outside",
    says: "Constants that are stored in a file of their own once the pass for that is on: names, or all.",
    initial: "all",
  },
];
