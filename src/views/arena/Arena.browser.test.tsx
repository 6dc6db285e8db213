import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { HEAT_MODES } from "../../look/look.types.ts";
import { imageSource } from "../../store/images.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { select, sessionStore, setCursor } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Arena } from "./Arena.tsx";
import "../../ui/tokens.css";

/** a is 1 KiB and read last by c; b follows it; d takes a's place. */
const NET = textGraph(`
  arena sram 16 4096
  input x 96
  conv: a:1024 = Conv(x)
  relu: b:1024 = Relu(a)
  pool: c:64 = MaxPool(b)
  more: d:1024 = Conv(c)
  out d
`);

beforeEach(async () => {
  await page.viewport(1000, 600);
});

afterEach(() => {
  delete document.documentElement.dataset.theme;
});

async function mounted(): Promise<{
  pane: HTMLElement;
  canvas: HTMLCanvasElement;
  below: HTMLCanvasElement;
}> {
  await render(
    <div style={{ width: 900, height: 400 }}>
      <Arena />
    </div>,
  );
  const pane = page.getByTestId("arena").element() as HTMLElement;
  await vi.waitFor(() => expect(pane.dataset.rects).toBeDefined());
  const [below, canvas] = pane.querySelectorAll("canvas");
  if (below === undefined || canvas === undefined) throw new Error("the pane has no canvases");
  return { pane, canvas, below };
}

function storage(id: string): number {
  return outcomeStore.getState().picture?.plan.storages.id.indexOf(id) ?? -1;
}

async function placeOf(pane: HTMLElement, key: "selectedAt" | "hoverAt"): Promise<{ x: number; y: number }> {
  await vi.waitFor(() => expect(pane.dataset[key]).toMatch(/^\d+,\d+$/));
  const [x = 0, y = 0] = (pane.dataset[key] ?? "").split(",").map(Number);
  return { x, y };
}

/** The colour that the picture has at a point of the pane, as r,g,b. */
function pixel(canvas: HTMLCanvasElement, at: { x: number; y: number }): string {
  const ratio = canvas.width / canvas.clientWidth;
  const data = canvas
    .getContext("2d")
    ?.getImageData(Math.round(at.x * ratio), Math.round(at.y * ratio), 1, 1).data;
  return [...(data ?? [])].slice(0, 3).join(",");
}

test("every storage has its rectangle, and the picture says in words what it shows", async () => {
  showAfresh(NET);
  const { pane, canvas } = await mounted();
  expect(pane.dataset.rects).toBe("5");
  expect(canvas.getAttribute("role")).toBe("img");
  const says = /^Arena\. Plan: 3 buffers, 4 steps, peak 2 KiB.*capacity 4 KiB, fits\.$/;
  await vi.waitFor(() => expect(canvas.getAttribute("aria-label")).toMatch(says));
});

test("a storage selected elsewhere is found at its place, and a click there selects it again", async () => {
  showAfresh(NET);
  const { pane, canvas } = await mounted();
  select({ kind: "storage", index: storage("b") });
  const at = await placeOf(pane, "selectedAt");
  expect(pane.dataset.selected).toBe("b");
  await expect
    .element(page.getByTestId("selection-line"))
    .toHaveTextContent(/^b, 1 KiB, \[0x\w+, 0x\w+\), steps 1–2 \(2\), alive with 1 other at step \d$/);
  select(null);
  await vi.waitFor(() => expect(pane.dataset.selected).toBeUndefined());
  await userEvent.click(canvas, { position: at });
  expect(sessionStore.getState().selection).toEqual({ kind: "storage", index: storage("b") });
});

test("pointing lights up the storage and says its size, address and steps; leaving puts it out", async () => {
  showAfresh(NET);
  const { pane, canvas } = await mounted();
  select({ kind: "storage", index: storage("a") });
  const at = await placeOf(pane, "selectedAt");
  await userEvent.hover(canvas, { position: at });
  await vi.waitFor(() => expect(pane.dataset.hover).toBe("a"));
  const tip = pane.querySelector("[role=tooltip]");
  expect(tip?.textContent).toContain("1 KiB (1,024 B)");
  expect(tip?.textContent).toContain("steps 0–1 (2)");
  expect(sessionStore.getState().hoverStep).not.toBeNull();
  await page.getByRole("heading", { name: "Arena" }).hover();
  await vi.waitFor(() => expect(pane.dataset.hover).toBeUndefined());
  expect(sessionStore.getState().hoverStep).toBeNull();
});

test("pointing does not touch the picture below", async () => {
  showAfresh(NET);
  const { pane, canvas, below } = await mounted();
  select({ kind: "storage", index: storage("a") });
  const at = await placeOf(pane, "selectedAt");
  const context = below.getContext("2d");
  if (context === null) throw new Error("no context");
  const cleared = vi.spyOn(context, "clearRect");
  await userEvent.hover(canvas, { position: at });
  await vi.waitFor(() => expect(pane.dataset.hover).toBe("a"));
  expect(cleared).not.toHaveBeenCalled();
});

