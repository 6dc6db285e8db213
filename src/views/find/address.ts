/** A search for an address alone goes there. */

import { reach, shownArena } from "../../draw/arena-layout.ts";
import { around, inside, revealing } from "../../draw/range.ts";
import { addressesOf } from "../../look/find/fields.ts";
import { compileQuery } from "../../look/find/query.ts";
import { askAbout } from "../../store/asked-address.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { cursorStep } from "../../store/walk.ts";

/** Share of all addresses that are shown around one, when all were. */
const PART = 1 / 8;

/** Moves the arena to the address that a text asks for alone, and asks who lives there; else does nothing. */
export function goToAddress(text: string): void {
  const { picture } = outcomeStore.getState();
  const { address } = compileQuery(text);
  const found = address === undefined ? undefined : addressesOf(address);
  if (picture === null || found === undefined) return;
  const session = sessionStore.getState();
  const arena = shownArena(picture.plan, session.arena);
  const whole = reach(picture.plan.arenas[arena]);
  if (found[0] >= whole[1]) return;
  const least = (whole[1] - whole[0]) * PART;
  const addresses =
    session.addresses === null
      ? around(...found, whole, Math.max(found[1] - found[0], least))
      : revealing(inside(session.addresses, whole), ...found, whole);
  sessionStore.setState({ addresses });
  if (found[1] - found[0] === 1) askAbout({ arena, address: found[0], step: cursorStep(picture) });
}
