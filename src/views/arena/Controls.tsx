/** What the head of the arena switches: which number its cells show, and what is drawn on it besides. */

import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { MOST_AT_ONCE } from "../../look/limits.ts";
import type { HeatMode } from "../../look/look.types.ts";
import { hinders, LAYERS, type Layer, toggleLayer } from "../../store/layers.ts";
import { isLarge } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { type SessionState, sessionStore } from "../../store/session.ts";
import { LaterMenu } from "../../ui/LaterMenu.tsx";
import type { MenuEntry } from "../../ui/Menu.tsx";
import css from "./Arena.module.css";

interface HeatChoice {
  readonly id: HeatMode;
  readonly title: string;
  readonly says: string;
}

const HEAT: readonly HeatChoice[] = [
  { id: "tenants", title: "tenants", says: "Who lives where" },
  { id: "reuse", title: "reuse", says: "How many tenants each address has had" },
  { id: "occupancy", title: "occupancy", says: "Share of bytes × steps in use, cell by cell" },
  { id: "idle", title: "idle", says: "How long each hole stays unused" },
  { id: "churn", title: "churn", says: "Share of bytes whose tenant begins or ends, a step" },
  {
    id: "fragmentation",
    title: "fragmentation",
    says: "Of each step the free bytes below the peak that the largest hole does not hold",
  },
];

export function WhatCellsShow() {
  const heat = useStore(sessionStore, (s) => s.heat);
  return (
    <label className={css.labelled} title={HEAT.find(({ id }) => id === heat)?.says}>
      <span>Cells</span>
      <select
        className={css.which}
        aria-label="What the arena shows"
        value={heat}
        onChange={({ target }) => {
          const chosen = HEAT.find(({ id }) => id === target.value);
          if (chosen !== undefined) sessionStore.setState({ heat: chosen.id });
        }}
      >
        {HEAT.map(({ id, title, says }) => (
          <option key={id} value={id} title={says}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function isOn(
  { lanes, ghosts, explained }: Pick<SessionState, "lanes" | "ghosts" | "explained">,
  id: Layer["id"],
): boolean {
  return id === "lanes" ? lanes : [...ghosts, ...explained].some((shown) => shown === id);
}

/** Of a plan too large to be looked through on the page. */
const SUM_ONLY = `A line at the sum only: more than ${formatCount(MOST_AT_ONCE)} storages`;

export function WhatIsShown() {
  const lanes = useStore(sessionStore, (s) => s.lanes);
  const ghosts = useStore(sessionStore, (s) => s.ghosts);
  const explained = useStore(sessionStore, (s) => s.explained);
  const several = useStore(outcomeStore, (s) => (s.picture?.plan.arenas.length ?? 0) > 1);
  const large = useStore(outcomeStore, (s) => s.picture !== null && isLarge(s.picture));
  const entryOf = (layer: Layer): MenuEntry => ({
    id: layer.id,
    title: layer.title,
    says: hinders(layer.id) ?? (large && layer.id === "no-reuse" ? SUM_ONLY : layer.says),
    disabled: hinders(layer.id) !== undefined,
    on: isOn({ lanes, ghosts, explained }, layer.id),
    run: () => toggleLayer(layer.id),
  });
  const [explains, behind] = [LAYERS.slice(0, 4), LAYERS.slice(4)].map((layers) => layers.map(entryOf));
  return (
    <LaterMenu
      trigger="Show ▾"
      label="Show on the arena"
      look="plain"
      groups={[
        { title: "Explain on the picture", entries: explains ?? [] },
        { title: "Behind it", entries: (behind ?? []).filter(({ id }) => several || id !== "lanes") },
      ]}
    />
  );
}
