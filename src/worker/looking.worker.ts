/** The looking worker: plans come from planners by ports, answers go to the page as arrays that are handed over. */

import { expose, transfer } from "comlink";
import { type Brought, createLooking, type Looking } from "./looking.ts";
import { copied } from "./transfer.ts";

const looking = createLooking();

/** What the page may ask of it; `meet` gives it a port on which plans come. */
export interface LookingApi extends Pick<Looking, "ask" | "forget"> {
  readonly meet: (port: MessagePort) => void;
}

const api: LookingApi = {
  forget: looking.forget,
  async ask(kind, number, ...asks) {
    const answer = copied(await looking.ask(kind, number, ...asks));
    return transfer(answer.value, answer.buffers);
  },
  meet(port) {
    port.onmessage = ({ data }: MessageEvent<Brought>) => looking.bring(data);
  },
};

expose(api);
