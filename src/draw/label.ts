/** Which words fit in how many pixels, by one measured width a character: no text is measured while drawing. `em` is that width in ems. */

/** The first of the candidates (longest first) that fits in `width` pixels at `size` pixels; "" when none does. */
export function fitting(candidates: readonly string[], width: number, size: number, em: number): string {
  for (const text of candidates) if (text.length * size * em <= width) return text;
  return "";
}

/** `text`, or its end after an ellipsis: of path-like names the end tells most. */
export function ending(text: string, width: number, size: number, em: number): string {
  const room = Math.floor(width / (size * em));
  if (text.length <= room) return text;
  return room < 3 ? "" : `…${text.slice(text.length - room + 1)}`;
}

/** `text`, or its beginning and end with an ellipsis between: names of rows differ at either. */
export function middling(text: string, width: number, size: number, em: number): string {
  const room = Math.floor(width / (size * em));
  if (text.length <= room) return text;
  const head = Math.ceil((room - 1) * 0.4);
  return room < 4 ? "" : `${text.slice(0, head)}…${text.slice(text.length - (room - 1 - head))}`;
}
