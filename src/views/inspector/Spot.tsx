/** The address that somebody asks about: who lived there, in turn; and the hole that it is in, with who could have used it. */

import { useId, useMemo, useState } from "react";
import { useStore } from "zustand";
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatSteps,
} from "../../core/units.ts";
import { holeRound } from "../../look/hole-round.ts";
import type { Hole } from "../../look/holes.ts";
import { bytesAbove } from "../../look/over-capacity.ts";
import { chainAt, couldUse, type Hindrance, hindranceOf } from "../../look/spot.ts";
import { askAbout, isThere, ownerOf } from "../../store/asked-address.ts";
import type { Picture } from "../../store/outcome.ts";
import { type Spot as Asked, sessionStore } from "../../store/session.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { Tenants } from "./Chain.tsx";
import { Fact, Facts, Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { readAddress } from "./read-address.ts";
import own from "./Spot.module.css";
import { StorageRow } from "./Thing.tsx";
import { addressRange } from "./words.ts";

/** Rows shown unasked, and how many more each time that somebody asks. */
const [SHOWN, MORE] = [6, 200];

export function Spot(props: { picture: Picture }) {
  const spot = useStore(sessionStore, (s) => s.spot);
  const { picture } = props;
  return spot === null || !isThere(picture, spot) ? null : <At picture={picture} spot={spot} />;
}

function At(props: { picture: Picture; spot: Asked }) {
  const { picture, spot } = props;
  const { plan } = picture;
  const { arena, address, step } = spot;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const hole = useMemo(() => holeRound(plan, arena, step, address), [plan, arena, step, address]);
  const chain = useMemo(() => chainAt(plan, arena, address), [plan, arena, address]);
  const owner = useMemo(() => ownerOf(picture, spot), [picture, spot]);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const among = plan.arenas.length > 1 ? `of ${plan.arenas[arena]?.id ?? ""}, ` : "";
  return (
    <>
      {hole !== undefined && <HoleFacts picture={picture} arena={arena} hole={hole} />}
      <Section
        title={`Address ${formatAddress(address, peak, base)}`}
        says={`${among}who lived there, in turn`}
      >
        <Typed key={`${arena}:${address}`} spot={spot} peak={peak} base={base} />
        {chain.tenants.length === 0 ? (
          <p className={css.quiet}>Nobody ever: this address is never used.</p>
        ) : (
          <Tenants key={address} picture={picture} chain={chain.tenants} current={owner} />
        )}
        {chain.tenants.length > 0 && chain.after.end > chain.after.start && (
          <ul className={css.rows}>
            <li className={css.idle}>idle, {formatSteps(chain.after.start, chain.after.end)}, to the end</li>
          </ul>
        )}
      </Section>
    </>
  );
}

/** Another address of the same arena, typed. */
function Typed(props: { spot: Asked; peak: number; base: "hex" | "dec" }) {
  const { spot, peak, base } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const give = (text: string, left: boolean) => {
    const address = draft === null ? spot.address : readAddress(text);
    if (address !== undefined && address < peak) askAbout({ ...spot, address });
    else if (left) setDraft(null);
    else setWrong(true);
  };
  const highest = formatAddress(Math.max(0, peak - 1), peak, base);
  return (
    <div className={own.typed}>
      <label htmlFor={id}>at</label>
      <TextInput
        id={id}
        value={formatAddress(spot.address, peak, base)}
        draft={draft}
        problem={wrong ? `An address up to ${highest}, such as 0x400, 1024 or 1 KiB.` : undefined}
        rest={{ "aria-label": "Address asked about" }}
        onDraft={(text) => {
          setDraft(text);
          setWrong(false);
        }}
        onGive={give}
      />
    </div>
  );
}

function HoleFacts(props: { picture: Picture; arena: number; hole: Hole }) {
  const { picture, arena, hole } = props;
  const { plan } = picture;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const { low, high, start, end } = hole;
  const address = addressRange(plan, low, high - low, base);
  const above = bytesAbove(plan, arena, low, high);
  return (
    <Section title="Hole" says="addresses that nobody has">
      <Facts>
        <Fact name="size">
          {formatBytesExactly(high - low)}
          {above > 0 && <span className={css.formula}>{formatBytes(above)} of it above the capacity</span>}
        </Fact>
        <Fact name="address" title="Half open: the second address is the first one taken." copy={address}>
          <span className="mono">{address}</span>
        </Fact>
        <Fact name="idle">{formatSteps(start, end)}</Fact>
        <Fact name="unused" title="Its bytes times its steps.">
          {formatBytes((high - low) * (end - start))} × steps
        </Fact>
      </Facts>
      <Users picture={picture} arena={arena} hole={hole} />
    </Section>
  );
}

const WHY: Readonly<Record<Exclude<Hindrance, null>, string>> = {
  slots:
    "Buffers are separate allocations here: a storage joins a whole buffer, never a hole between two of them.",
  "any-order": "The plan holds in any order, so free steps of one order do not tell who could lie here.",
};

/** Who lives within its steps, fits its bytes and lies higher. */
function Users(props: { picture: Picture; arena: number; hole: Hole }) {
  const { picture, arena, hole } = props;
  const { plan } = picture;
  const [most, setMost] = useState(SHOWN);
  const hindrance = hindranceOf(plan);
  const users = useMemo(() => couldUse(plan, arena, hole), [plan, arena, hole]);
  const base = useStore(sessionStore, (s) => s.addressBase);
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (hindrance === "any-order") return <p className={css.sentence}>{WHY[hindrance]}</p>;
  if (users.length === 0) {
    return (
      <p className={css.sentence}>
        Nobody could have used it: no storage that lies higher lives within these steps and fits.
      </p>
    );
  }
  const shown = users.slice(0, most);
  return (
    <>
      <p className={css.sentence}>
        {users.length === 1 ? "One storage that lies" : `${formatCount(users.length)} storages that lie`}{" "}
        higher would fit.{" "}
        {hindrance === null
          ? "Nothing forbids it: the placement put them elsewhere, which costs nothing while they stay below the peak."
          : WHY[hindrance]}
      </p>
      <ol className={css.rows} data-testid="hole-users">
        {shown.map(({ storage, offset, lower }) => (
          <li key={storage}>
            <StorageRow
              picture={picture}
              storage={storage}
              title={`would lie at ${formatAddress(offset, peak, base)}, ${formatBytesExactly(lower)} lower`}
            >
              <Bytes bytes={plan.storages.padded[storage] ?? 0} /> · −{formatBytes(lower)}
            </StorageRow>
          </li>
        ))}
        {users.length > shown.length && (
          <li>
            <button type="button" className={css.more} onClick={() => setMost((n) => n + MORE)}>
              {formatCount(users.length - shown.length)} more
            </button>
          </li>
        )}
      </ol>
    </>
  );
}
