/** Opens the bar for searching. */

import { useStore } from "zustand";
import { closeFinding, findingStore, openFinding } from "../../store/finding.ts";
import { Button } from "../../ui/Button.tsx";
import css from "./FindButton.module.css";

export function FindButton() {
  const shown = useStore(findingStore, (s) => s.shown);
  return (
    <Button
      look="quiet"
      className={css.button}
      aria-pressed={shown}
      aria-label="Find storages"
      title="Find storages by name, size, address, life… (/)"
      onClick={() => (shown ? closeFinding() : openFinding())}
    >
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM9.3 9.3 12.5 12.5" />
      </svg>
    </Button>
  );
}
