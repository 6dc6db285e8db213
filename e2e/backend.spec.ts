import { expect, test } from "@playwright/test";
import { syntheticCsv } from "../bench/synthetic.ts";
import { Memplan } from "./driver.ts";

const BUFFERS = 30_000;

test("a large arena can be drawn by WebGL2, looks the same there, and says what a frame costs", async ({
  page,
}) => {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openFile("large.csv", syntheticCsv(BUFFERS));
  const arena = memplan.pane("arena");
  await expect(page.getByRole("button", { name: /^Document: large/ })).toBeVisible({ timeout: 40_000 });
  await memplan.ready();
  await expect(arena).toHaveAttribute("data-backend", "canvas");
  const command = async (words: string) => {
    await page.keyboard.press("ControlOrMeta+KeyK");
    await page.getByRole("dialog").getByRole("combobox").fill(words);
    await page.getByRole("dialog").getByRole("option").first().click();
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await command("Say what a frame of the arena");
  await expect(page.getByTestId("hud")).toContainText(/^Canvas 2D · .*30,000 storages · .* ms/);
  // automatic, Canvas 2D, then WebGL2, which is taken also where there is no hardware for it
  await command("Draw large arenas with");
  await command("Draw large arenas with");
  await expect(arena).toHaveAttribute("data-backend", "webgl");
  await expect(page.getByTestId("hud")).toContainText(/^WebGL2 · all of 30,000 storages/);
  await page.screenshot({ path: "/tmp/mine/gl.png" });
  await command("Draw large arenas with");
  await expect(arena).toHaveAttribute("data-backend", "canvas");
});
