/** The planner's end of the worker: reads files, plans, checks, writes. Holds the last few documents so that they cross once. */

import type { MemplanDocument } from "../core/document.ts";
import { type CheckedPlan, onlySound, planOrRead } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { NO_WATCH, type Watch } from "../core/watch.ts";
import { infoOf } from "../formats/format.ts";
import { documentHash } from "../formats/hash.ts";
import { FORMATS, openSource } from "../formats/index.ts";
import { sourceFromBlob } from "../formats/source.ts";
import type { DocumentRef, PlannerApi, PlanRequest, Written } from "./api.ts";

/** The open document, the one it replaced, and the source of an imported plan. */
const MOST_HELD = 4;
/** Milliseconds between two reports of progress. */
const PROGRESS_EVERY = 50;

/** Passes on at most one report in PROGRESS_EVERY; a new phase always. */
function throttled(watch: Watch): Watch {
  let last = Number.NEGATIVE_INFINITY;
  let phase = "";
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - last < PROGRESS_EVERY) return;
    last = now;
    phase = progress.phase;
    watch(progress);
  };
}

export function createPlanner(): PlannerApi {
  const held = new Map<number, MemplanDocument>();

  function hold(id: number, document: MemplanDocument): void {
    held.delete(id);
    held.set(id, document);
    for (const oldest of held.keys()) {
      if (held.size <= MOST_HELD) break;
      held.delete(oldest);
    }
  }

  function take<D extends MemplanDocument>(ref: DocumentRef<D>): D {
    const document = ref.document ?? (held.get(ref.id) as D | undefined);
    if (document === undefined) throw new Error(`document ${ref.id} was never given to this worker`);
    hold(ref.id, document);
    return document;
  }

  function make(request: PlanRequest, sha256: string, watch: Watch): Result<CheckedPlan> {
    const source = request.source === null ? null : take(request.source);
    const document = take(request.document);
    const made = planOrRead(document, request.settings, source, sha256, watch);
    // what somebody else made is shown as it came, with all that is wrong with it
    return document.kind === "plan" ? made : onlySound(made);
  }

  return {
    async formats() {
      return FORMATS.map(infoOf);
    },

    async open(file, name, id, watch) {
      const opened = await openSource(sourceFromBlob(name, file), throttled(watch));
      if (opened.ok) hold(id, opened.value.document);
      return opened;
    },

    async plan(request, watch) {
      const begin = performance.now();
      const made = make(request, "", throttled(watch));
      if (!made.ok) return made;
      const { plan, violations } = made.value;
      return ok({ plan, violations, elapsed: performance.now() - begin });
    },

    async write(id, request): Promise<Result<Written>> {
      const format = FORMATS.find((f) => f.id === id);
      if (format?.write === undefined) return fail("no-writer", `There is no writer of ${id}.`);
      const document = take(request.document);
      const made = make(request, document.kind === "plan" ? "" : documentHash(document), NO_WATCH);
      if (!made.ok) return made;
      const written = format.write({ document, plan: made.value.document });
      if (!written.ok) return written;
      const data = typeof written.value === "string" ? written.value : new Uint8Array(written.value);
      return ok({ data, mime: format.mime, extension: format.extensions[0] ?? "" });
    },

    async hash(ref) {
      return documentHash(take(ref));
    },
  };
}
