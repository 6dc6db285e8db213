/** For tests: a worker in the same thread, with `api` at its other end. */

import { expose } from "comlink";
import type { PlannerApi } from "../api.ts";
import { wired } from "../wire.ts";

export interface FakeWorker {
  readonly worker: Worker;
  readonly ended: () => boolean;
  readonly die: (message: string) => void;
}

export function fakeWorker(api: PlannerApi): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  let ended = false;
  expose(wired(api), port1);
  port1.start();
  port2.start();
  const terminate = () => {
    ended = true;
    port1.close();
    port2.close();
  };
  return {
    worker: Object.assign(port2, { terminate }) as unknown as Worker,
    ended: () => ended,
    die: (message) => port2.dispatchEvent(Object.assign(new Event("error"), { message })),
  };
}

export function never<T>(): Promise<T> {
  return new Promise(() => {});
}
