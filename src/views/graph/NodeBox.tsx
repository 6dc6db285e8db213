/** The box of a node, and the pill of a value from outside. They know their number only; the rest they read from the stores. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useStore } from "zustand";
import { sessionStore } from "../../store/session.ts";
import { type Colours, type Label, labelOf } from "./labels.ts";
import { type Light, litStore } from "./lit.ts";
import css from "./NodeBox.module.css";
import { sceneStore } from "./scene.ts";
import type { BoxNode } from "./shown.ts";
import { viewStore } from "./view.ts";

/** Both schemes' colours as custom properties: the style sheet picks, so a change of theme renders nothing. */
export function coloursStyle(colours: Colours): CSSProperties {
  return { "--in-light": colours.light, "--in-dark": colours.dark } as CSSProperties;
}

function useLabel(box: number): Label | undefined {
  return useStore(sceneStore, ({ scene }) =>
    scene === null || box >= scene.skeleton.count ? undefined : labelOf(scene, box),
  );
}

function useLight(box: number): Light | undefined {
  return useStore(litStore, (lit) => lit.boxes.get(box));
}

function Ports() {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} className={css.port} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={css.port} />
    </>
  );
}

export const NodeBox = memo(function NodeBox({ data: { box } }: NodeProps<BoxNode>) {
  const label = useLabel(box);
  const light = useLight(box);
  const step = label?.step ?? -1;
  const peak = useStore(sceneStore, ({ scene }) => scene?.picture.plan.stats.peakStep === step);
  const cursor = useStore(sessionStore, (s) => (s.cursor === null ? peak : s.cursor === step));
  const current = useStore(viewStore, (v) => v.current === box);
  if (label === undefined) return null;
  return (
    <div
      className={css.node}
      style={coloursStyle(label.colours)}
      title={label.title}
      data-testid={`node-${label.id}`}
      data-lit={light}
      data-cursor={cursor || undefined}
      data-peak={peak || undefined}
      data-current={current || undefined}
      data-output={label.output || undefined}
    >
      <span className={css.op}>{label.name}</span>
      <span className={css.numbers}>
        {label.size} · {step}
      </span>
      <span className={css.shape}>
        <span>{label.shape}</span>
        <span>{label.dtype}</span>
      </span>
      <Ports />
    </div>
  );
});

export const OutsideBox = memo(function OutsideBox({ data: { box } }: NodeProps<BoxNode>) {
  const label = useLabel(box);
  const light = useLight(box);
  const current = useStore(viewStore, (v) => v.current === box);
  if (label === undefined) return null;
  return (
    <div
      className={css.outside}
      style={coloursStyle(label.colours)}
      title={label.title}
      data-testid={`input-${label.id}`}
      data-lit={light}
      data-current={current || undefined}
    >
      <span className={css.value}>{label.name}</span>
      <span className={css.size}>{label.size}</span>
      <Ports />
    </div>
  );
});
