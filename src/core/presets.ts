/** Settings that make a plan as a known runtime would, by name. */

import type { MemplanDocument, SourceDocument } from "./document.ts";
import { type Choice, DEFAULT_SETTINGS, type Settings } from "./settings.ts";

interface Preset extends Choice {
  readonly settings: Partial<Settings>;
  /** The one kind of document that it means something to; absent: all that no preset is made for. */
  readonly only?: SourceDocument["kind"];
}

export const PRESETS: readonly Preset[] = [
  {
    id: "tflm",
    title: "TFLM",
    says: "TensorFlow Lite Micro: 16-byte alignment, its lifetimes, greedy by size; nothing in place; variables apart.",
    settings: {
      order: "given",
      lifetimes: "tflm",
      place: "tflm-greedy",
      slots: false,
      alignment: 16,
      inplace: false,
      views: false,
      preserveInputs: false,
      constants: false,
      state: false,
    },
  },
  {
    id: "executorch",
    title: "ExecuTorch",
    says: "ExecuTorch's default: shared objects by size, 16-byte alignment, views share; nothing in place; variables live throughout.",
    settings: {
      order: "given",
      lifetimes: "schedule",
      place: "executorch-greedy",
      slots: false,
      alignment: 16,
      inplace: false,
      views: true,
      preserveInputs: false,
      constants: false,
      state: true,
    },
  },
  {
    id: "cmsis-stream",
    title: "CMSIS-Stream",
    says: "CMSIS-Stream's schedule and its numbered buffers, to the firing and the byte.",
    settings: { schedule: "reference", fifos: "reference" },
    only: "dataflow",
  },
];

/** The presets that mean something to a kind of document. */
export function presetsFor(kind: MemplanDocument["kind"] | undefined): readonly Preset[] {
  const own = PRESETS.filter(({ only }) => only !== undefined && only === kind);
  return own.length > 0 ? own : PRESETS.filter(({ only }) => only === undefined);
}

/** The settings of a preset over the defaults; undefined when no preset has that name. */
export function settingsOf(preset: string): Settings | undefined {
  const found = PRESETS.find((p) => p.id === preset);
  return found && { ...DEFAULT_SETTINGS, ...found.settings };
}