test("a storage is painted in a colour, holes are not, and the theme changes the ground", async () => {
  showAfresh(NET);
  const { pane, below } = await mounted();
  select({ kind: "storage", index: storage("a") });
  const at = await placeOf(pane, "selectedAt");
  const corner = { x: 5, y: 5 };
  expect(pixel(below, corner)).toBe("255,255,255");
  expect(pixel(below, at)).not.toBe("255,255,255");
  document.documentElement.dataset.theme = "dark";
  await vi.waitFor(() => expect(pixel(below, corner)).toBe("20,24,31"));
  delete document.documentElement.dataset.theme;
  await vi.waitFor(() => expect(pixel(below, corner)).toBe("255,255,255"));
});

test("each heat mode shows another picture of the same plan", async () => {
  showAfresh(NET);
  const { pane } = await mounted();
  for (const mode of [...HEAT_MODES.slice(1), "tenants"] as const) {
    await page.getByLabelText("What the arena shows").selectOptions(mode);
    await vi.waitFor(() => expect(pane.dataset.heat).toBe(mode));
    expect(Number(pane.dataset.rects)).toBeGreaterThan(0);
  }
});

test("a click beside the storages moves the cursor, and arrows move it by a step", async () => {
  showAfresh(NET);
  const { pane, canvas } = await mounted();
  setCursor(0);
  await vi.waitFor(() => expect(pane.dataset.step).toBe("0"));
  await userEvent.click(canvas, { position: { x: 800, y: 30 } });
  await vi.waitFor(() => expect(pane.dataset.step).toBe("3"));
  await userEvent.keyboard("{ArrowLeft}");
  await vi.waitFor(() => expect(pane.dataset.step).toBe("2"));
  await userEvent.keyboard("{ArrowUp}");
  expect(sessionStore.getState().selection?.kind).toBe("storage");
  expect(canvas.getAttribute("role")).toBe("application");
});

test("Ctrl and wheel zooms time round the pointer, Alt and wheel addresses, fit shows all", async () => {
  showAfresh(textGraph(NET_LONG));
  const { canvas } = await mounted();
  const wheel = (init: WheelEventInit) =>
    canvas.dispatchEvent(
      new WheelEvent("wheel", {
        deltaY: -100,
        bubbles: true,
        cancelable: true,
        clientX: 300,
        clientY: 200,
        ...init,
      }),
    );
  wheel({ ctrlKey: true });
  const { time } = sessionStore.getState();
  expect(time).not.toBeNull();
  expect((time?.[1] ?? 0) - (time?.[0] ?? 0)).toBeLessThan(20);
  wheel({ altKey: true });
  expect(sessionStore.getState().addresses).not.toBeNull();
  request({ kind: "fit" });
  expect(sessionStore.getState().addresses).toBeNull();
});

const NET_LONG = `
  arena sram 16
  input x 96
${Array.from({ length: 20 }, (_, i) => `  n${i}: t${i}:1024 = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}
  out t19
`;

test("selecting what lives in another arena shows that arena", async () => {
  showAfresh(
    textGraph(`
      arena sram 16
      arena dtcm 16
      input x 64
      p: a:64 = Op(x)
      q: b:64@dtcm = Op(a)
      r: c:64 = Op(b)
      out c
    `),
  );
  const { pane } = await mounted();
  select({ kind: "storage", index: storage("b") });
  await placeOf(pane, "selectedAt");
  expect(sessionStore.getState().arena).toBe(1);
  await page.getByText("sram", { exact: true }).click();
  expect(sessionStore.getState().arena).toBe(0);
});

test("the picture can be saved as SVG and as PNG, in the light theme", async () => {
  showAfresh(NET);
  document.documentElement.dataset.theme = "dark";
  await mounted();
  const source = imageSource("arena");
  const svg = new DOMParser().parseFromString((await source?.svg()) ?? "", "image/svg+xml");
  expect(svg.querySelector("parsererror")).toBeNull();
  expect(svg.querySelector("rect")?.getAttribute("fill")).toBe("#ffffff");
  expect([...svg.querySelectorAll("text")].map((t) => t.textContent)).toContain("peak = bound 2 KiB");
  const png = await source?.png();
  expect(png?.type).toBe("image/png");
  expect(document.documentElement.dataset.theme).toBe("dark");
});

test("with nothing drawn there are no axes and no cursor, but a word on what will be here", async () => {
  showAfresh(textGraph(""));
  await render(
    <div style={{ width: 900, height: 400 }}>
      <Arena />
    </div>,
  );
  await expect.element(page.getByText("The plan appears here as you draw.")).toBeVisible();
  await expect.element(page.getByLabelText("Arena. Nothing is planned yet.")).toBeInTheDocument();
  const [below, above] = page.getByTestId("arena").element().querySelectorAll("canvas");
  for (const canvas of [below, above]) {
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(pixels?.some((value) => value !== 0)).toBe(false);
  }
});
