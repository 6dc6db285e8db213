import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, watch } from "./driver.ts";

/** A node that passes blocks of 64 floats on. */
function stage(id: string): string {
  return `  - node: ${id}
    identified: true
    kind: Stage
    inputs:
    - input: i
      samples: 64
      type: float32_t
    outputs:
    - output: o
      samples: 64
      type: float32_t
`;
}

function edge(from: string, to: string): string {
  return `  - src:
      node: ${from}
      output: o
    dst:
      node: ${to}
      input: i
`;
}

const GRAPH = `version: 2.0.0
graph:
  nodes:
  - node: mic
    identified: true
    kind: Microphone
    outputs:
    - output: o
      samples: 64
      type: float32_t
${stage("low")}${stage("high")}  - node: file
    identified: true
    kind: FileSink
    inputs:
    - input: i
      samples: 64
      type: float32_t
  edges:
${edge("mic", "low")}${edge("low", "high")}${edge("high", "file")}`;

const CONFIG = "version: 2.0.0\nschedule-options:\n  memory-optimization: true\n  sink-priority: false\n";
const bytesOf = (text: string) => new TextEncoder().encode(text);
const actor = (page: Page, id: string) => page.getByTestId("graph").getByText(id, { exact: true }).first();

/** Drops files together, as from a file manager. */
async function dropBoth(
  page: Page,
  files: readonly (readonly [name: string, text: string])[],
): Promise<void> {
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, text] of all) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

test("a dropped graph.yml is drawn and planned, and written as YAML again", async ({
  page,
  baseURL,
}, info) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit();
  await app.drop("filters.yml", bytesOf(GRAPH));
  await expect(app.documentName).toContainText("filters");
  await app.ready();
  for (const id of ["mic", "low", "high", "file"]) await expect(actor(page, id)).toBeVisible();
  await expect(page.getByTestId("summary-peak")).toContainText("512 B");
  const path = await app.save(/CMSIS-Stream graph/, info);
  expect(path).toMatch(/filters\.yml$/);
  expect(readFileSync(path, "utf8")).toBe(GRAPH.replace("2.0.0", "3.0.0"));
  expect(seen.errors).toEqual([]);
  expect(seen.foreign).toEqual([]);
});

test("a graph with a mistake says its line, and the open document stays", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  const name = await app.documentName.textContent();
  await app.drop("broken.yml", bytesOf(GRAPH.replace("samples: 64", "samples: some")));
  await expect(app.trouble).toContainText("line 9, column 16");
  await expect(app.trouble).toContainText("must be a number");
  await app.drop("cut.yml", bytesOf(GRAPH.replace("    kind: Microphone\n", '    kind: "Micro\n')));
  await expect(app.trouble).toContainText("This is no YAML");
  await expect(app.documentName).toHaveText(name ?? "");
});

test("a configuration alone says what it is, and beside its graph it is one step that can be undone", async ({
  page,
}, info) => {
  const app = new Memplan(page);
  await app.visit();
  await app.drop("config.yml", bytesOf(CONFIG));
  await expect(app.trouble).toContainText("This is a configuration of CMSIS-Stream");
  await expect(app.trouble).toContainText("Open its graph first");
  await dropBoth(page, [
    ["config.yml", CONFIG],
    ["filters.yml", GRAPH],
  ]);
  await expect(app.documentName).toContainText("filters");
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeEnabled();
  await app.ready();
  const path = await app.save(/CMSIS-Stream configuration/, info);
  expect(readFileSync(path, "utf8")).toBe(CONFIG.replace("2.0.0", "3.0.0"));
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(page.getByRole("button", { name: /^Redo/ })).toBeEnabled();
  await app.ready();
  const undone = await app.save(/CMSIS-Stream configuration/, info);
  expect(readFileSync(undone, "utf8")).toBe(
    "version: 3.0.0\nschedule-options:\n  memory-optimization: true\n",
  );
});
