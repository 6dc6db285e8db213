/** Memory of a dataflow graph that nobody counts as FIFOs: windows that nodes keep, and what references point to. */

import { sampleBytes } from "../../core/dialects/dataflow/normalise.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import { windowOfClass } from "../../core/dialects/dataflow/windows.ts";
import type { DataflowDocument } from "../../core/document.ts";

/** Samples that a node keeps between its firings, in memory of its own. */
export interface HiddenState {
  readonly node: string;
  readonly samples: number;
  readonly bytes: number;
}

export function hiddenStates({ nodes, types }: DataflowDocument): readonly HiddenState[] {
  return nodes.flatMap(({ id, class: name, window: given, inputs = [], outputs = [] }): HiddenState[] => {
    const window = given ?? windowOfClass(name, inputs, outputs);
    if (window === undefined || window.overlap <= 0) return [];
    const type = inputs[0]?.type ?? outputs[0]?.type ?? "";
    return [{ node: id, samples: window.overlap, bytes: window.overlap * (sampleBytes(types, type) ?? 0) }];
  });
}

/** FIFOs of references: their samples are counted as the values that they point to. */
export interface SlotsOfReferences {
  readonly fifos: number;
  readonly slots: number;
  /** Bytes that are counted for them here. */
  readonly counted: number;
}

export function slotsOfReferences(
  { types }: DataflowDocument,
  { actors, fifos }: Stream,
  rows: readonly { readonly samples: number; readonly bytes: number }[],
): SlotsOfReferences | null {
  const own = rows.filter((_, f) => {
    const [a, o] = fifos[f]?.from ?? [-1, -1];
    const type = actors[a]?.outputs[o]?.type ?? "";
    return Object.hasOwn(types, type) && types[type]?.sharedOf !== undefined;
  });
  if (own.length === 0) return null;
  return {
    fifos: own.length,
    slots: own.reduce((sum, { samples }) => sum + samples, 0),
    counted: own.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
