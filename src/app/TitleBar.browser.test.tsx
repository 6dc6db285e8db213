import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { FormatInfo } from "../core/format-info.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { shellStore } from "../store/shell.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { TitleBar } from "./TitleBar.tsx";

const PLAN: FormatInfo = {
  id: "plan",
  title: "Memplan plan",
  says: "",
  extensions: [".json"],
  reads: true,
  writes: true,
};

test("formats that come after the first picture are in the export menu", async () => {
  showAfresh(textGraph("input x 4\na:4 = Relu(x)\nout a"));
  await render(<TitleBar />);
  shellStore.setState({ formats: [PLAN] });
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect.element(page.getByRole("menuitem", { name: /^Memplan plan/ })).toBeVisible();
});
