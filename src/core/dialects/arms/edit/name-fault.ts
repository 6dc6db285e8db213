/** Names that no arm and no buffer can have. */

import { fail } from "../../../result.ts";

/** Names become keys of objects in reports and files. */
const RESERVED: readonly string[] = ["__proto__", "constructor", "prototype"];

/** Undefined when the name will do. */
export function nameFault(what: "An arm" | "A buffer", name: string) {
  if (name === "") return fail("no-name", `${what} needs a name.`);
  if (RESERVED.includes(name)) return fail("reserved-name", `${what} cannot be called ${name}.`);
  return undefined;
}
