import { expect, test } from "vitest";
import { COMMAND_GROUPS } from "./commands/command.ts";
import { COMMANDS, commandOf, runCommand } from "./commands.ts";
import { shellStore } from "./shell.ts";

function counts(texts: readonly string[]): readonly string[] {
  return texts.filter((text, i) => texts.indexOf(text) !== i);
}

test("no two commands share a key", () => {
  expect(counts(COMMANDS.flatMap((c) => c.keys))).toEqual([]);
});

test("no two commands share an id or a title", () => {
  expect(counts(COMMANDS.map((c) => c.id))).toEqual([]);
  expect(counts(COMMANDS.map((c) => c.title))).toEqual([]);
});

test("every group of the table is one that the sheet of keys shows", () => {
  expect(COMMANDS.filter((c) => !COMMAND_GROUPS.includes(c.group))).toEqual([]);
});

test("keys name modifiers in one order, so that equal keys are equal texts", () => {
  const order = ["$mod", "Alt", "Shift"];
  for (const keys of COMMANDS.flatMap((c) => c.keys.flatMap((k) => k.split(" ")))) {
    const modifiers = keys.split("+").slice(0, -1);
    expect(modifiers).toEqual(order.filter((m) => modifiers.includes(m)));
  }
});

test("no key is one that browsers keep for themselves", () => {
  const kept = [
    "$mod+KeyN",
    "$mod+KeyT",
    "$mod+KeyW",
    "$mod+Shift+KeyN",
    "$mod+Shift+KeyT",
    "$mod+Shift+KeyW",
  ];
  expect(COMMANDS.flatMap((c) => c.keys).filter((k) => kept.includes(k))).toEqual([]);
});

test("a command that is not there is our own bug", () => {
  expect(commandOf("undo").title).toBe("Undo");
  expect(() => runCommand("no such")).toThrow("no such");
});

test("every command that means nothing in a dataflow graph has its own words there", async () => {
  const { sayRests } = await import("./dataflow-rests.ts");
  const rests = COMMANDS.filter((c) => c.restsInStream === true);
  expect(rests.length).toBeGreaterThan(10);
  const said = new Set(
    rests.map(({ id }) => {
      sayRests(id);
      return shellStore.getState().notice;
    }),
  );
  expect(said.has("")).toBe(false);
  expect(said.size).toBeGreaterThan(4);
});
