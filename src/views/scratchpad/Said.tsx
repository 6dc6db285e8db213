/** Why there is no schedule for the present settings: what must be together, or what cannot be cut, with its node. */

import { useStore } from "zustand";
import { needsText } from "../../core/dialects/tiles/text.ts";
import { formatCount } from "../../core/units.ts";
import type { TiledRefused } from "../../look/scratchpad/scratchpad.types.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { select, type Target } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { type Refusal, setTiling, tilingStore } from "../../store/tiling.ts";
import { Button } from "../../ui/Button.tsx";
import css from "./Said.module.css";
import { counted } from "./words.ts";

/** Nodes that are named, at most. */
const MOST_PLACES = 6;

/** What `node:ID` or `tensor:ID` is in the graph of the page; null when it is not there. */
function targetOf(at: string): Target | null {
  const colon = at.indexOf(":");
  const id = at.slice(colon + 1);
  const graph = outcomeStore.getState().picture?.graph;
  const kind = at.slice(0, colon);
  if (kind !== "node" && kind !== "tensor") return null;
  const index = (kind === "node" ? graph?.nodeIndex : graph?.tensorIndex)?.get(id);
  return index === undefined ? null : { kind, index };
}

function Place(props: { at: string }) {
  const target = targetOf(props.at);
  const [kind = "", ...id] = props.at.split(":");
  if (target === null) return null;
  return (
    <Button
      look="quiet"
      className={css.place}
      title={`Show this ${kind} in the graph`}
      onClick={() => {
        shellStore.setState({ graphShown: true });
        select(target);
        request({ kind: "reveal", target });
      }}
    >
      {`${kind} ${id.join(":")}`}
    </Button>
  );
}

function needsLines({ program, needs, error }: TiledRefused): readonly string[] {
  if (needs === null) return `The original gives up: ${error ?? ""}`.split("\n");
  return needsText(program, needs).split("\n");
}

function Why({ refusal }: { refusal: Refusal }) {
  if (refusal.kind === "crash") return <p>The schedule could not be made: {refusal.says}</p>;
  if (refusal.kind === "problem") {
    const { message, help, at } = refusal.problem;
    return (
      <p>
        {message} {help}{" "}
        {at.map((one) => (
          <Place key={one} at={one} />
        ))}
      </p>
    );
  }
  const { needs } = refusal.tiled;
  const [first, ...rest] = needsLines(refusal.tiled);
  return (
    <>
      <p>
        {needs !== null && <strong>The scratchpad is too small. </strong>}
        {first}{" "}
        {needs !== null && needs.bytes > needs.sram.capacity && (
          <Button look="quiet" className={css.place} onClick={() => setTiling({ capacity: needs.bytes })}>
            Make it that large
          </Button>
        )}
      </p>
      {rest.map((line) => (
        <p key={line} className={css.quiet}>
          {line}
        </p>
      ))}
    </>
  );
}

/** What the original leaves out without a word. */
function Dropped({ ids }: { ids: readonly string[] }) {
  return (
    <div className={css.said} role="status" data-testid="tiling-dropped">
      <p>
        <strong>The original drops {counted(ids.length, "node")}. </strong>
        What is made there is never written, and the numbers are of the rest.{" "}
        {ids.slice(0, MOST_PLACES).map((id) => (
          <Place key={id} at={`node:${id}`} />
        ))}
        {ids.length > MOST_PLACES && `and ${formatCount(ids.length - MOST_PLACES)} more`}
      </p>
    </div>
  );
}

export function Said() {
  const refusal = useStore(tilingStore, (s) => s.refusal);
  const dropped = useStore(tilingStore, (s) => s.shown?.tiled.program.dropped);
  const stale = useStore(tilingStore, (s) => s.refusal !== null && s.shown !== null);
  if (refusal === null) return (dropped?.length ?? 0) === 0 ? null : <Dropped ids={dropped ?? []} />;
  return (
    <div className={css.said} role="alert" data-testid="tiling-refusal">
      <Why refusal={refusal} />
      {stale && <p className={css.quiet}>The picture is of the settings before.</p>}
    </div>
  );
}
