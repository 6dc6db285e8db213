/** Keeps the looks of large pictures: asks the looking worker for all before a new picture is shown, and later for what a person changes. */

import { provideLarge } from "../store/large.ts";
import { type LooksState, looksStore, matchesNow } from "../store/looks.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { type SessionState, sessionStore } from "../store/session.ts";
import type { LookingClient } from "../worker/looking-client.ts";
import { Cancelled, WorkerDied } from "../worker/thread.ts";

/** A picture before its colours are made. */
export type Uncoloured = Omit<Picture, "colour" | "ordinal">;

/** A large picture with all that its panes will ask for first. */
export interface Looked {
  readonly number: number;
  readonly picture: Picture;
  readonly looks: LooksState;
  /** What each look was asked with. */
  readonly asked: ReadonlyMap<string, readonly unknown[]>;
}

export interface Looks {
  /** Makes everything that the picture of plan `number` needs before it can be shown; `say` hears what is being made. Rejects with Cancelled or WorkerDied. */
  readonly prepare: (number: number, picture: Uncoloured, say: (what: string) => void) => Promise<Looked>;
  /** Puts the looks of a picture into the store; the picture itself is shown right after. */
  readonly show: (looked: Looked) => void;
}

interface Asking {
  readonly client: LookingClient;
  readonly number: number;
  readonly picture: Picture;
  readonly session: SessionState;
}

/** One look: what of the session it hangs on, and how it is asked for. */
interface Look {
  /** As the status line says it. */
  readonly title: string;
  readonly on: (session: SessionState) => readonly unknown[];
  /** Set on what a picture can be shown without. */
  readonly late?: true;
  readonly ask: (asking: Asking) => Promise<Partial<LooksState>>;
}

/** A new look is one entry here, one field of LooksState and one line of the worker's ANSWERS. */
const LOOKS: readonly Look[] = [
  {
    title: "colours",
    on: (s) => [s.colourBy],
    ask: async ({ client, number, picture: { plan }, session }) => ({
      tints: { plan, ...(await client.newest("tints", number, session.colourBy)) },
    }),
  },
  {
    title: "rows",
    on: (s) => [s.arena, s.timelineRows, s.rowSort, s.rowsDown, s.foldedRows],
    ask: async ({ client, number, picture: { plan }, session: s }) => {
      const spec = { kind: s.timelineRows, sort: s.rowSort, down: s.rowsDown, folded: s.foldedRows };
      return { rows: { plan, ...(await client.newest("rows", number, s.arena, spec)) } };
    },
  },
  {
    title: "matches",
    on: (s) => [s.find, s.onlyClasses, s.colourBy],
    ask: async ({ client, number, picture: { plan }, session: s }) => {
      if (s.find.trim() === "" && s.onlyClasses.length === 0) return { matches: null };
      const made = await client.newest("matches", number, s.colourBy, s.find, s.onlyClasses);
      return { matches: made === null ? null : { plan, ...made } };
    },
  },
  {
    title: "who is at the peak",
    late: true,
    on: () => [],
    ask: async ({ client, number, picture: { plan } }) => ({
      contributors: { plan, list: await client.newest("contributors", number) },
    }),
  },
  {
    title: "free bytes",
    late: true,
    on: (s) => [s.arena],
    ask: async ({ client, number, picture: { plan }, session: { arena } }) => ({
      free: { plan, arena, curve: await client.newest("free", number, arena) },
    }),
  },
];

function same(a: readonly unknown[] | undefined, b: readonly unknown[]): boolean {
  return a !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);
}

/** What the session will be once the picture is shown, as far as looks hang on it. */
function sessionFor(picture: Uncoloured): SessionState {
  const session = sessionStore.getState();
  const before = outcomeStore.getState().picture;
  const last = Math.max(0, picture.plan.arenas.length - 1);
  const arena = before?.opening === picture.opening ? Math.min(session.arena, last) : 0;
  return { ...session, arena };
}

/** Called once: follows the session from now on. */
export function startLooking(client: LookingClient): Looks {
  /** The large picture on the page. */
  let shown: { readonly number: number; readonly picture: Picture } | undefined;
  let asked = new Map<string, readonly unknown[]>();

  function refresh(session: SessionState): void {
    const of = shown;
    if (of === undefined) return;
    for (const look of LOOKS) {
      const on = look.on(session);
      if (same(asked.get(look.title), on)) continue;
      asked.set(look.title, on);
      look.ask({ client, ...of, session }).then(
        (made) => {
          if (shown === of) looksStore.setState(made);
        },
        (thrown: unknown) => {
          if (thrown instanceof Cancelled || thrown instanceof WorkerDied || shown !== of) return;
          outcomeStore.setState({ crash: thrown instanceof Error ? thrown.message : String(thrown) });
        },
      );
    }
  }

  /** Asks about the picture on the page; rejects with Cancelled when no large one is there. */
  const ofShown = <T>(ask: (number: number) => Promise<T>): Promise<T> =>
    shown === undefined ? Promise.reject(new Cancelled("No large picture is shown.")) : ask(shown.number);
  provideLarge({
    tile: (ask) => ofShown((number) => client.each("tile", number, ask)),
    mask: (ask) => ofShown((number) => client.each("mask", number, ask)),
    count: async (ask) => (await ofShown((number) => client.newest("count", number, ask))).count,
    spatial: (arena) => ofShown((number) => client.each("spatial", number, arena)),
    chunks: (arena) => ofShown((number) => client.each("chunks", number, arena)),
  });
  sessionStore.subscribe(refresh);
  outcomeStore.subscribe(({ picture }, before) => {
    if (shown === undefined || picture === before.picture) return;
    // what comes late comes now
    if (picture === shown.picture) return refresh(sessionStore.getState());
    shown = undefined;
    asked.clear();
    client.forget(client.number(), -1);
    // what is found in the picture that takes its place may be there before this is heard
    const kept = picture === null ? null : matchesNow(picture);
    looksStore.setState({ ...looksStore.getInitialState(), matches: kept }, true);
  });

  return {
    async prepare(number, bare, say) {
      client.forget(number, shown?.number ?? -1);
      say("colours");
      const colours = await client.each("colours", number);
      const picture = { ...bare, ...colours };
      const session = sessionFor(bare);
      const made = new Map<string, readonly unknown[]>();
      let looks: LooksState = looksStore.getInitialState();
      for (const look of LOOKS) {
        if (look.late === true) continue;
        say(look.title);
        made.set(look.title, look.on(session));
        looks = { ...looks, ...(await look.ask({ client, number, picture, session })) };
      }
      return { number, picture, looks, asked: made };
    },

    show({ number, picture, looks, asked: made }) {
      shown = { number, picture };
      asked = new Map(made);
      client.forget(number, -1);
      looksStore.setState(looks, true);
    },
  };
}
