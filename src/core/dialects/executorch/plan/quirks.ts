/** The defects of ExecuTorch's planning that are known by name: what it does, and what is done here instead. */

import type { Defects } from "./defects.ts";

export interface Quirk {
  /** Code of its findings. */
  readonly id: string;
  readonly title: string;
  readonly does: string;
  readonly ours: string;
  /** The switch of the planner; absent: it is not in placing but in lives or in what runs. */
  readonly defect?: keyof Defects;
}

export const QUIRKS = [
  {
    id: "suite-order",
    title: "Greedy pays for naive",
    does: "In a list, naive adds its tensors to the very sizes from which greedy starts, so greedy looks larger than it is and loses.",
    ours: "Every algorithm of a list starts from the same sizes.",
    defect: "suiteCharges",
  },
  {
    id: "stale-order",
    title: "Sorted by another alignment",
    does: "Tensors are sorted by sizes rounded up to the alignment that they had before (16 at first), but placed by the one asked for. Below 16 a later tensor can be larger than the object that is free for it, and planning fails.",
    ours: "Sorted and placed by the alignment asked for.",
    defect: "staleOrder",
  },
  {
    id: "bodies-forgotten",
    title: "The needs of bodies are forgotten",
    does: "An arena in which the parent itself has no tensor gets no bytes, even where the body of a condition or a loop needs some.",
    ours: "No arena is smaller than what the bodies need.",
    defect: "forgetsBodies",
  },
  {
    id: "inplace-base-unchecked",
    title: "Bytes taken over unchecked",
    does: "A tensor that takes over another's bytes is put there after everything else, and nobody looks whether a third one lives there by then.",
    ours: "The bytes are kept for both lives before any other tensor is placed.",
    defect: "uncheckedBases",
  },
  {
    id: "bodies-unrounded",
    title: "Bodies end off the alignment",
    does: "The parent's tensors begin where bodies end, padding included, without rounding up; with an alignment over 64 they lie off it.",
    ours: "The parent begins at a multiple of the alignment.",
    defect: "unroundedBodies",
  },
  {
    id: "bodies-unseen",
    title: "Placements over memories do not see bodies",
    does: "Cadence's placements start every memory at 0, where the bodies of conditions and loops lie.",
    ours: "What bodies take at the low end of a memory is kept free.",
    defect: "blindMemories",
  },
  {
    id: "inplace-late-reads",
    title: "Late reads do not count",
    does: "Reading the result of an operator in place does not prolong the life of the bytes it wrote to.",
    ours: "Every read counts.",
  },
  {
    id: "stale-output",
    title: "The output returns a tensor of before",
    does: "The output node keeps the tensor that it returned before an operator was put in place or a copy between devices came in: bytes are planned that nobody writes.",
    ours: "The output returns what is there now.",
  },
  {
    id: "cond-by-handle",
    title: "Results of a condition stay in its branch",
    does: "The parent gets the results of a condition by their address in the area of the branches, and the next condition overwrites them.",
    ours: "They count as alive in that area, and a conflict is shown.",
  },
  {
    id: "unverified",
    title: "Nothing is verified",
    does: "By default no check looks for tensors that are alive together on the same bytes.",
    ours: "Every plan is checked.",
  },
] as const satisfies readonly Quirk[];

export type QuirkId = (typeof QUIRKS)[number]["id"];

/** A quirk by its name; names are literals, so it is there. */
export function quirkOf(id: QuirkId): Quirk {
  const found = QUIRKS.find((quirk) => quirk.id === id);
  if (found === undefined) throw new Error(`no quirk ${id}`);
  return found;
}
