/** A question to the background that is asked again whenever what its answer depends on is another. */

import type { MemplanDocument } from "../core/document.ts";
import type { Result } from "../core/result.ts";
import { documentStore } from "../store/document.ts";
import type { Known } from "../store/known.ts";
import { outcomeStore } from "../store/outcome.ts";
import type { Ask, Background } from "../worker/background.ts";
import { Cancelled } from "../worker/client.ts";

/** A question and all that its answer depends on. */
export interface Question<T> {
  readonly about: MemplanDocument;
  readonly key: readonly unknown[];
  readonly ask: Ask<Result<T>>;
}

export interface Line {
  /** Asks, unless nobody wants to know, or it is known. */
  readonly ask: () => void;
  /** Ends what is being worked out. */
  readonly drop: () => void;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** `wanted`: null while nobody looks. `tell` hears of the answer and of what is under way. */
export function lineOf<T>(
  background: Pick<Background, "run">,
  isWorking: () => boolean,
  tell: (change: Partial<Known<T>>) => void,
  wanted: () => Question<T> | null,
): Line {
  let under = new AbortController();
  let asked: readonly unknown[] | null = null;
  const drop = () => {
    under.abort();
    asked = null;
    tell({ working: false });
  };
  const ask = () => {
    const question = wanted();
    // nobody looks any more: what takes long ends
    if (question === null && isWorking()) drop();
    if (question === null || (asked !== null && same(asked, question.key))) return;
    under.abort();
    under = new AbortController();
    asked = question.key;
    const { signal } = under;
    const { settings } = documentStore.getState();
    tell({ working: true });
    background.run({ document: question.about, source: null, settings }, question.ask, { signal }).then(
      (made) => {
        if (signal.aborted) return;
        if (made.ok) tell({ value: made.value, working: false, problem: null });
        else tell({ working: false, problem: made.problem });
      },
      (thrown: unknown) => {
        if (signal.aborted) return;
        drop();
        if (!(thrown instanceof Cancelled)) outcomeStore.setState({ crash: String(thrown) });
      },
    );
  };
  return { ask, drop };
}
