/**
 * A methods document as one graph: its methods run one after the other, each in memories of its own (`method/1`, …);
 * shared state is one tensor each (`shared/NAME`), in the memory of the shared area, at the place that is laid out for it.
 */

import type { Diagnostic, GraphDocument, TensorSpec } from "../../document.ts";
import { readGraph } from "../../graph.ts";
import { namesIn } from "../../names.ts";
import { ok, type Result } from "../../result.ts";
import type { Settings } from "../../settings.ts";
import type { MethodsDocument } from "./document.ts";
import { type Lowered, lowerMethod } from "./lower-method.ts";
import { type SharedEntryPlace, type SharedState, sharedStateOf } from "./sharing/shared.ts";
import { shippedOf } from "./shipped.ts";
import { checkMethods } from "./sound.ts";

/** What of the settings decides where shared state lies. */
export type MethodSettings = Pick<Settings, "alignment" | "views" | "viewsExcept">;

const AS_GIVEN: MethodSettings = { alignment: null, views: true, viewsExcept: "" };

/**
 * Fails when a method is no sound graph, when the sharing names what is not there, and when locked places cannot hold.
 * What methods do not agree about is a finding, and is not shared.
 */
export function lowerMethods(
  document: MethodsDocument,
  settings: MethodSettings = AS_GIVEN,
): Result<GraphDocument> {
  const sound = checkMethods(document);
  if (!sound.ok) return sound;
  const shared = sharedStateOf(document, settings.alignment);
  if (!shared.ok) return shared;
  const { area, placeOf } = shared.value;
  const except = new Set(namesIn(settings.viewsExcept));
  const into: Lowered = { tensors: [], nodes: [], order: [], arenas: new Map() };
  for (const [m, method] of document.methods.entries()) {
    const done = lowerMethod(
      method,
      {
        homeOf: (id) => {
          const place = placeOf(m, id);
          return place === undefined || area === null ? undefined : { id: place.id, arena: area.id };
        },
        area: area?.arena ?? null,
        sharesViews: (op) => settings.views && !except.has(op),
      },
      into,
    );
    if (!done.ok) return done;
  }
  const arenas = [...into.arenas.values()];
  const shipped = shippedOf(document, shared.value);
  const graph: GraphDocument = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors: [...sharedTensors(shared.value), ...into.tensors],
    nodes: into.nodes,
    outputs: [],
    order: into.order,
    arenas:
      area === null
        ? arenas
        : [
            ...arenas,
            {
              id: area.id,
              alignment: area.alignment,
              ...(area.capacity === null ? {} : { capacity: area.capacity }),
            },
          ],
    findings: findingsOf(document, shared.value),
    ...(shipped === undefined ? {} : { shipped }),
  };
  const read = readGraph(graph);
  return read.ok ? ok(graph) : read;
}

function sharedTensors({ entries, area }: SharedState): readonly TensorSpec[] {
  return entries.map((entry): TensorSpec => {
    const { id, name, bytes, dtype, shape, device, offset, own } = entry;
    return {
      id,
      name,
      ...(dtype === undefined || shape === undefined ? { bytes } : { dtype, shape, bytes }),
      ...(own === undefined ? {} : { alignment: own }),
      arena: area?.id,
      offset,
      role: "state",
      ...(device === undefined ? {} : { device }),
    };
  });
}

function findingsOf(document: MethodsDocument, { entries, leftOut }: SharedState): readonly Diagnostic[] {
  const own = document.methods.flatMap((method) =>
    (method.findings ?? []).map((finding) => ({
      ...finding,
      at: finding.at.map((thing) => thing.replace(":", `:${method.id}/`)),
    })),
  );
  const unshared = leftOut.map(
    ({ severity, code, message }): Diagnostic => ({ severity, code: `unshared-${code}`, message, at: [] }),
  );
  return [...(document.findings ?? []), ...own, ...unshared, ...entries.flatMap(whatIsReturned)];
}

function whatIsReturned({ id, name, returnedBy }: SharedEntryPlace): readonly Diagnostic[] {
  if (returnedBy.length === 0) return [];
  const message = `${returnedBy.join(", ")} hands out ${JSON.stringify(name)} itself, not a copy: the next call that changes it changes it under the caller.`;
  return [{ severity: "warning", code: "state-returned", message, at: [`tensor:${id}`] }];
}
