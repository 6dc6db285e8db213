/** A row a FIFO; a click selects it on the whole page, with Shift beside the one that is selected. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { fillPaint } from "../../../draw/palette.ts";
import type { FifoRow, FifosView } from "../../../look/dataflow/fifos-view.ts";
import { isOfPicture } from "../../../store/dataflow.ts";
import { chooseFifo, fifoOfTarget } from "../../../store/dataflow-fifos.ts";
import { fillNow, looksStore } from "../../../store/looks.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { point, sessionStore } from "../../../store/session.ts";
import { SortTable } from "../../../ui/SortTable.tsx";
import { columnsOf, type Paint } from "./columns.tsx";

function paintOf(storage: number): Paint | null {
  const { picture } = outcomeStore.getState();
  if (picture === null || storage < 0 || storage >= picture.plan.storages.count) return null;
  const fill = fillNow(picture, storage);
  return { light: fillPaint(fill, "light").fill, dark: fillPaint(fill, "dark").fill };
}

export function FifosTable(props: { view: FifosView }) {
  const { view } = props;
  const picture = useStore(outcomeStore, (s) => s.picture);
  const base = useStore(sessionStore, (s) => s.addressBase);
  const colourBy = useStore(sessionStore, (s) => s.colourBy);
  const linked = isOfPicture("fifos");
  const chosen = useStore(sessionStore, (s) => (linked ? fifoOfTarget(picture, s.selection) : -1));
  const second = useStore(sessionStore, (s) => (linked ? fifoOfTarget(picture, s.second) : -1));
  const tints = useStore(looksStore, (s) => s.tints);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are those of the picture and its tints
  const columns = useMemo(
    () => columnsOf(view.totals.here, base, paintOf),
    [view, base, colourBy, tints, picture],
  );
  const seek = chosen < 0 ? undefined : view.rows[chosen]?.id;
  return (
    <SortTable<FifoRow>
      label="FIFOs"
      rows={view.rows}
      columns={columns}
      keyOf={(r) => r.id}
      toneOf={(r) => (r.samples === 0 ? "quiet" : undefined)}
      isChosen={(r) => r.index === chosen}
      isSecond={(r) => r.index === second && second !== chosen}
      onChoose={(r, also) => chooseFifo("fifos", r.index, also)}
      onPoint={(r) => point(r === null || !linked ? null : { kind: "tensor", index: r.index })}
      seek={seek}
    />
  );
}
