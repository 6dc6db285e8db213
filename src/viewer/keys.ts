/** Keys of the viewer: those commands of the table that only look. */

import { createKeybindingsHandler } from "tinykeys";
import { COMMANDS } from "../store/commands.ts";
import { sessionStore } from "../store/session.ts";

/** Of these groups all that is not left out works without planning, editing or opening. */
const GROUPS: readonly string[] = ["Go", "View"];
const WITHOUT: readonly string[] = ["palette", "any-order", "swap-plans"];
const BESIDES: readonly string[] = ["table", "problems"];
const FIELD = "input:not([type=radio]):not([type=checkbox]), textarea, select, [role=menu]";

function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest(FIELD) !== null;
}

/** Called once. */
export function startKeys(): void {
  const known = COMMANDS.filter(
    ({ id, group }) => (GROUPS.includes(group) && !WITHOUT.includes(id)) || BESIDES.includes(id),
  );
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const { id, keys, run } of known) {
    for (const key of keys) {
      bindings[key] = (event) => {
        if (isTyping(event) || event.defaultPrevented) return;
        if (id !== "escape" && !sessionStore.getState().singleKeys) return;
        event.preventDefault();
        run();
      };
    }
  }
  const handler = createKeybindingsHandler(bindings);
  window.addEventListener("keydown", handler);
}
