/** What was put into the file (app/sharing-file.ts) as a picture: the plan is read and checked anew, here. */

import type { PlanDocument, SourceDocument } from "../core/document.ts";
import { readAndCheck } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { graphBehind } from "../look/graph-behind.ts";
import { ordinals } from "../store/colours.ts";
import type { Picture } from "../store/outcome.ts";

interface Data {
  readonly plan: PlanDocument;
  readonly source: SourceDocument | null;
  readonly view: unknown;
  /** Colour slot of each buffer of the plan, as on the page that made the file. */
  readonly colour: readonly number[];
}

export interface Read extends Data {
  readonly picture: Omit<Picture, "revision" | "opening">;
}

/** Fails when the file is not whole. `text`: what is between the tags of its data. */
export function readData(text: string): Result<Read> {
  let data: Data;
  try {
    data = JSON.parse(text) as Data;
  } catch {
    return fail("no-data", "This file is not whole: the plan in it cannot be read.", {
      help: "Ask for it once more.",
    });
  }
  const begin = performance.now();
  const made = readAndCheck(data.plan, data.source);
  if (!made.ok) return made;
  const { plan, violations } = made.value;
  const slots = new Map(data.plan.buffers.map(({ id }, b) => [id, data.colour[b] ?? 0]));
  const picture = {
    document: data.plan,
    graph: graphBehind(data.source, plan),
    plan,
    violations,
    elapsed: performance.now() - begin,
    colour: Int32Array.from(plan.buffers.id, (id) => slots.get(id) ?? 0),
    ordinal: ordinals(plan),
  };
  return ok({ ...data, picture });
}
