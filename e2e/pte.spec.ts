import { expect, type Page, test } from "@playwright/test";
import { buildPte } from "../src/formats/pte/testing/build-pte.ts";
import { at, called, constant, method, program, unplanned } from "../src/formats/pte/testing/programs.ts";
import { Memplan, watch } from "./driver.ts";

const pane = (page: Page) => page.getByTestId("methods");
const arenas = (page: Page) => pane(page).getByRole("table", { name: "Arenas of the file" });
const part = (page: Page, name: string) => pane(page).getByText(name, { exact: true }).first();

const cache = (offset: number) => at(offset, 256, { arena: 2, ...called("k_cache") });

/** Two methods over one cache in arena 2, each with values of its own in arena 1; `spare` bytes after its end. */
function shared(spare = 0): Uint8Array {
  const write = method(
    { x: at(0), a: at(64, 128), b: at(192), k: cache(0), w: constant },
    ["aten::mul.out: x w -> a", "aten::copy_: k a", "aten::sum.out: a -> b"],
    { name: "write", inputs: "x", outputs: "b", arenas: [0, 256 + spare, 256] },
  );
  const read = method(
    { y: at(0), c: at(64), k: cache(0), out: unplanned(256) },
    ["aten::add.out: y y -> c", "aten::index.out: k c -> out"],
    { name: "read", inputs: "y", outputs: "out", arenas: [0, 128, 256] },
  );
  return buildPte({ ...program(write, read), data: 64, segments: [{ offset: 0, size: 64 }] });
}

/** Two values that are needed at the same time lie on the same bytes. */
function clashing(): Uint8Array {
  const forward = method(
    { x: at(0), a: at(64, 64), b: at(96, 64), c: at(192, 64) },
    ["aten::relu.out: x -> a", "aten::neg.out: x -> b", "aten::add.out: a b -> c"],
    { inputs: "x", outputs: "c" },
  );
  return buildPte(program(forward));
}

async function open(page: Page, name: string, bytes: Uint8Array): Promise<Memplan> {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openFile(name, bytes);
  await expect(memplan.documentName).toContainText(name.replace(/\.b?pte$/, ""));
  await memplan.ready();
  return memplan;
}

test("a program opens with its arenas, and says that no two tensors are in each other's way", async ({
  page,
  baseURL,
}) => {
  const seen = await watch(page, baseURL ?? "");
  await open(page, "two.pte", shared(64));
  await expect(pane(page)).toBeVisible();
  const row = (name: RegExp) => arenas(page).getByRole("row", { name });
  await expect(row(/^write\/1/)).toContainText("320 B");
  // the file has 64 bytes after its last tensor
  await expect(row(/^write\/1/)).toContainText("64 B");
  await expect(row(/^shared\/2/)).toContainText("256 B");
  await expect(pane(page)).toContainText("No conflict");
  await expect(page.getByRole("tab")).toHaveText([/^All/, /^write/, /^read/]);
  await part(page, "Shared").click();
  await expect(pane(page).getByRole("row", { name: /^k_cache/ })).toContainText("reads");
  await expect(pane(page).getByRole("list", { name: "Checks across methods" }).last()).toContainText(
    /same-place: holds/,
  );
  expect(seen.errors).toEqual([]);
  expect(seen.foreign).toEqual([]);
});

test("a conflict is red, names both tensors and the instruction, and a click goes there", async ({
  page,
}) => {
  const memplan = await open(page, "clash.pte", clashing());
  const conflicts = pane(page).getByRole("list", { name: "Conflicts" }).getByRole("listitem");
  await expect(conflicts).toHaveCount(1);
  await expect(conflicts.first()).toContainText("Error");
  await expect(memplan.pane("summary")).toContainText("1 conflict in the file");
  await expect(page.getByRole("contentinfo").getByRole("button", { name: "Problems 1" })).toBeVisible();
  await expect(conflicts.first()).toContainText(/aten::relu\.out #0 and aten::neg\.out #1/);
  await conflicts.first().getByRole("button").click();
  await expect(memplan.pane("inspector")).toContainText("aten::relu.out #0");
});

test("the plan in the file stands beside ours, and what differs is listed", async ({ page }) => {
  await open(page, "two.pte", shared());
  await pane(page).getByRole("button", { name: "Compare it with ours" }).click();
  const compare = page.getByTestId("compare");
  await expect(compare).toBeVisible();
  await expect(page.getByText(/shipped plan \(ExecuTorch\)/).first()).toBeVisible();
});

test("two exports of one program are compared from the file's own page", async ({ page }) => {
  await open(page, "old.pte", shared());
  const chooser = page.waitForEvent("filechooser");
  await pane(page).getByRole("button", { name: "Compare with another file…" }).click();
  const wider = method(
    { x: at(0), a: at(64, 512), b: at(576), k: cache(0), w: constant },
    ["aten::mul.out: x w -> a", "aten::copy_: k a", "aten::sum.out: a -> b"],
    { name: "write", inputs: "x", outputs: "b", arenas: [0, 640, 256] },
  );
  await (await chooser).setFiles({
    name: "new.pte",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(buildPte(program(wider))),
  });
  const both = pane(page).getByRole("table", { name: "Arenas of both files" });
  const row = (name: RegExp) => both.getByRole("row", { name });
  await expect(row(/^write\/1/)).toContainText("256 B640 B+384 B (150 %)");
  // the other has no method of that name
  await expect(row(/^read\/1/)).toContainText("128 B–−128 B (100 %)");
  await expect(page.getByTestId("two-files")).toContainText("no conflict there");
  // the plans in both files, tensor by tensor: a of the first method has grown
  await pane(page).getByRole("button", { name: "Compare both plans in the files" }).click();
  const compare = page.getByTestId("compare");
  await expect(page.getByTestId("comparison")).toContainText("A plan in the open file, B plan in new.pte");
  await expect(compare.getByRole("row", { name: /write\/aten::mul\.out #0/ })).toContainText("512 B");
  await compare.getByRole("row", { name: /write\/aten::mul\.out #0/ }).click();
  await expect(new Memplan(page).pane("inspector")).toContainText("write/aten::mul.out #0");
  await page.getByRole("contentinfo").getByRole("button", { name: "Methods" }).click();
  await pane(page).getByRole("button", { name: "Plan new.pte, too" }).click();
  await expect(page.getByTestId("compare")).toBeVisible();
  await expect(page.getByText("new.pte").first()).toBeVisible();
});

for (const [what, name, bytes, says] of [
  ["cut short", "short.pte", shared().slice(0, 90), /ends|cut|truncated|beyond/i],
  ["of another kind", "model.pte", new TextEncoder().encode("<html></html>"), /HTML|not|cannot|unknown/i],
] as const) {
  test(`a file that is ${what} says so, and what was open stays`, async ({ page }) => {
    const memplan = new Memplan(page);
    await memplan.visit();
    const before = await memplan.documentName.textContent();
    await memplan.openFile(name, bytes);
    await expect(memplan.trouble).toContainText(says);
    await expect(memplan.documentName).toHaveText(before ?? "");
  });
}
