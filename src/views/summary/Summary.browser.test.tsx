import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ArmsDocument } from "../../core/document.ts";
import { setType } from "../../core/edit/change.ts";
import { connect } from "../../core/edit/connect.ts";
import { addOperation, addValue } from "../../core/edit/make.ts";
import { drawn, edited } from "../../core/edit/testing/script.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest, type Request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { tellDrawing } from "../../store/testing/tell-drawing.ts";
import { Summary } from "./Summary.tsx";
import "../../ui/tokens.css";

const NET = textGraph(`
  arena sram 16 4096
  input x 100
  conv: a:1000 = Conv(x)
  relu: b:1000 = Relu(a)
  pool: c:40 = MaxPool(b)
  out c
`);

/** Two buffers that share: one arm after the other. */
const ARMS: ArmsDocument = {
  format: "memplan",
  version: 1,
  kind: "arms",
  name: "two arms",
  buffers: ["a", "b"].map((id) => ({ id, bytes: 64, access: "read_write" as const })),
  body: ["a", "b"].map((id) => ({ arm: `arm ${id}`, body: [{ op: "store" as const, buffer: id }] })),
};

/** x → relu1 → add1, whose port B is free. */
const OPEN = drawn(
  (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [4, 8] } }),
  (d) => addOperation(d, { op: "Relu", from: "x" }),
  (d) => addOperation(d, { op: "Add", from: "relu1" }),
);

beforeEach(async () => {
  await page.viewport(1440, 300);
});

test("the numbers say how big, how good, how many, and whether it fits", async () => {
  showAfresh(NET);
  await render(<Summary />);
  await expect.element(page.getByTestId("summary-peak")).toHaveTextContent("1.97 KiB ✓ optimal");
  await expect.element(page.getByTestId("summary-bound")).toHaveTextContent("1.97 KiB");
  await expect.element(page.getByTestId("summary-total")).toHaveTextContent("2.13 KiB");
  await expect.element(page.getByTestId("summary-buffers")).toHaveTextContent(/^4 → \d$/);
  await expect.element(page.getByTestId("summary-fit")).toHaveTextContent("fits, 2.03 KiB free");
  await expect.element(page.getByTitle(/^Peak: .*1\.97 KiB \(2,016 B\)/)).toBeVisible();
});

test("the peak leads to its step and to the largest storage alive there", async () => {
  showAfresh(NET);
  const asked: Request[] = [];
  const stop = onRequest((r) => asked.push(r));
  await render(<Summary />);
  await page.getByRole("button", { name: /^1\.97 KiB ✓ optimal/ }).click();
  stop();
  expect(sessionStore.getState().cursor).toBe(1);
  expect(asked.map((r) => r.kind)).toEqual(["reveal"]);
});

test("what is optimal for one order is not said to be proven for all", async () => {
  showAfresh(NET);
  await render(<Summary />);
  await expect.element(page.getByRole("button", { name: /✓ optimal/ })).toHaveTextContent("in this order");
  showAfresh(NET, { order: "exact" });
  await expect.element(page.getByRole("button", { name: /✓ optimal/ })).toHaveTextContent("· proven");
});

test("a plan over capacity says by how much", async () => {
  showAfresh(NET, { capacity: 1024 });
  await render(<Summary />);
  await expect.element(page.getByTestId("summary-fit")).toHaveTextContent("over by 992 B");
});

test("a wrong plan claims no proof, says that it is wrong, and leads to why", async () => {
  showAfresh(NET);
  const picture = outcomeStore.getState().picture;
  if (picture === null) throw new Error("the test's picture is not there");
  outcomeStore.setState({
    picture: { ...picture, violations: [{ code: "overlap", message: "No.", at: [] }] },
  });
  await render(<Summary />);
  await expect.element(page.getByTestId("summary-peak")).not.toHaveTextContent("optimal");
  await page.getByRole("button", { name: /1 violation/ }).click();
  expect(sessionStore.getState().lowerPane).toBe("problems");
});

test.each([1440, 1024, 800])("at %i pixels no number is cut off", async (width) => {
  await page.viewport(width, 300);
  showAfresh(NET);
  await render(<Summary />);
  for (const id of ["peak", "bound", "total", "buffers"]) {
    const element = page.getByTestId(`summary-${id}`).element();
    expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
    expect(element.getBoundingClientRect().right).toBeLessThanOrEqual(width);
  }
  expect(page.getByTestId("summary-fit").element().getBoundingClientRect().right).toBeLessThanOrEqual(width);
});

