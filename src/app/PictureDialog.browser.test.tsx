import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../core/testing/text-graph.ts";
import type { PictureWish } from "../look/image.types.ts";
import { offerImage } from "../store/images.ts";
import { outcomeStore } from "../store/outcome.ts";
import { shellStore } from "../store/shell.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { PictureDialog } from "./PictureDialog.tsx";
import "../ui/tokens.css";

const GRAPH = { ...textGraph("input x 4096\na:8192 = Relu(x)\nb:4096 = Conv(a)\nout b"), name: "small" };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"></svg>';

/** The last that panes were asked for. */
const asked: Record<string, PictureWish | undefined> = {};
let stops: (() => void)[] = [];
const said = () => shellStore.getState().notice ?? "";

beforeEach(async () => {
  await page.viewport(1000, 800);
  showAfresh(GRAPH, { capacity: 65536 });
  stops = ["timeline", "arena"].map((id) =>
    offerImage({
      id,
      title: id === "arena" ? "Arena" : "Timeline",
      size: () => ({ width: 640, height: 320 }),
      svg: async (wish) => {
        asked[id] = wish;
        return SVG;
      },
      png: async () => new Blob([], { type: "image/png" }),
    }),
  );
});
afterEach(() => {
  for (const stop of stops) stop();
});

test("a picture is light, as on the page, with title, legend and numbers, unless somebody says otherwise", async () => {
  await render(<PictureDialog />);
  await vi.waitFor(() => expect(asked.arena).toBeDefined());
  const { plan } = outcomeStore.getState().picture ?? {};
  expect(asked.arena).toMatchObject({ scheme: "light", size: null, transparent: false, title: "small" });
  expect(asked.arena?.subtitle).toMatch(/^Arena · \d storages in \d buffers? · 2 steps$/);
  expect(asked.arena?.notes.join("\n")).toContain("capacity 64 KiB (65,536 B)");
  expect(asked.arena?.notes.join("\n")).toMatch(/placement .*checked · memplan\s\d/);
  expect(plan?.steps).toBe(2);
  await expect.element(page.getByTestId("picture-size")).toHaveTextContent("300 × 200 pixels");
  await expect.element(page.getByTestId("picture-preview")).toBeInTheDocument();
});

test("every choice reaches the picture", async () => {
  await render(<PictureDialog />);
  await page.getByText("Timeline", { exact: true }).click();
  await page.getByText("dark", { exact: true }).click();
  await page.getByText("PNG", { exact: true }).click();
  await page.getByText("4×", { exact: true }).click();
  await page.getByLabelText("as on the page").click();
  await page.getByLabelText("width").fill("500");
  await page.getByLabelText("height").fill("250");
  await page.getByLabelText("Title").fill("Figure 3");
  await page.getByLabelText("legend and numbers").click();
  await page.getByLabelText("transparent ground").click();
  await vi.waitFor(() =>
    expect(asked.timeline).toMatchObject({
      scheme: "dark",
      size: { width: 500, height: 250 },
      scale: 4,
      transparent: true,
      title: "Figure 3",
      notes: [],
      legend: [],
    }),
  );
  await expect.element(page.getByTestId("picture-size")).toHaveTextContent("1,200 × 800 pixels");
});

test("a width that no picture may have is refused until it is mended", async () => {
  await render(<PictureDialog />);
  await page.getByLabelText("as on the page").click();
  const width = page.getByLabelText("width");
  const save = page.getByText("Save SVG");
  for (const wrong of ["0", "79", "8001", ""]) {
    await width.fill(wrong);
    await expect.element(width).toHaveAttribute("aria-invalid", "true");
    await expect.element(save).toBeDisabled();
    await expect.element(page.getByTestId("picture-size")).toHaveTextContent("80 to 8,000 pixels");
  }
  await width.fill("80");
  await expect.element(width).toHaveAttribute("aria-invalid", "false");
  await expect.element(save).toBeEnabled();
  await vi.waitFor(() => expect(asked.arena?.size).toEqual({ width: 80, height: 320 }));
});

test("copying says whether the picture failed or the clipboard refused", async () => {
  const write = vi
    .spyOn(navigator.clipboard, "write")
    .mockRejectedValue(new DOMException("no", "NotAllowedError"));
  stops.push(() => write.mockRestore());
  await render(<PictureDialog />);
  await page.getByText("Copy as PNG").click();
  await vi.waitFor(() => expect(said()).toContain("did not let us write to the clipboard"));
  stops.push(
    offerImage({
      id: "arena",
      title: "Arena",
      size: () => ({ width: 640, height: 320 }),
      svg: async () => SVG,
      png: () => Promise.reject(new Error("too large")),
    }),
  );
  await page.getByText("Copy as PNG").click();
  await vi.waitFor(() => expect(said()).toContain("could not be made"));
});
