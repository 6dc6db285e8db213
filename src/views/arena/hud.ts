/** What a frame of the arena draws and costs, for whoever wants to know: over the picture, while the session asks for it. */

import { formatCount } from "../../core/units.ts";
import { backendStore } from "../../store/backend.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import css from "./Arena.module.css";

const TITLES = { canvas: "Canvas 2D", webgl: "WebGL2" } as const;

/** Frames of which the slowest is told. */
const FRAMES = 30;

export interface Hud {
  /** Called after each frame: rectangles that it drew one by one, and the milliseconds that the page spent on it. */
  readonly frame: (rects: number, milliseconds: number) => void;
  readonly stop: () => void;
}

export function makeHud(root: HTMLElement): Hud {
  const line = document.createElement("p");
  line.className = css.hud ?? "";
  line.dataset.testid = "hud";
  const times: number[] = [];
  let rects = 0;

  function write(): void {
    const { hud } = sessionStore.getState();
    if (!hud) {
      line.remove();
      return;
    }
    const total = outcomeStore.getState().picture?.plan.storages.count ?? 0;
    const { now, why } = backendStore.getState();
    const last = times.at(-1) ?? 0;
    const most = times.reduce((a, b) => Math.max(a, b), 0);
    const drawn =
      now === "webgl"
        ? `all of ${formatCount(total)} storages on the card, ${formatCount(rects)} again over them`
        : `${formatCount(rects)} rectangles of ${formatCount(total)} storages`;
    line.textContent = `${TITLES[now]} · ${drawn} · ${last.toFixed(1)} ms, at most ${most.toFixed(1)} ms in ${times.length} frames${why === "" ? "" : ` · ${why}`}`;
    if (line.parentElement !== root) root.append(line);
  }

  const stops = [
    sessionStore.subscribe((now, before) => {
      if (now.hud !== before.hud) write();
    }),
    backendStore.subscribe(({ now }) => {
      root.dataset.backend = now;
      write();
    }),
  ];
  root.dataset.backend = backendStore.getState().now;
  return {
    frame(drawn, milliseconds) {
      rects = drawn;
      times.push(milliseconds);
      if (times.length > FRAMES) times.shift();
      if (sessionStore.getState().hud) write();
    },
    stop() {
      for (const stop of stops) stop();
      line.remove();
    },
  };
}
