/** The planner's end of the worker: reads files, plans, checks, writes. Holds the last few documents so that they cross once. */

import type { MemplanDocument } from "../core/document.ts";
import { measuredOf } from "../core/measured.ts";
import type { Plan } from "../core/plan.types.ts";
import {
  type BetterChecked,
  type CheckedPlan,
  checkedPlan,
  onlySound,
  planOrRead,
} from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { NO_WATCH, type Watch } from "../core/watch.ts";
import { readConfigFile } from "../formats/cmsis-yaml/index.ts";
import { infoOf } from "../formats/format.ts";
import { documentHash } from "../formats/hash.ts";
import { FORMATS, openSource } from "../formats/index.ts";
import { writeNative } from "../formats/native/write.ts";
import { sourceFromBlob } from "../formats/source.ts";
import { graphBehind } from "../look/graph-behind.ts";
import { mayBeLarge } from "../look/large.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import { firstAfter, follow, throttled } from "./anytime.ts";
import type { DocumentRef, Planned, PlannerApi, PlanRequest, Written } from "./api.ts";
import { asUnfinished, inOrder, searchesLong } from "./haste.ts";
import type { Brought } from "./looking.ts";
import { createQuestions } from "./questions.ts";

function shorter(a: number | null, b: number | null): number | null {
  return a === null ? b : Math.min(a, b ?? a);
}

/** The open document, the one it replaced, and the source of an imported plan. */
const MOST_HELD = 4;

/** The graph behind a plan of a document that is none itself: making it takes long for a page. */
function graphOf(document: MemplanDocument, plan: Plan): Pick<Planned, "graph"> {
  if (document.kind === "graph" || document.kind === "lifetimes" || document.kind === "plan") return {};
  return { graph: graphBehind(document, plan)?.document ?? null };
}

/** Brings large plans of a request to the looking worker, and gives their numbers there. */
function bringing(
  { document, source, door }: PlanRequest,
  take: (ref: DocumentRef) => MemplanDocument,
): (plan: Plan) => Pick<Planned, "number"> {
  let next = door?.number ?? 0;
  return (plan) => {
    if (door === undefined || plan.storages.count <= MOST_AT_ONCE) return {};
    const number = next++;
    const graph = graphBehind(take(source ?? document), plan);
    door.port.postMessage({ number, plan, graph: graph?.document ?? null } satisfies Brought);
    return { number };
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

  function make(request: PlanRequest, watch: Watch, better: BetterChecked): Result<CheckedPlan> {
    const source = request.source === null ? null : take(request.source);
    const document = take(request.document);
    const { settings, haste } = request;
    const like = haste?.order ?? null;
    if (document.kind === "graph" && like !== null && searchesLong(document, settings)) {
      const known = inOrder(document, settings, like);
      const hasty = onlySound(planOrRead(known.document, known.settings, source, "", watch));
      return hasty.ok ? ok(asUnfinished(hasty.value, settings)) : hasty;
    }
    const made = planOrRead(document, settings, source, "", watch, better);
    // what somebody else made is shown as it came, with all that is wrong with it
    return document.kind === "plan" ? made : onlySound(made);
  }

  return {
    ...createQuestions(take),

    async formats() {
      return FORMATS.map(infoOf);
    },

    async open(file, name, id, watch) {
      const opened = await openSource(sourceFromBlob(name, file), throttled(watch));
      if (!opened.ok) return opened;
      const { document } = opened.value;
      hold(id, document);
      if (mayBeLarge(document)) watch({ phase: "taking over", done: 0, total: 0 });
      return opened;
    },

    async read(file, name, given) {
      return await openSource(sourceFromBlob(name, file), NO_WATCH, given);
    },

    async readConfig(file, name) {
      return await readConfigFile(sourceFromBlob(name, file), NO_WATCH);
    },

    async plan(request, watch, better) {
      const begin = performance.now();
      const bring = bringing(request, take);
      const planned = ({ plan, violations }: CheckedPlan): Planned => ({
        plan,
        violations,
        elapsed: performance.now() - begin,
        ...graphOf(take(request.source ?? request.document), plan),
        ...bring(plan),
      });
      const { settings, haste } = request;
      const limit = shorter(settings.timeLimit, haste === undefined ? null : haste.limit / 1000);
      const first = firstAfter(take(request.document));
      const followed = follow(limit, watch, (checked) => better(planned(checked)), first);
      const made = make(request, followed.watch, followed.better);
      return made.ok ? ok(planned(made.value)) : made;
    },

    async measure(request, watch, better) {
      const begin = performance.now();
      // the check begins when planning ends: what it takes is not the placement's
      let planned = begin;
      const upTo: Watch = (progress) => {
        planned = performance.now();
        watch(progress);
      };
      const followed = follow(request.settings.timeLimit, upTo, ({ plan }) =>
        better(measuredOf(plan, performance.now() - begin)),
      );
      const made = make(request, followed.watch, followed.better);
      return made.ok ? ok(measuredOf(made.value.plan, planned - begin)) : made;
    },

    async write(id, ref, plan): Promise<Result<Written>> {
      const format = FORMATS.find((f) => f.id === id);
      if (format?.write === undefined) return fail("no-writer", `There is no writer of ${id}.`);
      const document = take(ref);
      const made =
        document.kind === "plan"
          ? ok({ document })
          : onlySound(ok(checkedPlan(plan, document, documentHash(document))));
      if (!made.ok) return made;
      const written = format.write({ document, plan: made.value.document });
      if (!written.ok) return written;
      const data = typeof written.value === "string" ? written.value : new Uint8Array(written.value);
      return ok({ data, mime: format.mime, extension: format.extensions[0] ?? "" });
    },

    async keep(ref) {
      return new Blob([writeNative(take(ref))], { type: "application/json" });
    },

    async hash(ref) {
      return documentHash(take(ref));
    },
  };
}
