/** What the freedom of order costs: buffers and bytes now, the least that is possible, and the proof of it. */

import { useEffect } from "react";
import { useStore } from "zustand";
import type { FreedomCost, FreedomSide } from "../../core/reuse/question.types.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import type { Picture } from "../../store/outcome.ts";
import { asking, questionsStore } from "../../store/questions.ts";
import { hideSpot, showSpot, spotStore } from "../../store/spot.ts";
import css from "./Freedom.module.css";
import { bytesOf, storagesOfValues } from "./rows.ts";

type Which = "buffers" | "bytes";
const SPOTS: Readonly<Record<Which, string>> = { buffers: "proof of buffers", bytes: "proof of bytes" };

export function Cost(props: { picture: Picture }) {
  const { picture } = props;
  const asked = useStore(questionsStore, (q) => q.freedom);
  useEffect(() => {
    if (asked === undefined) asking().freedom();
  }, [asked]);
  useEffect(
    () => () => {
      for (const by of Object.values(SPOTS)) hideSpot(by);
    },
    [],
  );
  if (asked === undefined || asked.state === "asking")
    return (
      <p className={css.strip} role="status">
        Comparing all with all…
      </p>
    );
  if (asked.state === "failed") return <p className={css.strip}>No answer: {asked.says}</p>;
  if (asked.answer === null)
    return (
      <p className={css.strip}>
        Too many values to compare all with all. Two of them can still be asked about: select both.
      </p>
    );
  return <Answer picture={picture} cost={asked.answer} />;
}

/** `+2 buffers (+128 KiB)`; bytes that the freedom needs at least, or in slots the bytes of the slots. */
function priceOf(cost: FreedomCost, slots: boolean): string {
  const { schedule, anyOrder } = cost;
  const buffers = anyOrder.buffers - schedule.buffers;
  const bytes = slots ? anyOrder.bytes - schedule.bytes : anyOrder.boundBytes - schedule.boundBytes;
  if (buffers === 0 && bytes === 0) return "nothing";
  const sign = (n: number) => (n < 0 ? "−" : "+");
  return `${sign(buffers)}${formatCount(Math.abs(buffers))} ${Math.abs(buffers) === 1 ? "buffer" : "buffers"} (${sign(bytes)}${formatBytes(Math.abs(bytes))})`;
}

function Answer(props: { picture: Picture; cost: FreedomCost }) {
  const { picture, cost } = props;
  const { stats, settings } = picture.plan;
  const any = settings.lifetimes === ANY_ORDER;
  const side = any ? cost.anyOrder : cost.schedule;
  return (
    <>
      <div className={css.strip} data-testid="freedom-cost">
        <dl className={css.figures}>
          <div title="The price of a plan that holds in any order, over one that holds in this order: the fewest buffers of each, when each value has one to itself while it is needed, and the bytes that each needs.">
            <dt>freedom costs</dt>
            <dd>
              <span className={css.price}>{priceOf(cost, settings.slots)}</span>{" "}
              <span className={css.least}>
                fewest {formatCount(cost.schedule.buffers)} → {formatCount(cost.anyOrder.buffers)}
              </span>
            </dd>
          </div>
          <div title="Distinct buffers of the plan that is shown; plans of few bytes may have more buffers than the fewest.">
            <dt>buffers</dt>
            <dd>{formatCount(stats.buffers)}</dd>
          </div>
          <div
            title={`Now ${formatBytesExactly(stats.peakBytes)}; no plan ${any ? "for any order" : "for this schedule"} needs less than ${formatBytesExactly(side.boundBytes)}.`}
          >
            <dt>bytes</dt>
            <dd>
              {formatBytes(stats.peakBytes)}{" "}
              <span className={css.least}>bound {formatBytes(side.boundBytes)}</span>
            </dd>
          </div>
          <div
            title={`As separate buffers, each as large as its largest tenant: the least found is ${formatBytesExactly(side.bytes)}.`}
          >
            <dt>as slots</dt>
            <dd>{formatBytes(side.bytes)}</dd>
          </div>
        </dl>
        <div className={css.buttons}>
          <Proof picture={picture} side={side} which="buffers" />
          <Proof picture={picture} side={side} which="bytes" />
        </div>
      </div>
      <ProofSays picture={picture} side={side} any={any} />
    </>
  );
}

function Proof(props: { picture: Picture; side: FreedomSide; which: Which }) {
  const { picture, side, which } = props;
  const shown = useStore(spotStore, (s) => s.spot?.by === SPOTS[which]);
  const values = which === "buffers" ? side.antichain : side.heaviest;
  return (
    <button
      type="button"
      className={css.button}
      aria-pressed={shown}
      disabled={values.length === 0}
      title={
        which === "buffers"
          ? "Lights up values of which no two can share: as many as there must be buffers."
          : "Lights up values of which no two can share: together as large as the bound."
      }
      onClick={() => {
        if (!hideSpot(SPOTS[which]))
          showSpot(SPOTS[which], { storages: storagesOfValues(picture.plan, values) });
      }}
    >
      Show proof of least {which}
    </button>
  );
}

/** The proof in words, while it is lit. */
function ProofSays(props: { picture: Picture; side: FreedomSide; any: boolean }) {
  const { picture, side, any } = props;
  const by = useStore(spotStore, (s) => s.spot?.by);
  const which = by === SPOTS.buffers ? "buffers" : by === SPOTS.bytes ? "bytes" : undefined;
  if (which === undefined) return null;
  const values = which === "buffers" ? side.antichain : side.heaviest;
  const when = any ? "ever" : "in this schedule";
  const bytes = bytesOf(picture.plan, storagesOfValues(picture.plan, values));
  return (
    <p className={css.says} role="status" data-testid="freedom-proof">
      {values.length === 1
        ? "The one lit"
        : `No two of the ${formatCount(values.length)} lit can share ${when}`}
      {which === "buffers"
        ? `: no plan has fewer than ${formatCount(side.buffers)} ${side.buffers === 1 ? "buffer" : "buffers"}.`
        : `; together ${formatBytes(bytes)}${bytes === side.boundBytes ? " = the bound" : `, the bound is ${formatBytes(side.boundBytes)}`}: no plan is smaller.`}
    </p>
  );
}
