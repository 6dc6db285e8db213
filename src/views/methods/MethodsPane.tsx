/** A program of several methods: the passes it goes through, how it is planned, what its methods share, what its file says. */

import type { ComponentType } from "react";
import { useStore } from "zustand";
import type { MemplanDocument } from "../../core/document.ts";
import { documentStore } from "../../store/document.ts";
import { type MethodsSection, methodsStore, sectionsFor, showSection } from "../../store/methods.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { Alignment } from "./Alignment.tsx";
import { FilePlan } from "./FilePlan.tsx";
import css from "./MethodsPane.module.css";
import { Passes } from "./Passes.tsx";
import { Planning } from "./Planning.tsx";
import { Shared } from "./Shared.tsx";

const CHOICES: Readonly<Record<MethodsSection, SegmentedChoice<MethodsSection>>> = {
  passes: {
    id: "passes",
    title: "Passes",
    says: "What ExecuTorch does to the graph before it is planned, one pass after the other",
  },
  planning: {
    id: "planning",
    title: "Planning",
    says: "ExecuTorch's planners beside ours, on the same lifetimes",
  },
  shared: { id: "shared", title: "Shared", says: "State of several methods, at one place in all of them" },
  alignment: {
    id: "alignment",
    title: "Alignment",
    says: "What addresses are multiples of, and what that costs",
  },
  file: { id: "file", title: "File", says: "The plan that the file carries" },
};

const SECTIONS: Readonly<Record<MethodsSection, ComponentType>> = {
  passes: Passes,
  planning: Planning,
  shared: Shared,
  alignment: Alignment,
  file: FilePlan,
};

/** Why there is nothing to show of a document. */
function emptyText(document: MemplanDocument | null): string {
  if (document === null)
    return "Open a model to see the passes that ExecuTorch would run over it, and its plan.";
  switch (document.kind) {
    case "lifetimes":
      return "Lifetimes only: passes work on a graph. Open a model, a drawing, an ExecuTorch program (.pte) or a program of several methods.";
    case "plan":
      return "A finished plan: passes work on a graph. Open the model it was made from.";
    default:
      return "Passes and shared state are of graphs and of programs of several methods. Open a model, a drawing or an ExecuTorch program (.pte).";
  }
}

export function MethodsPane() {
  const document = useStore(documentStore, (s) => s.document);
  const wanted = useStore(methodsStore, (s) => s.section);
  const sections = sectionsFor(document);
  const section = sections.includes(wanted) ? wanted : sections[0];
  const Section = section === undefined ? null : SECTIONS[section];
  return (
    <section className={css.pane} aria-label="Methods" data-testid="methods">
      <PaneHead title="Methods" says={section === undefined ? "" : (CHOICES[section].says ?? "")}>
        {section !== undefined && (
          <Segmented
            label="Part of the pane"
            value={section}
            choices={sections.map((id) => CHOICES[id])}
            onChange={showSection}
          />
        )}
      </PaneHead>
      <div className={css.body}>
        {Section === null ? <p className={css.empty}>{emptyText(document)}</p> : <Section />}
      </div>
    </section>
  );
}
