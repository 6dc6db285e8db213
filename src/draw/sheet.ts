/** The sheet that a pane's picture is put on when it leaves the page: title above, what colours stand for and notes below. */

import type { PictureWish } from "../look/image.types.ts";
import type { Paint, Size } from "./image.ts";
import { beginning, widthOf } from "./label.ts";
import { markPattern } from "./paint-legend.ts";
import { paintsOf } from "./paints.ts";
import { paintPattern, patternOf } from "./patterns.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

const MARGIN = 12;
/** Pixels that words have at least, however narrow the picture is. */
const WORDS_LEAST = 440;
const TITLE = 15;
const SUBTITLE = 12;
const SMALL = 11;
const TITLE_LINE = 20;
const LINE = 17;
const SWATCH = { w: 12, h: 10 };
/** From a swatch to its word, and from a word to the next swatch. */
const WORD = 16;
const BETWEEN = 14;

/** An entry of the legend, and where its swatch begins in the lines below. */
interface Placed {
  readonly title: string;
  readonly paint: (surface: Surface, x: number, y: number) => void;
  readonly x: number;
  readonly line: number;
}

export interface Sheet extends Size {
  /** Where the pane's part is. */
  readonly body: { readonly x: number; readonly y: number } & Size;
  /** Where lines of words are. */
  readonly words: { readonly x: number; readonly width: number };
  readonly legend: readonly Placed[];
  readonly legendLines: number;
  readonly notes: readonly string[];
}

/** `text` in lines of at most `width` pixels, broken between words; a word that is longer alone has a line of its own, cut. */
export function wrapped(text: string, width: number, size: number, em: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, size, em) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines.map((l) => beginning(l, width, size, em));
}

function legendOf(wish: PictureWish, width: number, theme: Theme): Pick<Sheet, "legend" | "legendLines"> {
  const { fills, inks } = paintsOf(theme);
  const entries = [
    ...wish.legend.map(({ title, fill }) => ({
      title,
      paint: (surface: Surface, x: number, y: number) => {
        surface.fill(x, y, SWATCH.w, SWATCH.h, fills[fill] ?? theme.text2);
        paintPattern(surface, { x, y, ...SWATCH }, patternOf(fill), inks[fill] ?? theme.bg);
      },
    })),
    ...wish.marks.flatMap((mark) => {
      const pattern = markPattern(mark);
      if (pattern === undefined) return [];
      const paint = (surface: Surface, x: number, y: number) => {
        pattern.paint(surface, { x, y, ...SWATCH }, theme);
        surface.frame({ x, y, ...SWATCH }, theme.text2, 1);
      };
      return [{ title: pattern.word, paint }];
    }),
  ];
  const legend: Placed[] = [];
  let x = 0;
  let line = 0;
  for (const entry of entries) {
    const title = beginning(entry.title, width - WORD, SMALL, theme.uiEm);
    const length = WORD + widthOf(title, SMALL, theme.uiEm);
    if (x > 0 && x + length > width) {
      x = 0;
      line++;
    }
    legend.push({ title, paint: entry.paint, x, line });
    x += length + BETWEEN;
  }
  return { legend, legendLines: legend.length === 0 ? 0 : line + 1 };
}

/** Where everything goes; `shown` is the size of the pane on the page. A picture without words has no margins. */
export function sheetOf(shown: Size, wish: PictureWish, theme: Theme): Sheet {
  const { width, height } = wish.size ?? shown;
  const words = wish.title + wish.subtitle + wish.notes.join("") !== "" || wish.legend.length > 0;
  const margin = words ? MARGIN : 0;
  const inner = words ? Math.max(width, WORDS_LEAST) : width;
  const above = (wish.title === "" ? 0 : TITLE_LINE) + (wish.subtitle === "" ? 0 : LINE);
  const { legend, legendLines } = words ? legendOf(wish, inner, theme) : { legend: [], legendLines: 0 };
  const notes = wish.notes.flatMap((note) => wrapped(note, inner, SMALL, theme.uiEm));
  const below = (legendLines + notes.length) * LINE;
  const top = above === 0 ? margin : margin + above + 6;
  return {
    width: inner + 2 * margin,
    height: top + height + (below === 0 ? 0 : 8 + below) + margin,
    body: { x: margin + Math.floor((inner - width) / 2), y: top, width, height },
    words: { x: margin, width: inner },
    legend,
    legendLines,
    notes,
  };
}

/** Panes paint their own ground first: where there is to be none, that call does nothing. */
function withoutGround(surface: Surface, { body }: Sheet, theme: Theme): Surface {
  return {
    ...surface,
    fill: (x, y, w, h, colour, alpha) => {
      const all = x <= 0 && y <= 0 && w >= body.width && h >= body.height;
      if (!all || colour !== theme.bg) surface.fill(x, y, w, h, colour, alpha);
    },
  };
}

export function paintSheet(
  surface: Surface,
  sheet: Sheet,
  wish: PictureWish,
  theme: Theme,
  paint: Paint,
): void {
  const { body, words } = sheet;
  if (!wish.transparent) surface.fill(0, 0, sheet.width, sheet.height, theme.bg);
  let y = MARGIN;
  if (wish.title !== "") {
    const title = beginning(wish.title, words.width, TITLE, theme.uiEm * 1.08);
    surface.text(title, words.x, y + TITLE_LINE / 2, { colour: theme.text, size: TITLE, bold: true });
    y += TITLE_LINE;
  }
  if (wish.subtitle !== "") {
    const subtitle = beginning(wish.subtitle, words.width, SUBTITLE, theme.uiEm);
    surface.text(subtitle, words.x, y + LINE / 2, { colour: theme.text2, size: SUBTITLE });
  }
  const on = wish.transparent ? withoutGround(surface, sheet, theme) : surface;
  surface.moved({ x: body.x, y: body.y, scale: 1 }, () =>
    surface.clip({ x: 0, y: 0, w: body.width, h: body.height }, () => paint(on, theme, body)),
  );
  y = body.y + body.height + 8;
  const word = { colour: theme.text2, size: SMALL };
  for (const { title, paint: paintSwatch, x, line } of sheet.legend) {
    const middle = y + line * LINE + LINE / 2;
    paintSwatch(surface, words.x + x, middle - SWATCH.h / 2);
    surface.text(title, words.x + x + WORD, middle, word);
  }
  y += sheet.legendLines * LINE;
  for (const note of sheet.notes) {
    surface.text(note, words.x, y + LINE / 2, word);
    y += LINE;
  }
}
