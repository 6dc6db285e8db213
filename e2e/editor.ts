/** What a person does on the canvas of the graph, in words. */

import { expect, type Locator, type Page } from "@playwright/test";
import { Memplan } from "./driver.ts";

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Small moves, as a hand makes them: what is on the way hears of the pointer. */
const STEPS = 8;

export class Editor {
  readonly app: Memplan;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.app = new Memplan(page);
  }

  get canvas(): Locator {
    return this.app.pane("graph").locator(".react-flow");
  }

  get palette(): Locator {
    return this.page.getByRole("dialog").getByRole("combobox");
  }

  get spoken(): Locator {
    return this.page.getByTestId("spoken");
  }

  /** A box by its kind and id: `node-conv1`, `input-x`, `output-relu2`. */
  box(name: string): Locator {
    return this.app.pane("graph").getByTestId(name);
  }

  port(box: string, port: string): Locator {
    return this.box(box).locator(`[data-handleid="${port}"]`);
  }

  /** Waits until the plan on the page is of the graph on the page. */
  async planned(): Promise<void> {
    const window = this.page.getByTestId("window");
    await expect(async () => {
      const revision = await window.getAttribute("data-revision");
      expect(revision).toBe(await window.getAttribute("data-document-revision"));
    }).toPass();
    await this.app.ready();
  }

  /** A point of the canvas, in shares of its size. */
  async at(x: number, y: number): Promise<Spot> {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error("the canvas is not on the page");
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }

  async middle(of: Locator): Promise<Spot> {
    const box = await of.boundingBox();
    if (box === null) throw new Error("it is not on the page");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Drags with the left button; `before` is done while the button is still down. */
  async drag(from: Spot, to: Spot, before?: () => Promise<void>): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: STEPS });
    await this.page.mouse.move(to.x, to.y, { steps: STEPS });
    await before?.();
    await this.page.mouse.up();
  }

  /** Takes a row of the palette that is open, by mouse. */
  async take(text: string): Promise<void> {
    await this.palette.fill(text);
    await this.page.getByRole("dialog").getByRole("option").first().click();
    await expect(this.palette).toBeHidden();
  }

  /** Drags a line from a port to an empty place and makes there what `text` says. */
  async grow(box: string, text: string, to: Spot): Promise<void> {
    await this.drag(await this.middle(this.port(box, "out:0")), to);
    await this.take(text);
  }

  async connect(from: string, to: string, port: string): Promise<void> {
    const end = await this.middle(this.port(to, port));
    await this.drag(await this.middle(this.port(from, "out:0")), end);
  }

  /** Adds by keyboard after what is chosen. */
  async add(text: string): Promise<void> {
    await this.page.keyboard.press("KeyN");
    await expect(this.palette).toBeFocused();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
    await expect(this.palette).toBeHidden();
  }

  /** Presses a key until a command of the title bar can do no more. */
  async allOf(button: "Undo" | "Redo", press: () => Promise<void>): Promise<number> {
    const control = this.page.getByRole("button", { name: new RegExp(`^${button}`) });
    let times = 0;
    while (await control.isEnabled()) {
      await press();
      times++;
      if (times > 100) throw new Error(`${button} never comes to an end`);
    }
    return times;
  }
}
