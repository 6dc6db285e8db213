/** Golden results: what CMSIS-Stream makes of a fork, of references, of one value for many, and of known pipelines. Written as read-case.ts reads it. */

import type { CaseText } from "./read-case.ts";

export const SHOWN: readonly CaseText[] = [
  {
    title: "references of eight bytes",
    text: `
      node buf1 > o:1x8
      node processing < b:1x8 i:1x8 > o:1x8
      node buf2 > o:1x8
      node bufCopy < i:1x8 > o:1x8
      node inplace < i:1x8 > o:1x8
      node sinkA < i:1x8
      node sinkB < i:1x8
      edges buf1.o-processing.i buf2.o-processing.b buf1.o-bufCopy.i bufCopy.o-inplace.i processing.o-sinkA.i
        + inplace.o-sinkB.i
      best 24
      fifos buf2.o-processing.b:1x8a bufCopy.o-inplace.i:1x8a processing.o-sinkA.i:1x8a inplace.o-sinkB.i:1x8a
        + buf1.o-dup0.i:1x8a dup0.aaaaaa-processing.i:1x8a dup0.aaaaab-bufCopy.i:1x8a
      order sinks buf2 buf1 dup0 processing sinkA bufCopy inplace sinkB
      lives sinks 0-3 5-6 3-4 6-7 1-2 2-3 2-5
      plan apart 0 1 2 3 4 5 6 = 8 8 8 8 8 8 8 ~ 0 16 0 16
      plan shared 0 0 1 1 1 2 2* = 8 8 8 ~ 0 8 0 8
      plan copied 1 1 3 0 3 2 0 = 8 8 8 8 ~ 0 16 0 16
      order even as sinks
      plan level 0 0 1 1 1 2 2* = 8 8 8 ~ 0 8 0 8`,
  },
  {
    title: "references that types follow",
    text: `
      node buf1 > o:1x4
      node processing < b:1x4 i:1x4 > o:1x4
      node buf2 > o:1x4
      node bufCopy < i:1x4 > o:1x4
      node inplace < i:1x4 > o:1x4
      node sinkA < i:1x4
      node sinkB < i:1x4
      edges buf1.o-processing.i buf2.o-processing.b buf1.o-bufCopy.i bufCopy.o-inplace.i processing.o-sinkA.i
        + inplace.o-sinkB.i
      best 12
      fifos buf2.o-processing.b:1x4a bufCopy.o-inplace.i:1x4a processing.o-sinkA.i:1x4a inplace.o-sinkB.i:1x4a
        + buf1.o-dup0.i:1x4a dup0.aaaaaa-processing.i:1x4a dup0.aaaaab-bufCopy.i:1x4a
      order sinks buf2 buf1 dup0 processing sinkA bufCopy inplace sinkB
      lives sinks 0-3 5-6 3-4 6-7 1-2 2-3 2-5
      plan apart 0 1 2 3 4 5 6 = 4 4 4 4 4 4 4 ~ 0 8 0 8
      plan shared 0 0 1 1 1 2 2* = 4 4 4 ~ 0 4 0 4
      plan copied 1 1 3 0 3 2 0 = 4 4 4 4 ~ 0 8 0 8
      order even as sinks
      plan level 0 0 1 1 1 2 2* = 4 4 4 ~ 0 4 0 4`,
  },
  {
    title: "a fork of forks that joins again",
    text: `
      node source > o:100x4
      node p_start_0 < i:100x4 > oa:100x4 ob:100x4
      node p_start_1 < i:100x4 > oa:100x4 ob:100x4
      node p_start_2 < i:100x4 > oa:100x4 ob:100x4
      node p0_0 < i:100x4 > o:100x4
      node p1_0 < i:100x4 > o:100x4
      node p2_0 < i:100x4 > o:100x4
      node p3_0 < i:100x4 > o:100x4
      node p_end_0 < ia:100x4 ib:100x4 > o:100x4
      node p_end_1 < ia:100x4 ib:100x4 > o:100x4
      node p_end_2 < ia:100x4 ib:100x4 > o:100x4
      node sink < i:100x4
      edges source.o-p_start_0.i p_start_0.oa-p_start_1.i p_start_0.ob-p_start_2.i p_start_1.oa-p0_0.i
        + p_start_1.ob-p1_0.i p_start_2.oa-p2_0.i p_start_2.ob-p3_0.i p0_0.o-p_end_0.ia p1_0.o-p_end_0.ib
        + p2_0.o-p_end_1.ia p3_0.o-p_end_1.ib p_end_0.o-p_end_2.ia p_end_1.o-p_end_2.ib p_end_2.o-sink.i
      best 1600
      fifos source.o-p_start_0.i:100x4a p_start_0.oa-p_start_1.i:100x4a p_start_0.ob-p_start_2.i:100x4a
        + p_start_1.oa-p0_0.i:100x4a p_start_1.ob-p1_0.i:100x4a p_start_2.oa-p2_0.i:100x4a
        + p_start_2.ob-p3_0.i:100x4a p0_0.o-p_end_0.ia:100x4a p1_0.o-p_end_0.ib:100x4a
        + p2_0.o-p_end_1.ia:100x4a p3_0.o-p_end_1.ib:100x4a p_end_0.o-p_end_2.ia:100x4a
        + p_end_1.o-p_end_2.ib:100x4a p_end_2.o-sink.i:100x4a
      order sinks source p_start_0 p_start_1 p0_0 p1_0 p_end_0 p_start_2 p2_0 p3_0 p_end_1 p_end_2 sink
      lives sinks 0-1 1-2 1-6 2-3 2-4 6-7 6-8 3-5 4-5 7-9 8-9 5-10 9-10 10-11
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 13 = 400 400 400 400 400 400 400 400 400 400 400 400 400 400 ~ 0
        + 0 0 0
      plan shared 1 2 0 3 1 3 2 2 3 0 3 1 2 0 = 400 400 400 400 ~ 0 0 0 0
      plan copied 1 2 0 3 1 3 2 2 3 0 3 1 2 0 = 400 400 400 400 ~ 0 0 0 0
      order even source p_start_0 p_start_2 p_start_1 p3_0 p2_0 p_end_1 p1_0 p0_0 p_end_0 p_end_2 sink
      lives even 0-1 1-3 1-2 3-8 3-7 2-5 2-4 8-9 7-9 5-6 4-6 9-10 6-10 10-11
      plan level 1 3 0 0 1 2 4 1 3 4 3 0 2 1 = 400 400 400 400 400 ~ 0 0 0 0`,
  },
  {
    title: "three in a row",
    text: `
      node src > o:10x4
      node process < i:10x4 > o:1x4
      node sink < i:1x4
      edges src.o-process.i process.o-sink.i
      best 44
      fifos src.o-process.i:10x4a process.o-sink.i:1x4a
      order sinks src process sink
      lives sinks 0-1 1-2
      plan apart 0 1 = 40 4 ~ 0 0 0 0
      plan shared 0 1 = 40 4 ~ 0 0 0 0
      plan copied 0 1 = 40 4 ~ 0 0 0 0
      order even as sinks
      plan level 0 1 = 40 4 ~ 0 0 0 0`,
  },
  {
    title: "one source and five sinks in one buffer",
    text: `
      node src > o:192x4
      node sink0 < i:192x4
      node sink1 < i:192x4
      node sink2 < i:192x4
      node sink3 < i:192x4
      node sink4 < i:192x4
      edges src.o-sink0.i src.o-sink1.i src.o-sink2.i src.o-sink3.i src.o-sink4.i
      best 768
      fifos src.o-dup0.i:192x4a dup0.aaaaaa-sink0.i:192x4a dup0.aaaaab-sink1.i:192x4a
        + dup0.aaaaac-sink2.i:192x4a dup0.aaaaad-sink3.i:192x4a dup0.aaaaae-sink4.i:192x4a
      order sinks src dup0 sink0 sink1 sink2 sink3 sink4
      lives sinks 0-1 1-2 1-3 1-4 1-5 1-6
      plan apart 0 1 2 3 4 5 = 768 768 768 768 768 768 ~ 0 3840 0 3840
      plan shared 0 0* 0* 0* 0* 0* = 768 ~ 0 0 0 0
      plan copied 0 1 2 3 4 5 = 768 768 768 768 768 768 ~ 0 3840 0 3840
      order even src dup0 sink4 sink3 sink2 sink1 sink0
      lives even 0-1 1-6 1-5 1-4 1-3 1-2
      plan level 0 0* 0* 0* 0* 0* = 768 ~ 0 0 0 0`,
  },
  {
    title: "the front end of a keyword spotter",
    text: `
      node src > o:320x2
      node to_f32 < i:320x2 > o:320x4
      node audioWin < i:320x4 > o:640x4
      node mfcc < i:640x4 > o:10x4
      node mfccWin < i:10x4 > o:490x4
      node send < i:490x4
      edges src.o-to_f32.i to_f32.o-audioWin.i audioWin.o-mfcc.i mfcc.o-mfccWin.i mfccWin.o-send.i
      best 3840
      fifos src.o-to_f32.i:320x2a to_f32.o-audioWin.i:320x4a audioWin.o-mfcc.i:640x4a mfcc.o-mfccWin.i:10x4a
        + mfccWin.o-send.i:490x4a
      order sinks src to_f32 audioWin mfcc mfccWin send
      lives sinks 0-1 1-2 2-3 3-4 4-5
      plan apart 0 1 2 3 4 = 640 1280 2560 40 1960 ~ 0 0 0 0
      plan shared 1 0 1 0 1 = 1280 2560 ~ 0 0 0 0
      plan copied 1 0 1 0 1 = 1280 2560 ~ 0 0 0 0
      order even as sinks
      plan level 1 0 1 0 1 = 1280 2560 ~ 0 0 0 0`,
  },
  {
    title: "from CD to DAT",
    text: `
      node cd > o:1x1
      node a < i:1x1 > o:2x1
      node b < i:3x1 > o:2x1
      node c < i:7x1 > o:8x1
      node d < i:7x1 > o:5x1
      node dat < i:1x1
      edges cd.o-a.i a.o-b.i b.o-c.i c.o-d.i d.o-dat.i
      best 37
      fifos cd.o-a.i:1x1a a.o-b.i:5x1 b.o-c.i:12x1 c.o-d.i:14x1 d.o-dat.i:5x1
      order sinks (cd a cd a b cd a b)*2 c d dat*5 (cd a)*2 (b cd a)*2 cd a b c d dat*5 (cd a b cd a cd a b)*2
        + c d dat*5 (cd a b cd a)*2 b c d dat*5 (cd a cd a b cd a b)*2 c d dat*5 (cd a)*2 (b cd a)*2 cd a b c
        + d dat*5 (cd a b cd a cd a b)*2 c (d dat*5)*2 (cd a b cd a)*2 b c d dat*5 (cd a cd a b cd a b)*2 c d
        + dat*5 (cd a)*2 (b cd a)*2 cd a b c d dat*5 (cd a b cd a cd a b)*2 c d dat*5 (cd a b cd a)*2 b c d
        + dat*5 (cd a cd a b cd a b)*2 c d dat*5 (cd a)*2 (b cd a)*2 cd a b c (d dat*5)*2
        + (cd a b cd a cd a b)*2 c d dat*5 (cd a b cd a)*2 b c d dat*5 (cd a cd a b cd a b)*2 c d dat*5
        + (cd a)*2 (b cd a)*2 cd a b c d dat*5 (cd a b cd a cd a b)*2 c d dat*5 (cd a b cd a)*2 b c d dat*5
        + (cd a cd a b cd a b)*2 c (d dat*5)*2 (cd a)*2 (b cd a)*2 cd a b c d dat*5 (cd a b cd a cd a b)*2 c d
        + dat*5 (cd a b cd a)*2 b c d dat*5 (cd a cd a b cd a b)*2 c d dat*5 (cd a)*2 (b cd a)*2 cd a b c d
        + dat*5 (cd a b cd a cd a b)*2 c d dat*5 (cd a b cd a)*2 b c (d dat*5)*2
      lives sinks 0-597 1-598 4-599 16-606 17-611
      plan apart 0 1 2 3 4 = 1 5 12 14 5 ~ 147 0 147 0
      plan shared 0 1 2 3 4 = 1 5 12 14 5 ~ 147 0 147 0
      plan copied 0 1 2 3 4 = 1 5 12 14 5 ~ 147 0 147 0
      order even (cd a)*2 (b cd a)*2 cd a b cd a cd b c d dat a dat*4 (cd a b)*2 (cd a)*2 b cd a cd c d dat*5
        + b a (cd a b)*2 (cd a)*2 b cd a cd c d dat*5 (b a cd a b cd a cd)*2 c d dat*5 b a cd a b
        + (cd a cd b a)*2 cd c d dat*5 b a cd a b (cd a cd b a)*2 cd c d dat*5 b a cd a b (cd a cd b a)*2 cd a
        + cd c d b dat*5 d dat*5 c d dat*5 (a b cd)*2 a cd a b cd a cd b c d dat a dat*4 (cd a b)*2 (cd a)*2 b
        + cd a cd c d dat*5 b a (cd a b)*2 (cd a)*2 b cd a cd c d dat*5 (b a cd a b cd a cd)*2 c d dat*5 b a
        + cd a b (cd a cd b a)*2 cd c d dat*5 b a cd a b (cd a cd b a)*2 cd a cd c d b dat*5 d dat*5 a b c d
        + dat*5 (cd a b cd a)*2 cd b a cd c d dat*5 (a b cd)*2 a cd a b cd a cd b a cd c d dat*5 (a b cd)*2 a
        + cd a b cd a cd b (a cd)*2 c d b dat*5 (a b cd a cd)*2 b (a cd)*2 c d b dat*5 a cd b a cd a b cd a cd
        + b (a cd)*2 c d b dat*5 (a cd b a cd)*3 c d b dat*5 d dat*5 c d dat*5 a b (cd a)*2 (b cd a)*2 cd a b
        + c d dat*5 (cd a b cd a)*2 cd b a cd c d dat*5 (a b cd)*2 a cd a b cd a cd b (a cd)*2 c d b dat*5
        + (a b cd a cd)*2 b (a cd)*2 c d b dat*5 (a b cd a cd)*2 b (a cd)*2 c d b dat*5 a b c (d dat*5)*2
      lives even 0-597 1-598 4-599 17-606 18-611
      plan level 0 1 2 3 4 = 1 5 12 14 5 ~ 189 0 189 0`,
  },
];
