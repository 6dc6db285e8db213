import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { MLP, TILE } from "../../core/dialects/tiles/testing/mlp.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { imageSource } from "../../store/images.ts";
import { request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { tileAfresh } from "../../store/testing/tile.ts";
import { tilingStore } from "../../store/tiling.ts";
import { provideTiling, type TilingServices } from "../../store/tiling-services.ts";
import { Scratchpad } from "./Scratchpad.tsx";
import "../../ui/tokens.css";

const picture = () => page.getByTestId("scratchpad-picture");
const canvas = () => page.getByRole("img", { name: /^Scratchpad of/ });
const numbers = () => page.getByTestId("tiling-numbers");
const spoken = () => page.getByTestId("scratchpad-spoken");

let asked: string[];

beforeEach(async () => {
  await page.viewport(1300, 820);
  asked = [];
  provideTiling({ cancel: () => asked.push("cancel") } as Partial<TilingServices> as TilingServices);
  tileAfresh(MLP);
});

async function show(): Promise<void> {
  await render(
    <div style={{ height: 800 }}>
      <Scratchpad />
    </div>,
  );
  await expect.element(picture()).toHaveAttribute("data-drawn", "all");
}

/** A place that the picture says of itself, in its own pixels. */
async function placeOf(what: string): Promise<{ x: number; y: number }> {
  await expect.element(picture()).toHaveAttribute(`data-${what}-at`, expect.stringMatching(/^\d+,\d+$/));
  const [x = 0, y = 0] = (picture().element().getAttribute(`data-${what}-at`) ?? "").split(",").map(Number);
  return { x, y };
}

/** Puts a pointer to the upper canvas, which hears them. */
async function pointAt(position: { x: number; y: number }): Promise<void> {
  await userEvent.hover(picture().element().querySelectorAll("canvas")[1] as Element, { position });
}
async function clickAt(position: { x: number; y: number }): Promise<void> {
  await userEvent.click(picture().element().querySelectorAll("canvas")[1] as Element, { position });
}

function operation(op: number): Promise<{ x: number; y: number }> {
  tilingStore.setState({ op });
  return placeOf("op");
}

test("the numbers of the perceptron are those that are known of it", async () => {
  await show();
  await expect.element(numbers()).toHaveTextContent(/loads39 least 39eliminated49 55.7 %evictions0spills0/);
  await expect.element(numbers()).toHaveTextContent(/52 KiB · 52 KiBleft at the end0 B/);
  await expect.element(numbers()).toHaveTextContent(/makespan90 serial 99 · original 90/);
  await expect.element(canvas()).toHaveAccessibleName(/148 micro-ops, 99 scheduled\. 39 loads, at least 39/);
  await expect.element(page.getByText("5 nodes, 3 tiled operations, 148 micro-ops")).toBeVisible();
});

test("two buffers end earlier, and say their bubbles", async () => {
  await show();
  await page.getByLabelText("Buffers").selectOptions("two");
  await expect.element(numbers()).toHaveTextContent(/makespan64 serial 99 · original 90bubbles0/);
  await expect.element(picture()).toHaveAttribute("data-times", "0,64");
  await expect.element(page.getByText("shade: buffer 0 or 1")).toBeVisible();
});

test("a smaller scratchpad evicts; one that is too small says what must be together, and the picture stays", async () => {
  await show();
  const size = page.getByLabelText("Size", { exact: true });
  await size.fill("20KiB");
  await userEvent.keyboard("{Enter}");
  await expect.element(numbers()).toHaveTextContent(/loads66 least 39/);
  await size.fill("8KiB");
  await userEvent.keyboard("{Enter}");
  const refusal = page.getByTestId("tiling-refusal");
  await expect
    .element(refusal)
    .toHaveTextContent(
      /too small\. Step 0 needs x\(0, 0\), w1\(0, 0\), t2\(0, 0\) together: 12,288 B of 8,192 B/,
    );
  await expect.element(refusal).toHaveTextContent("The picture is of the settings before.");
  await expect.element(numbers()).toHaveTextContent(/loads66/);
  await refusal.getByRole("button", { name: "Make it that large" }).click();
  await expect.element(refusal).not.toBeInTheDocument();
  await expect.element(numbers()).toHaveTextContent(/loads85/);
});

test("nonsense in a field is said beside it and changes nothing", async () => {
  await show();
  const size = page.getByLabelText("Size", { exact: true });
  await size.fill("many");
  await expect.element(page.getByRole("alert")).toHaveTextContent(/Not a size/);
  await userEvent.keyboard("{Enter}");
  expect(tilingStore.getState().settings.capacity).toBe(256 * 1024);
});

test("what cannot be cut into tiles is named, with its node as a way to it", async () => {
  tileAfresh(textGraph("input x 64\n n1: a:64 = Softmax(x)\n out a"));
  await render(<Scratchpad />);
  const refusal = page.getByTestId("tiling-refusal");
  await refusal.getByRole("button", { name: /^(node|tensor) / }).click();
  expect(sessionStore.getState().selection).not.toBeNull();
  await expect.element(page.getByText(/^There is no schedule\./)).toBeVisible();
});

test("what the original drops is named, with its node as a way to it", async () => {
  const add = { id: "add", op: "Add", inputs: ["t5", "t5"], outputs: ["sum"] };
  const sum = { id: "sum", dtype: "float32" as const, shape: [128, 32] };
  const document = { ...MLP, nodes: [...MLP.nodes, add], tensors: [...MLP.tensors, sum], outputs: ["sum"] };
  tileAfresh(document, { policy: "original" });
  await show();
  const dropped = page.getByTestId("tiling-dropped");
  await expect.element(dropped).toHaveTextContent(/^The original drops 1 node\. What is made there is never/);
  await dropped.getByRole("button", { name: "node add" }).click();
  expect(sessionStore.getState().selection).not.toBeNull();
  await page.getByLabelText("Evicts").selectOptions("furthest next use");
  await expect.element(dropped).not.toBeInTheDocument();
});

test("the original is run with its mistakes: they are counted, and lead to the first", async () => {
  tileAfresh(MLP, { policy: "original", capacity: 9 * TILE });
  await show();
  await numbers().getByRole("button", { name: "3 corrupt" }).click();
  expect(tilingStore.getState().op).toBe(14);
  await expect.element(spoken()).toHaveTextContent(/^Operation 14 of 120: EXEC.*Wrong: /);
});

test("pointing at a place lights up its tile, its operation and its tensor on the page", async () => {
  await show();
  const { x } = await operation(5);
  const box = picture().element().getBoundingClientRect();
  await pointAt({ x, y: Math.round(box.height * 0.5) });
  await expect.element(picture()).toHaveAttribute("data-ops", "99");
  expect(tilingStore.getState().hoverOp).toBe(5);
  tilingStore.setState({ tile: 0 });
  const at = await placeOf("tile");
  await pointAt(at);
  await expect.element(page.getByRole("tooltip")).toHaveTextContent(/^x\(0, 0\)whatleft operandaddress/);
  expect(tilingStore.getState().hoverTile).toBe(0);
  expect(sessionStore.getState().hover).toMatchObject({ kind: "tensor" });
});

test("a click on a residency selects the operation that brought it; one in a lane the operation there", async () => {
  await show();
  tilingStore.setState({ tile: 0 });
  await clickAt(await placeOf("tile"));
  expect(tilingStore.getState()).toMatchObject({ op: 0, tile: 0 });
  await expect.element(spoken()).toHaveTextContent("Operation 0 of 99: LOAD x(0, 0) -> @0x0000 (4096B)");
  tilingStore.setState({ op: null, tile: null });
  await expect.element(picture()).not.toHaveAttribute("data-lane-at");
  tilingStore.setState({ op: 11 });
  const lane = await placeOf("lane");
  tilingStore.setState({ op: null, tile: null });
  await clickAt(lane);
  expect(tilingStore.getState().op).toBe(11);
  expect(sessionStore.getState().selection).toMatchObject({ kind: "node" });
});

test("a click on the corner of what was evicted selects the eviction", async () => {
  tileAfresh(MLP, { capacity: 5 * TILE });
  await show();
  const shown = tilingStore.getState().shown;
  const { residencies } = shown?.index ?? {};
  const r = residencies?.eviction.indexOf(0) ?? -1;
  tilingStore.setState({ view: [(residencies?.to[r] ?? 0) - 6, (residencies?.to[r] ?? 0) + 6] });
  tilingStore.setState({ op: (residencies?.to[r] ?? 0) - 1, tile: residencies?.tile[r] ?? 0 });
  const { x } = await placeOf("op");
  const { y } = await placeOf("tile");
  const plot = picture().element().getBoundingClientRect();
  // half an operation to the right of its middle is the end of the residency; the corner is at its top
  const per = (plot.width - 90) / 12;
  const [low, high] = (picture().element().getAttribute("data-addresses") ?? "").split(",").map(Number);
  const tall = ((plot.height - 14 - 20 - 68) / ((high ?? 1) - (low ?? 0))) * TILE;
  await clickAt({ x: Math.round(x + per / 2 - 3), y: Math.round(y - tall / 2 + 3) });
  const eviction = shown?.tiled.schedule.evictions[0];
  expect(tilingStore.getState()).toMatchObject({ op: eviction?.op, tile: eviction?.tile });
});

test("keys walk the operations, those of a tile, and the tiles that are there", async () => {
  await show();
  (picture().element().querySelectorAll("canvas")[1] as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(tilingStore.getState().op).toBe(0);
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(tilingStore.getState()).toMatchObject({ op: 2 });
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(spoken()).toHaveTextContent(/^w1\(0, 0\), right operand, 1 time in the scratchpad/);
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(spoken()).toHaveTextContent(/^x\(0, 0\), left operand/);
  await userEvent.keyboard("{Control>}{ArrowRight}{/Control}");
  expect(tilingStore.getState().op).toBe(14);
  await userEvent.keyboard("{End}");
  expect(tilingStore.getState().op).toBe(98);
  await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
  expect(tilingStore.getState().op).toBe(88);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => tilingStore.getState().view).not.toBeNull();
});

test("commands and the wheel zoom and pan, and a selection outside is brought into view", async () => {
  await show();
  request({ kind: "zoom-time", factor: 4 });
  const view = tilingStore.getState().view;
  expect((view?.[1] ?? 0) - (view?.[0] ?? 0)).toBeCloseTo(99 / 4);
  request({ kind: "zoom-address", factor: 2 });
  expect(tilingStore.getState().addresses).not.toBeNull();
  request({ kind: "pan-time", fraction: -10 });
  expect(tilingStore.getState().view?.[0]).toBe(0);
  (picture().element().querySelectorAll("canvas")[1] as HTMLElement).focus();
  await userEvent.keyboard("{End}");
  expect(tilingStore.getState().view?.[1]).toBe(99);
  request({ kind: "fit" });
  expect(tilingStore.getState()).toMatchObject({ view: null, addresses: null });
});

test("work under way can be cancelled", async () => {
  await show();
  tilingStore.setState({ working: true });
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(asked).toEqual(["cancel"]);
});

test("the original allows no more than it can do, and settings come back", async () => {
  await show();
  await page.getByLabelText("Buffers").selectOptions("two");
  await page.getByLabelText("Evicts").selectOptions("as the original");
  expect(tilingStore.getState().settings).toMatchObject({ doubleBuffer: "labels", loopOrder: "mnk" });
  await page.getByRole("button", { name: "More…" }).click();
  await expect.element(page.getByLabelText("Loops")).toBeDisabled();
  await page.getByRole("button", { name: "Defaults" }).click();
  await expect.element(page.getByLabelText("Evicts")).toHaveValue("furthest");
  await page.getByLabelText("Loops").selectOptions("k, m, n");
  await page.getByLabelText("Step", { exact: true }).fill("3");
  await userEvent.keyboard("{Enter}");
  expect(tilingStore.getState().settings).toMatchObject({ loopOrder: "kmn", costs: { exec: 3 } });
});

test("the picture leaves the page as a vector image with its names", async () => {
  await show();
  const svg = (await imageSource("scratchpad")?.svg()) ?? "";
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain("high water 52 KiB");
  expect(svg).toContain("w1(1, 1)");
  expect(imageSource("scratchpad")?.words?.()).toMatchObject({
    title: "mlp",
    subtitle: "Scratchpad of 256 KiB · tiles of 32 × 32 · furthest next use",
  });
});
