import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import { blankArms } from "../../core/dialects/arms/edit/blank.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { armsStore } from "../../store/arms.ts";
import { historyStore, undo } from "../../store/history.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { provideServices, type Services } from "../../store/services.ts";
import { point, sessionStore } from "../../store/session.ts";
import { armsAfresh, armsNow } from "../../store/testing/arms.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { ArmsPane } from "./ArmsPane.tsx";
import "../../ui/tokens.css";

const own = (buffer: string) => [
  { op: "store", buffer, from: ["x"] } as const,
  { op: "load", buffer } as const,
];

/** A fork and a join: a before b and c, which may run at the same time, before d. */
const FORK: ArmsDocument = {
  ...blankArms("fork"),
  buffers: [
    { id: "x", bytes: 256, access: "read_only" },
    { id: "a", bytes: 1000, access: "read_write" },
    { id: "b", bytes: 2000, access: "read_write" },
    { id: "c", bytes: 3000, access: "read_write" },
    { id: "d", bytes: 4000, access: "read_write" },
    { id: "dead", bytes: 8, access: "read_write" },
    { id: "y", bytes: 256, access: "output" },
  ],
  body: [
    { arm: "A", body: own("a") },
    { arm: "B", body: own("b") },
    { arm: "C", body: own("c") },
    {
      arm: "D",
      body: [
        { op: "store", buffer: "d", from: ["x"] },
        { op: "store", buffer: "y", from: ["d"] },
      ],
    },
  ],
  order: {
    kind: "dag",
    edges: [
      ["A", "B"],
      ["A", "C"],
      ["B", "D"],
      ["C", "D"],
    ],
  },
};

function Pane() {
  return (
    <div style={{ width: 1200, height: 420 }}>
      <ArmsPane />
    </div>
  );
}

const pane = () => page.getByTestId("arms");
const grid = () => page.getByRole("grid", { name: "Buffers and arms" });
const head = (arm: string) => grid().getByRole("columnheader", { name: new RegExp(`^Arm ${arm}(;|$)`) });
const row = (buffer: string) =>
  grid()
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: buffer, exact: true }) });
const cell = (buffer: string, arm: string) =>
  row(buffer).getByRole("gridcell", { name: new RegExp(`^${arm}: `) });
const saidLast = () => historyStore.getState().steps.at(-1)?.says;

beforeEach(async () => {
  await page.viewport(1220, 460);
  armsAfresh(FORK);
});

test("both rules stand side by side, and the set of the original is empty with its reason", async () => {
  await render(<Pane />);
  await expect.element(row("x")).toHaveTextContent(/host input.*✓.*·/);
  await expect.element(row("b")).toHaveTextContent(/transient.*·.*✓/);
  await expect.element(row("dead")).toHaveTextContent("unused");
  await expect.element(row("y")).toHaveTextContent("live out");
  await expect.element(page.getByTestId("pairs-original")).toHaveTextContent("4");
  await expect.element(page.getByTestId("pairs-precise")).toHaveTextContent("4");
  await expect
    .element(page.getByTestId("slots-sum"))
    .toHaveTextContent(/^2 slots, the fewest there can be: 5.86 KiB instead of 9.77 KiB/);
  await expect
    .element(page.getByTestId("certificate"))
    .toHaveTextContent("b, c: no two of them may ever share");
  await expect.element(page.getByTestId("arms-arena")).toHaveTextContent("an arena of 4.88 KiB");
});

test("arms that may run at the same time are stacked, and lifetimes go from the first arm to the last", async () => {
  await render(<Pane />);
  const box = (arm: string) => head(arm).element().getBoundingClientRect();
  expect(box("B").left).toBe(box("C").left);
  expect(box("B").bottom).toBeLessThanOrEqual(box("C").top);
  expect(box("A").right).toBeLessThanOrEqual(box("B").left);
  const bar = page.getByTestId("life b").element().getBoundingClientRect();
  expect(bar.left).toBeGreaterThanOrEqual(box("B").left);
  expect(bar.right).toBeLessThanOrEqual(box("B").right);
});

