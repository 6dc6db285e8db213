/** Keeps the picture up to date: every new revision of document or settings is planned in the worker, the latest wins, the best so far is shown. */

import type { MemplanDocument } from "../core/document.ts";
import { type Graph, readGraph } from "../core/graph.ts";
import { orderOf } from "../core/order-of.ts";
import type { Plan } from "../core/plan.types.ts";
import { chooseWire, chosenStore } from "../store/chosen.ts";
import { makeColouring, ordinals } from "../store/colours.ts";
import { type DocumentState, documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore, type Picture, type Trouble } from "../store/outcome.ts";
import { sessionStore, type Target } from "../store/session.ts";
import type { Planned } from "../worker/api.ts";
import { Cancelled, type Edited, type PlannerClient } from "../worker/client.ts";
import { breath } from "./breath.ts";

/** The graph that the indices of `plan` are of, when there is one. */
function graphOf(state: DocumentState, plan: Plan): Graph | null {
  const before = outcomeStore.getState().picture;
  if (before !== null && before.document === state.document && !plan.imported) return before.graph;
  const document = state.document?.kind === "plan" ? state.source : state.document;
  if (document?.kind !== "graph") return null;
  const graph = readGraph(document);
  if (!graph.ok || graph.value.tensors !== plan.tensors.count) return null;
  return document.tensors.every((t, i) => plan.tensors.id[i] === t.id) ? graph.value : null;
}

const coloured = makeColouring();

function pictureOf(
  state: DocumentState & { readonly document: MemplanDocument },
  made: Planned,
  graph: Graph | null,
): Picture {
  return {
    revision: state.revision,
    opening: state.opening,
    document: state.document,
    graph,
    plan: made.plan,
    violations: made.violations,
    elapsed: made.elapsed,
    colour: coloured(made.plan, state.opening),
    ordinal: ordinals(made.plan),
  };
}

const COLUMNS = { storage: "storages", buffer: "buffers", tensor: "tensors", node: "nodes" } as const;

/** The same thing in a new plan of the same document, found again by its id. */
function carried(target: Target | null, before: Picture, after: Picture): Target | null {
  if (target === null) return null;
  const columns = COLUMNS[target.kind];
  const fixed = columns === "tensors" || columns === "nodes";
  if (fixed && before.document === after.document) return target;
  const index = after.plan[columns].id.indexOf(before.plan[columns].id[target.index] ?? "");
  return index < 0 ? null : { kind: target.kind, index };
}

function carrySelection(before: Picture, after: Picture): void {
  sessionStore.setState((s) => {
    const selection = carried(s.selection, before, after);
    return {
      selection,
      second: selection === null ? null : carried(s.second, before, after),
      pairing: s.pairing && selection !== null,
    };
  });
}

function carrySession(before: Picture | null, after: Picture): void {
  if (before === null || before.opening !== after.opening) {
    sessionStore.setState({
      selection: null,
      second: null,
      pairing: false,
      hover: null,
      cursor: null,
      time: null,
      addresses: null,
      arena: 0,
      area: null,
      marks: [],
      playing: false,
      spot: null,
    });
    return;
  }
  const { keys, wire } = chosenStore.getState();
  const { selection } = sessionStore.getState();
  if (wire !== null) chooseWire(wire, carried(selection, before, after));
  // boxes that are chosen lead the selection to the new plan themselves, by their keys
  else if (keys.length === 0) carrySelection(before, after);
  else if (keys.length === 1) sessionStore.setState((s) => ({ second: carried(s.second, before, after) }));
  sessionStore.setState((s) => {
    const { steps } = after.plan;
    return {
      // what is pointed at stays so while better plans come
      hover: carried(s.hover, before, after),
      arena: Math.min(s.arena, after.plan.arenas.length - 1),
      // an edit may have left fewer steps, or more: a window on all of them stays one
      cursor: s.cursor !== null && s.cursor >= steps ? null : s.cursor,
      time: s.time !== null && s.time[1] > steps ? null : s.time,
      area: s.area !== null && s.area.steps[1] > steps ? null : s.area,
      marks: s.marks.every((step) => step < steps) ? s.marks : s.marks.filter((step) => step < steps),
    };
  });
}

/** Replaces the picture; panes hear of it once, when everything that they read is consistent. */
function show(picture: Picture): void {
  const before = outcomeStore.getState().picture;
  carrySession(before, picture);
  outcomeStore.setState({ picture });
}

/** Shows plans of one revision, one after the other; of those that come while one is being drawn only the last. */
function showing(
  state: DocumentState & { readonly document: MemplanDocument },
  current: () => boolean,
): (made: Planned) => Promise<void> {
  let next: Planned | undefined;
  let under: Promise<void> | undefined;
  async function showAll(): Promise<void> {
    while (next !== undefined && current()) {
      await breath();
      const made = next;
      next = undefined;
      const graph = graphOf(state, made.plan);
      await breath();
      if (current()) show(pictureOf(state, made, graph));
    }
    under = undefined;
  }
  return (made) => {
    next = made;
    under ??= showAll();
    return under;
  };
}

/** What the picture has to do with a document that is planned now: undefined when it is not the same in an earlier state. */
function editedFrom(document: MemplanDocument, opening: number): Edited | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.opening !== opening || picture.document === document) return undefined;
  return { order: orderOf(picture.plan) };
}

/** The last trouble of ours: a plan that comes after it does away with it. */
let ours: Trouble | null = null;

/** Plans the present revision. Resolves when its picture is shown, or when it was overtaken or could not be made. */
async function replan(client: PlannerClient): Promise<void> {
  const state = documentStore.getState();
  const { document, source, settings, revision, opening } = state;
  if (document === null) return;
  const current = () => documentStore.getState().revision === revision;
  const title = document.kind === "plan" ? "Checking the plan" : "Planning";
  const showPlan = showing({ ...state, document }, current);
  let searching = true;
  // a search that starts once more begins with worse than was found before
  const worse = ({ plan }: Planned, than: number) => {
    const { picture } = outcomeStore.getState();
    return picture?.revision === revision && plan.stats.peakBytes - picture.plan.stats.peakBytes > than;
  };
  outcomeStore.setState({ work: { title, progress: null } });
  try {
    const made = await client.plan(
      { document, source, settings },
      (progress) => {
        if (current()) outcomeStore.setState(({ work }) => ({ work: { title, ...work, progress } }));
      },
      (better) => {
        const shown = worse(better, -1) ? Promise.resolve() : showPlan(better);
        void shown.then(() => {
          if (current() && searching)
            outcomeStore.setState(({ work }) => ({
              work: { title, progress: null, ...work, searching: true },
            }));
        });
      },
      editedFrom(document, opening),
    );
    searching = false;
    if (!current()) return;
    if (made.ok) {
      // what a whole search gives is what these settings give; one that ended early gives way to better
      const { endedEarly } = made.value.plan.search;
      if (!endedEarly || !worse(made.value, 0)) await showPlan(made.value);
      if (ours !== null && outcomeStore.getState().trouble === ours) outcomeStore.setState({ trouble: null });
    } else {
      ours = { about: document.name, problem: made.problem };
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

/** Starts planning on every change; returns a function that plans the present revision once more. */
export function startPlanning(client: PlannerClient): () => void {
  const again = () => later(replan(client));
  documentStore.subscribe((now, before) => {
    if (now.revision !== before.revision) again();
  });
  return again;
}
