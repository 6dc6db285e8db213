import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { PLACEMENTS } from "../../core/place/index.ts";
import { PRESETS } from "../../core/presets.ts";
import { DEFAULT_SETTINGS, SETTINGS } from "../../core/settings.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { textStream } from "../../core/testing/text-stream.ts";
import { documentStore } from "../../store/document.ts";
import { seekSetting, sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { SettingsPanel } from "./SettingsPanel.tsx";
import "../../ui/tokens.css";

const settings = () => documentStore.getState().settings;

beforeEach(async () => {
  await page.viewport(1000, 900);
  showAfresh(textGraph("input x 64\na:64 = Op(x)\nout a"));
});

test("every setting of the table that means something to a graph has a control by its name, and says what it does", async () => {
  await render(<SettingsPanel />);
  for (const setting of SETTINGS.filter(({ only }) => only === undefined)) {
    const text = "textbox";
    const role = {
      choice: "radiogroup",
      switch: "switch",
      bytes: text,
      integer: text,
      seconds: text,
      names: text,
    } as const;
    await expect
      .element(page.getByRole(role[setting.kind], { name: setting.title, exact: true }))
      .toHaveAccessibleDescription(new RegExp(setting.says.slice(0, 20).replace(/[()]/g, ".")));
    if (setting.kind !== "choice") continue;
    const group = page.getByRole("radiogroup", { name: setting.title, exact: true });
    // a long list tells of one choice at a time, but says of each when it is asked
    const told = setting.choices.length <= 5;
    for (const choice of setting.choices) {
      if (told) await expect.element(group.getByText(choice.says)).toBeVisible();
      else
        await expect
          .element(group.getByRole("radio", { name: choice.title, exact: true }))
          .toHaveAccessibleDescription(choice.says);
    }
  }
});

test("who goes for a setting finds it in view, with the focus", async () => {
  await page.viewport(500, 300);
  await render(
    <div style={{ height: 300, display: "flex" }}>
      <SettingsPanel />
    </div>,
  );
  seekSetting("capacity");
  await expect.element(page.getByRole("textbox", { name: "Capacity" })).toHaveFocus();
  await expect.element(page.getByRole("textbox", { name: "Capacity" })).toBeInViewport();
  expect(sessionStore.getState().soughtSetting).toBeNull();
});

test("a choice takes effect at once and can be taken back by itself", async () => {
  await render(<SettingsPanel />);
  const revision = documentStore.getState().revision;
  await page.getByRole("radio", { name: /^first fit/i }).click();
  expect(settings().place).toBe("first-fit");
  expect(documentStore.getState().revision).toBe(revision + 1);
  await page.getByRole("button", { name: /^Reset Placement/ }).click();
  expect(settings()).toEqual(DEFAULT_SETTINGS);
});

test("a long list tells what the choice in use does, or the one that is pointed at", async () => {
  await render(<SettingsPanel />);
  const field = page.elementLocator(document.querySelector("[data-setting=place]") ?? document.body);
  const says = (id: string) => PLACEMENTS.find((p) => p.id === id)?.says ?? "";
  const told = (id: string) => expect.element(field.getByText(says(id)).first()).toBeVisible();
  await told(DEFAULT_SETTINGS.place);
  await page.getByRole("radio", { name: "no reuse" }).hover();
  await told("none");
});

test("placements and orders lead to their comparison", async () => {
  await render(<SettingsPanel />);
  await page.getByRole("button", { name: "Compare: Placement" }).click();
  expect(sessionStore.getState().lowerPane).toBe("planners");
});

test("share waits for slots", async () => {
  await render(<SettingsPanel />);
  const share = page.getByRole("radio", { name: /^same bytes/ });
  await expect.element(share).toBeDisabled();
  await page.getByRole("switch", { name: "Slots" }).click();
  await expect.element(share).toBeEnabled();
  await share.click();
  expect(settings()).toMatchObject({ slots: true, share: "bytes" });
});

test("sizes are typed as people write them, and nonsense is said while the last good value stays", async () => {
  await render(<SettingsPanel />);
  const field = page.getByRole("textbox", { name: "Capacity" });
  await field.fill("256KiB");
  await userEvent.keyboard("{Enter}");
  expect(settings().capacity).toBe(262144);
  await field.fill("lots");
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Not a size");
  await userEvent.keyboard("{Tab}");
  expect(settings().capacity).toBe(262144);
  await expect.element(field).toHaveValue("256 KiB");
  await field.fill("0x40");
  await userEvent.keyboard("{Tab}");
  expect(settings().capacity).toBe(64);
  await field.fill("");
  await userEvent.keyboard("{Tab}");
  expect(settings().capacity).toBeNull();
});

test("a size takes effect after a pause without leaving the field", async () => {
  await render(<SettingsPanel />);
  await page.getByRole("textbox", { name: "Alignment" }).fill("64");
  await expect.poll(() => settings().alignment).toBe(64);
});

test("a preset sets all it names and shows as chosen; resetting all takes it back", async () => {
  await render(<SettingsPanel />);
  const preset = PRESETS[0];
  const button = page.getByRole("button", { name: preset?.title ?? "", exact: true });
  await expect.element(button).toHaveAttribute("aria-pressed", "false");
  await button.click();
  expect(settings()).toMatchObject(preset?.settings ?? {});
  await expect.element(button).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Reset all" }).click();
  expect(settings()).toEqual(DEFAULT_SETTINGS);
});

test("operators of the open graph that may be in place are ticked by name, and names of others stay", async () => {
  const graph = textGraph(
    "input x 64\na:64 = Relu(x) a~x\nb:64 = Add(a) b~a\nc:64 = Reshape(b) c<b+0\nout c",
  );
  showAfresh(graph, { inplaceExcept: "Gelu" });
  await render(<SettingsPanel />);
  const group = page.getByRole("group", { name: "Not in place" });
  await group.getByRole("checkbox", { name: /^Relu/ }).click();
  expect(settings().inplaceExcept).toBe("Gelu, Relu");
  await group.getByRole("checkbox", { name: /^Gelu/ }).click();
  expect(settings().inplaceExcept).toBe("Relu");
  const views = page.getByRole("group", { name: "Not as views" });
  await expect.element(views.getByRole("checkbox", { name: /^Reshape/ })).not.toBeChecked();
});

test("what arms decide is shown as they have it, fixed, with the reason; the rest can be chosen", async () => {
  showAfresh(
    {
      format: "memplan",
      version: 1,
      kind: "arms",
      name: "an arm",
      buffers: [{ id: "a", bytes: 64, access: "read_write" }],
      body: [{ arm: "A", body: [{ op: "store", buffer: "a" }] }],
    },
    { inplace: true },
  );
  await render(<SettingsPanel />);
  const lifetimes = page.getByRole("radiogroup", { name: "Lifetimes", exact: true });
  await expect.element(lifetimes.getByRole("radio", { name: /^any order/ })).toBeChecked();
  await expect.element(lifetimes.getByRole("radio", { name: /^by schedule/ })).toBeDisabled();
  await expect
    .element(lifetimes)
    .toHaveAccessibleDescription(/Fixed by this document\. The order between arms says/);
  const inplace = page.getByRole("switch", { name: "In-place" });
  await expect.element(inplace).toBeDisabled();
  await expect.element(inplace).not.toBeChecked();
  await page.getByRole("radiogroup", { name: "Placement" }).getByRole("radio", { name: "first fit" }).click();
  expect(settings().place).toBe("first-fit");
  // what was chosen before comes back with another document
  expect(settings().inplace).toBe(true);
});

test("settings of dataflow are there for dataflow alone, with its own preset, and say when others rule them out", async () => {
  const mode = page.getByRole("radiogroup", { name: "Sinks first", exact: true });
  const screen = await render(<SettingsPanel />);
  await expect.element(page.getByRole("radiogroup", { name: "Placement" })).toBeVisible();
  expect(mode.query()).toBeNull();
  showAfresh(textStream("a.o 2 -> b.i 3"));
  await screen.rerender(<SettingsPanel />);
  await expect.element(mode).toHaveAccessibleDescription(/Only with CMSIS-Stream's schedule or memory\./);
  await expect.element(page.getByRole("switch", { name: "Slots" })).toBeDisabled();
  expect(page.getByRole("button", { name: "TFLM", exact: true }).query()).toBeNull();
  await page.getByRole("button", { name: "CMSIS-Stream", exact: true }).click();
  expect(settings()).toMatchObject({ schedule: "reference", fifos: "reference" });
  await expect.element(mode.getByRole("radio", { name: /^off/ })).toBeEnabled();
  await expect
    .element(page.getByRole("radiogroup", { name: "Placement", exact: true }))
    .toHaveAccessibleDescription(/CMSIS-Stream's buffers have their places/);
});
