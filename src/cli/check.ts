/** `memplan check PLAN [FILE]`: the independent checker, alone or against the document that was planned. */

import { check as checkPlan } from "../core/check.ts";
import { fail, ok } from "../core/result.ts";
import { documentHash } from "../formats/hash.ts";
import type { Command } from "./command.ts";
import { givenSizes } from "./dims.ts";
import { takeFiles } from "./flags.ts";
import { openDocument, openPlannable } from "./open.ts";
import { SIZE_FLAGS } from "./settings-flags.ts";
import { whyNotFit } from "./summary.ts";

export const check: Command = {
  id: "check",
  usage: "check PLAN [FILE] [--set NAME=N]",
  says: "Checks a plan, with FILE also that it is a plan of that document: ok, or each violation on a line.",
  flags: [...SIZE_FLAGS],
  run: async (parsed, io) => {
    const files = takeFiles(parsed, 1, 2, check.usage);
    if (!files.ok) return files;
    const [planFile = "", sourceFile] = files.value;
    const opened = await openDocument(io, planFile);
    if (!opened.ok) return opened;
    const { document } = opened.value;
    if (document.kind !== "plan") {
      const help = "Write one with memplan plan FILE --json PATH.";
      return fail("no-plan", `This is no plan but a document of kind ${document.kind}.`, {
        where: planFile,
        help,
      });
    }
    const source =
      sourceFile === undefined ? ok(undefined) : await openPlannable(io, sourceFile, givenSizes(parsed));
    if (!source.ok) return source;
    const lines = checkPlan(document, source.value).map(({ code, message }) => `${code}: ${message}`);
    // a plan that says truly that it does not fit is right, but no success
    for (const { code, message, help } of whyNotFit(document)) lines.push(`${code}: ${message} ${help}`);
    io.out(lines.length === 0 ? "ok\n" : `${lines.join("\n")}\n`);
    if (source.value !== undefined && documentHash(source.value) !== document.source.sha256) {
      io.err(
        `${planFile}: The plan names another sha256 than ${sourceFile} has: it was made of another version.\n`,
      );
    }
    return ok(lines.length === 0 ? 0 : 1);
  },
};
