/** When something was, as people say it: "today 09:12", "12 Nov 09:12". */

const DAY_MS = 86_400_000;

function dayOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `at` and `now` in milliseconds since 1970; the words are of this place's time. */
export function whenText(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  // rounded: a day that clocks change on is an hour longer or shorter
  const days = Math.round((dayOf(today) - dayOf(then)) / DAY_MS);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  const year = then.getFullYear() === today.getFullYear() ? {} : ({ year: "numeric" } as const);
  return `${then.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year })} ${time}`;
}
