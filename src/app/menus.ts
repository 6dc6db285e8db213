/** Entries of menus, made from the table of commands. */

import { commandOf } from "../store/commands.ts";
import type { MenuEntry } from "../ui/Menu.tsx";
import { keyLabel } from "./keys.ts";

/** The entry of a command, with its first key. */
export function entryOf(id: string): MenuEntry {
  const { title, keys, run } = commandOf(id);
  const [key] = keys;
  return { id, title, run, ...(key === undefined ? {} : { hint: keyLabel(key) }) };
}

export function entriesOf(...ids: readonly string[]): readonly MenuEntry[] {
  return ids.map(entryOf);
}
