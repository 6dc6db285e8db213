/** Keeps the picture up to date: every new revision of document or settings is planned in the worker, the latest wins, the best so far is shown. */

import type { MemplanDocument } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import { orderOf } from "../core/order-of.ts";
import type { Result } from "../core/result.ts";
import { NO_WATCH, type Progress, type Watch } from "../core/watch.ts";
import { graphAligned } from "../look/graph-of.ts";
import { mayBeLarge } from "../look/large.ts";
import { makeColouring, ordinals } from "../store/colours.ts";
import { type DocumentState, documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore, type Picture, type Trouble } from "../store/outcome.ts";
import type { Planned } from "../worker/api.ts";
import { Cancelled, type Edited, type PlannerClient } from "../worker/client.ts";
import type { PlanInput } from "../worker/thread.ts";
import { breath } from "./breath.ts";
import { carrySession } from "./carrying.ts";
import type { Looked, Looks, Uncoloured } from "./looking.ts";

type Opened = DocumentState & { readonly document: MemplanDocument };

export interface Planning {
  /** Plans the present revision once more. */
  readonly again: () => void;
  /**
   * Plans a document that is not open yet, up to its first picture with all its looks, so that opening it changes the page at
   * once. Also resolves when it cannot be planned: then opening it says why. Rejects with Cancelled or WorkerDied.
   */
  readonly ahead: (input: PlanInput, say: (progress: Progress) => void) => Promise<void>;
  /** Ends what is being drawn in a worker; whoever waits for it gets Cancelled. */
  readonly cancel: () => void;
}

/** The graph that the indices of the plan are of, when there is one. */
function graphOf(state: Opened, { plan, graph }: Planned): Graph | null {
  const before = outcomeStore.getState().picture;
  const { document, source } = state;
  // the graph of a program of methods hangs on the settings too, that of firings on the plan
  const hangs = document.kind === "methods" || document.kind === "dataflow";
  if (before?.document === document && !hangs && !plan.imported) return before.graph;
  const own = document.kind === "plan" ? source : document;
  const behind = own?.kind === "graph" ? own : graph;
  return behind === null || behind === undefined ? null : graphAligned(behind, plan);
}

const coloured = makeColouring();

function uncoloured(state: Opened, made: Planned, graph: Graph | null): Uncoloured {
  return {
    revision: state.revision,
    opening: state.opening,
    document: state.document,
    graph,
    plan: made.plan,
    violations: made.violations,
    elapsed: made.elapsed,
  };
}

/** Replaces the picture; panes hear of it once, when everything that they read is consistent. */
function show(picture: Picture): void {
  const before = outcomeStore.getState().picture;
  carrySession(before, picture);
  outcomeStore.setState({ picture });
}

/** What the picture has to do with a document that is planned now: undefined when it is not the same in an earlier state. */
function editedFrom(document: MemplanDocument, opening: number): Edited | undefined {
  const { picture } = outcomeStore.getState();
  // what takes long in any case is not done twice
  if (mayBeLarge(document)) return undefined;
  if (picture === null || picture.opening !== opening || picture.document === document) return undefined;
  return { order: orderOf(picture.plan) };
}

/** A plan being made, whoever listens to it. */
interface Run {
  readonly of: PlanInput;
  readonly end: Promise<Result<Planned>>;
  watch: Watch;
  better: (planned: Planned) => void;
}

/** What was planned before its document is opened. */
interface Ahead {
  readonly run: Run;
  /** The plan of the first picture; null: it could not be planned, or not looked at. */
  readonly first: { readonly made: Planned; readonly looked: Looked } | null;
  /** The last better one since. */
  latest: Planned | null;
}