test("with several arenas the peak is told as the sum that it is, at no step", async () => {
  showAfresh({ ...NET, arenas: [...(NET.arenas ?? []), { id: "dtcm", capacity: 4096 }] });
  await render(<Summary />);
  await expect
    .element(page.getByRole("button", { name: /peaks of 2 arenas together/ }))
    .not.toHaveTextContent(/step/);
});

test("a drawing with an open port is right as it stands, but its peak is said to rest on what is not known", async () => {
  showAfresh(OPEN);
  tellDrawing();
  await render(<Summary />);
  const verdict = page.getByRole("button", { name: /✓ checked/ });
  await expect.element(verdict).toHaveTextContent("1 open port");
  await expect.element(verdict).not.toHaveTextContent("no problems");
  await expect
    .element(page.getByTestId("peak-caveat"))
    .toHaveTextContent("peak rests on 1 size not known yet");
  await verdict.click();
  expect(sessionStore.getState().lowerPane).toBe("problems");
});

test("types that are at odds are counted, and once there are none nothing is said", async () => {
  const wrong = edited(
    OPEN,
    (d) => connect(d, "x", { node: "add1", port: 1 }),
    (d) => setType(d, ["relu1"], { shape: [7, 7] }),
  );
  showAfresh(wrong);
  tellDrawing();
  await render(<Summary />);
  const verdict = page.getByRole("button", { name: /✓ checked/ });
  await expect.element(verdict).toHaveTextContent("2 mismatches");
  showAfresh(edited(OPEN, (d) => connect(d, "x", { node: "add1", port: 1 })));
  await expect.element(verdict).toHaveTextContent("no problems");
  tellDrawing();
  await expect.element(verdict).toHaveTextContent("no problems");
  await expect.element(page.getByTestId("peak-caveat")).not.toBeInTheDocument();
});

test.each([1440, 1024, 800])("at %i pixels what is said of a drawing is not cut off", async (width) => {
  await page.viewport(width, 300);
  showAfresh(OPEN);
  tellDrawing();
  await render(<Summary />);
  for (const element of [
    page.getByTestId("peak-caveat").element(),
    page.getByText("1 open port", { exact: true }).element(),
  ]) {
    expect(element.getBoundingClientRect().right).toBeLessThanOrEqual(width);
    const caption = element.parentElement;
    expect(caption?.scrollWidth).toBeLessThanOrEqual(caption?.clientWidth ?? 0);
  }
});

test("with nothing drawn there are dashes, not proofs about nothing", async () => {
  showAfresh(textGraph(""));
  await render(<Summary />);
  await expect.element(page.getByTestId("summary-peak")).toHaveTextContent(/^–$/);
  await expect.element(page.getByTestId("summary")).not.toHaveTextContent(/optimal|checked|0 B|step 0/);
});

test("at twice the size the strip keeps to one line, with the peak and whether it fits", async () => {
  await page.viewport(512, 300);
  showAfresh(NET);
  await render(<Summary />);
  expect(page.getByTestId("summary").element().getBoundingClientRect().height).toBeLessThan(60);
  await expect.element(page.getByTestId("summary-peak")).toBeVisible();
  await expect.element(page.getByTestId("summary-fit")).toBeVisible();
});

test("a peak that holes make is told at the step of its highest address, and leads there", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "apart",
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
      { id: "b", start: 0, end: 2, bytes: 60, offset: 60 },
      { id: "c", start: 3, end: 5, bytes: 50, offset: 100 },
    ],
  });
  await render(<Summary />);
  const peak = page.getByRole("button", { name: /^150 B/ });
  await expect.element(peak).toHaveTextContent("peak, step 3 · most alive at 0");
  await peak.click();
  expect(sessionStore.getState().cursor).toBe(3);
});

test("many arenas are one cell, which names those that are too small", async () => {
  const arenas = ["dtcm", "itcm", "flash"].map((id) => ({ id, capacity: 4096 }));
  showAfresh({ ...NET, arenas: [...(NET.arenas ?? []), ...arenas] });
  const { rerender } = await render(<Summary />);
  await expect.element(page.getByTestId("summary-fit")).toHaveTextContent(/^4 arenas\s*all fit$/);
  showAfresh({ ...NET, arenas: [{ id: "sram", capacity: 64 }, ...arenas] });
  sessionStore.setState({ arena: 2 });
  await rerender(<Summary />);
  await expect.element(page.getByTestId("summary-fit")).toHaveTextContent("1 over: sram");
  await page.getByTestId("summary-fit").getByRole("button").click();
  expect(sessionStore.getState().arena).toBe(0);
});

test("buffers of arms are called what they are called", async () => {
  showAfresh(ARMS);
  await render(<Summary />);
  await expect.element(page.getByTestId("summary")).toHaveTextContent("buffers → places");
});
