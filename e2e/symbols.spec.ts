import { expect, test } from "@playwright/test";
import { rateModel } from "../src/formats/onnx/testing/rate-model.ts";
import { Memplan, watch } from "./driver.ts";

test("sizes that an ONNX model leaves open are given in a pane, planned anew and undone", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  const app = new Memplan(page);
  await app.visit();
  await app.drop("rate.onnx", rateModel());
  await expect(app.documentName).toContainText("rate");
  await app.ready();
  const chip = page.getByRole("contentinfo").getByRole("button", { name: "3 sizes to give" });
  await chip.click();
  const pane = page.getByTestId("sizes");
  const peak = page.getByTestId("summary-peak");
  const before = await peak.textContent();
  const t = pane.getByRole("textbox", { name: "Value of T" });
  await expect(t).toHaveValue("128");
  await t.fill("4096");
  await t.press("Enter");
  await app.planned();
  await expect(peak).not.toHaveText(before ?? "");
  await pane.getByRole("textbox", { name: "Value of sr" }).fill("16000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("contentinfo").getByRole("button", { name: "1 size to give" })).toBeVisible();
  await expect(t).toHaveValue("4096");
  await app.planned();
  await page
    .getByRole("contentinfo")
    .getByRole("button", { name: /^Problems/ })
    .click();
  await expect(app.pane("problems").getByRole("region", { name: "About the import" })).toContainText(
    "Only the branch that runs is planned",
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await app.planned();
  await expect(peak).toHaveText(before ?? "");
  expect(seen.errors).toEqual([]);
});

test("what was given is there after a reload, and the file is asked for when it is needed again", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit();
  await app.drop("rate.onnx", rateModel());
  await expect(app.documentName).toContainText("rate");
  await app.ready();
  await page.keyboard.press("z");
  const t = page.getByTestId("sizes").getByRole("textbox", { name: "Value of T" });
  await t.fill("77");
  await t.press("Enter");
  await app.planned();
  await expect
    .poll(async () => {
      await page.reload();
      await app.ready();
      return t.inputValue();
    })
    .toBe("77");
  await expect(page.getByTestId("sizes")).toContainText("open it again");
  await expect(page.getByTestId("sizes").getByRole("textbox", { name: "Value of sr" })).toBeDisabled();
});
