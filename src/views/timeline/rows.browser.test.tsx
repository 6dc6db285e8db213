import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { LifetimesDocument, SourceDocument } from "../../core/document.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { runCommand } from "../../store/commands.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { select, sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { Timeline } from "./Timeline.tsx";
import "../../ui/tokens.css";

/** Sixty values of falling sizes in a chain, ten a block. */
function chain(): SourceDocument {
  const lines = Array.from(
    { length: 60 },
    (_, i) =>
      `  b${Math.floor(i / 10)}_n${i}: t${i}:${4096 - 16 * i} = Op${Math.floor(i / 10)}(${i === 0 ? "x" : `t${i - 1}`})`,
  );
  const document = textGraph(`\n  arena sram 16\n  input x 96\n${lines.join("\n")}\n  out t59\n`);
  return { ...document, nodes: document.nodes.map((node) => ({ ...node, id: node.id.replace("_", "/") })) };
}

/** Ten thousand tenants in two rows. */
const CROWD: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "crowd",
  buffers: Array.from({ length: 10_000 }, (_, i) => {
    const start = Math.floor(i / 2);
    return { id: `b${i}`, start, end: start + 1, bytes: 8, offset: (i % 2) * 8 };
  }),
};

beforeEach(async () => {
  await page.viewport(1000, 600);
});

async function mounted(document: SourceDocument, height = 420) {
  showAfresh(document);
  await render(
    <div style={{ width: 900, height }}>
      <Timeline />
    </div>,
  );
  const pane = page.getByTestId("timeline").element() as HTMLElement;
  await vi.waitFor(() => expect(pane.dataset.rects).toBeDefined());
  const canvas = pane.querySelectorAll("canvas")[1];
  if (canvas === undefined) throw new Error("the pane has no canvases");
  return { pane, canvas };
}

function names(pane: HTMLElement): string[] {
  return (pane.dataset.shownRows ?? "").split("|");
}

/** The middle of a row in view, in pixels of the canvas. */
function placeOfRow(pane: HTMLElement, name: string): { x: number; y: number } {
  const [first = 0, tall = 0] = (pane.dataset.rowsAt ?? "").split(",").map(Number);
  return { x: 40, y: first + names(pane).indexOf(name) * tall };
}

async function shows(pane: HTMLElement, expected: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(names(pane).slice(0, expected.length)).toEqual(expected));
}

test("a header folds its rows when it is clicked, and gives them back", async () => {
  const { pane, canvas } = await mounted(chain());
  await page.getByText("groups", { exact: true }).click();
  await vi.waitFor(() => expect(names(pane)).toContain("-b0"));
  const all = Number(pane.dataset.rows);
  await userEvent.click(canvas, { position: placeOfRow(pane, "-b0") });
  await vi.waitFor(() => expect(Number(pane.dataset.rows)).toBe(all - 10));
  expect(names(pane)).toContain("+b0");
  expect(sessionStore.getState().selection).toBeNull();
  await userEvent.click(canvas, { position: placeOfRow(pane, "+b0") });
  await vi.waitFor(() => expect(Number(pane.dataset.rows)).toBe(all));
});

test("commands fold all, unfold all, and what is round the selection; the selection then shows on its header", async () => {
  const { pane } = await mounted(chain());
  runCommand("rows-groups");
  await vi.waitFor(() => expect(names(pane)).toContain("-b0"));
  runCommand("fold-rows");
  await vi.waitFor(() => expect(names(pane).every((name) => name.startsWith("+"))).toBe(true));
  const { picture } = outcomeStore.getState();
  select({ kind: "storage", index: picture?.plan.storages.id.indexOf("t25") ?? -1 });
  await vi.waitFor(() => expect(pane.dataset.selectedAt).toBeDefined());
  const y = Number(pane.dataset.selectedAt?.split(",")[1]);
  expect(Math.abs(y - placeOfRow(pane, "+b2").y)).toBeLessThan(4);
  runCommand("fold-row");
  await vi.waitFor(() => expect(names(pane)).toContain("-b2"));
  runCommand("unfold-rows");
  await vi.waitFor(() => expect(names(pane).some((name) => name.startsWith("+"))).toBe(false));
});

test("rows are sorted by what is chosen, in either direction, and say what they are sorted by", async () => {
  const { pane } = await mounted(chain());
  runCommand("rows-tensors");
  await page.getByLabelText("Sort rows by").selectOptions("size");
  await shows(pane, ["t0", "t1", "t2"]);
  await page.getByRole("button", { name: "From the greatest to the least" }).click();
  await shows(pane, ["x", "t59", "t58"]);
  runCommand("sort-rows-start");
  await shows(pane, ["x", "t0", "t1"]);
});

