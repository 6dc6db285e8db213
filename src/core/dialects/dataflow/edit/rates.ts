/** Rates as a person writes them: "7", or "1,2" for a firing each. */

import { fail, ok, type Result } from "../../../result.ts";
import type { Rate } from "../document.ts";
import { isRate } from "../faults.ts";

const BAD_RATE =
  "A rate is a whole number from 1 up, or a list such as 1, 2 of whole numbers that are not all 0.";

/** Fails with "bad-rate". */
export function readRate(text: string): Result<Rate> {
  const parts = text.split(",").map((part) => part.trim());
  const numbers = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  const [only] = numbers;
  return checkedRate(numbers.length === 1 && only !== undefined ? only : numbers);
}

export function checkedRate(rate: Rate): Result<Rate> {
  return isRate(rate) ? ok(rate) : fail("bad-rate", BAD_RATE);
}

export function rateText(rate: Rate): string {
  return typeof rate === "number" ? String(rate) : rate.join(", ");
}
