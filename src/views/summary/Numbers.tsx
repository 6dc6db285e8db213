/** Peak, bound, total, counts and waste of the plan on the page. */

import { useStore } from "zustand";
import { sourceWords } from "../../core/source-words.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { peakApart, stepOfPeak } from "../../look/peak-apart.ts";
import { drawingFactsStore, factsFor } from "../../store/drawing-facts.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import type { Picture } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { setCursor } from "../../store/session.ts";
import { Cell } from "./Cell.tsx";
import { fullestStorage, gapOf, plannedTensors, savedOf } from "./numbers.ts";
import css from "./Summary.module.css";

export function Numbers(props: { picture: Picture }) {
  const { picture } = props;
  const { plan } = picture;
  const { stats, arenas } = plan;
  const caveat = useStore(drawingFactsStore, (s) => factsFor(picture, s.facts)?.caveat ?? "");
  // a proof about a wrong plan proves nothing
  const optimal = picture.violations.length === 0 && arenas.length > 0 && arenas.every((a) => a.optimal);
  // another order has other lifetimes, and may need less
  const ofOrder =
    optimal && plan.kind === "graph" && plan.settings.lifetimes !== ANY_ORDER && !plan.search.orderProven;
  // where the highest address is in use; the most bytes may be alive at another step
  const peakStep = stepOfPeak(plan);
  const apart = peakStep !== stats.peakStep && arenas.length === 1;
  const top = apart ? peakApart(plan, 0) : undefined;
  const toPeak = () => {
    setCursor(peakStep ?? stats.peakStep);
    const index = top?.storage ?? fullestStorage(plan, stats.peakStep);
    if (index >= 0) request({ kind: "reveal", target: { kind: "storage", index } });
  };
  // each arena has a peak at a step of its own, so that their sum has none
  const several = arenas.length > 1;
  const peakMeans = plan.settings.slots
    ? "sum of the sizes of all buffers"
    : "highest address used, plus one, in the arena";
  const tensors = plannedTensors(plan);
  const words = sourceWords(picture.document);
  // "buffers → buffers" would say nothing
  const places = `${words.tensors} → ${words.tensors === "buffers" ? "places" : "buffers"}`;
  return (
    <>
      <Cell
        testid="summary-peak"
        value={
          <>
            {formatBytes(stats.peakBytes)}
            {optimal ? (
              <span className={css.good}> ✓ optimal</span>
            ) : (
              stats.fragmentationBytes > 0 && (
                <span className={css.unproven}>
                  {` +${formatPercent(gapOf(stats))}`}
                  <span className={css.more}>, not proven</span>
                </span>
              )
            )}
          </>
        }
        caption={
          caveat !== "" ? (
            <span className={css.caveat} data-testid="peak-caveat">
              peak {caveat}
            </span>
          ) : (
            <>
              {several ? `peaks of ${formatCount(arenas.length)} arenas` : "peak"}
              <span className={css.more}>
                {several ? " together" : peakStep === undefined ? "" : `, step ${formatCount(peakStep)}`}
                {apart
                  ? ` · most alive at ${formatCount(stats.peakStep)}`
                  : several
                    ? ""
                    : ` of ${formatCount(plan.steps)}`}
                {optimal && !ofOrder && " · proven"}
              </span>
              {ofOrder && " · in this order"}
            </>
          )
        }
        title={`Peak: ${peakMeans}${several ? ", summed over arenas" : ""}: ${formatBytesExactly(stats.peakBytes)}. ${
          optimal
            ? `Proven${stats.fragmentationBytes > 0 ? " by search" : ""}: no plan with these lifetimes is smaller.${ofOrder ? " Another order may need less." : ""} `
            : "Not proven: a smaller plan may exist, down to the bound. "
        }${caveat && `It ${caveat}. `}${
          top === undefined
            ? ""
            : `That address is in use at step ${formatCount(top.step)} first, with fewer bytes alive: what is free below it makes the peak. `
        }The most bytes are alive at step ${formatCount(stats.peakStep)}${several ? ", over all arenas" : ""}. Click to go there.`}
        onClick={toPeak}
      />
      <Cell
        gives={620}
        testid="summary-bound"
        value={formatBytes(stats.lowerBoundBytes)}
        caption={
          <>
            <span className={css.more}>lower </span>bound
            {optimal && ` · gap ${formatPercent(gapOf(stats))}`}
          </>
        }
        title={`Lower bound: the most bytes that are alive at one step${several ? ", of each arena, summed" : ""}, ${formatBytesExactly(stats.lowerBoundBytes)}. No plan with these lifetimes can be smaller. The gap is how far the peak lies above it, in per cent of the bound.`}
      />
      <Cell
        testid="summary-total"
        value={formatBytes(stats.totalBytes)}
        caption={
          <>
            <span className={css.more}>without </span>
            <span className={css.less}>no </span>reuse · {formatPercent(savedOf(stats))} saved
          </>
        }
        title={`Without reuse: all storages side by side, ${formatBytesExactly(stats.totalBytes)}. The plan saves ${formatBytesExactly(stats.totalBytes - stats.peakBytes)} of that.`}
      />
      <Cell
        gives={740}
        testid="summary-buffers"
        value={`${formatCount(tensors)} → ${formatCount(stats.buffers)}`}
        caption={places}
        title={`${formatCount(tensors)} planned ${words.tensors} in ${formatCount(stats.storages)} storages (views, in-place and scratch counted) live in ${formatCount(stats.buffers)} buffers (distinct allocations).`}
      />
      <Cell
        gives={1120}
        testid="summary-waste"
        value={`${formatBytes(stats.paddingBytes)} · ${formatBytes(stats.fragmentationBytes)}`}
        caption="padding · fragmentation"
        title={`Padding: what rounding sizes up to the alignment adds, over all storages, ${formatBytesExactly(stats.paddingBytes)}. Fragmentation: peak minus lower bound, ${formatBytesExactly(stats.fragmentationBytes)}.`}
      />
    </>
  );
}