test("marks stand in the order of the program and are named", async () => {
  await render(<Pane />);
  await expect.element(cell("b", "B")).toHaveAttribute("aria-label", "B: writes all of it, then reads it");
  const marks = [...cell("b", "B").element().querySelectorAll<SVGElement>("[data-mark]")];
  expect(marks.map((mark) => mark.dataset.mark)).toEqual(["write", "read"]);
});

test("a key or the menu sets a cell, and undo takes it back", async () => {
  await render(<Pane />);
  await head("A").click();
  await userEvent.keyboard("{ArrowDown}");
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(cell("a", "A").element());
  await userEvent.keyboard("a");
  await expect.element(row("a")).toHaveTextContent("atomic");
  expect(saidLast()).toBe("Set A to access a atomically");
  await userEvent.keyboard("{Delete}");
  await expect.element(row("a")).toHaveTextContent("unused");
  undo();
  undo();
  await expect.element(row("a")).toHaveTextContent("transient");
  await cell("a", "D").click();
  await page.getByRole("menuitem", { name: "Read R", exact: true }).click();
  expect(saidLast()).toBe("Set D to read a");
  await expect.element(cell("a", "D")).toHaveAttribute("aria-label", "D: reads it");
  await expect.poll(() => document.activeElement).toBe(cell("a", "D").element());
});

test("setting arms in a row lets their buffers share, and the pairs are told and light their rows", async () => {
  await render(<Pane />);
  await head("B").click();
  await page.getByRole("combobox", { name: "B is to C" }).selectOptions("before");
  const told = page.getByRole("status", { name: "What the last change did to sharing" });
  await expect.element(told).toHaveTextContent("may share now:b–c");
  await told.getByRole("button", { name: "b–c" }).hover();
  await expect.element(row("b")).toHaveAttribute("data-paired", "true");
  await expect.element(row("c")).toHaveAttribute("data-paired", "true");
  await pane().getByText("sharing", { exact: true }).click();
  await expect.element(page.getByTestId("slots-sum")).toHaveTextContent(/^1 slot/);
  undo();
  await expect.element(told).toHaveTextContent("stopped sharing:b–c");
});

test("keys in the head rename, add, exchange, relate and remove arms, and the focus stays with them", async () => {
  await render(<Pane />);
  await head("D").click();
  await userEvent.keyboard("{F2}");
  await userEvent.keyboard("end{Enter}");
  await expect.element(head("end")).toBeVisible();
  await expect.poll(() => document.activeElement).toBe(head("end").element());
  await userEvent.keyboard("n");
  expect(saidLast()).toBe("Added the arm D after end");
  await expect.poll(() => document.activeElement).toBe(head("D").element());
  await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  expect(saidLast()).toBe("Exchanged the places of D and end");
  await expect.poll(() => document.activeElement).toBe(head("D").element());
  await userEvent.keyboard("p");
  expect(saidLast()).toBe("Set D and C parallel");
  await expect.poll(() => document.activeElement).toBe(head("D").element());
  await userEvent.keyboard("{Delete}");
  await expect.element(head("D")).not.toBeInTheDocument();
  expect(armsNow().body.map((item) => ("arm" in item ? item.arm : ""))).toEqual(["A", "B", "C", "end"]);
});

test("buffers are named and sized in their cells, and described in the panel", async () => {
  await render(<Pane />);
  await row("b").getByRole("rowheader").dblClick();
  await userEvent.keyboard("beta{Enter}");
  await expect.element(row("beta")).toBeVisible();
  await expect.poll(() => document.activeElement).toBe(row("beta").getByRole("rowheader").element());
  await userEvent.keyboard("{ArrowRight}");
  await userEvent.keyboard("{Enter}");
  await userEvent.keyboard("4 KiB{Enter}");
  expect(armsNow().buffers[2]?.bytes).toBe(4096);
  await row("beta").getByRole("rowheader").click();
  await page.getByRole("checkbox", { name: "needed after the program" }).click();
  await expect
    .element(page.getByRole("list", { name: "Reasons" }))
    .toHaveTextContent("live out: its contents are needed after the program");
  await userEvent.keyboard("{Escape}");
  await page.getByRole("button", { name: "remove", exact: true }).click();
  await expect.element(row("beta")).not.toBeInTheDocument();
});

