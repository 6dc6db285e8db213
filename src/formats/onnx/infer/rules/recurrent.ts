/** LSTM, GRU and RNN. */

import type { Size } from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { NotKnown, tensor } from "../known.ts";

function hiddenOf(call: Call): Size {
  const given = call.int("hidden_size");
  if (given !== undefined) return given;
  const weights = call.shape(2);
  const last = weights[2];
  if (last === undefined) throw new NotKnown("its hidden size is missing");
  return last;
}

function recurrent(states: number): Rule {
  return (call) => {
    const [a = 1, b = 1] = call.shape(0);
    const hidden = hiddenOf(call);
    const directions = call.text("direction", "forward") === "bidirectional" ? 2 : 1;
    const batchFirst = call.int("layout", 0) === 1;
    const [sequence, batch] = batchFirst ? [b, a] : [a, b];
    const whole = batchFirst ? [batch, sequence, directions, hidden] : [sequence, directions, batch, hidden];
    const state = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
    const element = call.element(0);
    return [tensor(element, whole), ...Array.from({ length: states }, () => tensor(element, state))];
  };
}

export const RECURRENT: Rules = { LSTM: recurrent(2), GRU: recurrent(1), RNN: recurrent(1) };
