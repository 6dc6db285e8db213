import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { Memplan, memplan, watch } from "./driver.ts";

const ARMS = "public/examples/megakernel-arms.json";
const STREAM = "public/examples/stream-rates.json";
const PROGRAM = "public/examples/prefill-decode.json";

/** What is planned, and what can be seen of it. */
const SOURCES = [
  {
    kind: "arms",
    file: ARMS,
    name: "Six arms of a megakernel",
    tensor: "scores low",
    caption: "buffers → places",
    of: "the plan of arms and their buffers",
  },
  {
    kind: "methods",
    file: PROGRAM,
    name: "Prefill and decode",
    tensor: "prefill/logits",
    caption: "tensors → buffers",
    of: "the plan of a program of methods",
  },
  {
    kind: "dataflow",
    file: STREAM,
    name: "Blocks of five and seven",
    tensor: "fifo0",
    caption: "FIFOs → buffers",
    of: "the plan of a dataflow graph",
  },
] as const;

async function drop(app: Memplan, file: string): Promise<void> {
  await app.drop(file.split("/").at(-1) ?? "", readFileSync(file));
}

/** The link of what is open. */
async function linkOf(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Share…/ }).click();
  const field = page.getByTestId("share-link");
  await expect(field).toHaveValue(/#share\//);
  const link = await field.inputValue();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  return link;
}

for (const { kind, file, name, tensor, caption, of } of SOURCES) {
  test(`a dropped document of ${kind} is planned, checked and drawn; a reload and a link keep it; the command line agrees`, async ({
    page,
    browser,
    baseURL,
  }, info) => {
    const seen = await watch(page, baseURL ?? "");
    const app = new Memplan(page);
    await app.visit();
    await drop(app, file);
    await expect(app.documentName).toContainText(name);
    await app.ready();
    await expect(app.pane("summary")).toContainText("checked");
    await expect(app.pane("summary")).toContainText(caption);
    await expect(app.pane("inspector")).toContainText(of);
    await expect(app.pane("timeline")).toHaveAttribute("data-rects", /[1-9]/);
    await expect(app.pane("arena")).toHaveAttribute("data-rects", /[1-9]/);
    await app.find(tensor, "tensor");
    await expect(app.pane("inspector").getByRole("heading", { name: tensor }).first()).toBeVisible();
    await expect(app.pane("arena")).toHaveAttribute("data-selected", tensor);

    const plan = await app.save(/^memplan plan/i, info);
    expect(memplan("check", plan, file)).toMatchObject({ code: 0, out: "ok\n" });
    expect(memplan("plan", file, "--json", "-").out).toBe(readFileSync(plan, "utf8"));
    const own = await app.save(new RegExp(`^memplan ${kind}`), info);
    expect(JSON.parse(readFileSync(own, "utf8"))).toEqual(JSON.parse(readFileSync(file, "utf8")));

    const link = await linkOf(page);
    await page.reload();
    await app.ready();
    await expect(app.documentName).toContainText(name);
    const other = new Memplan(await (await browser.newContext({ acceptDownloads: true })).newPage());
    await other.visit(link);
    expect(readFileSync(await other.save(/^memplan plan/i, info), "utf8")).toBe(readFileSync(plan, "utf8"));
    await other.page.context().close();
    expect(seen.errors).toEqual([]);
  });

  test(`a plan of ${kind} alone finds its document again, and its file from disk shows it`, async ({
    page,
  }, info) => {
    const app = new Memplan(page);
    await app.visit();
    await drop(app, file);
    await expect(app.documentName).toContainText(name);
    await app.ready();
    const plan = readFileSync(await app.save(/^memplan plan/i, info));
    const html = await app.save(/^HTML file/, info);
    await app.drop("a.plan.json", plan);
    await expect(app.pane("inspector")).toContainText("a plan from a file");
    await expect(app.pane("inspector")).not.toContainText("without its graph");
    await expect(app.pane("summary")).toContainText("checked");
    await page.goto(pathToFileURL(html).href);
    await expect(app.pane("summary")).toContainText("checked");
    await expect(app.pane("arena")).toHaveAttribute("data-rects", /[1-9]/);
    await expect(app.pane("graph").locator(".react-flow__node").first()).toBeVisible();
  });
}

test("settings that arms decide are shown as fixed, with the reason", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/arms-fork-join");
  await app.openLower("Settings");
  const lifetimes = app.pane("settings").getByRole("radiogroup", { name: "Lifetimes" });
  await expect(lifetimes.getByRole("radio", { name: /any order/ })).toBeChecked();
  await expect(lifetimes.getByRole("radio").first()).toBeDisabled();
  await expect(app.pane("settings")).toContainText(
    "Fixed by this document. The order between arms says which of them may run beside each other.",
  );
  const placement = app.pane("settings").getByRole("radiogroup", { name: "Placement" });
  await placement.getByRole("radio", { name: "first fit" }).check();
  await app.ready();
  await expect(page.getByTestId("summary-settings")).toContainText("first fit");
});

test("whether two buffers of arms may share is answered by the order between the arms", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/arms-fork-join");
  await app.openLower("Table");
  const row = (id: string) => app.pane("table").getByRole("row").filter({ hasText: id });
  await row("left 1").click();
  await row("right 1").click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("pair-any")).toContainText("May not");
  await row("left 1").click();
  await row("sum").click({ modifiers: ["Shift"] });
  await expect(page.getByTestId("pair-any")).toContainText("May share");
});

test("two plans of arms are compared, and no order is offered where the document has one", async ({
  page,
}) => {
  const app = new Memplan(page);
  await app.visit("/#sample/megakernel-arms");
  await app.openLower("Planners");
  await expect(page.getByTestId("compare-order")).toContainText("there is nothing to put in order");
  await app
    .pane("planners")
    .getByRole("button", { name: "Compare no reuse with the present plan", exact: true })
    .click();
  await expect(page.getByTestId("comparison-picture").locator("canvas[aria-label]")).toHaveAttribute(
    "aria-label",
    /A: no reuse.*B: present plan.*moved/,
  );
});

test("an order that the document decides is not switched, and the page says why", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit("/#sample/arms-fork-join");
  await expect(page.getByTestId("summary-settings")).toContainText("any order");
  await page.keyboard.press("Shift+KeyO");
  await expect(page.getByText(/^The order between arms says/).first()).toBeVisible();
  await expect(page.getByTestId("summary-settings")).toContainText("any order");
});

test("a faulty document of arms is refused with the place of the fault", async ({ page }) => {
  const app = new Memplan(page);
  await app.visit();
  const text = readFileSync(ARMS, "utf8").replace('"op": "all_reduce"', '"op": "all_produce"');
  await app.drop("bad.json", Buffer.from(text));
  await expect(app.trouble).toContainText('body[5].body[3].op is "all_produce"');
});
