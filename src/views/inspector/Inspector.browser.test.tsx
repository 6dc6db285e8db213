import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { point, select, sessionStore, setCursor } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Inspector } from "./Inspector.tsx";
import "../../ui/tokens.css";

const NET = textGraph(`
  arena sram 16
  input x 100
  constant w 400
  conv: a:1000 = Conv(x w) ws=48
  relu: b:1000 = Relu(a) b~a
  conv2: c:990 = Conv(b w)
  pool: d:500 = MaxPool(c)
  out d
`);

function Pane() {
  return (
    <div style={{ width: 300, height: 900 }}>
      <Inspector />
    </div>
  );
}

function plan() {
  const { picture } = outcomeStore.getState();
  if (picture === null) throw new Error("the test's picture is not there");
  return picture.plan;
}
const tensor = (id: string) => ({ kind: "tensor", index: plan().tensors.id.indexOf(id) }) as const;
const node = (id: string) => ({ kind: "node", index: plan().nodes.id.indexOf(id) }) as const;
const inspector = () => page.getByTestId("inspector");

let copied: readonly string[] = [];
beforeEach(async () => {
  await page.viewport(600, 950);
  copied = showAfresh(NET).copied;
});

test("a tensor tells who makes it, when it lives, who reads it and with whom it shares", async () => {
  await render(<Pane />);
  select(tensor("b"));
  await expect.element(inspector()).toHaveTextContent(/Relu, step 1/);
  await expect.element(inspector()).toHaveTextContent(/padding8 B/);
  await expect
    .element(inspector())
    .toHaveTextContent(/alivesteps 1–2 \(2\) of its storage's steps 0–2 \(3\)/);
  await expect.element(inspector()).toHaveTextContent(/shared witha owner/);
  await page.getByRole("button", { name: "Conv", exact: true }).click();
  expect(sessionStore.getState().selection).toEqual(node("conv2"));
});

test("a node tells its inputs, its scratch, and which right to share was taken", async () => {
  await render(<Pane />);
  select(node("relu"));
  await expect.element(inspector()).toHaveTextContent(/May sharea.*✓ taken/);
  select(node("conv"));
  const inputs = page.getByRole("group", { name: "Inputs" });
  await expect.element(inputs).toHaveTextContent(/x×.*w×/);
  await expect.element(page.getByRole("textbox", { name: "workspace" })).toHaveValue("48");
});

test("a constant apart says that it has no address", async () => {
  await render(<Pane />);
  select(tensor("w"));
  await expect.element(inspector()).toHaveTextContent(/addressnot in an arena/);
});

test("a buffer lists its tenants in turn, with the time nobody lives there", async () => {
  await render(<Pane />);
  const buffer = plan().storages.buffer[plan().tensors.storage[tensor("a").index] ?? 0] ?? 0;
  select({ kind: "buffer", index: buffer });
  const { from } = plan().buffers.storages;
  const tenants = (from[buffer + 1] ?? 0) - (from[buffer] ?? 0);
  await expect.poll(() => page.getByTestId("chain").getByRole("button").elements().length).toBe(tenants);
});

test("the rows of the peak and its padding sum to the live bytes of the peak", async () => {
  await render(<Pane />);
  const rows = page.getByTestId("live-rows").getByRole("listitem").elements();
  const bytes = rows.map((row) => {
    const titled = row.hasAttribute("title") ? row : row.querySelector("[title]");
    const [exact = ""] = /[\d,]+(?= B\)?$)/.exec(titled?.getAttribute("title") ?? "") ?? [];
    return Number(exact.replaceAll(",", ""));
  });
  const total = bytes.pop();
  expect(total).toBe(plan().stats.lowerBoundBytes);
  expect(bytes.reduce((a, b) => a + b)).toBe(total);
});

test("a cursor off the peak adds what is alive there", async () => {
  await render(<Pane />);
  await expect.element(page.getByRole("region", { name: "Why is the peak here" })).toBeVisible();
  setCursor(3);
  const at = page.getByRole("region", { name: "At step 3" });
  await expect.element(at.getByRole("button", { name: /^c/ })).toBeVisible();
  await expect.element(at.getByRole("button", { name: /^d/ })).toBeVisible();
});

