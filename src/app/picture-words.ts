/** What a picture that leaves the page says besides what it shows: its title, what colours stand for, how to have it again. */

import { sourceKind } from "../core/source-words.ts";
import { sayStrategy } from "../core/strategy-words.ts";
import { formatBytesExactly, formatCount } from "../core/units.ts";
import { VERSION } from "../core/version.ts";
import { MARK } from "../look/look.types.ts";
import type { ImageSource, ImageWords } from "../store/images.ts";
import { tintsNow } from "../store/looks.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";

export const NO_WORDS: ImageWords = { title: "", subtitle: "", legend: [], marks: [], notes: [] };

/** Marks in the order in which a legend tells them. */
const MARKS = [MARK.door, MARK.kept, MARK.scratch];

function counted(n: number, one: string): string {
  return `${formatCount(n)} ${one}${n === 1 ? "" : "s"}`;
}

function subtitleOf({ plan }: Picture, pane: string): string {
  const { stats } = plan;
  const { time } = sessionStore.getState();
  const all = counted(plan.steps, "step");
  const steps =
    time === null
      ? all
      : `steps ${formatCount(Math.max(0, Math.floor(time[0])))}–${formatCount(Math.min(plan.steps, Math.ceil(time[1])) - 1)} of ${all}`;
  return [pane, `${counted(stats.storages, "storage")} in ${counted(stats.buffers, "buffer")}`, steps].join(
    " · ",
  );
}

function numbers({ plan }: Picture): string {
  const { stats, arenas } = plan;
  const limits = arenas.flatMap(({ id, capacity }) =>
    capacity === null
      ? []
      : [`capacity${arenas.length > 1 ? ` of ${id}` : ""} ${formatBytesExactly(capacity)}`],
  );
  return [
    `peak ${formatBytesExactly(stats.peakBytes)}`,
    `lower bound ${formatBytesExactly(stats.lowerBoundBytes)}`,
    ...(limits.length === 0 ? ["no capacity given"] : limits),
    ...(stats.fits ? [] : ["does not fit"]),
  ].join(" · ");
}

function verdict({ violations, plan }: Picture): string {
  if (violations.length > 0) return `wrong: ${counted(violations.length, "violation")}`;
  return plan.imported ? "imported, checked" : "checked";
}

/** `pane`: what is shown, as its pane is called. */
function pictureWords(picture: Picture, view: string, pane: string): ImageWords {
  const tints = tintsNow(picture);
  const { heat } = sessionStore.getState();
  const coloured = view !== "arena" || heat === "tenants";
  // the arena's own strip tells its patterns
  const marks = view === "timeline" ? MARKS.filter((mark) => tints?.mark.includes(mark) === true) : [];
  const legend = coloured ? (tints?.legend ?? []) : [];
  const colours = view !== "arena" && legend.length === 0 ? ["colour: buffer, shade: tenant"] : [];
  return {
    title: picture.document.name,
    subtitle: subtitleOf(picture, pane),
    legend: legend.map(({ title, fill }) => ({ title, fill })),
    marks,
    notes: [
      [...colours, numbers(picture)].join(" · "),
      `${sayStrategy(picture.plan.settings, sourceKind(picture.document))} · ${verdict(picture)} · memplan\u00a0${VERSION}`,
    ],
  };
}

/** What the picture of a pane says now: its own words, or those of the plan. */
export function wordsOf(source: ImageSource): ImageWords {
  const { picture } = outcomeStore.getState();
  const ofPlan = () => (picture === null ? NO_WORDS : pictureWords(picture, source.id, source.title));
  return source.words?.() ?? ofPlan();
}
