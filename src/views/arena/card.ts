/** Draws a large arena on the graphics card where that pays, and leaves it to Canvas 2D where it does not. */

import type { Plan } from "../../core/plan.types.ts";
import type { Blit } from "../../draw/blit.ts";
import { makeJudge, passesTrial } from "../../draw/gl/judge.ts";
import { makeRectLayer, type RectLayer } from "../../draw/gl/rect-layer.ts";
import { type ArenaState, arenaFrame } from "../../draw/paint-arena.ts";
import { paintsOf } from "../../draw/paints.ts";
import type { Theme } from "../../draw/theme.ts";
import { TONE_ALPHA } from "../../draw/tone.ts";
import { tellBackend } from "../../store/backend.ts";
import { largeSource } from "../../store/large.ts";
import { type Backend, sessionStore } from "../../store/session.ts";

/** Why the card is not used though it might be; undefined: nothing speaks against it. */
type Against = "none" | "slow" | "lost" | "too-many";

const SAYS: Readonly<Record<Against, string>> = {
  none: "This browser gives no hardware WebGL2.",
  slow: "WebGL2 was measured and is too slow here.",
  lost: "The graphics card went away.",
  "too-many": "The arena has more rectangles than the graphics card takes.",
};

export interface Card {
  /** All rectangles of a frame as one image; undefined where Canvas 2D has to draw them. */
  readonly draw: (state: ArenaState, theme: Theme) => Blit | undefined;
  readonly stop: () => void;
}

/** `changed` hears that a frame would look better now. */
export function makeCard(changed: () => void): Card {
  let wanted: Backend | undefined;
  let layer: RectLayer | undefined;
  let against: Against | undefined;
  let judge = makeJudge();
  /** What the card was given. */
  let plan: Plan | undefined;
  let arena = -1;
  let loaded = false;
  let fill: Int32Array | undefined;
  let mask: Uint8Array | undefined;

  function reset(): void {
    layer?.stop();
    layer = undefined;
    against = undefined;
    judge = makeJudge();
    plan = undefined;
  }

  function ask(of: ArenaState): void {
    plan = of.model.plan;
    arena = of.arena;
    loaded = false;
    fill = undefined;
    const still = () => plan === of.model.plan && arena === of.arena && layer !== undefined;
    largeSource()
      ?.chunks(of.arena)
      .then(
        (chunks) => {
          if (!still()) return;
          if (layer?.load(chunks) === false) against = "too-many";
          else loaded = true;
          changed();
        },
        () => {
          // the picture has gone, and with it the question
          if (still()) plan = undefined;
        },
      );
  }

  function ready(state: ArenaState): RectLayer | undefined {
    layer ??= makeRectLayer(wanted === "webgl");
    if (layer === undefined) against = "none";
    else if (layer.lost()) against = "lost";
    if (layer === undefined || against !== undefined) return undefined;
    if (plan !== state.model.plan || arena !== state.arena) ask(state);
    return loaded ? layer : undefined;
  }

  function paint(on: RectLayer, state: ArenaState, theme: Theme): Blit | undefined {
    const { model, selected } = state;
    const fresh = fill === undefined;
    if (model.fill !== fill || selected?.mask !== mask) {
      fill = model.fill;
      mask = selected?.mask;
      on.tint(fill, mask);
    }
    const { plot, ...frame } = arenaFrame(state);
    const ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
    const view = { ...frame, plot, ratio, fills: paintsOf(theme).fills, alphas: [TONE_ALPHA[0], 1] as const };
    if (wanted === "auto" && ((fresh && !passesTrial(on.trial(view))) || !judge.frame(performance.now()))) {
      against = "slow";
      return undefined;
    }
    on.draw(view);
    const { canvas } = on;
    return { image: canvas, from: { x: 0, y: 0, w: canvas.width, h: canvas.height }, to: plot };
  }

  return {
    draw(state, theme) {
      const { backend } = sessionStore.getState();
      if (backend !== wanted) {
        reset();
        wanted = backend;
      }
      // lanes would have to share one card, and cells are no rectangles
      const fits = backend !== "canvas" && state.heat === "tenants" && state.lane === null;
      const on = fits && against === undefined ? ready(state) : undefined;
      const blit = on === undefined ? undefined : paint(on, state, theme);
      tellBackend(blit === undefined ? "canvas" : "webgl", against === undefined ? "" : SAYS[against]);
      return blit;
    },
    stop: reset,
  };
}