test("statements are added, changed, moved, nested and taken out in the list of the arm", async () => {
  await render(<Pane />);
  await head("A").click();
  const list = page.getByTestId("statements");
  await expect.element(list.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Add a statement to A" }).selectOptions("async_load");
  expect(saidLast()).toBe("Added to A: async load a into x, tag t1");
  await page.getByRole("combobox", { name: "Add a statement to A" }).selectOptions("async_wait");
  expect(saidLast()).toBe("Added to A: wait for t1");
  await page.getByRole("button", { name: "Move up: wait for t1" }).click();
  await page.getByRole("button", { name: "More for: read a" }).click();
  await page.getByRole("menuitem", { name: "Put it into a nested region" }).click();
  expect(saidLast()).toBe("Put into the region E: read a");
  await page.getByRole("button", { name: "More for: region E" }).click();
  await page.getByRole("menuitem", { name: "Take it out as an arm of its own" }).click();
  await expect.element(head("E")).toBeVisible();
  await page.getByRole("combobox", { name: "Kind of: write a from x" }).selectOptions("atomic");
  expect(saidLast()).toBe("Changed in A: write a from x to atomic on a from x");
  await page.getByRole("button", { name: "Remove: atomic on a from x" }).click();
  expect(saidLast()).toBe("Removed from A: atomic on a from x");
});

test("what is pointed at in another pane lights its row and its arms, and the other way round", async () => {
  await render(<Pane />);
  const { picture } = outcomeStore.getState();
  const at = picture?.graph?.document.tensors.findIndex(({ id }) => id === "c") ?? -1;
  point({ kind: "tensor", index: at });
  await expect.element(row("c")).toHaveAttribute("data-hovered", "true");
  await expect.element(head("C")).toHaveAttribute("data-lit", "true");
  await row("b").getByRole("rowheader").hover();
  const b = picture?.graph?.document.tensors.findIndex(({ id }) => id === "b");
  expect(sessionStore.getState().hover).toEqual({ kind: "tensor", index: b });
  await head("D").hover();
  const d = picture?.graph?.document.nodes.findIndex(({ id }) => id === "D");
  expect(sessionStore.getState().hover).toEqual({ kind: "node", index: d });
  await expect.element(cell("a", "D")).toHaveAttribute("data-lit", "true");
  await row("b").getByRole("rowheader").click();
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: b });
  await expect.element(row("b")).toHaveAttribute("aria-selected", "true");
});

test("for another document the pane says what it is for and begins a new program", async () => {
  showAfresh(textGraph("input x 8\na:8 = Op(x)\nout a"));
  let begun = 0;
  provideServices({ newArms: () => begun++ } as Partial<Services> as Services);
  await render(<Pane />);
  await expect.element(pane()).toHaveTextContent("The open document has no arms.");
  await page.getByRole("button", { name: "New program of arms" }).click();
  expect(begun).toBe(1);
});

test("a program without arms or buffers says how to begin", async () => {
  armsAfresh({ ...blankArms("none"), buffers: [], body: [] });
  await render(<Pane />);
  await expect.element(pane()).toHaveTextContent("No buffers yet");
  await expect.element(pane()).toHaveTextContent("No arms yet");
  await page.getByRole("button", { name: "+ arm", exact: true }).click();
  await page.getByRole("button", { name: "+ buffer", exact: true }).click();
  await expect.element(head("A")).toBeVisible();
  await expect.element(row("a")).toHaveTextContent("unused");
  expect(armsStore.getState().buffer).toBe("a");
});

test("statements outside the arms are an arm whose menu puts them into one", async () => {
  armsAfresh({ ...FORK, order: undefined, body: [{ op: "load", buffer: "x" }, ...FORK.body] });
  await render(<Pane />);
  const stray = grid().getByRole("columnheader", { name: "Statements outside the arms" });
  await stray.click({ button: "right" });
  await page.getByRole("menuitem", { name: "Put them into an arm" }).click();
  await expect.element(stray).not.toBeInTheDocument();
  await expect.element(head("E")).toBeVisible();
});

