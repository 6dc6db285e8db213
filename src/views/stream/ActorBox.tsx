/** The boxes of the drawing: actors with their ports, Duplicates as points, constants as labels. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import type { SdfBox, SdfPort } from "../../look/dataflow/sdf-drawing.types.ts";
import { streamChosenStore } from "../../store/dataflow-chosen.ts";
import { streamPlanStore } from "../../store/stream-plan.ts";
import { streamSceneStore } from "../../store/stream-scene.ts";
import css from "./ActorBox.module.css";
import { litStore } from "./lit.ts";
import type { BoxNode } from "./shown.ts";
import { viewStore } from "./view.ts";

/** Types beyond which colours of ports begin again. */
const TONES = 6;

function titleOf(port: SdfPort, side: "in" | "out"): string {
  return [
    `${side === "in" ? "Input" : "Output"} ${port.name}: ${port.rates} samples of ${port.type} a firing`,
    ...(port.buffer === "" ? [] : [`in memory outside: ${port.buffer}`]),
    ...(port.free ? ["Nothing feeds it yet: drag from an output to it."] : []),
    ...(port.fault === "" ? [] : [port.fault]),
  ].join("\n");
}

function Port({ node, port, side }: { node: string; port: SdfPort; side: "in" | "out" }) {
  const into = side === "in";
  const isChosen = useStore(streamChosenStore, ({ streamChosen: chosen }) => {
    if (chosen?.kind !== "port" || chosen.node !== node || chosen.port !== port.name) return false;
    return (chosen.side === "inputs") === into;
  });
  return (
    <>
      <Handle
        type={into ? "target" : "source"}
        position={into ? Position.Left : Position.Right}
        id={port.name}
        className={css.port ?? ""}
        style={{ top: port.y }}
        title={titleOf(port, side)}
        data-tone={port.tone % TONES}
        data-free={port.free || undefined}
        data-chosen={isChosen || undefined}
        data-fault={port.fault !== "" || undefined}
        data-outside={port.buffer !== "" || undefined}
      />
      <span className={css.label} data-side={side} style={{ top: port.y }} aria-hidden="true">
        {port.name} <b>{port.rate}</b>
      </span>
    </>
  );
}

function useBox(id: string): { readonly box: SdfBox | undefined; readonly index: number } {
  const index = useStore(streamSceneStore, ({ scene }) => scene?.drawing.byKey.get(id) ?? -1);
  const box = useStore(
    streamSceneStore,
    ({ scene }) => scene?.drawing.boxes[scene.drawing.byKey.get(id) ?? -1],
  );
  return { box, index };
}

/** What all boxes have: light, the mark of the keyboard and of who fires. */
function useMarks(id: string, index: number) {
  const light = useStore(litStore, (l) => l.boxes.get(index));
  const current = useStore(viewStore, (v) => v.current === id);
  const firing = useStore(streamPlanStore, (p) => p.firing >= 0 && p.firing === index);
  return { "data-lit": light, "data-current": current || undefined, "data-firing": firing || undefined };
}

export const ActorBox = memo(function ActorBox({ id }: NodeProps<BoxNode>) {
  const { box, index } = useBox(id);
  const marks = useMarks(id, index);
  if (box === undefined) return null;
  const faulty = box.faults.length > 0;
  return (
    <div
      className={css.actor}
      title={[box.says, ...box.faults].join("\n")}
      data-testid={`actor-${box.id}`}
      data-fault={faulty || undefined}
      {...marks}
    >
      <span className={css.id}>{box.id}</span>
      <span className={css.kind}>
        <span className={css.class}>{box.class}</span>
        {box.fires > 0 && <span className={css.fires}>×{box.fires}</span>}
      </span>
      {(box.window !== "" || box.role !== "") && (
        <span className={css.tags}>
          {box.window !== "" && <span className={css.window}>{box.window}</span>}
          {box.role !== "" && <span className={css.role}>{box.role}</span>}
        </span>
      )}
      {box.inputs.map((port) => (
        <Port key={port.y} node={box.id} port={port} side="in" />
      ))}
      {box.outputs.map((port) => (
        <Port key={port.y} node={box.id} port={port} side="out" />
      ))}
      {faulty && (
        <span className={css.fault} role="img" aria-label="Fault">
          !
        </span>
      )}
    </div>
  );
});

export const DuplicatePoint = memo(function DuplicatePoint({ id }: NodeProps<BoxNode>) {
  const { box, index } = useBox(id);
  const marks = useMarks(id, index);
  if (box === undefined) return null;
  return (
    <div
      className={css.duplicate}
      title={`${box.id}: one output feeds ${box.outputs.length === 0 ? "nobody" : box.outputs.length}`}
      data-testid={`duplicate-${box.id}`}
      {...marks}
    >
      {box.inputs.map((port) => (
        <Handle
          key={port.name}
          type="target"
          position={Position.Left}
          id={port.name}
          isConnectable={false}
          className={css.end ?? ""}
        />
      ))}
      {box.outputs.map((port) => (
        <Handle
          key={port.name}
          type="source"
          position={Position.Right}
          id={port.name}
          className={css.end ?? ""}
        />
      ))}
      <span className={css.name}>{box.id}</span>
    </div>
  );
});

export const ConstantLabel = memo(function ConstantLabel({ id }: NodeProps<BoxNode>) {
  const { box, index } = useBox(id);
  const marks = useMarks(id, index);
  if (box === undefined) return null;
  return (
    <div className={css.constant} title={box.says} data-testid={`constant-${box.id}`} {...marks}>
      {box.id}
      <Handle type="source" position={Position.Right} id="" isConnectable={false} className={css.end ?? ""} />
    </div>
  );
});

/** By `BoxNode.type`. */
export const NODE_TYPES = { actor: ActorBox, point: DuplicatePoint, label: ConstantLabel };
