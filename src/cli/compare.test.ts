import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { writeNative } from "../formats/native/write.ts";
import { memplan } from "./testing/memory-io.ts";

const NET = writeNative(
  textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:128 = F(a)\n n3: c:64 = F(b)\n out c"),
);
const LONGER = writeNative(
  textGraph("input x 64\n n1: a:64 = F(x)\n n1b: z:96 = F(a)\n n2: b:128 = F(z)\n n3: c:64 = F(b)\n out c"),
);

async function plan(document: string, flags = ""): Promise<string> {
  return (await memplan(`plan net --json - ${flags}`, { net: document })).out;
}

test("two plans: the numbers side by side, what became of the storages", async () => {
  const files = { a: await plan(NET, "--place none"), b: await plan(NET) };
  const { code, out, err } = await memplan("compare a b", files);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/peak +320 B +192 B +−128 B/);
  expect(out).toMatch(/Placement +none +best/);
  expect(out).toMatch(/moved +\d/);
});

test("a plan beside itself has no difference", async () => {
  const a = await plan(NET);
  const { code, out } = await memplan("compare a b", { a, b: a });
  expect(code).toBe(0);
  expect(out).toContain("stayed");
  expect(out).not.toContain("moved");
});

test("models are planned with the settings given; nodes that came are told", async () => {
  const { out } = await memplan("compare a b --place first-fit", { a: NET, b: LONGER });
  expect(out).toContain("nodes: 3 in both, 0 in another order, 1 came, 0 went");
  expect(out).toMatch(/came +1/);
});

test("--json - writes the difference and nothing else, the same each time", async () => {
  const files = { a: NET, b: LONGER };
  const { out } = await memplan("compare a b --json -", files);
  const document = JSON.parse(out);
  expect(document).toMatchObject({ kind: "comparison", totals: { came: { storages: 1, bBytes: 96 } } });
  expect(document.order.came).toEqual(["n1b"]);
  expect((await memplan("compare a b --json -", files)).out).toBe(out);
  // the plans written and read again tell the same
  const plans = { a: await plan(NET), b: await plan(LONGER) };
  expect((await memplan("compare a b --json -", plans)).out).toBe(out);
});

test("a difference is no document to open, and says what to open instead", async () => {
  const { out } = await memplan("compare a b --json -", { a: NET, b: LONGER });
  const { code, err } = await memplan("plan d", { d: out });
  expect(code).toBe(2);
  expect(err).toContain("difference of two plans");
});

test("--shipped compares the plans that the files carry, not new ones", async () => {
  const carrying = (offsets: Record<string, number>) => {
    const graph = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:128 = F(a)\n out b");
    return writeNative({ ...graph, shipped: { title: "by hand", offsets } });
  };
  const files = { a: carrying({ x: 0, a: 64, b: 128 }), b: carrying({ x: 128, a: 64, b: 128 }) };
  const { code, out } = await memplan("compare --shipped a b", files);
  expect(code).toBe(0);
  expect(out).toMatch(/peak +256 B +256 B/);
  expect(out).toMatch(/moved +1/);
  const none = await memplan("compare a b --shipped", { ...files, b: NET });
  expect([none.code, none.err]).toEqual([2, expect.stringContaining("carries no plan")]);
});

test("one file too few is said", async () => {
  const { code, err } = await memplan("compare a", { a: NET });
  expect(code).toBe(2);
  expect(err).toContain("memplan compare A B");
});
