/** What a program says of its shared state, to be changed: policy, layout, arena, base, lock. */

import { useMemo } from "react";
import { useStore } from "zustand";
import {
  lockLayout,
  setArena,
  setAssumedBase,
  setLayout,
  setNames,
  setPolicy,
  unlockLayout,
} from "../../core/dialects/methods/edit/sharing.ts";
import type { ProgramReport } from "../../core/dialects/methods/program.types.ts";
import { sharedStateOf } from "../../core/dialects/methods/sharing/shared.ts";
import type { SharingPolicy } from "../../core/document.ts";
import { formatBytes } from "../../core/units.ts";
import { documentStore } from "../../store/document.ts";
import { editSharing } from "../../store/methods-edits.ts";
import { Choice, Line, type Named, NumberSetting, Press, TextSetting } from "./Fields.tsx";

const POLICIES: readonly Named<SharingPolicy>[] = [
  { id: "none", title: "nothing" },
  { id: "mutable", title: "all mutable state" },
  { id: "mutable-in-two", title: "mutable, in two or more" },
  { id: "names", title: "these names" },
  { id: "entries", title: "the entries of the document" },
];

const LAYOUTS: readonly Named<"appearance" | "size">[] = [
  { id: "appearance", title: "first appearance" },
  { id: "size", title: "alignment, then size" },
];

/** Each layout with the bytes that the region takes by it, so that the choice can be weighed. */
function useLayouts(): readonly Named<"appearance" | "size">[] {
  const document = useStore(documentStore, (s) => s.document);
  return useMemo(
    () =>
      LAYOUTS.map(({ id, title }) => {
        if (document?.kind !== "methods" || document.sharing === undefined) return { id, title };
        const tried = { ...document, sharing: { ...document.sharing, layout: id } };
        const shared = sharedStateOf(tried, null);
        const bytes = shared.ok ? shared.value.area?.bytes : undefined;
        return { id, title: bytes === undefined ? title : `${title} · ${formatBytes(bytes)}` };
      }),
    [document],
  );
}

export function Declaration({ report }: { report: ProgramReport }) {
  const sharing = useStore(documentStore, (s) =>
    s.document?.kind === "methods" ? s.document.sharing : undefined,
  );
  const layouts = useLayouts();
  const policy = sharing?.policy ?? "none";
  const locked = Object.keys(sharing?.locked ?? {}).length;
  return (
    <Line label="Declaration of shared state">
      <Choice
        label="Share"
        says="Which state all methods that have it keep at one place. Tensors of equal name are one piece of state."
        value={policy}
        choices={POLICIES}
        give={(to) => editSharing((d) => setPolicy(d, to, report.entries))}
      />
      {policy === "names" && (
        <TextSetting
          label="Names"
          says="Names of state, with commas between"
          value={(sharing?.names ?? []).join(", ")}
          empty="k_cache, v_cache"
          wide
          give={(text) =>
            editSharing((d) =>
              setNames(
                d,
                text
                  .split(",")
                  .map((name) => name.trim())
                  .filter((name) => name !== ""),
              ),
            )
          }
        />
      )}
      <Choice
        label="Layout"
        says="By first appearance, as ExecuTorch lays it out, or the most aligned and largest first, which loses less to padding."
        value={sharing?.layout ?? "appearance"}
        choices={layouts}
        give={(to) => editSharing((d) => setLayout(d, to))}
      />
      <TextSetting
        label="Arena"
        says="Number of the arena that holds the shared state and nothing else; empty: the lowest that no method uses."
        value={sharing?.arena ?? ""}
        empty={report.area === null ? "free" : `${report.area.arena}, free`}
        give={(arena) => editSharing((d) => setArena(d, arena === "" ? null : arena))}
      />
      <NumberSetting
        label="Assumed base"
        says="What the runtime's memory is taken to begin at a multiple of, in bytes: no file says it."
        kind="bytes"
        least={1}
        value={sharing?.assumedBase ?? null}
        empty={String(report.alignment.assumedBase)}
        give={(bytes) => editSharing((d) => setAssumedBase(d, bytes))}
      />
      {locked === 0 ? (
        <Press
          title="Lock present layout"
          says="Keeps the offsets that the entries have now: state that comes later goes behind them."
          disabled={report.entries.length === 0}
          run={() => editSharing((d) => lockLayout(d, report.entries))}
        />
      ) : (
        <Press
          title={`Unlock ${locked === 1 ? "1 entry" : `${locked} entries`}`}
          says="Lets the layout be made anew."
          run={() => editSharing(unlockLayout)}
        />
      )}
    </Line>
  );
}
