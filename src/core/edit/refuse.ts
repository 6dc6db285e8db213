/** Refusals that several edits share. */

import { fail, type Problem } from "../result.ts";

type Refusal = { readonly ok: false; readonly problem: Problem };

export function noNode(id: string): Refusal {
  return fail("unknown-node", `There is no node ${JSON.stringify(id)}.`, {
    help: "It may have been removed; choose another.",
  });
}

export function noTensor(id: string): Refusal {
  return fail("unknown-tensor", `There is no tensor ${JSON.stringify(id)}.`, {
    help: "It may have been removed; choose another.",
  });
}

export function nothingChosen(what: string): Refusal {
  return fail("nothing-chosen", `No ${what} is chosen.`, { help: `Choose one or more ${what}s first.` });
}

/** A name that somebody has already, or none. Undefined when it is free. */
export function nameFault(
  kind: "node" | "tensor" | "arena",
  id: string,
  taken: boolean,
): Refusal | undefined {
  if (id === "") {
    return fail("empty-id", `${kind === "arena" ? "An" : "A"} ${kind} needs a name.`, {
      help: "Type at least one character.",
    });
  }
  if (!taken) return undefined;
  return fail(
    "duplicate-id",
    `There is ${kind === "arena" ? "an" : "a"} ${kind} named ${JSON.stringify(id)} already.`,
    {
      help: "Choose another name.",
      at: [`${kind}:${id}`],
    },
  );
}
