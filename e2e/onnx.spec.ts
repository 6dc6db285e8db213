import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeBoth } from "../tools/onnx/make-big.mjs";
import { Memplan, watch } from "./driver.ts";

let folder = "";
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "memplan-e2e-"));
  makeBoth(folder);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, says] of [
  ["two", "2.2 GB"],
  ["four", "4.4 GB, weights first"],
] as const) {
  test(`an ONNX file of ${says}, opens from the disk and is planned`, async ({ page, baseURL }) => {
    const seen = await watch(page, baseURL ?? "");
    const app = new Memplan(page);
    await app.visit();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await (await chooser).setFiles(join(folder, `${name}.onnx`));
    await expect(app.documentName).toContainText(name);
    await app.ready();
    await expect(app.pane("graph").locator("[data-testid^=node-]").first()).toBeVisible();
    expect(seen.errors).toEqual([]);
  });
}