test("folding above keeps the rows in sight where they are; other rows begin at the top", async () => {
  const { pane, canvas } = await mounted(chain());
  runCommand("rows-groups");
  await vi.waitFor(() => expect(names(pane)).toContain("-b0"));
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: 17 * 24, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(names(pane)).not.toContain("-b0"));
  const before = names(pane);
  const id = "path:b0";
  sessionStore.setState({ foldedRows: new Set([id]) });
  await vi.waitFor(() => expect(pane.dataset.rows).toBe("58"));
  expect(names(pane)[0]).toBe(before[0]);
  runCommand("rows-tensors");
  await shows(pane, ["x"]);
});

test("a new plan of the document keeps the row at the top, wherever it is then", async () => {
  const document = chain();
  const { pane, canvas } = await mounted(document);
  runCommand("rows-tensors");
  await shows(pane, ["x"]);
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: 17 * 20, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(names(pane)[0]).not.toBe("x"));
  const [top] = names(pane);
  const { picture } = outcomeStore.getState();
  const next = { ...draw(document, { place: "none" }), revision: 99, opening: picture?.opening ?? 0 };
  outcomeStore.setState({ picture: next });
  await vi.waitFor(() => expect(pane.dataset.rects).not.toBe("0"));
  await new Promise((done) => setTimeout(done, 300));
  expect(names(pane)[0]).toBe(top);
});

test("Page Down and Page Up scroll the rows while the canvas has the focus", async () => {
  const { pane, canvas } = await mounted(chain());
  runCommand("rows-tensors");
  await shows(pane, ["x"]);
  canvas.focus();
  await userEvent.keyboard("{PageDown}");
  await vi.waitFor(() => expect(names(pane)).not.toContain("x"));
  await userEvent.keyboard("{PageUp}");
  await shows(pane, ["x"]);
});

test("the thumb is dragged to the end of the rows, and they follow", async () => {
  const { pane, canvas } = await mounted(chain());
  runCommand("rows-tensors");
  await shows(pane, ["x"]);
  const [x = 0, y = 0] = (pane.dataset.thumbAt ?? "").split(",").map(Number);
  const box = canvas.getBoundingClientRect();
  canvas.setPointerCapture = () => {};
  const send = (type: string, to: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: "mouse",
        button: 0,
        bubbles: true,
        clientX: box.left + x,
        clientY: box.top + to,
      }),
    );
  send("pointerdown", y);
  send("pointermove", y + 20);
  send("pointermove", y + 600);
  send("pointerup", y + 600);
  await vi.waitFor(() => expect(names(pane)).toContain("t59"));
  expect(sessionStore.getState().area).toBeNull();
});

test("bars that share pixels say so: in the picture, and each how many it stands for", async () => {
  const { pane, canvas } = await mounted(CROWD);
  runCommand("rows-buffers");
  await vi.waitFor(() => expect(pane.dataset.merged).toMatch(/^1 px = \d+(\.\d)? steps; bars merged$/));
  expect(Number(pane.dataset.rects)).toBeLessThan(10);
  const { y } = placeOfRow(pane, names(pane)[0] ?? "");
  await userEvent.hover(canvas, { position: { x: 400, y } });
  await vi.waitFor(() => expect(pane.textContent).toMatch(/\d+ storages in this pixel/));
  sessionStore.setState({ time: [100, 120] });
  await vi.waitFor(() => expect(pane.dataset.merged).toBeUndefined());
});

test("pointing at a header tells what is alive in it at that step", async () => {
  const { pane, canvas } = await mounted(chain());
  runCommand("rows-groups");
  runCommand("fold-rows");
  await vi.waitFor(() => expect(names(pane)).toContain("+b3"));
  await userEvent.hover(canvas, { position: { ...placeOfRow(pane, "+b3"), x: 480 } });
  await vi.waitFor(() => expect(pane.textContent).toMatch(/at step \d+/));
  expect(pane.textContent).toMatch(/\d alive, /);
});

test("the header of the rows at the top stays in sight there, and folds them", async () => {
  const { pane, canvas } = await mounted(chain());
  runCommand("rows-groups");
  await vi.waitFor(() => expect(names(pane)).toContain("-b0"));
  expect(pane.dataset.pinned).toBeUndefined();
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: 17 * 16, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(pane.dataset.pinned).toBe("b1"));
  const [, tall = 0] = (pane.dataset.rowsAt ?? "").split(",").map(Number);
  const top = Number((pane.dataset.rowsAt ?? "").split(",")[0]) - tall / 2;
  await userEvent.click(canvas, { position: { x: 300, y: top + 6 } });
  await vi.waitFor(() => expect(names(pane)[0]).toBe("+b1"));
  expect(sessionStore.getState().selection).toBeNull();
});
