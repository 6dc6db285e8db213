/** What becomes of references at a port: what its node does with them, and what it takes or gives. */

import { useState } from "react";
import {
  type DataflowDocument,
  type PortReference,
  type PortSpec,
  REFERENCE_STATUSES,
} from "../../../core/dialects/dataflow/document.ts";
import { oneOf } from "../../../core/dialects/dataflow/edit/find.ts";
import { setReference } from "../../../core/dialects/dataflow/edit/references.ts";
import type { PortAt } from "../../../core/dialects/dataflow/edit/types.ts";
import { sayProblem } from "../../../core/result.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { type Option, SelectBox } from "./fields.tsx";
import css from "./Inspect.module.css";

interface Choice extends Option {
  readonly says: PortReference;
}

/** One use of a reference, with the outputs that it is given on to. */
function wordOf({ use, to = [] }: PortReference): string {
  return use === undefined ? "" : JSON.stringify([use, ...to]);
}

const GIVEN_ON = { own: "must own", copy: "copies if shared", forward: "passes on" } as const;

function usesFor(spec: PortSpec, outputs: readonly PortSpec[]): readonly Choice[] {
  const names = outputs.map(({ name }) => name);
  const targets = [...names.map((name) => [name]), ...(names.length > 1 ? [names] : [])];
  const choices = [
    { says: {}, title: "as its role" },
    { says: { use: "borrow" }, title: "reads and releases" } as const,
    ...(["own", "copy", "forward"] as const).flatMap((use) =>
      targets.map((to) => ({ says: { use, to }, title: `${GIVEN_ON[use]} → ${to.join(", ")}` })),
    ),
    ...(names.length > 0 ? [{ says: { use: "split" }, title: "gives to all others" } as const] : []),
  ].map((choice): Choice => ({ ...choice, value: wordOf(choice.says) }));
  const own = spec.reference ?? {};
  if (choices.some(({ value }) => value === wordOf(own))) return choices;
  const title = `${own.use === "split" ? "gives" : GIVEN_ON[own.use === "own" || own.use === "copy" ? own.use : "forward"]} → ${own.to?.join(", ")}`;
  return [...choices, { says: { use: own.use, to: own.to }, title, value: wordOf(own) }];
}

function givesFor(spec: PortSpec, inputs: readonly PortSpec[]): readonly Choice[] {
  const gives = spec.reference?.gives;
  const others = typeof gives === "object" && gives.length > 1 ? [gives] : [];
  const choices: readonly Omit<Choice, "value">[] = [
    { says: {}, title: "as what it gets" },
    { says: { gives: "unique" }, title: "gives unique" },
    { says: { gives: "shared" }, title: "gives shared" },
    ...[...inputs.map(({ name }) => [name]), ...others].map((names) => ({
      says: { gives: names },
      title: `as shared as ${names.join(", ")}`,
    })),
  ];
  return choices.map((choice) => ({ ...choice, value: JSON.stringify(choice.says.gives ?? "") }));
}

const TAKES = { any: "takes any", unique: "takes unique", shared: "takes shared" } as const;

export function Reference({
  document,
  at,
  spec,
}: {
  document: DataflowDocument;
  at: PortAt;
  spec: PortSpec;
}) {
  const [problem, setProblem] = useState("");
  const node = document.nodes.find(({ id }) => id === at.node);
  const own = spec.reference ?? {};
  const what = `${oneOf(at.side)} ${at.port}`;
  const give = (reference: PortReference) => {
    const given = editStream((d) => setReference(d, at, reference));
    setProblem(given?.ok === false ? sayProblem({ ...given.problem, where: "" }) : "");
  };
  const says = problem !== "" && (
    <span role="alert" className={css.refused}>
      {problem}
    </span>
  );
  if (at.side === "outputs") {
    const choices = givesFor(spec, node?.inputs ?? []);
    return (
      <div className={css.reference}>
        <SelectBox
          label={`References at the ${what}`}
          value={JSON.stringify(own.gives ?? "")}
          options={choices}
          onChange={(value) => give(choices.find((c) => c.value === value)?.says ?? {})}
        />
        {says}
      </div>
    );
  }
  const choices = usesFor(spec, node?.outputs ?? []);
  return (
    <div className={css.reference}>
      <SelectBox
        label={`References at the ${what}`}
        value={wordOf(own)}
        options={choices}
        onChange={(value) => {
          const { use, to } = choices.find((c) => c.value === value)?.says ?? {};
          // who owns takes what is unique only
          give({ use, to, requires: use === "own" ? undefined : own.requires });
        }}
      />
      {own.use !== "own" && (
        <SelectBox
          label={`What the ${what} takes`}
          value={own.requires ?? ""}
          options={[
            { value: "", title: "as its use" },
            ...REFERENCE_STATUSES.map((status) => ({ value: status, title: TAKES[status] })),
          ]}
          onChange={(value) =>
            give({ ...own, requires: REFERENCE_STATUSES.find((status) => status === value) })
          }
        />
      )}
      {says}
    </div>
  );
}
