import { expect, test } from "vitest";
import { planOf } from "../look/testing/drawn.ts";
import { startFinding } from "../store/finding.ts";
import { looksStore } from "../store/looks.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { LookingClient } from "../worker/looking-client.ts";
import { startLooking } from "./looking.ts";

function pictureOf(name: string): Picture {
  const drawn = planOf({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name,
    buffers: [
      { id: "conv", start: 0, end: 2, bytes: 64 },
      { id: "relu", start: 1, end: 3, bytes: 64 },
    ],
  });
  return { ...drawn, violations: [], elapsed: 0, revision: 0, opening: 0 } as unknown as Picture;
}

test("what is sought stays sought when a small document takes the place of a large one", async () => {
  const stop = startFinding();
  const never = () => new Promise<never>(() => {});
  const client: LookingClient = {
    number: () => 1,
    door: () => {
      throw new Error("nothing is planned here");
    },
    newest: never,
    each: never,
    forget: () => {},
  };
  const looks = startLooking(client);
  sessionStore.setState({ find: "conv" });
  // the language of searches is loaded with the first
  outcomeStore.setState({ picture: pictureOf("first") });
  await expect.poll(() => looksStore.getState().matches?.found.length).toBe(1);
  const large = pictureOf("large");
  looks.show({ number: 1, picture: large, looks: looksStore.getInitialState(), asked: new Map() });
  outcomeStore.setState({ picture: large });
  const small = pictureOf("small");
  outcomeStore.setState({ picture: small });
  expect(looksStore.getState().matches?.plan).toBe(small.plan);
  expect(looksStore.getState().matches?.found).toHaveLength(1);
  stop();
});
