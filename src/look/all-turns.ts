/** What a pass in turns comes to, without waiting between them. */
export function allTurns<T>(turns: Generator<undefined, T>): T {
  for (;;) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
  }
}
