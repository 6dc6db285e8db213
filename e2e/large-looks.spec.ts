/** Other rows and cells of a large plan: the old ones stay, the pane says what is being made, and very many come folded. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { syntheticCsv } from "../bench/synthetic.ts";
import { Memplan } from "./driver.ts";

test.setTimeout(180_000);

const COUNT = 60_000;

/** Everything that the head of a pane has said since. */
async function listenTo(page: Page, pane: string): Promise<() => Promise<string>> {
  const key = `said${pane}`;
  await page.evaluate(
    ([name = "", at = ""]) => {
      const head = document.querySelector(`section[aria-label=${name}] header`);
      const said: string[] = [];
      const hear = () => said.push(head?.textContent ?? "");
      if (head !== null)
        new MutationObserver(hear).observe(head, { subtree: true, childList: true, characterData: true });
      Object.assign(globalThis, { [at]: said });
    },
    [pane, key],
  );
  return () =>
    page.evaluate((at) => ((globalThis as unknown as Record<string, string[]>)[at] ?? []).join("\n"), key);
}

test("of 60,000 buffers other rows and cells are said to be made, and groups come folded", async ({
  page,
}) => {
  const path = join(mkdtempSync(join(tmpdir(), "memplan-looks-")), "many.csv");
  writeFileSync(path, syntheticCsv(COUNT, 1, true));
  const app = new Memplan(page);
  await app.visit("/#sample/in-place-chain");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles(path);
  await expect(app.pane("summary")).toContainText("60,000", { timeout: 120_000 });
  const timeline = app.pane("timeline");
  const arena = app.pane("arena");
  await expect(arena).toHaveAttribute("data-heat", "tenants", { timeout: 60_000 });

  const rows = await listenTo(page, "Timeline");
  await page.getByRole("radio", { name: "groups", exact: true }).check({ force: true });
  await expect(timeline).toHaveAttribute("data-shown-rows", /^\+block\d+/, { timeout: 60_000 });
  await expect(timeline).toHaveAttribute("data-rows", "24");
  expect(await rows()).toContain("making rows…");
  await expect(page.getByRole("region", { name: "Timeline" }).getByText("making rows…")).toHaveCount(0);
  // unfolding one leaves the others folded
  const [first = 0] = ((await timeline.getAttribute("data-rows-at")) ?? "").split(",").map(Number);
  await timeline.click({ position: { x: 40, y: first } });
  await expect(timeline).toHaveAttribute("data-shown-rows", /^-block0\|layer0/, { timeout: 60_000 });
  await expect(timeline).toHaveAttribute("data-rows", String(24 + COUNT / 24));

  const cells = await listenTo(page, "Arena");
  await page.getByLabel("What the arena shows").selectOption("idle");
  await expect(arena).toHaveAttribute("data-heat", "idle", { timeout: 60_000 });
  await expect.poll(cells).toContain("making idle…");
  await expect(page.getByRole("region", { name: "Arena" }).getByText("making idle…")).toHaveCount(0);
});
