import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Measured } from "../../core/measured.ts";
import { ORDERS } from "../../core/order/index.ts";
import { PLACEMENTS } from "../../core/place/index.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../core/settings.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { comparisonStore, type Entry, keyOf, type Part } from "../../store/comparison.ts";
import { documentStore } from "../../store/document.ts";
import { provideServices, type Services } from "../../store/services.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Planners } from "./Planners.tsx";
import "../../ui/tokens.css";

const NET = textGraph("input x 64\na:64 = Op(x)\nout a");

const MEASURED: Measured = {
  peakBytes: 1024,
  lowerBoundBytes: 1024,
  proven: true,
  orderProven: false,
  fits: true,
  buffers: 2,
  steps: 0,
  endedEarly: false,
  milliseconds: 12,
};

let compared: Part[];
let stopped: number;

function show(change: Partial<Settings> = {}): void {
  showAfresh(NET, change);
  comparisonStore.setState(comparisonStore.getInitialState(), true);
  compared = [];
  stopped = 0;
  provideServices({
    compare: (part: Part) => compared.push(part),
    stopComparing: () => stopped++,
  } as Partial<Services> as Services);
}

/** Has placements measured, those not named at 4 KiB. */
function measured(rows: Readonly<Record<string, Entry>> = {}): void {
  const { document, settings } = documentStore.getState();
  const entries = new Map(
    PLACEMENTS.map(({ id }): [string, Entry] => [
      keyOf({ ...settings, place: id }),
      rows[id] ?? { kind: "done", measured: { ...MEASURED, peakBytes: 4096, proven: false } },
    ]),
  );
  comparisonStore.setState({ document, entries, asked: { place: settings, order: null } });
}

const table = () => page.getByRole("region", { name: "Placements" });
const rowOf = (title: string) => table().getByRole("row", { name: new RegExp(`^${title}`) });

beforeEach(async () => {
  await page.viewport(1440, 700);
  show();
});

test("opening asks once, for both parts; every choice has a row and the one in use is marked", async () => {
  await render(<Planners />);
  expect(compared).toEqual(["place", "order"]);
  for (const { title } of PLACEMENTS)
    await expect.element(table().getByRole("button", { name: title, exact: true })).toBeVisible();
  const orders = page.getByRole("region", { name: "Orders" });
  for (const { title } of ORDERS)
    await expect.element(orders.getByRole("button", { name: title, exact: true })).toBeInTheDocument();
  const inUse = PLACEMENTS.find((p) => p.id === DEFAULT_SETTINGS.place);
  await expect
    .element(table().getByRole("button", { pressed: true }))
    .toHaveAccessibleName(inUse?.title ?? "");
  changeSettings({ alignment: 64 });
  expect(compared).toEqual(["place", "order"]);
});

test("a row says how big, how far above the bound, whether proven, whether it fits, how long", async () => {
  measured({
    none: {
      kind: "done",
      measured: { ...MEASURED, peakBytes: 1536, proven: false, fits: false, steps: 1200 },
    },
    "first-fit": { kind: "done", measured: MEASURED },
  });
  await render(<Planners />);
  await expect.element(rowOf("no reuse")).toHaveTextContent("1.5 KiB512 B · 50 %not provenover12 ms1,200");
  await expect.element(rowOf("first fit")).toHaveTextContent("1 KiB (the smallest)0✓ optimalfits12 ms–");
  expect(compared).toEqual(["order"]);
});

test("what is optimal for one order is not said to be of all orders", async () => {
  const { document, settings } = documentStore.getState();
  const entry = (orderProven: boolean): Entry => ({ kind: "done", measured: { ...MEASURED, orderProven } });
  comparisonStore.setState({
    document,
    entries: new Map([
      [keyOf({ ...settings, order: "given" }), entry(false)],
      [keyOf({ ...settings, order: "exact" }), entry(true)],
    ]),
    asked: { place: null, order: settings },
  });
  await render(<Planners />);
  const orders = page.getByRole("region", { name: "Orders" });
  await expect.element(orders.getByRole("row", { name: /^as given/ })).toHaveTextContent("for this order");
  await expect.element(orders.getByRole("row", { name: /^exact/ })).toHaveTextContent("✓ optimal");
});

