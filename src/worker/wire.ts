/** Calls of a planner worker over its boundary: what goes in, what is told on the way and what comes out crosses in slices. */

import { proxy, type Remote, transfer } from "comlink";
import type { PlannerApi } from "./api.ts";
import { cut, type Joining, joining, type Rest, type Slice } from "./handover.ts";
import { buffersIn } from "./transfer.ts";

type Method = keyof PlannerApi;
type Message = { readonly slice: Slice } | { readonly rest: Rest };
/** Whom a message of the worker is for: a listener by its position, or whoever waits for the answer. */
const ANSWER = -1;

/** What the worker exposes. */
export interface Wire {
  /** A slice of the arguments of a call that is to come. */
  readonly give: (call: number, slice: Slice) => void;
  /** Resolves when everything was told. `listeners`: how many the method takes, after its arguments. */
  readonly ask: (
    call: number,
    method: Method,
    args: Rest,
    listeners: number,
    tell: (to: number, message: Message) => void | Promise<void>,
  ) => Promise<void>;
}

/** The worker's end. `handed`: methods whose answers it does not keep, so that their arrays are handed over. */
export function wired(planner: PlannerApi, handed: readonly Method[] = []): Wire {
  const given = new Map<number, Joining>();
  return {
    give(call, slice) {
      const joins = given.get(call) ?? joining();
      given.set(call, joins);
      joins.take(slice);
    },
    async ask(call, method, args, listeners, tell) {
      const all = (given.get(call) ?? joining()).whole(args) as unknown[];
      given.delete(call);
      const say = (to: number, told: unknown, owned = false) => {
        const slices = cut(told, owned);
        for (;;) {
          const next = slices.next();
          if (next.done === true)
            return tell(to, transfer({ rest: next.value }, owned ? buffersIn(next.value) : []));
          void tell(to, { slice: next.value });
        }
      };
      const heard = Array.from({ length: listeners }, (_, to) => (told: unknown) => void say(to, told));
      // the page's end spells each method with its arguments; here they are only passed on
      const run = planner[method] as (...all: unknown[]) => Promise<unknown>;
      await say(ANSWER, await run(...all, ...heard), handed.includes(method));
    },
  };
}

type Listener = (told: never) => void;

/** The page's end; calls of one worker begin in the order in which they were made. */
export function plannerOver(wire: Remote<Wire>): PlannerApi {
  let last = 0;
  let sending: Promise<unknown> = Promise.resolve();

  /** Gives the slices of the arguments, each in a task of its own. */
  async function give(call: number, args: readonly unknown[]): Promise<Rest> {
    const slices = cut(args);
    for (;;) {
      const next = slices.next();
      if (next.done === true) return next.value;
      await wire.give(call, next.value);
    }
  }

  function ask<T>(
    method: Method,
    args: readonly unknown[],
    listeners: readonly Listener[] = [],
    ports: MessagePort[] = [],
  ): Promise<T> {
    const call = ++last;
    return new Promise((resolve, reject) => {
      const joins = new Map<number, Joining>();
      const tell = (to: number, message: Message) => {
        const joined = joins.get(to) ?? joining();
        joins.set(to, joined);
        if ("slice" in message) return joined.take(message.slice);
        joins.delete(to);
        const told = joined.whole(message.rest) as never;
        if (to === ANSWER) resolve(told);
        else listeners[to]?.(told);
      };
      sending = sending
        .then(() => give(call, args))
        .then((rest) => {
          wire.ask(call, method, transfer(rest, ports), listeners.length, proxy(tell)).catch(reject);
        })
        .catch(reject);
    });
  }

  return {
    formats: () => ask("formats", []),
    open: (file, name, id, watch) => ask("open", [file, name, id], [watch]),
    read: (file, name, given) => ask("read", [file, name, given]),
    readConfig: (file, name) => ask("readConfig", [file, name]),
    plan: (request, watch, better) =>
      ask("plan", [request], [watch, better], request.door === undefined ? [] : [request.door.port]),
    measure: (request, watch, better) => ask("measure", [request], [watch, better]),
    write: (format, document, plan) => ask("write", [format, document, plan]),
    keep: (document) => ask("keep", [document]),
    hash: (document) => ask("hash", [document]),
    whatHelps: (request, plan, watch, found) => ask("whatHelps", [request, plan], [watch, found]),
    freedom: (request, order) => ask("freedom", [request, order]),
    shipped: (request) => ask("shipped", [request]),
    shippedPlan: (request) => ask("shippedPlan", [request]),
    reverseGreedy: (request) => ask("reverseGreedy", [request]),
    mayShare: (request, a, b) => ask("mayShare", [request, a, b]),
    arms: (request) => ask("arms", [request]),
    tile: (request, settings) => ask("tile", [request, settings]),
    sweepTiles: (request, settings, found) => ask("sweepTiles", [request, settings], [found]),
    writeTiles: (request, settings, form) => ask("writeTiles", [request, settings, form]),
    streamSchedule: (request, plan) => ask("streamSchedule", [request, plan]),
    streamFifos: (request, plan) => ask("streamFifos", [request, plan]),
    streamFifo: (request, plan, first, second) => ask("streamFifo", [request, plan, first, second]),
    streamReferences: (request, plan, release) => ask("streamReferences", [request, plan, release]),
    stages: (request, method, options) => ask("stages", [request, method, options]),
    passNodes: (request, method, options, pass) => ask("passNodes", [request, method, options, pass]),
    planning: (request, method, options) => ask("planning", [request, method, options]),
    program: (request, plan) => ask("program", [request, plan]),
    alignmentCosts: (request) => ask("alignmentCosts", [request]),
  };
}
