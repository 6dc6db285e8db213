/** The menu of a thing: right click on it in any pane, or Shift+F10 for what is selected. */

import { lazy, Suspense, useEffect, useState } from "react";
import { formatAddress, formatBytes } from "../core/units.ts";
import { COMMANDS } from "../store/commands.ts";
import { targetName } from "../store/facts.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { select, sessionStore, type Target } from "../store/session.ts";
import { selectedStorage } from "../store/walk.ts";
import type { MenuEntry, MenuGroup } from "../ui/Menu.tsx";
import { keyLabel } from "./keys.ts";
import { later } from "./later.ts";

const PointMenu = lazy(async () => ({ default: (await import("../ui/Menu.tsx")).PointMenu }));

/** Panes whose things have a menu. */
const PANES = ["timeline", "arena", "graph", "table", "inspector"]
  .map((id) => `[data-testid=${id}]`)
  .join(", ");
const GO = ["reveal", "previous-tenant", "next-tenant", "producer", "consumer", "pair"];

interface Open {
  readonly x: number;
  readonly y: number;
  readonly target: Target;
}

function copies(picture: Picture, target: Target): MenuEntry[] {
  const copy = (id: string, title: string, text: string): MenuEntry => ({
    id,
    title,
    says: text,
    run: () => later(services().copyText(text)),
  });
  const { storages } = picture.plan;
  const s = selectedStorage(picture, target);
  const name = copy("name", "Copy its name", targetName(picture, target));
  if (s < 0) return [name];
  const base = sessionStore.getState().addressBase;
  const [from, bytes] = [storages.offset[s] ?? 0, storages.bytes[s] ?? 0];
  const range = `${formatAddress(from, from + bytes, base)} – ${formatAddress(from + bytes, 0, base)}`;
  return [
    name,
    copy("range", "Copy its addresses", range),
    copy("size", `Copy its size, ${formatBytes(bytes)}`, String(bytes)),
  ];
}

function groupsOf(picture: Picture, target: Target): MenuGroup[] {
  const go = COMMANDS.filter((c) => GO.includes(c.id)).map((c) => ({
    id: c.id,
    title: c.title,
    hint: keyLabel(c.keys[0] ?? ""),
    run: c.run,
  }));
  return [
    { title: targetName(picture, target), entries: go },
    { title: "Copy", entries: copies(picture, target) },
  ];
}

export function ContextMenu() {
  const [open, setOpen] = useState<Open | null>(null);
  useEffect(() => {
    const ask = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest(PANES) === null) return;
      const { hover, selection } = sessionStore.getState();
      const target = hover ?? selection;
      if (target === null) return;
      event.preventDefault();
      select(target);
      setOpen({ x: event.clientX, y: event.clientY, target });
    };
    window.addEventListener("contextmenu", ask);
    return () => window.removeEventListener("contextmenu", ask);
  }, []);
  const { picture } = outcomeStore.getState();
  if (open === null || picture === null) return null;
  return (
    <Suspense fallback={null}>
      <PointMenu
        at={open}
        label={`What to do with ${targetName(picture, open.target)}`}
        groups={groupsOf(picture, open.target)}
        onClose={() => setOpen(null)}
      />
    </Suspense>
  );
}
