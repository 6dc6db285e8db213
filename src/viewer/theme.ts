/** The theme of the viewer, as the system has it until somebody chooses. Nothing is kept. */

import { sessionStore } from "../store/session.ts";

/** Called once. */
export function startTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const { theme } = sessionStore.getState();
    const dark = theme === "dark" || (theme === "system" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  apply();
  system.addEventListener("change", apply);
  sessionStore.subscribe((now, before) => {
    if (now.theme !== before.theme) apply();
  });
}
