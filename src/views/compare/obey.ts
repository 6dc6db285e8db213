/** What the commands of time and address do while two plans are compared. */

import { endColumn } from "../../core/compare/axis.ts";
import { around, panned, revealing, zoomed } from "../../draw/range.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import type { Request } from "../../store/requests.ts";
import type { Target } from "../../store/session.ts";
import { presentSide } from "./across.ts";
import { LEAST_BYTES, LEAST_COLUMNS, setAddresses, setTime } from "./hand.ts";
import type { CompareState } from "./scene.ts";
import { allAddresses, allColumns, cursorColumn, selectedPair } from "./state.ts";

interface Now {
  readonly state: CompareState;
  readonly compared: Compared;
}

/** The columns and addresses of a target in both plans; undefined where it is in neither. */
function reachOf({ compared, state }: Now, target: Target, lone: number | null) {
  const pair = selectedPair(compared, target, lone);
  let [from, to, low, high] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (const which of ["a", "b"] as const) {
    const { plan, map } = state[which];
    for (const s of pair?.[which] ?? []) {
      from = Math.min(from, map[plan.storages.start[s] ?? 0] ?? 0);
      to = Math.max(to, endColumn(map, plan.storages.end[s] ?? 0));
      low = Math.min(low, plan.storages.offset[s] ?? 0);
      high = Math.max(high, (plan.storages.offset[s] ?? 0) + (plan.storages.padded[s] ?? 0));
    }
  }
  return from < to ? { from, to, low, high } : undefined;
}

/** Brings a pair into view in both plans; `large`: as large as it goes. */
export function show(now: Now, target: Target | null, lone: number | null, large: boolean): void {
  const { state, compared } = now;
  const found = reachOf(now, target ?? { kind: "storage", index: -1 }, lone);
  if (found === undefined) return;
  const [columns, bytes] = [allColumns(compared), allAddresses(compared, state.arena)];
  const { from, to, low, high } = found;
  if (large) {
    setTime(around(from, to, columns, LEAST_COLUMNS));
    setAddresses(around(low, high, bytes, LEAST_BYTES));
  } else {
    setTime(revealing(state.time, from, to, columns));
    setAddresses(revealing(state.addresses, low, high, bytes));
  }
}

export function obey(request: Request, now: Now): void {
  const { state, compared } = now;
  const columns = allColumns(compared);
  const bytes = allAddresses(compared, state.arena);
  const width = state.time[1] - state.time[0];
  const tall = state.addresses[1] - state.addresses[0];
  switch (request.kind) {
    case "fit":
      comparingStore.setState({ time: null, addresses: null });
      break;
    case "reveal":
    case "zoom-to":
      show(now, request.target, null, request.kind === "zoom-to");
      break;
    case "reveal-step": {
      const column = compared.comparison.axis[presentSide(compared)][request.step] ?? 0;
      setTime(revealing(state.time, column, column + 1, columns));
      break;
    }
    case "zoom-time":
      setTime(zoomed(state.time, cursorColumn(compared), 1 / request.factor, columns, LEAST_COLUMNS));
      break;
    case "zoom-address": {
      const middle = (state.addresses[0] + state.addresses[1]) / 2;
      setAddresses(zoomed(state.addresses, middle, 1 / request.factor, bytes, LEAST_BYTES));
      break;
    }
    case "pan-time":
      setTime(panned(state.time, request.fraction * width, columns));
      break;
    case "pan-address":
      setAddresses(panned(state.addresses, request.fraction * tall, bytes));
      break;
    default:
  }
}
