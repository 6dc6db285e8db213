/** What the pane says while no program of arms is open: what it is for, and how to come by one. */

import { useStore } from "zustand";
import { later } from "../../store/later.ts";
import { services } from "../../store/services.ts";
import { shellStore } from "../../store/shell.ts";
import { Button } from "../../ui/Button.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import css from "./Arms.module.css";

export function Offer() {
  const samples = useStore(shellStore, (s) => s.samples);
  return (
    <>
      <PaneHead title="Arms" says="" />
      <div className={css.offer}>
        <p>
          A megakernel runs its arms one after the other or side by side, and they hand each other buffers.
          This pane says which scratch buffers may take each other's memory, what the original rule says of
          it, and why the others may not. The open document has no arms.
        </p>
        <p className={css.buttons}>
          <Button onClick={() => services().newArms()}>New program of arms</Button>
          {samples
            .filter(({ kind }) => kind === "arms")
            .map(({ id, title, teaches }) => (
              <Button key={id} title={teaches} onClick={() => later(services().openSample(id))}>
                Open {title}
              </Button>
            ))}
        </p>
      </div>
    </>
  );
}
