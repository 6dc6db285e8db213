/** Says to screen readers what was done; nothing of it is seen. */

import { useStore } from "zustand";
import { spokenStore } from "../store/spoken.ts";

export function Spoken() {
  const { text, turn } = useStore(spokenStore);
  return (
    <div className="sr-only" aria-live="polite" data-testid="spoken">
      {/* a new element is read even when it says the same again */}
      <span key={turn}>{text}</span>
    </div>
  );
}
