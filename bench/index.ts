/** `npm run bench [FILE|FOLDER …]`: what the placements reach, and how fast; and what a frame of the arena costs. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { SourceDocument } from "../src/core/document.ts";
import { PLACEMENTS } from "../src/core/place/index.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { openSource } from "../src/formats/index.ts";
import { sourceFromBytes } from "../src/formats/source.ts";
import { EXAMPLES } from "../tools/examples/index.ts";
import { type FrameTools, measureFrames } from "./frames/measure.ts";
import { FRAME_HEADS, sayFrames } from "./frames/say.ts";
import { INSTANCES } from "./instances/index.ts";
import { measureQuality } from "./quality.ts";
import { measureSpeed } from "./speed.ts";
import { alignTable, sayQuality } from "./table.ts";

/** Search steps when nobody says another number: a table in minutes, not hours. */
const BUDGET = 200_000;

const USAGE = `npm run bench -- [FILE|FOLDER …] [--place a,b] [--budget STEPS] [--capacity BYTES] [--speed] [--frames]
Without files: the made instances and the samples, then frames. --speed: only the times of opening, planning and checking.
--frames: only the CPU time of frames of the arena, in Chromium.
`;

interface Wish {
  readonly files: readonly string[];
  readonly places: readonly string[];
  readonly change: Partial<Settings>;
  readonly speed: boolean;
  readonly frames: boolean;
}

function readWish(argv: readonly string[]): Wish {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      place: { type: "string" },
      budget: { type: "string" },
      capacity: { type: "string" },
      speed: { type: "boolean" },
      frames: { type: "boolean" },
    },
  });
  const places = values.place?.split(",") ?? PLACEMENTS.map((p) => p.id);
  const stranger = places.find((id) => !PLACEMENTS.some((p) => p.id === id));
  if (stranger !== undefined) throw new Error(`There is no placement ${stranger}.`);
  return {
    files: positionals,
    places,
    change: {
      budget: values.budget === undefined ? BUDGET : Number(values.budget),
      capacity: values.capacity === undefined ? DEFAULT_SETTINGS.capacity : Number(values.capacity),
    },
    speed: values.speed === true,
    frames: values.frames === true,
  };
}

/** The files themselves, and what lies directly in the folders, by name. */
function filesIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new Error(`There is no file or folder ${path}.`);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .sort()
      .map((name) => join(path, name))
      .filter((file) => statSync(file).isFile());
  });
}

/** In a folder, what is no document (a licence, a note) is passed over; a file that was named must be one. */
async function documentsIn(paths: readonly string[], say: (text: string) => void): Promise<SourceDocument[]> {
  const documents: SourceDocument[] = [];
  for (const file of filesIn(paths)) {
    const opened = await openSource(sourceFromBytes(basename(file), readFileSync(file)), NO_WATCH);
    if (opened.ok && opened.value.document.kind !== "plan") documents.push(opened.value.document);
    else {
      const why = opened.ok ? "it is a plan already" : opened.problem.message;
      if (paths.includes(file)) throw new Error(`${file}: ${why}`);
      say(`passed over ${file}: ${why}\n`);
    }
  }
  return documents;
}

async function saySpeed(say: (text: string) => void): Promise<void> {
  const timings = await measureSpeed();
  say(
    alignTable([
      ["CPU time", "first ms", "warm ms", "goal ms"],
      ...timings.map((t) => [t.what, t.first.toFixed(1), t.warm.toFixed(1), t.goal?.toFixed(0) ?? ""]),
    ]),
  );
}

/** Buffers of the plans whose frames are measured. */
const FRAME_COUNTS = [10_000, 100_000, 1_000_000];

async function sayAllFrames(tools: FrameTools, say: (text: string) => void): Promise<void> {
  say(FRAME_HEADS);
  await measureFrames(tools, FRAME_COUNTS, (times) => say(sayFrames(times)));
}

/** `cwd` is where paths begin; `tools` brings what frames are measured with. */
export async function bench(
  argv: readonly string[],
  cwd: string,
  say: (text: string) => void,
  tools: () => Promise<FrameTools>,
): Promise<void> {
  if (argv.includes("--help")) {
    say(USAGE);
    return;
  }
  const wish = readWish(argv);
  // in a program that is still cold
  if (wish.speed) {
    await saySpeed(say);
    return;
  }
  if (wish.frames) {
    await sayAllFrames(await tools(), say);
    return;
  }
  const documents =
    wish.files.length > 0
      ? await documentsIn(
          wish.files.map((path) => resolve(cwd, path)),
          say,
        )
      : [...INSTANCES.map(({ document }) => document), ...EXAMPLES.map(({ make }) => make())];
  say(`peak / lower bound (* proven minimal), ${wish.change.budget} search steps at most\n`);
  say(sayQuality(documents.map((document) => measureQuality(document, wish.change, wish.places))));
  if (wish.files.length === 0) await sayAllFrames(await tools(), say);
}
