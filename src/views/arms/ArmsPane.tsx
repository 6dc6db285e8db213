/** The arms of a megakernel: its buffers and what each arm does with them, both rules about sharing, and the slots. */

import { PaneHead } from "../../ui/PaneHead.tsx";

export function ArmsPane() {
  return (
    <section aria-label="Arms" data-testid="arms">
      <PaneHead title="Arms" says="" />
    </section>
  );
}
