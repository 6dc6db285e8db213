import { describe, expect, test } from "vitest";
import { setType } from "../core/edit/change.ts";
import { addOperation, addValue } from "../core/edit/make.ts";
import { drawn } from "../core/edit/testing/script.ts";
import { randomLifetimes } from "../core/testing/random.ts";
import { textGraph } from "../core/testing/text-plan.ts";
import { writeNative } from "../formats/native/write.ts";
import { memplan } from "./testing/memory-io.ts";

/** Lifetimes that no greedy placement brings down to the bound. */
const HARD = {
  "hard.json": writeNative(randomLifetimes(7, { count: 60, steps: 40, longest: 20, largest: 900 })),
};

async function planOf(line: string) {
  const ran = await memplan(`plan ${line} --json -`, HARD);
  return { ...ran, plan: JSON.parse(ran.out) };
}

/** A clock that goes on by so many milliseconds whenever it is looked at. */
function clock(tick: number): () => number {
  let now = 0;
  return () => {
    now += tick;
    return now;
  };
}

describe("plan with a limit", () => {
  test("of time writes the best so far and says that it ended early", async () => {
    const line = "plan hard.json --place hill-climb --time-limit 2.5 --json p.json";
    const { code, out, files } = await memplan(line, HARD, { now: clock(1000) });
    expect(code).toBe(0);
    expect(out).toMatch(/search .* ended early at the time limit: more time may find less/);
    expect(out).toMatch(/time limit 2\.5/);
    const plan = JSON.parse(files.get("p.json") ?? "");
    expect(plan.settings).toMatchObject({ endedEarly: true, timeLimit: 2.5 });
    const checked = await memplan("check p.json hard.json", { ...HARD, "p.json": writeNative(plan) });
    expect(checked).toMatchObject({ code: 0, out: "ok\n" });
  });

  test("of time that is not reached changes nothing", async () => {
    const { plan } = await planOf("hard.json --place hill-climb --budget 100 --time-limit 60");
    expect(plan.settings).toMatchObject({ timeLimit: 60 });
    expect(plan.settings.endedEarly).toBeUndefined();
  });

  test("of steps gives the same plan every time, and a larger one no worse", async () => {
    const peak = async (budget: number) => {
      const ran = await planOf(`hard.json --place hill-climb --budget ${budget}`);
      expect(ran.out).toBe((await planOf(`hard.json --place hill-climb --budget ${budget}`)).out);
      expect(ran.plan.settings.budget).toBe(budget);
      return ran.plan.stats.peakBytes;
    };
    expect(await peak(3000)).toBeLessThanOrEqual(await peak(0));
  });

  test("shows a person where it is, on a line that goes away, and nobody else", async () => {
    const line = "plan hard.json --place hill-climb --budget 2000 --json -";
    const seen = await memplan(line, HARD, { now: clock(300), interactive: true });
    const shown = seen.err.split("\r\u001b[K");
    expect(shown.some((text) => /^placing .*best so far .*B\), \d+\.\d s$/.test(text))).toBe(true);
    expect(shown.at(-1)).toBe("");
    const unseen = await memplan(line, HARD, { now: clock(300) });
    expect(unseen.err).toBe("");
    expect(unseen.out).toBe(seen.out);
    expect(JSON.parse(seen.out).kind).toBe("plan");
  });

  test("works for conversions too", async () => {
    const line = "convert hard.json --to plan --place hill-climb --time-limit 2";
    const { code, out } = await memplan(line, HARD, { now: clock(1000) });
    expect(code).toBe(0);
    expect(JSON.parse(out).settings).toMatchObject({ endedEarly: true });
  });
});

describe("the summary of plan", () => {
  const DIAMONDS = textGraph(
    "tensor x 64 input\n n1: x -> a\n n2: x -> b\n n3: a -> c\n n4: b -> d\n n5: c d -> e\n outputs e",
  );

  test("says what is proven", async () => {
    const files = { "g.json": writeNative(DIAMONDS) };
    expect((await memplan("plan g.json --order exact", files)).out).toMatch(
      /fragmentation .*proven optimal\n[\s\S]*order +proven optimal +no order has fewer bytes alive/,
    );
    expect((await memplan("plan g.json", files)).out).toMatch(
      /fragmentation .*proven optimal for this order\n/,
    );
  });

  test("says of a plan for any order that it is one, and what that costs", async () => {
    const files = { "g.json": writeNative(DIAMONDS) };
    const { code, out } = await memplan("plan g.json --lifetimes any-order", files);
    expect(code).toBe(0);
    expect(out).toMatch(/freedom +any order +costs [\d,]+ B \([\d.]+ ?%\) more than this order alone/);
    expect(out).toMatch(/lower bound .* of values of which no two may share in every order/);
    const chain = textGraph("tensor x 64 input\n n1: x -> a\n n2: a -> b\n outputs b");
    const free = await memplan("plan g.json --lifetimes any-order", { "g.json": writeNative(chain) });
    expect(free.out).toMatch(/freedom +any order +costs nothing/);
  });
});

describe("plan and info of a drawing that is not finished", () => {
  const drawing = drawn(
    (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [4, 8] } }),
    (d) => addOperation(d, { op: "Relu", from: "x" }),
    (d) => setType(d, ["relu1"], { shape: [7, 7] }),
    (d) => addOperation(d, { op: "Add", from: "relu1" }),
  );
  const files = { "net.json": writeNative(drawing) };

  test("say what is open, at odds, and what the peak rests on", async () => {
    const { code, out } = await memplan("plan net.json", files);
    expect(code).toBe(0);
    expect(out).toMatch(/warning: relu1: Relu would give 4×8 float32; 7×7 was typed by hand\./);
    expect(out).toMatch(/info: The peak rests on 1 size that is not known yet: that of add1\./);
    expect(out).toMatch(/info: add1, in B: nothing is connected\./);
    const info = await memplan("info net.json", files);
    expect(info.out).toMatch(/warning typed-otherwise: relu1: Relu would give/);
    expect(info.out).toMatch(/info open-port: add1, in B: nothing is connected\./);
  });

  test("leave the plan as it is without the drawing", async () => {
    const { out } = await memplan("plan net.json --json -", files);
    expect(out).not.toMatch(/open-port/);
  });
});
