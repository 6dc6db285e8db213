/** Preferences of the person, kept in this browser: theme, address base, modes. Not part of any document. */

import { type SessionState, sessionStore } from "../store/session.ts";

const KEY = "memplan.preferences";
const KEPT = [
  "theme",
  "addressBase",
  "singleKeys",
  "timelineRows",
  "rowSort",
  "rowsDown",
  "heat",
  "colourBy",
  "graphLayout",
  "backend",
  "lowerPane",
] as const;

type Kept = Pick<SessionState, (typeof KEPT)[number]>;

function kept(state: SessionState): Kept {
  return Object.fromEntries(KEPT.map((k) => [k, state[k]])) as unknown as Kept;
}

/** What was kept, as far as it still has the kind of value that it should have. */
function restore(): void {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof found !== "object" || found === null) return;
    const now = sessionStore.getState();
    const fitting = Object.entries(found).filter(
      ([k, v]) => (KEPT as readonly string[]).includes(k) && typeof v === typeof now[k as keyof Kept],
    );
    sessionStore.setState(Object.fromEntries(fitting) as Partial<SessionState>);
  } catch {
    // a private window or a broken entry: the defaults are good
  }
}

function applyTheme(): void {
  const { theme } = sessionStore.getState();
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/** Restores preferences, keeps them, and applies the theme from now on. */
export function keepPreferences(): void {
  restore();
  applyTheme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
  sessionStore.subscribe((now, before) => {
    if (now.theme !== before.theme) applyTheme();
    if (KEPT.every((k) => now[k] === before[k])) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(kept(now)));
    } catch {
      // not kept, no harm
    }
  });
}