test("rows stand by peak once all is measured, and as listed when asked", async () => {
  measured({ none: { kind: "done", measured: MEASURED } });
  await render(<Planners />);
  const first = () => table().getByRole("rowheader").first();
  await expect.element(first()).toHaveTextContent("no reuse");
  await page.getByText("as listed").click();
  await expect.element(first()).toHaveTextContent(PLACEMENTS[0]?.title ?? "");
});

test("while work is under way rows keep their places, tell how far they are, and can be cancelled", async () => {
  const progress = { phase: "searching", done: 25, total: 100 };
  measured({
    none: { kind: "running", progress, best: null },
    "first-fit": { kind: "running", progress, best: { ...MEASURED, peakBytes: 2048, proven: false } },
    "best-fit": { kind: "waiting" },
  });
  await render(<Planners />);
  await expect.element(table().getByRole("rowheader").first()).toHaveTextContent(PLACEMENTS[0]?.title ?? "");
  await expect.element(rowOf("no reuse")).toHaveTextContent("searching25 %");
  await expect.element(rowOf("first fit")).toHaveTextContent(/2 KiB .*searching.*25 %/);
  await expect.element(rowOf("best fit")).toHaveTextContent("waiting");
  await table().getByRole("button", { name: "Cancel all" }).click();
  expect(stopped).toBe(1);
});

test("what failed and what was cancelled says so", async () => {
  measured({
    none: { kind: "failed", message: "It needs to know when each value lives." },
    "first-fit": { kind: "stopped", best: { ...MEASURED, peakBytes: 2048, proven: false } },
    "best-fit": { kind: "stopped", best: null },
  });
  await render(<Planners />);
  await expect.element(rowOf("no reuse")).toHaveTextContent("It needs to know when each value lives.");
  await expect.element(rowOf("first fit")).toHaveTextContent(/2 KiB .*cancelled/);
  await expect.element(rowOf("best fit")).toHaveTextContent("cancelled before it had a plan");
  await table().getByRole("button", { name: "Run the rest" }).click();
  expect(compared.at(-1)).toBe("place");
});

test("a click anywhere in a row takes its choice, and so does Enter after walking there", async () => {
  measured();
  await render(<Planners />);
  await rowOf("no reuse").click({ position: { x: 500, y: 10 } });
  expect(documentStore.getState().settings.place).toBe("none");
  await page.getByText("as listed").click();
  (
    table()
      .getByRole("button", { name: PLACEMENTS[0]?.title ?? "", exact: true })
      .element() as HTMLElement
  ).focus();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(documentStore.getState().settings.place).toBe(PLACEMENTS[1]?.id);
});

test("a table of other settings says so, stays, and offers to run again", async () => {
  measured();
  await render(<Planners />);
  changeSettings({ alignment: 64 });
  await expect.element(table().getByRole("status")).toHaveTextContent("of other settings");
  await expect.element(rowOf("no reuse")).toHaveTextContent("4 KiB");
  compared = [];
  await table().getByRole("button", { name: "Run again" }).click();
  expect(compared).toEqual(["place"]);
});

test("what cannot be compared says why in words", async () => {
  show({ slots: true });
  await render(<Planners />);
  await expect.element(table()).toHaveTextContent("Slots are separate allocations");
});

test.each([1440, 1024])("at %i pixels nothing is cut off", async (width) => {
  await page.viewport(width, 500);
  measured({
    none: {
      kind: "done",
      measured: {
        ...MEASURED,
        peakBytes: 123_456_789,
        lowerBoundBytes: 99_999_999,
        proven: false,
        steps: 2e6,
      },
    },
  });
  await render(<Planners />);
  for (const cell of table().element().querySelectorAll("td, th")) {
    expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth + 1);
  }
  expect(table().element().scrollWidth).toBeLessThanOrEqual(width);
});
