import { expect, test } from "@playwright/test";
import { Editor } from "./editor.ts";

test("a plan that rests on an open port says so at the peak, beside the verdict, in the list and at the port", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const editor = new Editor(page);
  await editor.app.visit();
  await page.getByRole("button", { name: "New", exact: true }).click();
  const column = (row: number) => editor.at(0.4, 0.06 + 0.17 * row);
  const top = await column(0);
  await page.mouse.dblclick(top.x, top.y);
  await editor.take("input 4x8");
  await editor.grow("input-x", "relu", await column(1));
  await editor.grow("node-relu1", "add", await column(2));
  await editor.planned();
  await expect(page.getByTestId("peak-caveat")).toHaveText("peak rests on 1 size not known yet");
  await expect(page.getByTestId("status")).toContainText("1 open port");
  await expect(page.getByTestId("port-sentence")).toHaveText("In B: nothing is connected.");

  const out = await editor.middle(editor.port("node-add1", "out:0"));
  const free = await editor.middle(editor.port("node-add1", "in:1"));
  await editor.drag(out, free, async () => {
    await expect(page.getByTestId("why-not")).toContainText("add1 cannot read what it makes");
    await expect(page.getByTestId("port-sentence")).toHaveCount(0);
  });

  await page.getByRole("button", { name: /✓ checked/ }).click();
  const drawing = page.getByRole("region", { name: "The drawing" });
  await drawing.getByRole("button", { name: "add1, in B: nothing is connected." }).click();
  await expect(editor.box("node-add1")).toHaveAttribute("data-lit", "selected");
  await page.getByRole("button", { name: "Problems", exact: false }).first().click();

  const given = await editor.middle(editor.port("input-x", "out:0"));
  await editor.drag(given, await editor.middle(editor.port("node-add1", "in:1")));
  await editor.planned();
  await expect(page.getByTestId("peak-caveat")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /✓ checked/ })).toContainText("no problems");
});
