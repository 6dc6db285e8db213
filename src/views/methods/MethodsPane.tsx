/** A program of several methods: the stages it goes through, how it is planned, what its methods share. */

import { PaneHead } from "../../ui/PaneHead.tsx";

export function MethodsPane() {
  return (
    <section aria-label="Methods" data-testid="methods">
      <PaneHead title="Methods" says="" />
    </section>
  );
}
