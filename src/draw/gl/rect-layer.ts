/** All rectangles of an arena on a canvas of their own, drawn by the graphics card: a pan or zoom changes a few numbers, nothing is uploaded. */

import { rgb } from "d3";
import { type Chunks, chunksIn } from "../../look/chunks.ts";
import { type Box, type Scale, under } from "../scale.ts";
import { FRAGMENT, ROW, VERTEX } from "./shaders.ts";

export interface RectView {
  /** Steps to x and bytes to y, in CSS pixels of the pane; `plot` is where the canvas is to lie. */
  readonly time: Scale;
  readonly address: Scale;
  readonly plot: Box;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  /** Colours by fill index. */
  readonly fills: readonly string[];
  /** How opaque storages are that are not meant, and those that are. */
  readonly alphas: readonly [rest: number, meant: number];
}

export interface RectLayer {
  /** Holds what the last `draw` drew, and nothing besides. */
  readonly canvas: HTMLCanvasElement;
  /** Hands the pieces to the card; once a plan and arena. False when they are more than it takes. */
  readonly load: (chunks: Chunks) => boolean;
  /** Fill index of each storage, and 1 for each that is meant; undefined: all are. */
  readonly tint: (fill: Int32Array, meant: Uint8Array | undefined) => void;
  /** Draws the window; returns how many rectangles were sent to the card. */
  readonly draw: (view: RectView) => number;
  /** Milliseconds that a first chunk takes, to its last pixel; 0 when there is nothing to draw. */
  readonly trial: (view: RectView) => number;
  /** Whether the card has gone away; what was loaded is lost then. */
  readonly lost: () => boolean;
  readonly stop: () => void;
}

function compile(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined;
}

/** Names of what draws with the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function isSoftware(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return info !== null && SOFTWARE.test(String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)));
}

function texture(gl: WebGL2RenderingContext, unit: number): void {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const way of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, way, gl.NEAREST);
}

/** Rectangles of a trial. */
const TRIED = 16_384;

const PIECES = 0;
const LOOKS = 1;
const PALETTE = 2;

/** `anyCard`: also without hardware, where it is slow. Undefined where the browser gives none. */
export function makeRectLayer(anyCard: boolean): RectLayer | undefined {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", {
    alpha: true,
    antialias: false,
    depth: false,
    failIfMajorPerformanceCaveat: !anyCard,
    powerPreference: "high-performance",
    preserveDrawingBuffer: true,
  });
  // some browsers give a processor that plays the card all the same: a trial of that would take a third of a second
  if (gl === null || (!anyCard && isSoftware(gl))) return undefined;
  const program = compile(gl);
  if (program === undefined) return undefined;
  const most = ROW * Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
  const place = (name: string) => gl.getUniformLocation(program, name);
  const at = {
    first: place("first"),
    origin: place("origin"),
    part: place("part"),
    per: place("per"),
    size: place("size"),
    gap: place("gap"),
    alphas: place("alphas"),
  };
  gl.useProgram(program);
  gl.bindVertexArray(gl.createVertexArray());
  for (const [unit, name] of [
    [PIECES, "pieces"],
    [LOOKS, "looks"],
    [PALETTE, "palette"],
  ] as const) {
    texture(gl, unit);
    gl.uniform1i(place(name), unit);
  }
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  let chunks: Chunks | undefined;
  let painted: readonly string[] | undefined;

  /** Rows that `n` texels take. */
  const rows = (n: number) => Math.max(1, Math.ceil(n / ROW));

  function paint(fills: readonly string[]): void {
    if (gl === null || painted === fills) return;
    const bytes = new Uint8Array(4 * fills.length);
    fills.forEach((fill, i) => {
      const { r, g, b } = rgb(fill);
      bytes.set([r, g, b, 255], 4 * i);
    });
    gl.activeTexture(gl.TEXTURE0 + PALETTE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, fills.length, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    painted = fills;
  }

  function prepare(held: Chunks, { time, address, plot, ratio, fills, alphas }: RectView): void {
    if (gl === null) return;
    const w = Math.max(1, Math.round(plot.w * ratio));
    const h = Math.max(1, Math.round(plot.h * ratio));
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
    }
    gl.viewport(0, 0, w, h);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    paint(fills);
    const left = under(time, plot.x);
    const bottom = under(address, plot.y + plot.h) / held.unit;
    // what lies before the beginning goes into the part, which may be negative
    const step = Math.max(0, Math.floor(left));
    const unit = Math.max(0, Math.floor(bottom));
    gl.uniform2ui(at.origin, step, unit);
    gl.uniform2f(at.part, left - step, bottom - unit);
    gl.uniform2f(at.per, time.per * ratio, -address.per * held.unit * ratio);
    gl.uniform2f(at.size, w, h);
    gl.uniform1f(at.gap, Math.max(1, Math.round(ratio)));
    gl.uniform2f(at.alphas, ...alphas);
  }

  function send(first: number, count: number): void {
    if (gl === null) return;
    gl.uniform1i(at.first, first);
    gl.drawArrays(gl.TRIANGLES, 0, 6 * count);
  }

  function runsOf(held: Chunks, { time, address, plot }: RectView): readonly number[] {
    return chunksIn(
      held,
      [under(time, plot.x), under(time, plot.x + plot.w)],
      [under(address, plot.y + plot.h) / held.unit, under(address, plot.y) / held.unit],
    );
  }

  return {
    canvas,
    load(next) {
      // more than the card can hold in one texture: the caller's other way of drawing has no such bound
      chunks = next.count > most ? undefined : next;
      if (chunks === undefined) return false;
      const data = new Uint32Array(4 * ROW * rows(next.count));
      data.set(next.data);
      gl.activeTexture(gl.TEXTURE0 + PIECES);
      gl.texImage2D(
        gl.TEXTURE_2D,
        0,
        gl.RGBA32UI,
        ROW,
        rows(next.count),
        0,
        gl.RGBA_INTEGER,
        gl.UNSIGNED_INT,
        data,
      );
      return true;
    },
    tint(fill, meant) {
      if (chunks === undefined) return;
      const { owner, count } = chunks;
      const data = new Uint8Array(2 * ROW * rows(count));
      for (let i = 0; i < count; i++) {
        const s = owner[i] ?? 0;
        data[2 * i] = fill[s] ?? 0;
        data[2 * i + 1] = meant === undefined ? 1 : (meant[s] ?? 0);
      }
      gl.activeTexture(gl.TEXTURE0 + LOOKS);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG8UI, ROW, rows(count), 0, gl.RG_INTEGER, gl.UNSIGNED_BYTE, data);
    },
    draw(view) {
      if (chunks === undefined) return 0;
      prepare(chunks, view);
      const runs = runsOf(chunks, view);
      let sent = 0;
      for (let i = 0; i < runs.length; i += 2) {
        send(runs[i] ?? 0, runs[i + 1] ?? 0);
        sent += runs[i + 1] ?? 0;
      }
      return sent;
    },
    trial(view) {
      const [first, count] = chunks === undefined ? [] : runsOf(chunks, view);
      if (chunks === undefined || first === undefined || count === undefined) return 0;
      const pixel = new Uint8Array(4);
      let begun = 0;
      // the first one also waits for the program to be made ready
      for (let turn = 0; turn < 2; turn++) {
        begun = performance.now();
        prepare(chunks, view);
        send(first, Math.min(count, TRIED));
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      }
      return performance.now() - begun;
    },
    lost: () => gl.isContextLost(),
    stop: () => gl.getExtension("WEBGL_lose_context")?.loseContext(),
  };
}
