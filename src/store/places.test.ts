import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { exists, liveBytesAt, storageName, targetName, targetOfStorage } from "./facts.ts";
import { goTo, placeOf } from "./places.ts";
import { sessionStore } from "./session.ts";
import { draw } from "./testing/draw.ts";

const PICTURE = draw(textGraph("input x 64\nconv: a:100 = Conv(x) ws=8\nrelu: b:100 = Relu(a)\nout b"));
const { plan } = PICTURE;

test("everything a violation may name is found by its id", () => {
  expect(placeOf(PICTURE, "tensor:a")).toEqual({ kind: "tensor", index: plan.tensors.id.indexOf("a") });
  expect(placeOf(PICTURE, "node:relu")).toEqual({ kind: "node", index: 1 });
  expect(placeOf(PICTURE, "storage:workspace:conv")).toEqual({
    kind: "storage",
    index: plan.storages.id.indexOf("workspace:conv"),
  });
  expect(placeOf(PICTURE, `buffer:${plan.buffers.id[0] ?? ""}`)).toEqual({ kind: "buffer", index: 0 });
  expect(placeOf(PICTURE, "step:1")).toEqual({ kind: "step", index: 1 });
});

test.each(["tensor:gone", "arena:sram", "step:99", "step:x", "step:-1", "nothing", ""])(
  "%j is no place in the picture",
  (at) => {
    expect(placeOf(PICTURE, at)).toBeUndefined();
  },
);

test("going to a step moves the cursor, going to anything else selects it", () => {
  goTo({ kind: "step", index: 1 });
  goTo({ kind: "tensor", index: 2 });
  expect(sessionStore.getState()).toMatchObject({ cursor: 1, selection: { kind: "tensor", index: 2 } });
});

test("scratch is called after its node and selected as a storage, all else by its tensor", () => {
  const scratch = plan.storages.id.indexOf("workspace:conv");
  expect(storageName(PICTURE, scratch)).toBe("scratch of conv");
  expect(targetOfStorage(PICTURE, scratch)).toEqual({ kind: "storage", index: scratch });
  const a = plan.tensors.id.indexOf("a");
  const target = targetOfStorage(PICTURE, plan.tensors.storage[a] ?? -1);
  expect(target).toEqual({ kind: "tensor", index: a });
  expect(targetName(PICTURE, target)).toBe("a");
});

test("a target beyond the plan does not exist", () => {
  expect(exists(PICTURE, { kind: "node", index: 1 })).toBe(true);
  expect(exists(PICTURE, { kind: "node", index: 2 })).toBe(false);
  expect(exists(PICTURE, { kind: "buffer", index: -1 })).toBe(false);
});

test("live bytes at each step are the sum of what is alive there", () => {
  const { start, end, padded } = plan.storages;
  for (let step = 0; step < plan.steps; step++) {
    let sum = 0;
    for (let s = 0; s < plan.storages.count; s++) {
      if ((start[s] ?? 0) <= step && step < (end[s] ?? 0)) sum += padded[s] ?? 0;
    }
    expect(liveBytesAt(PICTURE, step)).toBe(sum);
  }
});
