import { expose } from "comlink";
import { afterEach, expect, test } from "vitest";
import { layOutLayered } from "./layout/layered.ts";
import { boxesOf, chainWithSkips } from "./layout/testing.ts";
import type { Tidier } from "./layout/tidy.ts";
import { createLayoutClient, type LayoutClient, TIDY_MOST } from "./layout-client.ts";

/** A worker in the same thread: a channel with the layout at its other end. */
function localWorker(): Worker {
  const { port1, port2 } = new MessageChannel();
  expose({ layOut: layOutLayered }, port2 as unknown as Parameters<typeof expose>[1]);
  port1.start();
  return Object.assign(port1 as unknown as Worker, {
    terminate: () => {
      port1.close();
      port2.close();
    },
  });
}

const clients: LayoutClient[] = [];
function client(
  tidier: Partial<Tidier> = {},
  limit = 1000,
  layered: () => Worker = localWorker,
): LayoutClient {
  const made = createLayoutClient(
    { layered, tidy: async () => ({ layOut: async (b) => layOutLayered(b), end: () => {}, ...tidier }) },
    limit,
  );
  clients.push(made);
  return made;
}

afterEach(() => {
  for (const c of clients.splice(0)) c.dispose();
});

const boxes = chainWithSkips(10, 3);
const codeOf = (result: Awaited<ReturnType<LayoutClient["layOut"]>>) =>
  result.ok ? "ok" : result.problem.code;

test("a layout by step comes back from the worker", async () => {
  const result = await client().layOut("steps", boxes);
  expect(result).toEqual({ ok: true, value: layOutLayered(boxes) });
});

test("a newer call supersedes the older one, whatever their kinds", async () => {
  const one = client({ layOut: () => new Promise(() => {}) });
  const results = await Promise.all([
    one.layOut("steps", boxes),
    one.layOut("tidy", boxes),
    one.layOut("tidy", boxes),
    one.layOut("steps", boxes),
  ]);
  expect(results.map(codeOf)).toEqual(["superseded", "superseded", "superseded", "ok"]);
});

test("tidying refuses what is too large, and says how large that is", async () => {
  const result = await client().layOut("tidy", boxesOf(TIDY_MOST + 1, []));
  expect(codeOf(result)).toBe("too-large-to-tidy");
  expect(result.ok ? "" : result.problem.message).toContain("1,500");
});

test("tidying that takes too long is ended and said so, and the next try starts afresh", async () => {
  let ended = 0;
  const one = client({ layOut: () => new Promise(() => {}), end: () => ended++ }, 5);
  expect(codeOf(await one.layOut("tidy", boxes))).toBe("layout-limit");
  expect(ended).toBe(1);
  expect(codeOf(await one.layOut("steps", boxes))).toBe("ok");
});

test("a tidier that dies is a problem, not an exception", async () => {
  const one = client({ layOut: () => Promise.reject(new Error("out of memory")) });
  const result = await one.layOut("tidy", boxes);
  expect(codeOf(result)).toBe("layout-failed");
  expect(result.ok ? "" : result.problem.message).toContain("out of memory");
});

test("a worker that dies is replaced by the next call", async () => {
  const started: Worker[] = [];
  const one = client({}, 1000, () => {
    const worker = localWorker();
    // the first hears nothing and dies
    if (started.length === 0) worker.postMessage = () => {};
    started.push(worker);
    return worker;
  });
  const dying = one.layOut("steps", boxes);
  started[0]?.dispatchEvent(new Event("error", { cancelable: true }));
  expect(codeOf(await dying)).toBe("layout-failed");
  expect(codeOf(await one.layOut("steps", boxes))).toBe("ok");
  expect(started).toHaveLength(2);
});

test("what is stopped is superseded, its tidier is ended, and the next call works", async () => {
  let ended = 0;
  const one = client({ layOut: () => new Promise(() => {}), end: () => ended++ });
  const waiting = one.layOut("tidy", boxes);
  await Promise.resolve();
  one.stop();
  expect(codeOf(await waiting)).toBe("superseded");
  expect(ended).toBe(1);
  expect(codeOf(await one.layOut("steps", boxes))).toBe("ok");
});

test("disposing settles what is under way", async () => {
  const one = client({ layOut: () => new Promise(() => {}) });
  const waiting = one.layOut("tidy", boxes);
  one.dispose();
  expect(codeOf(await waiting)).toBe("superseded");
});