/** Starts planning on every change. `looks` makes what pictures of large plans need; without it they are made here like any other. */
export function startPlanning(client: PlannerClient, looks?: Looks): Planning {
  /** The last trouble of ours: a plan that comes after it does away with it. */
  let ours: Trouble | null = null;
  let ahead: Ahead | null = null;
  /** Ends the wait for what is being drawn. */
  let stopDrawing: ((reason: Error) => void) | undefined;

  function begin(of: PlanInput, edited?: Edited): Run {
    const heard = { watch: NO_WATCH, better: (_: Planned) => {} };
    const end = client.plan(
      of,
      (progress) => heard.watch(progress),
      (better) => heard.better(better),
      edited,
    );
    // whoever listens hears of it by itself
    end.catch(() => {});
    return Object.assign(heard, { of, end });
  }

  function take(state: Opened): Ahead | null {
    const found = ahead;
    ahead = null;
    if (found === null) return null;
    const { document, source, settings } = found.run.of;
    const same = document === state.document && source === state.source && settings === state.settings;
    return same ? found : null;
  }

  /** The looks of a large plan, or what cancels them first. */
  function look(
    by: Looks,
    number: number,
    bare: Uncoloured,
    say: (progress: Progress) => void,
  ): Promise<Looked> {
    return new Promise((resolve, reject) => {
      stopDrawing?.(new Cancelled("A newer picture is being drawn."));
      let stopped = false;
      stopDrawing = (reason) => {
        stopped = true;
        reject(reason);
      };
      const tell = (what: string) => {
        if (!stopped) say({ phase: `drawing ${what}`, done: 0, total: 0 });
      };
      by.prepare(number, bare, tell).then(resolve, reject);
    });
  }

  /** Shows plans of one revision, one after the other; of those that come while one is being drawn only the last. */
  function showing(
    state: Opened,
    current: () => boolean,
    say: (progress: Progress) => void,
  ): (made: Planned) => Promise<void> {
    let next: Planned | undefined;
    let under: Promise<void> | undefined;
    async function showOne(made: Planned): Promise<void> {
      const graph = graphOf(state, made);
      await breath();
      if (!current()) return;
      const bare = uncoloured(state, made, graph);
      if (made.number === undefined || looks === undefined)
        return show({ ...bare, colour: coloured(made.plan, state.opening), ordinal: ordinals(made.plan) });
      const looked = await look(looks, made.number, bare, say);
      if (!current()) return;
      looks.show(looked);
      show(looked.picture);
    }
    async function showAll(): Promise<void> {
      try {
        while (next !== undefined && current()) {
          await breath();
          const made = next;
          next = undefined;
          await showOne(made);
        }
      } finally {
        under = undefined;
      }
    }
    return (made) => {
      next = made;
      under ??= showAll();
      return under;
    };
  }

  /** Shows what was made before the document was opened; nothing waits in between. */
  function showFirst(state: Opened, { first }: Ahead): void {
    if (first === null || looks === undefined) return;
    const { revision, opening } = state;
    const looked = { ...first.looked, picture: { ...first.looked.picture, revision, opening } };
    looks.show(looked);
    show(looked.picture);
  }

  /** Plans the present revision. Resolves when its picture is shown, or when it was overtaken or could not be made. */
  async function replan(): Promise<void> {
    const now = documentStore.getState();
    const { document, source, settings, revision, opening } = now;
    if (document === null) return;
    const state = { ...now, document };
    const current = () => documentStore.getState().revision === revision;
    const title = document.kind === "plan" ? "Checking the plan" : "Planning";
    const say = (progress: Progress) => {
      if (current()) outcomeStore.setState(({ work }) => ({ work: { title, ...work, progress } }));
    };
    const showPlan = showing(state, current, say);
    /** In place of the picture of another document: one of nothing, as of a drawing that begins. */
    const showNothing = async () => {
      if (document.kind !== "dataflow") return;
      const nothing = { ...document, nodes: [], edges: [] };
      const made = await client.plan({ document: nothing, source, settings }, say, () => {});
      if (made.ok && current()) await showing({ ...state, document: nothing }, current, say)(made.value);
    };
    let searching = true;
    // a search that starts once more begins with worse than was found before
    const worse = ({ plan }: Planned, than: number) => {
      const { picture } = outcomeStore.getState();
      return picture?.revision === revision && plan.stats.peakBytes - picture.plan.stats.peakBytes > than;
    };
    const better = (found: Planned) => {
      const shown = worse(found, -1) ? Promise.resolve() : showPlan(found);
      shown.then(
        () => {
          if (current() && searching)
            outcomeStore.setState(({ work }) => ({
              work: { title, progress: null, ...work, searching: true },
            }));
        },
        // the end of the search is shown, or fails, by itself
        () => {},
      );
    };
    const made = take(state);
    outcomeStore.setState({ work: { title, progress: null } });
    try {
      const run = made?.run ?? begin({ document, source, settings }, editedFrom(document, opening));
      run.watch = say;
      run.better = better;
      if (made !== null) showFirst(state, made);
      if (made?.latest) better(made.latest);
      const planned = await run.end;
      searching = false;
      if (!current()) return;
      if (planned.ok) {
        // what a whole search gives is what these settings give; one that ended early gives way to better
        const { endedEarly } = planned.value.plan.search;
        const there = made?.first?.made === planned.value;
        if (!there && (!endedEarly || !worse(planned.value, 0))) await showPlan(planned.value);
        if (ours !== null && outcomeStore.getState().trouble === ours)
          outcomeStore.setState({ trouble: null });
        if (outcomeStore.getState().unplanned !== null) outcomeStore.setState({ unplanned: null });
      } else if (document.kind === "dataflow") {
        outcomeStore.setState({ unplanned: { document, problem: planned.problem } });
        if (outcomeStore.getState().picture?.opening !== opening) await showNothing();
      } else {
        ours = { about: document.name, problem: planned.problem };
        outcomeStore.setState({ trouble: ours });
      }
    } catch (thrown) {
      if (thrown instanceof Cancelled || !current()) return;
      outcomeStore.setState({ crash: thrown instanceof Error ? thrown.message : String(thrown) });
    } finally {
      searching = false;
      if (current()) outcomeStore.setState({ work: null });
    }
  }

  const again = () => later(replan());
  documentStore.subscribe((now, before) => {
    if (now.revision !== before.revision) again();
  });

  return {
    again,

    async ahead(of, say) {
      ahead = null;
      const run = begin(of);
      const mine: Ahead = { run, first: null, latest: null };
      run.watch = say;
      const told = new Promise<Planned>((resolve) => {
        run.better = (planned) => {
          mine.latest = planned;
          resolve(planned);
        };
      });
      const ended = run.end.then((made) => (made.ok ? made.value : null));
      const made = await Promise.race([told, ended]);
      if (made?.number === undefined || looks === undefined) {
        ahead = mine;
        return;
      }
      // neither revision nor opening is known yet: they are of the picture when it is shown
      const state = { ...documentStore.getState(), ...of, opening: -1 };
      const bare = uncoloured(state, made, graphOf(state, made));
      const looked = await look(looks, made.number, bare, say);
      ahead = { ...mine, first: { made, looked }, latest: mine.latest === made ? null : mine.latest };
      run.better = (planned) => {
        if (ahead?.run === run) ahead.latest = planned;
      };
    },

    cancel() {
      ahead = null;
      stopDrawing?.(new Cancelled("Cancelled."));
      stopDrawing = undefined;
    },
  };
}