/** Forty arms, each of which writes and reads its share of the buffers. */
function large(count: number): ArmsDocument {
  const buffers = Array.from({ length: count }, (_, i) => ({
    id: `b${i}`,
    bytes: 64,
    access: "read_write" as const,
  }));
  const body = Array.from({ length: 40 }, (_, i) => ({
    arm: `arm${i}`,
    body: buffers
      .filter((_, b) => b % 40 === i)
      .flatMap(({ id }) => [
        { op: "store" as const, buffer: id },
        { op: "load" as const, buffer: id },
      ]),
  }));
  return { ...blankArms("large"), buffers, body };
}

test("sixty buffers and forty arms scroll under a head and names that stay", async () => {
  armsAfresh(large(60));
  await render(<Pane />);
  await head("arm0").click();
  await userEvent.keyboard("{Control>}{End}{/Control}");
  await expect.poll(() => document.activeElement).toBe(cell("b59", "arm39").element());
  const box = (element: Element) => element.getBoundingClientRect();
  const table = box(grid().element());
  expect(box(head("arm39").element()).top).toBeLessThan(table.top + 30);
  expect(box(row("b59").getByRole("rowheader").element()).left).toBeCloseTo(table.left, 0);
  expect(box(cell("b59", "arm39").element()).right).toBeLessThanOrEqual(table.right);
});

test("of three hundred buffers only the rows in sight exist, and keys, focus and selection reach the others", async () => {
  armsAfresh(large(300));
  await render(<Pane />);
  const table = grid().element();
  // by place, as names of so many cells take long to work out
  const at = (buffer: number, arm: number) =>
    table.querySelector<HTMLElement>(`[data-spot="${buffer}:${5 + arm}:0"]`);
  const inSight = (element: Element | null) => {
    const box = element?.getBoundingClientRect();
    const room = table.getBoundingClientRect();
    return box !== undefined && box.top >= room.top + 22 && box.bottom <= room.bottom;
  };
  await expect.poll(() => inSight(at(0, 0))).toBe(true);
  const tall = table.scrollHeight;
  expect(table).toHaveAttribute("aria-rowcount", "301");
  expect(table.querySelectorAll("[data-row]").length).toBeLessThan(60);
  at(3, 0)?.focus();
  await userEvent.keyboard("{Control>}{End}{/Control}");
  expect(document.activeElement).toBe(at(299, 39));
  expect(inSight(at(299, 39))).toBe(true);
  expect(at(299, 39)?.closest("[role=row]")).toHaveAttribute("aria-rowindex", "301");
  expect(table.scrollHeight).toBe(tall);
  await userEvent.keyboard("{PageUp}{PageUp}{PageUp}");
  const focused = document.activeElement;
  expect(focused?.getAttribute("data-spot")).toMatch(/^2[0-8]\d:44:0$/);
  expect(inSight(focused)).toBe(true);

  // who scrolls away keeps the focus, and the next key comes back to it
  table.scrollTop = 0;
  await expect.poll(() => inSight(at(0, 39))).toBe(true);
  expect(document.activeElement).toBe(focused);
  await userEvent.keyboard("{Control>}{End}{/Control}{ArrowUp}");
  expect(document.activeElement).toBe(at(298, 39));
  expect(inSight(at(298, 39))).toBe(true);

  // what is lit or selected elsewhere is so in rows that come into sight, too
  const { picture } = outcomeStore.getState();
  const nodes = picture?.graph?.document.nodes ?? [];
  const arm39 = { kind: "node", index: nodes.findIndex(({ id }) => id === "arm39") } as const;
  // rows that move under a mouse that rests there are pointed at, so what is lit is said anew
  const isLit = (buffer: number) => {
    const lit = () => {
      point(arm39);
      return at(buffer, 39)?.getAttribute("data-lit");
    };
    return expect.poll(lit).toBe("true");
  };
  await isLit(299);
  const index = picture?.graph?.document.tensors.findIndex(({ id }) => id === "b150") ?? -1;
  sessionStore.setState({ selection: { kind: "tensor", index } });
  await expect.poll(() => inSight(at(150, 39))).toBe(true);
  expect(at(150, 39)?.closest("[role=row]")).toHaveAttribute("aria-selected", "true");
  await isLit(152);
  table.scrollTop = 0;
  await expect.poll(() => inSight(at(0, 39))).toBe(true);
  await isLit(0);
});
