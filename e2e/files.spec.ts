import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { keywordNet } from "../src/formats/tflite/testing/build-tflite.ts";
import { Memplan, memplan, watch } from "./driver.ts";

const CSV = "id,lower,upper,size\na,0,3,64\nb,3,9,64\nc,1,5,32\n";

test("a dropped .tflite is planned, and the TFLM preset gives TFLM's arena", async ({
  page,
  baseURL,
}, info) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit();
  await app.drop("keyword.tflite", keywordNet());
  await expect(app.documentName).toContainText("keyword");
  await app.ready();
  await expect(app.pane("graph").locator("[data-testid^=node-]").first()).toBeVisible();
  await app.openLower("Settings");
  await app.pane("settings").getByRole("button", { name: "TFLM" }).click();
  await app.ready();
  const path = await app.save(/^memplan plan/i, info);
  const plan = JSON.parse(readFileSync(path, "utf8"));
  expect(plan.settings).toMatchObject({ place: "tflm-greedy", lifetimes: "tflm", alignment: 16 });
  expect(plan.storages.every((s: { offset: number }) => s.offset % 16 === 0)).toBe(true);
  expect(memplan("check", path)).toMatchObject({ code: 0 });
  expect(seen.errors).toEqual([]);
});

test("a MiniMalloc CSV opens through the dialog and is exported again with addresses", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit();
  await app.openFile("three.csv", CSV);
  await expect(page.getByTestId("summary-peak")).toContainText("96 B");
  const path = await app.save(/MiniMalloc/, info);
  const lines = readFileSync(path, "utf8").trim().split("\n");
  expect(lines[0]).toMatch(/^id,lower,upper,size,offset$/);
  expect(lines).toHaveLength(4);
});

test("text can be pasted", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, CSV);
  await expect(page.getByTestId("summary-peak")).toContainText("96 B");
});

const BROKEN: readonly (readonly [name: string, content: string | Uint8Array, says: RegExp])[] = [
  ["empty.tflite", "", /empty/i],
  ["pointer.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", /Git LFS/],
  ["page.html", "<!doctype html><html></html>", /HTML/],
  ["cut.json", '{"format":"memplan","version":1,"kind":"graph","tensors":[', /line 1/i],
  ["newer.json", '{"format":"memplan","version":9,"kind":"graph"}', /version 9/],
  ["cut.tflite", keywordNet().slice(0, 300), /byte/i],
  ["bad.csv", "id,lower,upper,size\na,0,3,many\n", /line 2/i],
  [
    "cycle.json",
    JSON.stringify({
      format: "memplan",
      version: 1,
      kind: "graph",
      name: "c",
      tensors: [
        { id: "p", bytes: 1 },
        { id: "q", bytes: 1 },
      ],
      nodes: [
        { id: "first", op: "A", inputs: ["q"], outputs: ["p"] },
        { id: "second", op: "B", inputs: ["p"], outputs: ["q"] },
      ],
      outputs: [],
    }),
    /first.*second|second.*first/,
  ],
];

test("a broken file is answered with what it is and a way out, and the open document stays", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit("/#sample/u-net");
  for (const [name, content, says] of BROKEN) {
    await app.openFile(name, content);
    await expect(app.trouble).toContainText(name);
    await expect(app.trouble).toContainText(says);
    await expect(app.documentName).toContainText("U-Net");
    await expect(page.getByTestId("summary-peak")).toContainText("64 MiB");
    await page.keyboard.press("Escape");
    await expect(app.trouble).toBeHidden();
  }
  expect(seen.errors).toEqual([]);
});
