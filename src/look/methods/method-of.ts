/** The method of a document that ExecuTorch is followed on, and what of it the program lays out for all methods at once. */

import { DEFAULT_METHOD_OPTIONS, type MethodOptions } from "../../core/dialects/executorch/method-options.ts";
import { sharedStateOf } from "../../core/dialects/methods/sharing/shared.ts";
import type { GraphDocument, MemplanDocument, MethodSpec } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { type MethodsOptions, WAYS } from "./options.ts";
import type { WayId } from "./planning.types.ts";

export interface Subject {
  readonly method: MethodSpec | GraphDocument;
  /** Ids of its tensors that are laid out for all methods at once: what the picture calls them. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** Of these, ids of those that only another method changes. */
  readonly stateElsewhere: readonly string[];
}

const NO_METHOD = fail("no-method", "This document has no graph that passes could run over.", {
  help: "Open a model, a drawing or a program of several methods.",
});

/** `method`: its id in a program; of a graph document there is one only. Fails when there is none, and as the sharing does. */
export function subjectOf(document: MemplanDocument, method: string | null): Result<Subject> {
  if (document.kind === "graph") return ok({ method: document, elsewhere: {}, stateElsewhere: [] });
  if (document.kind !== "methods") return NO_METHOD;
  const at = Math.max(
    0,
    document.methods.findIndex(({ id }) => id === method),
  );
  const found = document.methods[at];
  if (found === undefined) return NO_METHOD;
  const shared = sharedStateOf(document, null);
  if (!shared.ok) return shared;
  const elsewhere: Record<string, string> = {};
  const stateElsewhere: string[] = [];
  for (const entry of shared.value.entries) {
    const member = entry.members[at];
    if (member === undefined || member.use === "absent") continue;
    elsewhere[member.tensor] = entry.id;
    if (member.use === "read") stateElsewhere.push(member.tensor);
  }
  return ok({ method: found, elsewhere, stateElsewhere });
}

/** What ExecuTorch is told. `way`: instead of the one that is chosen. */
export function optionsOf(
  { elsewhere, stateElsewhere }: Subject,
  chosen: MethodsOptions,
  way: WayId = chosen.way,
): MethodOptions {
  const { algorithms, allowOverlapping, overMemories } = wayOf(way);
  return {
    ...DEFAULT_METHOD_OPTIONS,
    passes: chosen.passes,
    algorithms,
    allowOverlapping,
    memories: overMemories ? chosen.memories : null,
    alignment: chosen.alignment,
    allocInputs: chosen.allocInputs,
    allocOutputs: chosen.allocOutputs,
    allocMutableBuffers: chosen.allocMutableBuffers,
    shareMutable: chosen.shareMutable,
    deviceAware: chosen.devices,
    dynamic: chosen.dynamic,
    reinplace: chosen.reinplaceAll ? "all" : DEFAULT_METHOD_OPTIONS.reinplace,
    compat: chosen.compat,
    withhold: Object.keys(elsewhere),
    stateElsewhere,
  };
}

function wayOf(id: WayId) {
  const way = WAYS.find((one) => one.id === id);
  if (way === undefined) throw new Error(`there is no way ${id}`);
  return way;
}
