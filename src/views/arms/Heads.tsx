/** The head of the table: arms in their order, those that may run at the same time below each other. */

import { memo, useMemo } from "react";
import { placeOfArm } from "../../core/dialects/arms/edit/arms.ts";
import { relationsOf } from "../../core/dialects/arms/edit/relations.ts";
import type { ArmReport } from "../../core/dialects/arms/report.types.ts";
import { FIXED, type Spot } from "../../look/arms/walk.ts";
import { Draft } from "./Draft.tsx";
import type { ArmsModel } from "./model.ts";
import { Part } from "./Part.tsx";
import { spotKey } from "./Row.tsx";
import css from "./Table.module.css";

const TITLES = [
  { title: "buffer", says: "Buffers of the program, as they are declared", css: css.name },
  { title: "bytes", says: "Size of the buffer", css: css.bytes },
  { title: "precise", says: "What the precise rule makes of it", css: css.state },
  { title: "orig.", says: "Whether the original rule calls it recyclable", css: css.tick },
  { title: "ours", says: "Whether the precise rule lets it share storage", css: css.tick },
] as const;

/** What an arm is to the one that is looked at, as a sign before its name. */
const SIGNS = { before: "‹", after: "›", parallel: "∥", exclusive: "⊻" } as const;
const SIGN_SAYS = {
  before: "runs before",
  after: "runs after",
  parallel: "may run at the same time as",
  exclusive: "runs at another time than, in an order that is not known,",
} as const;

function names(model: ArmsModel, arms: readonly number[]): string {
  return arms.map((arm) => model.report.arms[arm]?.id ?? "").join(", ");
}

function titleOf(
  model: ArmsModel,
  arm: ArmReport,
  shown: string | null,
  sign: keyof typeof SIGNS | undefined,
): string {
  const lines = [arm.stray ? "Statements outside the arms" : `Arm ${arm.id}`];
  if (sign !== undefined && shown !== null) lines.push(`${SIGN_SAYS[sign]} ${shown}`);
  const { parallel, exclusive, regions } = arm;
  if (parallel.length > 0) lines.push(`may run beside ${names(model, parallel)}`);
  if (exclusive.length > 0) lines.push(`exclusive with ${names(model, exclusive)}`);
  if (regions.length > 0) lines.push(`nested in it: ${regions.map(({ name }) => name).join(", ")}`);
  return lines.join("; ");
}

export const Heads = memo(function Heads(props: {
  model: ArmsModel;
  shown: string | null;
  lit: ReadonlySet<string>;
  active: Spot | null;
  /** The arm that is being renamed. */
  editing: number;
  onGive: (text: string) => boolean;
  onLeave: () => void;
}) {
  const { model, shown, active } = props;
  const { document, report, places } = model;
  const relations = useMemo(() => relationsOf(document, shown ?? ""), [document, shown]);
  return (
    <Part className={css.heads} role="row" aria-rowindex={1}>
      <div className={css.fixed}>
        {TITLES.map(({ title, says, css: look }, i) => (
          <Part key={title} className={look} role="columnheader" aria-colindex={i + 1} title={says}>
            {title}
          </Part>
        ))}
      </div>
      <div className={css.cells}>
        {places.columns.map(({ arms }, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={column} className={css.column}>
            {arms.map((at, lane) => {
              const arm = report.arms[at];
              if (arm === undefined) return null;
              const sign = relations.get(arm.id);
              // seen from the arm in the head, not from the one that is shown
              const seen = sign === "before" ? "after" : sign === "after" ? "before" : sign;
              return (
                <Part
                  key={arm.id}
                  className={css.head}
                  role="columnheader"
                  aria-colindex={FIXED + at + 1}
                  aria-label={titleOf(model, arm, shown, seen)}
                  title={titleOf(model, arm, shown, seen)}
                  data-head={at}
                  data-lit={props.lit.has(arm.id)}
                  data-shown={shown === arm.id}
                  data-relation={seen}
                  data-spot={spotKey(-1, FIXED + column, lane)}
                  tabIndex={active?.column === FIXED + column && active.lane === lane ? 0 : -1}
                >
                  {props.editing === at ? (
                    <Draft
                      label={`New name of ${arm.id}`}
                      value={placeOfArm(document, arm.id)?.region.arm ?? arm.id}
                      onGive={props.onGive}
                      onLeave={props.onLeave}
                    />
                  ) : (
                    <>
                      {seen !== undefined && (
                        <span className={css.sign} aria-hidden="true">
                          {SIGNS[seen]}
                        </span>
                      )}
                      <span className={css.cut}>{arm.id}</span>
                      {arm.regions.length > 0 && (
                        <span className={css.nested} aria-hidden="true">
                          ▣{arm.regions.length}
                        </span>
                      )}
                    </>
                  )}
                </Part>
              );
            })}
          </div>
        ))}
      </div>
    </Part>
  );
});
