/** A buffer: one distinct allocation, and who lives in it in turn. */

import { useStore } from "zustand";
import type { Tenancy } from "../../core/explain.ts";
import { rowOf } from "../../core/lists.ts";
import { formatBytesExactly, formatCount, formatPercent, formatSteps } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Tenants } from "./Chain.tsx";
import { Fact, Facts, Head, Section } from "./Facts.tsx";
import { addressRange } from "./words.ts";

export function BufferFacts(props: { picture: Picture; buffer: number }) {
  const { picture, buffer } = props;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const { plan } = picture;
  const { storages, buffers } = plan;
  const tenants = rowOf(buffers.storages, buffer);
  const bytes = buffers.bytes[buffer] ?? 0;
  let steps = 0;
  let start = plan.steps;
  let end = 0;
  for (const s of tenants) {
    steps += (storages.end[s] ?? 0) - (storages.start[s] ?? 0);
    start = Math.min(start, storages.start[s] ?? 0);
    end = Math.max(end, storages.end[s] ?? 0);
  }
  const address = addressRange(plan, buffers.offset[buffer] ?? 0, bytes, base);
  return (
    <>
      <Head name={buffers.id[buffer] ?? ""}>
        buffer of {plan.arenas[buffers.arena[buffer] ?? 0]?.id ?? ""}
      </Head>
      <Facts>
        <Fact name="size" title="As large as its largest tenant, padding counted." copy={String(bytes)}>
          {formatBytesExactly(bytes)}
        </Fact>
        <Fact name="address" title="Half open: the second address is the first one not taken." copy={address}>
          <span className="mono">{address}</span>
        </Fact>
        <Fact name="tenants">{formatCount(tenants.length)}</Fact>
        {tenants.length > 0 && <Fact name="used">{formatSteps(start, end)}</Fact>}
        {tenants.length > 0 && (
          <Fact name="busy" title="Share of all steps of the plan at which somebody lives here.">
            {formatPercent(plan.steps === 0 ? 0 : steps / plan.steps)} of all steps
          </Fact>
        )}
      </Facts>
      <Section title="Who lived here" says="in turn">
        <Tenants key={buffer} picture={picture} chain={inTurn(picture, tenants)} current={-1} />
      </Section>
    </>
  );
}

/** Tenants of one buffer, in time order, as a chain. */
function inTurn(picture: Picture, tenants: Int32Array): Tenancy[] {
  const { start, end, padded } = picture.plan.storages;
  let until = start[tenants[0] ?? 0] ?? 0;
  return [...tenants].map((storage) => {
    const idle = { start: until, end: start[storage] ?? 0 };
    until = end[storage] ?? 0;
    return { storage, sharedBytes: padded[storage] ?? 0, idle };
  });
}
