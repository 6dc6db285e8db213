import { expose } from "comlink";
import { afterEach, beforeEach, expect, test } from "vitest";
import { syntheticDocument } from "../../bench/synthetic.ts";
import { planDocument } from "../core/plan.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { NO_WATCH } from "../core/watch.ts";
import { type Asks, createLooking, type Kind } from "./looking.ts";
import { lookingApi } from "./looking-api.ts";
import { createLookingClient, type LookingClient } from "./looking-client.ts";
import { Cancelled, WorkerDied } from "./thread.ts";

const made = planDocument(syntheticDocument(60), { ...DEFAULT_SETTINGS, place: "greedy-by-size" }, NO_WATCH);
if (!made.ok) throw new Error(made.problem.message);
const PLAN = made.value;
const SPEC = { kind: "tensors", sort: "start", down: false, folded: new Set<string>() } as const;

interface Fake {
  readonly worker: Worker;
  /** Questions that reached it, as text. */
  readonly asked: string[];
  readonly die: (message: string) => void;
}

let fakes: Fake[];
let lost: string[];
let client: LookingClient;

function startFake(): Worker {
  const { port1, port2 } = new MessageChannel();
  const api = lookingApi(createLooking());
  const asked: string[] = [];
  expose(
    {
      ...api,
      ask: <K extends Kind>(kind: K, number: number, ...asks: Asks<K>) => {
        asked.push(`${kind} ${JSON.stringify(asks[0])}`);
        return api.ask(kind, number, ...asks);
      },
    },
    port1,
  );
  port1.start();
  port2.start();
  const terminate = () => {
    port1.close();
    port2.close();
  };
  const worker = Object.assign(port2, { terminate }) as unknown as Worker;
  const die = (message: string) =>
    port2.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  fakes.push({ worker, asked, die });
  return worker;
}

/** Brings the plan as a planner does, and gives its number. */
function bring(): number {
  const { port, number } = client.door();
  port.postMessage({ number, plan: PLAN, graph: null });
  ports.push(port);
  return number;
}
const ports: MessagePort[] = [];

beforeEach(() => {
  fakes = [];
  lost = [];
  client = createLookingClient(startFake, (says) => lost.push(says));
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  for (const { worker } of fakes) worker.terminate();
});

test("nothing starts before a plan is on its way", () => {
  client.forget(client.number(), -1);
  expect(fakes).toHaveLength(0);
  client.door();
  client.door();
  expect(fakes).toHaveLength(1);
});

test("a question waits for its plan, and its answer has no plan in it", async () => {
  const { port, number } = client.door();
  ports.push(port);
  const tints = client.newest("tints", number, "buffer");
  const rows = client.each("rows", number, 0, SPEC);
  port.postMessage({ number, plan: PLAN, graph: null });
  expect((await tints).fill).toHaveLength(60);
  expect(await tints).not.toHaveProperty("plan");
  expect(await rows).toMatchObject({ count: 60, arena: 0 });
});

test("what was answered once is answered again: nothing that the worker keeps is handed away", async () => {
  const number = bring();
  const first = await client.each("tints", number, "size");
  const again = await client.each("tints", number, "size");
  expect(again).toEqual(first);
  expect(again.fill).toHaveLength(60);
});

test("of questions of one kind the first and the newest are answered; those between are cancelled and never asked", async () => {
  const number = bring();
  const kinds = ["buffer", "size", "lifetime", "slack"] as const;
  const settled = await Promise.allSettled([
    ...kinds.map((by) => client.newest("tints", number, by)),
    client.newest("rows", number, 0, SPEC),
  ]);
  expect(settled.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(settled[1]).toMatchObject({ reason: expect.any(Cancelled) });
  expect(settled[3]).toMatchObject({ value: { by: "slack" } });
  expect(fakes[0]?.asked).toEqual(['tints "buffer"', "rows 0", 'tints "slack"']);
});

test("a plan that was forgotten is an error, and one that is spared is not", async () => {
  const [old, spared, present] = [bring(), bring(), bring()];
  expect(await client.each("contributors", old)).toEqual(await client.each("contributors", present));
  client.forget(present, spared);
  await expect(client.each("tints", old, "buffer")).rejects.toThrow("not held");
  expect(await client.each("tints", spared, "buffer")).toMatchObject({ by: "buffer" });
  expect(await client.each("tints", present, "buffer")).toMatchObject({ by: "buffer" });
});

test("a worker that dies rejects all that waits, says so once, and the next plan gets a new one", async () => {
  const { port, number } = client.door();
  ports.push(port);
  const waiting = [
    client.newest("tints", number, "buffer"),
    client.newest("tints", number, "size"),
    client.each("rows", number, 0, SPEC),
  ];
  const ended = Promise.allSettled(waiting);
  await expect.poll(() => fakes[0]?.asked).toHaveLength(2);
  fakes[0]?.die("out of memory");
  expect((await ended).map((one) => one.status === "rejected" && one.reason instanceof WorkerDied)).toEqual([
    true,
    true,
    true,
  ]);
  expect(lost).toEqual(["out of memory"]);
  const next = bring();
  expect(await client.newest("tints", next, "buffer")).toMatchObject({ by: "buffer" });
  expect(fakes).toHaveLength(2);
});

test("a question about a plan that went down with its worker is rejected at once, and overtakes none that can be answered", async () => {
  const old = bring();
  await client.each("tints", old, "buffer");
  fakes[0]?.die("out of memory");
  await expect(client.each("rows", old, 0, SPEC)).rejects.toThrow("out of memory");
  // one that the same planner tells of only now went to the dead worker, too
  await expect(client.newest("tints", old + 1, "buffer")).rejects.toBeInstanceOf(WorkerDied);
  expect(fakes).toHaveLength(1);
  const again = bring();
  const answers = Promise.all([
    client.newest("tints", again, "buffer"),
    client.newest("tints", again, "size"),
  ]);
  await expect(client.newest("tints", old, "lifetime")).rejects.toBeInstanceOf(WorkerDied);
  expect(await answers).toMatchObject([{ by: "buffer" }, { by: "size" }]);
});
