/** Makes schedules of tiles in the background while their view is open: one for the settings, then one for each size. */

import type { Sweep } from "../core/dialects/tiles/sweep.ts";
import type { TilingSettings } from "../core/dialects/tiles/tile-graph.ts";
import type { GraphDocument } from "../core/document.ts";
import { fail, type Result } from "../core/result.ts";
import type { Tiling } from "../look/scratchpad/scratchpad.types.ts";
import { comparingStore } from "../store/comparing.ts";
import { documentStore } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { DEFAULT_TILING, type ShownTiling, tilingStore } from "../store/tiling.ts";
import { chooseOp } from "../store/tiling-links.ts";
import { provideTiling } from "../store/tiling-services.ts";
import type { Background } from "../worker/background.ts";
import { Cancelled } from "../worker/client.ts";
import { tilingExports } from "./tiling-export.ts";

const KEY = "memplan.tiling";

const NO_GRAPH = fail("no-graph", "This document has no graph: there is nothing to cut into tiles.", {
  help: "Open a graph, such as a model file.",
}).problem;

/** The graph that is cut: the open one, or the one that an open plan is of. */
function graphNow(): GraphDocument | null {
  const { document, source } = documentStore.getState();
  if (document?.kind === "graph") return document;
  if (source?.kind === "graph") return source;
  const { picture } = outcomeStore.getState();
  return picture?.document === document ? (picture?.graph?.document ?? null) : null;
}

/** Settings that the sizes of a sweep do not depend on are left out. */
function sweepKey({
  tile,
  loopOrder,
  elements,
  padded,
  alignment,
  doubleBuffer,
  forward,
  costs,
}: TilingSettings): string {
  return JSON.stringify([
    tile,
    loopOrder,
    elements,
    padded,
    alignment,
    doubleBuffer === "real",
    forward,
    costs,
  ]);
}

function restore(): void {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof found !== "object" || found === null) return;
    const fitting = Object.entries(found).filter(
      ([k, v]) => k in DEFAULT_TILING && typeof v === typeof Reflect.get(DEFAULT_TILING, k),
    );
    tilingStore.setState({ settings: { ...DEFAULT_TILING, ...Object.fromEntries(fitting) } });
  } catch {
    // a private window or a broken entry: the defaults are good
  }
}

/** Called once. `schedules` and `sweeps` each run one question at a time. */
export function startTiling(schedules: Pick<Background, "run">, sweeps: Pick<Background, "run">): void {
  let under = new AbortController();
  let sweeping = new AbortController();
  /** What the last question was about. */
  let asked: { readonly document: GraphDocument | null; readonly settings: TilingSettings } | null = null;
  let swept: { readonly document: GraphDocument; readonly key: string } | null = null;

  function input(document: GraphDocument) {
    return { document, source: null, settings: documentStore.getState().settings };
  }

  function take(shown: ShownTiling): void {
    const { sought, shown: before, op } = tilingStore.getState();
    const same = before?.document === shown.document;
    // another schedule has other operations; what is in view is kept where as many are there
    const fits = same && before.tiled.schedule.ops.count === shown.tiled.schedule.ops.count;
    tilingStore.setState({
      shown,
      refusal: null,
      working: false,
      sought: null,
      hoverOp: null,
      hoverTile: null,
      ...(fits ? {} : { view: null }),
      ...(same && before.settings.capacity === shown.settings.capacity ? {} : { addresses: null }),
      ...(fits ? {} : { op: null }),
      ...(same ? {} : { tile: null }),
    });
    const count = shown.tiled.schedule.ops.count;
    if (sought !== null && sought < count) chooseOp(sought);
    else if (fits && op !== null) chooseOp(op);
  }

  function told(
    made: Result<Tiling>,
    document: GraphDocument,
    settings: TilingSettings,
    begun: number,
  ): void {
    if (!made.ok) {
      tilingStore.setState({
        refusal: { kind: "problem", problem: made.problem },
        working: false,
        sought: null,
      });
      return;
    }
    const { value } = made;
    if (value.index === null) {
      tilingStore.setState({ refusal: { kind: "needs", tiled: value.tiled }, working: false, sought: null });
    } else take({ ...value, document, settings, elapsed: performance.now() - begun });
  }

  function failed(thrown: unknown): void {
    if (thrown instanceof Cancelled) {
      tilingStore.setState({ working: false });
      return;
    }
    const says = thrown instanceof Error ? thrown.message : String(thrown);
    tilingStore.setState({ refusal: { kind: "crash", says }, working: false, sought: null });
  }

  function sweep(document: GraphDocument, settings: TilingSettings): void {
    const key = sweepKey(settings);
    if (swept?.document === document && swept.key === key) return;
    sweeping.abort();
    sweeping = new AbortController();
    swept = { document, key };
    const { signal } = sweeping;
    tilingStore.setState({ sweep: null, sweeping: true });
    const found = (known: Sweep) => {
      if (!signal.aborted) tilingStore.setState({ sweep: known });
    };
    sweeps
      .run(input(document), (api, request, _watch, hear) => api.sweepTiles(request, settings, hear(found)), {
        signal,
      })
      .then(
        (made) => {
          if (!signal.aborted) tilingStore.setState({ sweep: made.ok ? made.value : null, sweeping: false });
        },
        () => {
          // a curve that could not be made is not there; the schedule says why, if it has to do with the graph
          if (!signal.aborted) tilingStore.setState({ sweeping: false });
        },
      );
  }

  function ask(): void {
    const { open, settings } = tilingStore.getState();
    if (!open) return;
    const document = graphNow();
    if (asked?.document === document && asked.settings === settings) return;
    const another = asked?.document !== document;
    under.abort();
    under = new AbortController();
    asked = { document, settings };
    if (another && tilingStore.getState().shown?.document.name !== document?.name)
      tilingStore.setState({ shown: null, sweep: null, op: null, tile: null, view: null, addresses: null });
    if (document === null) {
      sweeping.abort();
      tilingStore.setState({ refusal: { kind: "problem", problem: NO_GRAPH }, working: false, shown: null });
      return;
    }
    const { signal } = under;
    const begun = performance.now();
    tilingStore.setState({ working: true });
    schedules
      .run(input(document), (api, request) => api.tile(request, settings), { signal })
      .then(
        (made) => {
          if (signal.aborted) return;
          told(made, document, settings, begun);
          if (made.ok) sweep(document, settings);
        },
        (thrown: unknown) => {
          if (!signal.aborted) failed(thrown);
        },
      );
  }

  restore();
  provideTiling({
    ...tilingExports(schedules),
    cancel() {
      under.abort();
      sweeping.abort();
      swept = null;
      asked = null;
      tilingStore.setState({ working: false, sweeping: false });
    },
  });
  tilingStore.subscribe((now, before) => {
    if (now.open !== before.open || now.settings !== before.settings) ask();
    if (now.settings === before.settings) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(now.settings));
    } catch {
      // not kept, no harm
    }
  });
  documentStore.subscribe((now, before) => {
    if (now.revision !== before.revision) ask();
  });
  outcomeStore.subscribe((now, before) => {
    // the graph behind a plan is known with its picture
    if (now.picture !== before.picture && documentStore.getState().document?.kind === "plan") ask();
  });
  comparingStore.subscribe((now, before) => {
    // both take the centre
    if (now.held !== null && now.held !== before.held) tilingStore.setState({ open: false });
  });
}
