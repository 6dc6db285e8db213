/** The arms of a megakernel: its buffers and what each arm does with them, both rules about sharing, and the slots. */

import { useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import type { PreciseReport } from "../../core/dialects/arms/report.types.ts";
import { sayProblem } from "../../core/result.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { armsStore, factsOf, watchSharing } from "../../store/arms.ts";
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

function headOf({ report, rows }: ArmsModel, precise: PreciseReport | undefined): string {
  const count = (n: number, one: string) => `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
  const what = `${count(report.arms.length, "arm")}, ${count(rows.length, "buffer")}`;
  if (precise === undefined) return what;
  const { minSlots, minSlotBytes, bytesWithoutSharing } = precise;
  if (minSlots === 0) return `${what}: none needs a slot`;
  return `${what}: ${count(minSlots, "slot")} of ${formatBytes(minSlotBytes)} instead of ${formatBytes(bytesWithoutSharing)}`;
}

function Program(props: { document: ArmsDocument }) {
  const { document } = props;
  const precise = useStore(armsStore, (s) => s.planned?.precise);
  const last = useRef<ArmsModel | undefined>(undefined);
  const made = useMemo(() => {
    const report = factsOf(document);
    if (!report.ok) return { problem: report.problem };
    last.current = modelOf(document, report.value, last.current);
    return { model: last.current };
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
      <PaneHead title="Arms" says={headOf(model, precise)}>
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
