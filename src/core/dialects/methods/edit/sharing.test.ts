import { expect, test } from "vitest";
import type { MethodsDocument } from "../document.ts";
import {
  lockLayout,
  type ShownEntry,
  setArena,
  setAssumedBase,
  setEntryAlignment,
  setLayout,
  setNames,
  setPolicy,
  unlockLayout,
} from "./sharing.ts";

const DOCUMENT: MethodsDocument = { format: "memplan", version: 1, kind: "methods", name: "p", methods: [] };
const CACHE: ShownEntry = {
  name: "cache",
  offset: 64,
  members: [
    { method: "write", tensor: "k" },
    { method: "idle", tensor: "" },
  ],
};

test("a policy by names or entries begins with what is shared now", () => {
  expect(setPolicy(DOCUMENT, "names", [CACHE]).document.sharing).toEqual({
    policy: "names",
    names: ["cache"],
  });
  expect(setPolicy(DOCUMENT, "entries", [CACHE]).document.sharing).toEqual({
    policy: "entries",
    entries: [{ name: "cache", members: { write: "k" } }],
  });
  const named = setNames(setPolicy(DOCUMENT, "names", []).document, ["a", "b"]).document;
  expect(setPolicy(named, "names", [CACHE]).document.sharing?.names).toEqual(["a", "b"]);
});

test("what has its default again is not kept in the document", () => {
  const base = setPolicy(DOCUMENT, "mutable", []).document;
  const changed = setAssumedBase(setArena(setLayout(base, "size").document, "3").document, 64).document;
  expect(changed.sharing).toEqual({ policy: "mutable", layout: "size", arena: "3", assumedBase: 64 });
  const back = setAssumedBase(setArena(setLayout(changed, "appearance").document, null).document, null);
  expect(back.document).toEqual(base);
});

test("a locked layout keeps the offsets that are shown, until it is unlocked", () => {
  const locked = lockLayout(DOCUMENT, [CACHE]).document;
  expect(locked.sharing?.locked).toEqual({ cache: 64 });
  expect(unlockLayout(locked).document.sharing).toEqual({ policy: "none" });
});

test("an alignment makes an entry of what was none, and keeps the rest of one that was", () => {
  const made = setEntryAlignment(DOCUMENT, CACHE, 128).document;
  expect(made.sharing?.entries).toEqual([{ name: "cache", members: { write: "k" }, alignment: 128 }]);
  const kept = {
    ...made,
    sharing: { policy: "none", entries: [{ name: "cache", members: {}, initial: true }] },
  } as const;
  expect(setEntryAlignment(kept, CACHE, 64).document.sharing?.entries).toEqual([
    { name: "cache", members: {}, initial: true, alignment: 64 },
  ]);
  expect(setEntryAlignment(made, CACHE, null).document.sharing?.entries).toEqual([
    { name: "cache", members: { write: "k" } },
  ]);
});
