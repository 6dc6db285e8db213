/** How a dataflow graph is to be planned: the settings, where they leave it to the document what that says. */

import type { Settings } from "../../settings.ts";
import { REFERENCE_SETTINGS, type ReferenceSettings } from "./compat/reference.types.ts";
import { type DataflowDocument, STREAM_MODES } from "./document.ts";

/** A setting of on, off, or what the document says. */
function chosen(setting: string, own: boolean | undefined, initial: boolean): boolean {
  return setting === "document" ? (own ?? initial) : setting === "on";
}

export function referenceSettings({ options }: DataflowDocument, settings: Settings): ReferenceSettings {
  return {
    sinkPriority: chosen(settings.sinkPriority, options?.sinkPriority, REFERENCE_SETTINGS.sinkPriority),
    memoryOptimization: chosen(
      settings.memoryOptimization,
      options?.memoryOptimization,
      REFERENCE_SETTINGS.memoryOptimization,
    ),
    duplicateOptimization: chosen(
      settings.duplicateOptimization,
      options?.duplicateOptimization,
      REFERENCE_SETTINGS.duplicateOptimization,
    ),
    mostVisits: settings.colouringVisits,
    mode: STREAM_MODES.find((mode) => mode === settings.streamMode) ?? options?.mode ?? "synchronous",
    fifoIncrease: options?.fifoIncrease ?? 1,
  };
}