test("what is pointed at shows while nothing is selected, and pointing in here does not change what is shown", async () => {
  // the pointer of an earlier test may rest where the inspector will be
  await userEvent.hover(document.documentElement, { position: { x: 590, y: 5 } });
  await render(<Pane />);
  point(tensor("d"));
  await expect.element(inspector().getByRole("heading", { name: /^d/ })).toBeVisible();
  const row = page.getByRole("region", { name: "Why is the peak here" }).getByRole("button", { name: /^c/ });
  await row.hover();
  await expect.poll(() => sessionStore.getState().hover).toEqual(tensor("c"));
  await expect.element(inspector().getByRole("heading", { name: /^d/ })).toBeVisible();
  await row.click();
  await expect.element(inspector().getByRole("heading", { name: /^c/ })).toBeVisible();
});

test("an address can be copied as it is shown", async () => {
  await render(<Pane />);
  select(tensor("d"));
  await page.getByRole("button", { name: "Copy address" }).click();
  expect(copied[0]).toMatch(/^\[0x[0-9A-F_]+, 0x[0-9A-F_]+\)$/);
});

test("a selection that a new plan does not have shows the plan", async () => {
  await render(<Pane />);
  select({ kind: "tensor", index: 99 });
  await expect.element(inspector().getByRole("heading", { name: NET.name })).toBeVisible();
});

test("a plan that came in the file stands beside ours, and each tensor tells where it put it", async () => {
  showAfresh({ ...NET, shipped: { title: "OfflineMemoryAllocation", offsets: { a: 0, c: 1024, d: 64 } } });
  await render(<Pane />);
  await expect.element(inspector()).toHaveTextContent(/shipped plan1\.97 KiB \(2,014 B\)3 of 5 tensors/);
  select(tensor("c"));
  await expect.element(inspector()).toHaveTextContent(/shipped at0x0400/);
});

test("of a drawing without anything in it no figures and no reasons are told", async () => {
  showAfresh(textGraph(""));
  await render(<Pane />);
  await expect.element(inspector().getByLabelText("name", { exact: true })).toBeVisible();
  await expect.element(inspector()).not.toHaveTextContent(/0 B|Why is the peak here|What would help/);
});

test("who had any of a storage's bytes is said to be that, by start, as some had others of them at once", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "both",
    buffers: [
      { id: "wide", start: 5, end: 8, bytes: 200, offset: 0 },
      { id: "low", start: 0, end: 4, bytes: 100, offset: 0 },
      { id: "high", start: 1, end: 3, bytes: 100, offset: 100 },
    ],
  });
  await render(<Pane />);
  select(tensor("wide"));
  const lived = page.getByRole("region", { name: "Who lived here" });
  await expect.element(lived).toHaveTextContent(/any of these bytes, by start/);
  const rows = page.getByTestId("chain").getByRole("button").elements();
  expect(rows.map((row) => row.textContent?.match(/^[a-z]+/)?.[0])).toEqual(["low", "high", "wide"]);
});

test("a FIFO tells who writes and who reads it, each once however often it fires", async () => {
  const rate = (name: string, rate: number) => ({ name, rate, type: "byte" });
  const stream: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "delayed",
    types: { byte: { bytes: 1 } },
    nodes: [
      { id: "source", class: "Source", outputs: [rate("o", 3)] },
      { id: "sink", class: "Sink", inputs: [rate("i", 21)] },
    ],
    edges: [{ from: ["source", "o"], to: ["sink", "i"], delay: 2 }],
  };
  showAfresh(stream);
  await render(<Pane />);
  select(tensor("fifo0"));
  await expect.element(inspector()).toHaveTextContent(/written bysource 7 times/);
  await expect.element(inspector()).toHaveTextContent(/read bysink step \d/);
  await expect.element(inspector()).not.toHaveTextContent("not known");
  await page.getByRole("button", { name: "source", exact: true }).click();
  expect(sessionStore.getState().selection).toEqual(node("source#0"));
});
