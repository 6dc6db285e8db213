/** Entries of the shared region, one row each: where it is, and what each method does with it. */

import { useStore } from "zustand";
import { setEntryAlignment } from "../../core/dialects/methods/edit/sharing.ts";
import type { Member, ProgramReport, SharedPlace } from "../../core/dialects/methods/program.types.ts";
import { formatAddress, formatBytes, formatBytesExactly } from "../../core/units.ts";
import { documentStore } from "../../store/document.ts";
import { looksStore } from "../../store/looks.ts";
import { chooseMethod } from "../../store/methods.ts";
import { editSharing } from "../../store/methods-edits.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { point, sessionStore } from "../../store/session.ts";
import { Swatch } from "../../ui/Swatch.tsx";
import { NumberSetting } from "./Fields.tsx";
import { fillOf } from "./fill.ts";
import { pointTo, showNamed } from "./links.ts";
import css from "./Members.module.css";

const USE_WORDS = { mutated: "changes", read: "reads", absent: "–" } as const;

/** Its own alignment as the declaration has it; null: as arena and dtype ask. */
function useOwnAlignment(name: string): number | null {
  return useStore(documentStore, (s) =>
    s.document?.kind === "methods"
      ? (s.document.sharing?.entries?.find((e) => e.name === name)?.alignment ?? null)
      : null,
  );
}

function Use({ member, entry }: { member: Member; entry: SharedPlace }) {
  const { use, reclassified, method, tensor } = member;
  if (use === "absent")
    return (
      <td data-use={use} title={`${method} has none of it`}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">absent</span>
      </td>
    );
  return (
    <td data-use={use}>
      <button
        type="button"
        className={css.use}
        title={reclassified ?? `${method} ${use === "mutated" ? "writes" : "only reads"} ${tensor}`}
        onClick={() => {
          chooseMethod(method);
          showNamed([`tensor:${entry.id}`]);
        }}
      >
        {USE_WORDS[use]}
      </button>
      {reclassified !== undefined && <p className={css.reason}>state here: {reclassified}</p>}
    </td>
  );
}

/** `most`: the highest address of the region. */
function Row({ entry, most }: { entry: SharedPlace; most: number }) {
  const at = [`tensor:${entry.id}`];
  const fill = fillOf(entry.id);
  const own = useOwnAlignment(entry.name);
  const base = useStore(sessionStore, (s) => s.addressBase);
  return (
    <tr onPointerEnter={() => pointTo(at)} onPointerLeave={() => point(null)}>
      <th scope="row">
        <button type="button" className={css.entry} onClick={() => showNamed(at)}>
          <Swatch light={fill.light} dark={fill.dark} />
          {entry.name}
        </button>
        {entry.locked && (
          <span className={css.mark} title="Its offset is that of an earlier export">
            locked
          </span>
        )}
        {entry.initial && (
          <span className={css.mark} title="It has contents when the program is loaded">
            initial data
          </span>
        )}
      </th>
      <td data-numeric title={formatBytesExactly(entry.bytes)}>
        {formatBytes(entry.bytes)}
      </td>
      <td data-numeric>{formatAddress(entry.offset, most, base)}</td>
      <td data-numeric>
        <NumberSetting
          label={`Alignment of ${entry.name}`}
          says={`Bytes that its offset is a multiple of; ${entry.alignment} now`}
          kind="bytes"
          least={1}
          hidden
          value={own}
          empty={String(entry.alignment)}
          give={(bytes) => editSharing((d) => setEntryAlignment(d, entry, bytes))}
        />
      </td>
      {entry.members.map((m) => (
        <Use key={m.method} member={m} entry={entry} />
      ))}
    </tr>
  );
}

export function Members({ report }: { report: ProgramReport }) {
  // colours are those of the picture
  useStore(outcomeStore, (s) => s.picture);
  useStore(sessionStore, (s) => s.colourBy);
  useStore(looksStore, (s) => s.tints);
  if (report.entries.length === 0) return null;
  return (
    <div className={css.scroller}>
      <table className={css.table} aria-label="Entries of the shared region">
        <thead>
          <tr>
            <th scope="col">entry</th>
            <th scope="col" data-numeric>
              bytes
            </th>
            <th scope="col" data-numeric>
              offset
            </th>
            <th scope="col" data-numeric>
              alignment
            </th>
            {report.methods.map((method) => (
              <th key={method} scope="col" title={`What ${method} does with it`}>
                {method}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.entries.map((entry) => (
            <Row key={entry.name} entry={entry} most={report.area?.bytes ?? 0} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
