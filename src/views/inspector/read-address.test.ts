import { expect, test } from "vitest";
import { formatAddress } from "../../core/units.ts";
import { readAddress } from "./read-address.ts";

test("an address is read in hexadecimal, in decimal, and as a size", () => {
  expect(["0x1f00", "0X1F00", "7936", " 7,936 ", "7.75 KiB"].map(readAddress)).toEqual(Array(5).fill(7936));
  expect(["", "x", "0x", "-4", "12 apples"].map(readAddress)).toEqual(Array(5).fill(undefined));
});

test("an address is read as it is written", () => {
  for (const base of ["hex", "dec"] as const) {
    for (const address of [0, 15, 65_536, 4_816_895]) {
      expect(readAddress(formatAddress(address, 4_816_896, base))).toBe(address);
    }
  }
});
