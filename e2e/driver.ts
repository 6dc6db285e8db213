/** What a person does with the page, in words; specs read like user stories. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, type Locator, type Page, type TestInfo } from "@playwright/test";

export interface Seen {
  /** Console errors and warnings, exceptions, refused loads. */
  readonly errors: string[];
  /** Requests to anywhere but the page's own origin. */
  readonly foreign: string[];
  readonly requests: string[];
}

/** Collects what must not happen; call before the first `goto`. */
export async function watch(page: Page, origin: string): Promise<Seen> {
  const seen: Seen = { errors: [], foreign: [], requests: [] };
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") seen.errors.push(`${m.type()}: ${m.text()}`);
  });
  page.on("pageerror", (e) => seen.errors.push(`page: ${e.message}`));
  page.on("request", (r) => {
    const url = r.url();
    seen.requests.push(url);
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) seen.foreign.push(url);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (e) => {
      console.error(`csp ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`);
    });
  });
  return seen;
}

export type PaneId =
  | "timeline"
  | "arena"
  | "graph"
  | "inspector"
  | "table"
  | "problems"
  | "settings"
  | "planners"
  | "freedom"
  | "summary";

export class Memplan {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits for a picture. */
  async visit(place = "/"): Promise<void> {
    await this.page.goto(place);
    await this.ready();
  }

  /** Waits until a plan is shown and nothing is under way; a search may take its time. */
  async ready(): Promise<void> {
    await expect(this.page.getByTestId("window")).toHaveAttribute("data-state", "planned");
    await expect(this.page.getByTestId("status")).toContainText("nothing leaves this tab", {
      timeout: 40_000,
    });
  }

  /** Waits until the picture is of the document as it is now; a search may still go on. */
  async planned(): Promise<void> {
    await expect
      .poll(() =>
        this.page.getByTestId("window").evaluate((w) => w.dataset.revision === w.dataset.documentRevision),
      )
      .toBe(true);
  }

  pane(id: PaneId): Locator {
    return this.page.getByTestId(id);
  }

  get documentName(): Locator {
    return this.page.getByRole("button", { name: /^Document: / });
  }

  get trouble(): Locator {
    return this.page.getByTestId("trouble");
  }

  async openSample(title: string): Promise<void> {
    await this.page.getByRole("button", { name: "Samples", exact: true }).click();
    await this.page.getByTestId("samples").getByRole("button", { name: title }).click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
    await this.ready();
  }

  /** Drops a file on the window, as from a file manager. */
  async drop(name: string, bytes: Uint8Array): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(content)], fileName));
        return data;
      },
      [name, [...bytes]] as const,
    );
    await this.page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
    await expect(this.page.getByTestId("drop")).toBeVisible();
    await this.page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  }

  /** Opens a file through the browser's file dialog. */
  async openFile(name: string, content: string | Uint8Array): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Open", exact: true }).click();
    await (await chooser).setFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(content),
    });
  }

  async openLower(pane: "Table" | "Problems" | "Settings" | "Planners"): Promise<void> {
    const button = this.page.getByRole("contentinfo").getByRole("button", { name: new RegExp(`^${pane}`) });
    if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
    await expect(this.pane(pane.toLowerCase() as PaneId)).toBeVisible();
  }

  /** Waits until a search is under way and the picture shows the best that it has found. */
  async searching(): Promise<void> {
    await expect(this.page.getByTestId("status")).toContainText("searching: best so far");
  }

  /** Takes a choice of a setting in the settings pane, by its title. */
  async choose(setting: string, choice: string): Promise<void> {
    const group = this.pane("settings").getByRole("radiogroup", { name: setting });
    await group.getByRole("radio", { name: choice }).check();
  }

  /** Selects through the palette: types a name, takes the first answer of that kind. */
  async find(text: string, kind: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+KeyK");
    await this.page.getByRole("dialog").getByRole("combobox").fill(text);
    await this.page.getByRole("dialog").getByRole("option").filter({ hasText: kind }).first().click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
  }

  /** Where a pane says that its selected (or hovered) storage is drawn, in page pixels. */
  async placeOf(pane: "timeline" | "arena", what: "selected" | "hover"): Promise<{ x: number; y: number }> {
    const root = this.pane(pane);
    await expect(root).toHaveAttribute(`data-${what}-at`, /^-?\d+,-?\d+$/);
    const [x = 0, y = 0] = ((await root.getAttribute(`data-${what}-at`)) ?? "").split(",").map(Number);
    const box = await root.boundingBox();
    if (box === null) throw new Error(`${pane} is not on the page`);
    return { x: box.x + x, y: box.y + y };
  }

  /** Chooses from the Export menu and returns the path of what was saved. */
  async save(entry: string | RegExp, info: TestInfo): Promise<string> {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Export", exact: true }).click();
    await this.page.getByRole("menuitem", { name: entry }).first().click();
    const saved = await download;
    const path = info.outputPath(saved.suggestedFilename());
    await saved.saveAs(path);
    return path;
  }
}

/** Runs the built command line; returns its exit code and what it said. */
export function memplan(...args: string[]): { code: number; out: string; err: string } {
  const ran = spawnSync(process.execPath, [join("dist-cli", "memplan.mjs"), ...args], { encoding: "utf8" });
  return { code: ran.status ?? -1, out: ran.stdout, err: ran.stderr };
}
