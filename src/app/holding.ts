/** Makes the plans that the present one is compared with: in a background worker, without touching the open document. */

import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { Plan } from "../core/plan.types.ts";
import { fail, type Problem } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { comparingStore, endComparing, type Held, hold } from "../store/comparing.ts";
import { provideComparing } from "../store/comparing-services.ts";
import { documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore, type Picture, showTrouble } from "../store/outcome.ts";
import { loadSaved } from "../store/saved.ts";
import { notify, shellStore } from "../store/shell.ts";
import type { Background } from "../worker/background.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { askForFile, download, fileName } from "./files.ts";

/** Called once. `client` reads files; `background` plans them. */
export function startHolding(client: Pick<PlannerClient, "read">, background: Pick<Background, "run">): void {
  let under = new AbortController();

  /** Runs what ends in a plan to compare with; a newer one takes its place. */
  async function make(
    title: string,
    run: (signal: AbortSignal) => Promise<Held | Problem | null>,
  ): Promise<void> {
    under.abort();
    under = new AbortController();
    const { signal } = under;
    comparingStore.setState({ work: { title, progress: null } });
    try {
      const made = await run(signal);
      if (signal.aborted || made === null) return;
      if ("plan" in made) hold(made);
      else showTrouble(title, made);
    } catch (thrown) {
      if (signal.aborted || thrown instanceof Cancelled) return;
      const says = thrown instanceof Error ? thrown.message : String(thrown);
      showTrouble(title, fail("not-compared", `It could not be planned: ${says}.`).problem);
    } finally {
      if (!signal.aborted) comparingStore.setState({ work: null });
    }
  }

  async function planned(
    input: {
      readonly document: MemplanDocument;
      readonly source: SourceDocument | null;
      readonly settings: Settings;
    },
    signal: AbortSignal,
  ): Promise<Plan | Problem> {
    const made = await background.run(
      input,
      async (api, request, watch, hear) =>
        api.plan(
          request,
          watch,
          hear(() => {}),
        ),
      {
        signal,
        watch: (progress) => {
          if (!signal.aborted)
            comparingStore.setState(({ work }) => ({ work: work && { ...work, progress } }));
        },
      },
    );
    return made.ok ? made.value.plan : made.problem;
  }

  /** A plan under a title, or why there is none. */
  async function heldOf(
    title: string,
    from: Held["from"],
    input: Parameters<typeof planned>[0],
    signal: AbortSignal,
  ): Promise<Held | Problem> {
    const plan = await planned(input, signal);
    return "storages" in plan ? { plan, title, from, free: null } : plan;
  }

  async function withFile(file: File): Promise<void> {
    await make(`Comparing with ${file.name}`, async (signal) => {
      const read = await client.read(file, file.name);
      if (!read.ok) return read.problem;
      const { document } = read.value;
      const { settings } = documentStore.getState();
      return heldOf(file.name, "file", { document, source: null, settings }, signal);
    });
  }

  provideComparing({
    withFile,
    chooseFile() {
      const extensions = shellStore.getState().formats.flatMap((f) => (f.reads ? f.extensions : []));
      askForFile([...new Set(extensions)], (file) => later(withFile(file)));
    },
    async withSettings(settings, title) {
      // of an imported plan its document is planned, when it is at hand
      const { document, source } = documentStore.getState();
      const subject = document?.kind === "plan" ? source : document;
      if (subject === null) return;
      await make(`Planning with ${title}`, async (signal) =>
        heldOf(title, "settings", { document: subject, source: null, settings }, signal),
      );
    },
    async withRecent(key) {
      const saved = await loadSaved(key);
      if (saved === undefined) {
        const gone = fail("gone", "This document is no longer kept in this browser.");
        return showTrouble("Comparing", gone.problem);
      }
      const { document, source } = saved;
      const { settings } = documentStore.getState();
      await make(`Comparing with ${document.name}`, async (signal) =>
        heldOf(document.name, "file", { document, source, settings }, signal),
      );
    },
    cancel() {
      under.abort();
      comparingStore.setState({ work: null });
    },
    async save() {
      const { compared } = comparingStore.getState();
      if (compared === null) return;
      const [{ toComparisonDocument }, { writeNative }] = await Promise.all([
        import("../core/compare/document.ts"),
        import("../formats/native/write.ts"),
      ]);
      const document = toComparisonDocument(compared.comparison);
      const name = `${fileName(document.name)}.comparison.json`;
      download(name, new Blob([writeNative(document)], { type: "application/json" }));
      notify(`Saved ${name}.`);
    },
  });

  /** Openings whose file has been asked for a plan of its own. */
  let offered = -1;

  /** Offers the plan that the open file carries, as soon as its own is shown. */
  async function offerShipped(picture: Picture): Promise<void> {
    const { opening, graph } = picture;
    const open = documentStore.getState().document;
    const document = open?.kind === "dataflow" ? open : graph?.document;
    if (offered === opening || document?.shipped === undefined) return;
    offered = opening;
    const input = { document, source: null, settings: picture.plan.settings };
    const made = await background.run(input, async (api, request) => api.shippedPlan(request));
    if (made === null || documentStore.getState().opening !== opening) return;
    const held: Held = {
      plan: made.plan,
      title: `shipped plan (${made.title})`,
      from: "shipped",
      free: made.free,
    };
    // what nobody judged is told elsewhere, not blamed
    const judged = document.kind === "dataflow" || document.shipped.conflicts !== undefined;
    const errors = made.plan.diagnostics.filter(({ severity }) => severity === "error");
    const faults = judged ? errors.length : 0;
    comparingStore.setState({ offer: { held, bytes: made.bytes, faults, opening } });
  }

  outcomeStore.subscribe((now, before) => {
    if (now.picture === null || now.picture === before.picture) return;
    offerShipped(now.picture).catch((thrown: unknown) => {
      // the offer is a courtesy: without it the file is open all the same
      if (!(thrown instanceof Cancelled)) console.info("The plan in the file could not be made:", thrown);
    });
  });
  documentStore.subscribe((now, before) => {
    if (now.opening === before.opening) return;
    comparingStore.setState({ offer: null });
    const { held } = comparingStore.getState();
    // these were of the document that was open
    if (held?.from === "settings" || held?.from === "shipped") endComparing();
  });
}
