/** What is selected: of an operation what it does, what is wrong with it and who had to go for it; of a tile how often it is there. */

import { useStore } from "zustand";
import { tileName } from "../../../core/dialects/tiles/program.types.ts";
import { type Eviction, OP, POLICIES } from "../../../core/dialects/tiles/schedule.types.ts";
import { opText } from "../../../core/dialects/tiles/text.ts";
import { NEVER } from "../../../core/dialects/tiles/uses.ts";
import { formatCount } from "../../../core/units.ts";
import { NONE } from "../../../look/scratchpad/scratchpad.types.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { goToOp, pointTile } from "../../../store/tiling-links.ts";
import { Button } from "../../../ui/Button.tsx";
import { execOf, loadedAgain, nextResidency, nextUseOf, stepText, timesThere, workText } from "../meaning.ts";
import { evictionsFor } from "../ops/rows.ts";
import { SERIES_WORDS } from "../sweep/scales.ts";
import css from "./EvictionDetails.module.css";

export function EvictionDetails() {
  const shown = useStore(tilingStore, (s) => s.shown);
  const op = useStore(tilingStore, (s) => s.op);
  const tile = useStore(tilingStore, (s) => s.tile);
  if (shown === null || (op === null && tile === null && shown.tiled.proof.count === 0)) return null;
  return (
    <section
      className={css.details}
      aria-label="Selected operation"
      aria-live="polite"
      data-testid="tile-details"
    >
      {op !== null ? (
        <Operation shown={shown} op={op} />
      ) : tile !== null ? (
        <Tile shown={shown} tile={tile} />
      ) : (
        <FirstWrong shown={shown} />
      )}
    </section>
  );
}

function Go(props: { op: number }) {
  return (
    <Button look="quiet" className={css.go} onClick={() => goToOp(props.op)}>
      operation {formatCount(props.op)}
    </Button>
  );
}

/** Where the original goes wrong first, while nothing is selected. */
function FirstWrong(props: { shown: ShownTiling }) {
  const { corrupt, count, faults } = props.shown.tiled.proof;
  const [first] = faults;
  if (first === undefined) return null;
  const { ops } = props.shown.tiled.schedule;
  return (
    <p className={css.wrong}>
      {corrupt > 0
        ? `${formatCount(corrupt)} steps work on wrong values, first`
        : `${formatCount(count)} faults, first`}{" "}
      {first.op < ops.count ? <Go op={first.op} /> : first.message}
    </p>
  );
}

function Operation(props: { shown: ShownTiling; op: number }) {
  const { shown, op } = props;
  const { program, schedule, proof, lanes } = shown.tiled;
  const s = schedule.ops.step[op] ?? 0;
  const slot = schedule.ops.slot[op] ?? -2;
  const title = program.ops[program.steps.op[s] ?? 0]?.title ?? "";
  const [first, past] = evictionsFor(schedule.evictions, op);
  return (
    <>
      <p className={css.title}>
        {formatCount(op)} {opText(program, schedule.ops, op)}
      </p>
      <p className={css.quiet}>
        {schedule.ops.kind[op] === OP.exec ? `${title}: ${workText(program, s)}` : title}
        <br />
        step {formatCount(s)}
        {slot >= -1 && ` · slot ${slot}`} · time {formatCount(lanes.begin[op] ?? 0)} to{" "}
        {formatCount(lanes.end[op] ?? 0)}
      </p>
      {proof.faults
        .filter((fault) => fault.op === op)
        .map(({ message }) => (
          <p key={message} className={css.wrong}>
            Wrong: {message}
          </p>
        ))}
      {schedule.evictions.slice(first, past).map((eviction) => (
        <Evicted key={eviction.tile} shown={shown} eviction={eviction} />
      ))}
    </>
  );
}

function Evicted(props: { shown: ShownTiling; eviction: Eviction }) {
  const { shown, eviction } = props;
  const { tiled, index } = shown;
  const { program } = tiled;
  const again = loadedAgain(tiled, eviction.tile, eviction.op);
  const use = eviction.nextUse === NEVER ? NONE : execOf(index, eviction.nextUse);
  return (
    <>
      <p>
        <strong>Evicted {tileName(program, eviction.tile)}</strong>, needed next in{" "}
        {stepText(eviction.nextUse)}
        {use !== NONE && (
          <>
            {" "}
            (<Go op={use} />)
          </>
        )}
        {again !== NONE && (
          <>
            ; loaded again by <Go op={again} />
          </>
        )}
        .
      </p>
      <table className={css.policies} aria-label={`Who goes for ${tileName(program, eviction.tile)}`}>
        <thead>
          <tr>
            <th scope="col">policy</th>
            <th scope="col">would take</th>
            <th scope="col">needed in</th>
          </tr>
        </thead>
        <tbody>
          {POLICIES.map((policy, p) => {
            const victim = eviction.others[p] ?? NONE;
            if (victim === NONE) return null;
            return (
              <tr
                key={policy}
                data-same={victim === eviction.tile}
                onPointerEnter={() => pointTile(victim)}
                onPointerLeave={() => pointTile(null)}
              >
                <th scope="row">{SERIES_WORDS[policy]}</th>
                <td>
                  {tileName(program, victim)}
                  {victim === eviction.tile ? " (the same)" : ""}
                </td>
                <td>{stepText(nextUseOf(program, victim, eviction.step))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Tile(props: { shown: ShownTiling; tile: number }) {
  const { tiled, index } = props.shown;
  const r = nextResidency(index, props.tile, NONE);
  return (
    <>
      <p className={css.title}>{tileName(tiled.program, props.tile)}</p>
      <p className={css.quiet}>
        {formatCount(tiled.program.tileBytes[props.tile] ?? 0)} B ·{" "}
        {r === NONE ? (
          "never in the scratchpad"
        ) : (
          <>
            in the scratchpad {formatCount(timesThere(index, props.tile))}×, first from{" "}
            <Go op={index.residencies.from[r] ?? 0} />
          </>
        )}
      </p>
    </>
  );
}
