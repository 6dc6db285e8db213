/** The arms of a megakernel: its buffers and what each arm does with them, both rules about sharing, and the slots. */

import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import { sayProblem } from "../../core/result.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { reportOf, watchSharing } from "../../store/arms.ts";
import { documentStore } from "../../store/document.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import css from "./Arms.module.css";
import { Changes } from "./Changes.tsx";
import { Controls } from "./Controls.tsx";
import { Grid } from "./Grid.tsx";
import { type ArmsModel, modelOf } from "./model.ts";
import { Offer } from "./Offer.tsx";
import { Side } from "./Side.tsx";

export function ArmsPane() {
  const document = useStore(documentStore, (s) => (s.document?.kind === "arms" ? s.document : null));
  useEffect(watchSharing, []);
  return (
    <section className={css.pane} aria-label="Arms" data-testid="arms">
      {document === null ? <Offer /> : <Program document={document} />}
    </section>
  );
}

function headOf({ report, rows }: ArmsModel): string {
  const { precise } = report;
  const slots = precise.minSlots;
  const count = (n: number, one: string) => `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
  return `${count(report.arms.length, "arm")}, ${count(rows.length, "buffer")}: ${count(slots, "slot")} of ${formatBytes(precise.minSlotBytes)} instead of ${formatBytes(precise.bytesWithoutSharing)}`;
}

function Program(props: { document: ArmsDocument }) {
  const { document } = props;
  const made = useMemo(() => {
    const report = reportOf(document);
    return report.ok ? { model: modelOf(document, report.value) } : { problem: report.problem };
  }, [document]);
  if (made.model === undefined)
    return (
      <>
        <PaneHead title="Arms" says="" />
        <p className={css.bad} role="alert">
          {sayProblem(made.problem)}
        </p>
      </>
    );
  const { model } = made;
  return (
    <>
      <PaneHead title="Arms" says={headOf(model)}>
        <Controls model={model} />
      </PaneHead>
      <Changes />
      <div className={css.body}>
        <Grid model={model} />
        <Side model={model} />
      </div>
    </>
  );
}
