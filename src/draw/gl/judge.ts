/** Whether the graphics card is worth using: by a trial at first, then by the frames themselves. */

/** Milliseconds that a chunk may take: a million rectangles are some sixty of them, and a frame has 16. */
const CHUNK_TIME = 1.5;

/** Frames that are looked at together, and the milliseconds of which only one in twenty may take more. */
const FRAMES = 60;
const FRAME_TIME = 25;
/** Longer than that between two frames: nobody moved the picture. */
const PAUSE = 200;

export function passesTrial(milliseconds: number): boolean {
  return milliseconds <= CHUNK_TIME;
}

export interface Judge {
  /** Called at each frame that the card drew, at `now` milliseconds; false when it is too slow and should be given up. */
  readonly frame: (now: number) => boolean;
}

export function makeJudge(): Judge {
  const times: number[] = [];
  let last: number | undefined;
  return {
    frame(now) {
      const took = last === undefined ? PAUSE : now - last;
      last = now;
      if (took >= PAUSE) return true;
      times.push(took);
      if (times.length < FRAMES) return true;
      const slow = times.filter((t) => t > FRAME_TIME).length;
      times.length = 0;
      return slow * 20 <= FRAMES;
    },
  };
}
