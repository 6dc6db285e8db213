/** Cuts a search into words: quotes keep blanks together, `-` negates, `OR` joins the two words beside it. */

export interface Word {
  /** As it was typed, for sentences about it. */
  readonly raw: string;
  readonly negated: boolean;
  /** Without quotes and sign. */
  readonly text: string;
  /** Where in `text` the first quote was; the length of `text` without one. A field's name stands before it. */
  readonly quoted: number;
}

function read(raw: string): Word {
  const negated = raw.startsWith("-") && raw.length > 1;
  const body = negated ? raw.slice(1) : raw;
  const first = body.indexOf('"');
  return { raw, negated, text: body.replaceAll('"', ""), quoted: first < 0 ? body.length : first };
}

/** Every inner list is a choice: one of its words is to hold. A quote that is not closed goes to the end. */
export function wordsOf(text: string): readonly (readonly Word[])[] {
  const choices: Word[][] = [];
  let joins = false;
  for (const [raw] of text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    if (raw === "OR") {
      joins = choices.length > 0;
      continue;
    }
    const word = read(raw);
    if (word.text === "") continue;
    if (joins) choices.at(-1)?.push(word);
    else choices.push([word]);
    joins = false;
  }
  return choices;
}
