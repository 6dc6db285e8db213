/** Order freedom: which reuse holds in any order, why, and what it costs to keep to it. */

import { PaneHead } from "../../ui/PaneHead.tsx";

export function FreedomPane() {
  return (
    <section aria-label="Order freedom" data-testid="freedom">
      <PaneHead title="Order freedom" />
    </section>
  );
}
