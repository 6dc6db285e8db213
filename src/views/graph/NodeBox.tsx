/** The boxes of the graph: nodes, values, outputs, folded groups. They know their name only; the rest they read from the stores. */

import type { NodeProps } from "@xyflow/react";
import { type CSSProperties, memo, type ReactNode, useRef } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { BoxKey } from "../../core/box-key.ts";
import { widthOf } from "../../draw/label.ts";
import { theme } from "../../draw/theme.ts";
import { sessionStore } from "../../store/session.ts";
import { fold } from "./fold.ts";
import { GroupFrame } from "./GroupFrame.tsx";
import { framesOf } from "./group-facts.ts";
import { type Colours, type Label, labelOf } from "./labels.ts";
import { type Light, litStore } from "./lit.ts";
import css from "./NodeBox.module.css";
import { type DrawnPorts, type PortDot, portFactsStore, portsOfBox } from "./ports.ts";
import { boxByKey, sceneStore } from "./scene.ts";
import type { BoxNode } from "./shown.ts";
import { viewStore } from "./view.ts";

type Props = NodeProps<BoxNode>;

/** Both schemes' colours as custom properties: the style sheet picks, so a change of theme renders nothing. */
export function coloursStyle({ light, dark }: Colours): CSSProperties {
  return { "--in-light": light, "--in-dark": dark } as CSSProperties;
}

/** Pixels that a box has for its operator, and the size of that beside details; the least of it by which long ones are shown smaller. */
const OP_ROOM = 102;
const OP_SIZE = 12.5;
const OP_LEAST = 0.76;

/** How much smaller an operator is written to be read whole: `DEPTHWISE_CONV_2D` just is. */
function fitStyle(op: string): CSSProperties {
  const fit = Math.max(OP_LEAST, Math.min(1, OP_ROOM / widthOf(op, OP_SIZE, theme().uiEm)));
  return { "--fit": fit.toFixed(2) } as CSSProperties;
}

/** −1 once it is gone. */
function boxNow(id: string): number {
  const { scene } = sceneStore.getState();
  return scene === null ? -1 : boxByKey(scene, id as BoxKey);
}

function useLabel(id: string): Label | undefined {
  const label = ({ scene }: ReturnType<typeof sceneStore.getState>) => {
    const box = boxNow(id);
    return scene === null || box < 0 ? undefined : labelOf(scene, box);
  };
  return useStore(sceneStore, useShallow(label));
}

function usePorts(id: string): DrawnPorts | undefined {
  const facts = useStore(portFactsStore, (p) => p.facts);
  const last = useRef<DrawnPorts>(undefined);
  return useStore(sceneStore, ({ scene }) => {
    const box = boxNow(id);
    if (scene === null || box < 0) return undefined;
    last.current = portsOfBox(scene, box, facts, last.current);
    return last.current;
  });
}

/** A port: named as React Flow names its handles, by which it finds the ends of lines when it measures a box. */
function Port({ dot }: { dot: PortDot }) {
  const enters = dot.id.startsWith("in");
  return (
    <i
      className={`${css.port} ${enters ? "target" : "source"}`}
      style={{ left: dot.x }}
      title={dot.title}
      data-handleid={dot.id}
      data-handlepos={enters ? "top" : "bottom"}
      data-free={dot.free || undefined}
      data-fault={dot.fault}
    />
  );
}

/** The ports along both edges, and for screen readers what is wrong at them. */
function Ports({ of }: { of: DrawnPorts | undefined }) {
  if (of === undefined) return null;
  return (
    <>
      {of.dots.map((dot) => (
        <Port key={dot.id} dot={dot} />
      ))}
      {of.says !== "" && <span className="sr-only">{of.says}</span>}
    </>
  );
}

/** What all boxes have: colours, light, the mark of the keyboard, ports. */
function Shell(props: {
  id: string;
  label: Label;
  className: string | undefined;
  testId: string;
  ports: DrawnPorts | undefined;
  data?: Readonly<Record<`data-${string}`, string | boolean | undefined>>;
  children: ReactNode;
}) {
  const { id, label, ports } = props;
  const light = useStore(litStore, (lit): Light | undefined => lit.boxes.get(boxNow(id)));
  const current = useStore(viewStore, (v) => v.current >= 0 && v.current === boxNow(id));
  return (
    <div
      className={props.className}
      style={coloursStyle(label)}
      title={label.title}
      data-testid={`${props.testId}-${label.id}`}
      data-lit={light}
      data-current={current || undefined}
      data-fault={ports?.fault}
      {...props.data}
    >
      {props.children}
      <Ports of={ports} />
    </div>
  );
}

export const NodeBox = memo(function NodeBox({ id }: Props) {
  const label = useLabel(id);
  const ports = usePorts(id);
  const step = label?.step ?? -1;
  const peak = useStore(sceneStore, ({ scene }) => step >= 0 && scene?.picture?.plan.stats.peakStep === step);
  const cursor = useStore(sessionStore, (s) => step >= 0 && (s.cursor === null ? peak : s.cursor === step));
  const group = useStore(sceneStore, ({ scene }) =>
    scene === null ? undefined : framesOf(scene).marks.get(boxNow(id)),
  );
  if (label === undefined) return null;
  return (
    <Shell
      id={id}
      label={label}
      className={css.node}
      testId="node"
      ports={ports}
      data={{
        "data-cursor": cursor || undefined,
        "data-peak": peak || undefined,
        "data-new": step < 0 || undefined,
      }}
    >
      <span className={css.op} style={fitStyle(label.name)}>
        {label.name}
        {label.own !== "" && <span className={css.own}> {label.own}</span>}
      </span>
      <span className={css.numbers}>
        {label.size}
        {step >= 0 && ` · ${step}`}
      </span>
      <span className={css.shape}>
        <span>{label.shape}</span>
        <span>{label.dtype}</span>
      </span>
      {group !== undefined && <span className={css.group}>{group}</span>}
    </Shell>
  );
});

export const ValueBox = memo(function ValueBox({ id }: Props) {
  const label = useLabel(id);
  const ports = usePorts(id);
  if (label === undefined) return null;
  const data = { "data-kind": label.kind };
  return (
    <Shell id={id} label={label} className={css.value} testId={label.kind} ports={ports} data={data}>
      <span className={css.name}>{label.name}</span>
      <span className={css.size}>{label.size}</span>
    </Shell>
  );
});

export const OutputBox = memo(function OutputBox({ id }: Props) {
  const label = useLabel(id);
  const ports = usePorts(id);
  if (label === undefined) return null;
  return (
    <Shell id={id} label={label} className={css.output} testId="output" ports={ports}>
      <span className={css.name}>{label.name}</span>
    </Shell>
  );
});

export const GroupBox = memo(function GroupBox({ id }: Props) {
  const label = useLabel(id);
  const ports = usePorts(id);
  if (label === undefined) return null;
  return (
    <Shell id={id} label={label} className={css.folded} testId="group" ports={ports}>
      <span className={css.op}>{label.name}</span>
      <span className={css.numbers}>
        {label.kind}
        {label.size !== "" && ` · ${label.size}`}
      </span>
      <button
        type="button"
        className={css.fold}
        aria-label={`Unfold ${label.name}`}
        title="Unfold this group"
        onClick={(event) => {
          event.stopPropagation();
          fold(label.id, false);
        }}
      >
        +
      </button>
    </Shell>
  );
});

/** By `BoxNode.type`. */
export const NODE_TYPES = {
  node: NodeBox,
  value: ValueBox,
  pill: OutputBox,
  folded: GroupBox,
  frame: GroupFrame,
};
