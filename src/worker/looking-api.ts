/** What the page may ask of the looking worker. */

import { transfer } from "comlink";
import type { Brought, Looking } from "./looking.ts";
import { copied } from "./transfer.ts";

export interface LookingApi extends Pick<Looking, "ask" | "forget"> {
  /** Plans come on this port from now on. */
  readonly meet: (port: MessagePort) => void;
}

/** The worker's end. Arrays of answers are copies: what is kept for the next question stays. */
export function lookingApi(looking: Looking): LookingApi {
  return {
    forget: looking.forget,
    ask: (kind, number, ...asks) =>
      looking.ask(kind, number, ...asks).then((made) => {
        const answer = copied(made);
        return transfer(answer.value, answer.buffers);
      }),
    meet(port) {
      port.onmessage = ({ data }: MessageEvent<Brought>) => looking.bring(data);
    },
  };
}
