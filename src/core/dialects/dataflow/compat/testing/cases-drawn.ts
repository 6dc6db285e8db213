/** Golden results: what CMSIS-Stream makes of graphs that were drawn at random. Written as read-case.ts reads it. */

import type { CaseText } from "./read-case.ts";

export const DRAWN: readonly CaseText[] = [
  {
    title: "many shared arrays of mixed types",
    text: `
      node gain_1 > o0:2x8 o1:6x8 o2:10x2
      node dup < i0:2x8 > o0:6x2 o1:6x4
      node sinkA < i0:1x8 > o0:2x2
      node src < i0:3x2
      node Beta < i0:2x2
      node mix < i0:2x4 i1:4x2
      node filter < i0:6x4
      node node_a < i0:6x8 i1:10x2
      edges gain_1.o2-node_a.i1 gain_1.o0-dup.i0 dup.o1-filter.i0 sinkA.o0-mix.i1 gain_1.o1-sinkA.i0
        + gain_1.o2-Beta.i0 dup.o1-mix.i0 dup.o0-src.i0 gain_1.o1-node_a.i0
      best 220
      fifos gain_1.o0-dup.i0:2x8a sinkA.o0-mix.i1:4x2 dup.o0-src.i0:6x2 gain_1.o1-dup0.i:6x8a
        + dup0.aaaaaa-sinkA.i0:6x8 dup0.aaaaab-node_a.i0:6x8a gain_1.o2-dup1.i:10x2a
        + dup1.aaaaaa-node_a.i1:10x2a dup1.aaaaab-Beta.i0:10x2 dup.o1-dup2.i:6x4a dup2.aaaaaa-filter.i0:6x4a
        + dup2.aaaaab-mix.i0:6x4
      order sinks gain_1 dup1 Beta*5 dup src*2 dup2 filter dup0 node_a (sinkA*2 mix)*3
      lives sinks 0-7 14-22 7-9 0-12 12-21 12-13 0-1 1-13 1-6 7-10 10-11 10-22
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 = 16 8 12 48 48 48 20 20 20 24 24 24 ~ 0 184 0 184
      plan shared 2 4 5 0 6 0* 1 1* 7 3 2 8 = 48 20 24 24 8 12 48 20 24 ~ 0 116 0 116
      plan copied 2 4 5 0 6 2 3 1 7 3 2 8 = 48 20 48 24 8 12 48 20 24 ~ 0 184 0 184
      order even gain_1 dup1 dup0 sinkA*2 node_a dup src*2 dup2 (mix sinkA*2)*2 mix filter Beta*5
      lives even 0-6 3-16 6-8 0-2 2-15 2-5 0-1 1-5 1-22 6-9 9-17 9-16
      plan level 0 3 4 1 5 1* 2 2* 6 1 0 7 = 24 48 20 8 12 48 20 24 ~ 0 116 0 116`,
  },
  {
    title: "Duplicates that need not copy",
    text: `
      node Zed > o0:5x2 o1:6x4
      node sinkB < i0:1x2 > o0:15x4 o1:3x4
      node filter < i0:25x4 i1:2x4 > o0:5x4
      node alpha < i0:75x4 i1:15x4 i2:15x4 > o0:1x8
      node Beta < i0:1x8
      node osc < i0:1x8
      edges sinkB.o0-filter.i0 sinkB.o1-alpha.i2 sinkB.o0-alpha.i0 Zed.o0-sinkB.i0 filter.o0-alpha.i1
        + alpha.o0-osc.i0 alpha.o0-Beta.i0 Zed.o1-filter.i1
      best 654
      fifos sinkB.o1-alpha.i2:15x4 Zed.o0-sinkB.i0:5x2 filter.o0-alpha.i1:15x4 Zed.o1-filter.i1:6x4
        + sinkB.o0-dup0.i:15x4a dup0.aaaaaa-filter.i0:35x4 dup0.aaaaab-alpha.i0:75x4 alpha.o0-dup1.i:1x8a
        + dup1.aaaaaa-osc.i0:1x8a dup1.aaaaab-Beta.i0:1x8a
      order sinks Zed (sinkB dup0 sinkB dup0 filter)*2 sinkB dup0 filter alpha dup1 Beta osc
      lives sinks 1-14 0-11 5-14 0-13 1-12 2-13 2-14 14-15 15-17 15-16
      plan apart 0 1 2 3 4 5 6 7 8 9 = 60 10 60 24 60 140 300 8 8 8 ~ 60 616 60 616
      plan shared 1 2 3 4 0 5 6 0 0* 0* = 60 60 10 60 24 140 300 ~ 60 600 60 600
      plan copied 3 4 5 6 0 7 8 0 1 2 = 60 8 8 60 10 60 24 140 300 ~ 60 616 60 616
      order even Zed (sinkB dup0 sinkB dup0 filter)*2 sinkB dup0 filter alpha dup1 osc Beta
      lives even 1-14 0-11 5-14 0-13 1-12 2-13 2-14 14-15 15-16 15-17
      plan level 1 2 3 4 0 5 6 0 0* 0* = 60 60 10 60 24 140 300 ~ 60 600 60 600`,
  },
  {
    title: "rates by turns and arrays",
    text: `
      node osc > o0:6x2 o1:3x2
      node gain_2 < i0:4x2 > o0:1,11x4 o1:2x4
      node sinkB < i0:10,6x2 > o0:1x4 o1:8x4
      node z < i0:2,4x4 i1:12x2
      node src < i0:6x4 i1:9x4
      node filter < i0:1,47x4 i1:12x4
      edges sinkB.o0-z.i0 sinkB.o1-src.i0 osc.o0-gain_2.i0 sinkB.o1-filter.i0 gain_2.o1-filter.i1 osc.o1-z.i1
        + osc.o0-sinkB.i0 gain_2.o0-src.i1
      best 472
      fifos sinkB.o0-z.i0:4x4 gain_2.o1-filter.i1:12x4 osc.o1-z.i1:12x2 gain_2.o0-src.i1:18x4
        + sinkB.o1-dup0.i:8x4a dup0.aaaaaa-src.i0:12x4 dup0.aaaaab-filter.i0:47x4 osc.o0-dup1.i:6x2a
        + dup1.aaaaaa-gain_2.i0:8x2 dup1.aaaaab-sinkB.i0:14x2
      order sinks osc dup1 gain_2 osc dup1 gain_2*2 sinkB dup0 src osc dup1 gain_2 sinkB dup0 src osc z dup1
        + gain_2*2 filter osc dup1 sinkB dup0 src*2 gain_2 osc dup1 gain_2*2 sinkB dup0 src osc dup1 gain_2
        + sinkB dup0 src osc dup1 gain_2*2 sinkB z dup0 filter src*2
      lives sinks 7-47 2-49 0-47 2-51 7-48 8-51 8-49 0-43 1-45 1-46
      plan apart 0 1 2 3 4 5 6 7 8 9 = 16 48 24 72 32 48 188 12 16 28 ~ 228 576 228 576
      plan shared 2 3 4 5 0 6 7 1 8 9 = 32 12 16 48 24 72 48 188 16 28 ~ 228 576 228 576
      plan copied 2 3 4 5 0 6 7 1 8 9 = 32 12 16 48 24 72 48 188 16 28 ~ 228 576 228 576
      order even (osc dup1 gain_2)*2 sinkB osc dup0 src gain_2 dup1 sinkB osc z dup0 gain_2 src dup1 gain_2
        + osc gain_2 filter dup1 sinkB osc dup0 src*2 gain_2 dup1 gain_2 sinkB osc dup0 src gain_2 dup1 sinkB
        + osc dup0 gain_2 src dup1 gain_2 sinkB z dup0 gain_2 src filter src
      lives even 6-46 2-50 0-46 2-51 6-47 8-51 8-50 0-43 1-48 1-45
      plan level 2 3 4 5 0 6 7 1 8 9 = 32 12 16 48 24 72 48 188 16 28 ~ 220 576 220 576`,
  },
  {
    title: "delays and arrays",
    text: `
      node filter > o0:2x2
      node gain_1 < i0:8x2 i1:4x2 > o0:1x2 o1:4x8 o2:10x2
      node Zed < i0:1x2 i1:8x2
      node sinkB < i0:2x8 > o0:15x2 o1:2x2
      node mix < i0:6x2
      node src < i0:4x2
      node gain_10 < i0:30x2 > o0:4x2
      node sinkA < i0:5x2
      node osc < i0:1x2
      edges filter.o0-gain_1.i0 sinkB.o0-mix.i0 gain_1.o1-sinkB.i0 gain_1.o0-Zed.i0 filter.o0-Zed.i1
        + gain_10.o0-osc.i0 gain_10.o0-gain_1.i1|delay:5 sinkB.o1-src.i0 sinkB.o0-gain_10.i0
        + gain_1.o2-sinkA.i0
      best 238
      fifos gain_1.o1-sinkB.i0:4x8 gain_1.o0-Zed.i0:1x2a sinkB.o1-src.i0:4x2 gain_1.o2-sinkA.i0:10x2
        + filter.o0-dup0.i:2x2a dup0.aaaaaa-gain_1.i0:8x2 dup0.aaaaab-Zed.i1:8x2 sinkB.o0-dup1.i:15x2a
        + dup1.aaaaaa-mix.i0:18x2 dup1.aaaaab-gain_10.i0:30x2 gain_10.o0-dup2.i:4x2a dup2.aaaaaa-osc.i0:4x2
        + dup2.aaaaab-gain_1.i1:5x2|delay:5
      order sinks (filter dup0)*4 gain_1 sinkB sinkA*2 dup1 sinkB src mix*2 Zed dup1 mix*3 gain_10 dup2 osc*4
      lives sinks 8-13 8-17 9-14 8-11 0-7 1-8 1-17 9-18 12-21 12-22 22-23 23-27 23-8
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 = 32 2 8 20 4 16 16 30 36 60 8 8 10 ~ 8 168 8 168
      plan shared 2 0 3 4 0 5 6 1 7 8 0 9 10 = 8 30 32 8 20 16 16 36 60 8 10 ~ 8 168 8 168
      plan copied 2 0 3 4 0 5 6 1 7 8 0 9 10 = 8 30 32 8 20 16 16 36 60 8 10 ~ 8 168 8 168
      order even as sinks
      plan level 2 0 3 4 0 5 6 1 7 8 0 9 10 = 8 30 32 8 20 16 16 36 60 8 10 ~ 8 168 8 168`,
  },
  {
    title: "many rates that share",
    text: `
      node sinkB > o0:1x8 o1:12x4 o2:4x2
      node dup < i0:1x8 i1:12x4
      node gain_10 < i0:2x4 > o0:1x4 o1:1,3x4
      node Beta < i0:12x4 i1:1x8 > o0:2x2
      node node_a < i0:6x4
      node z < i0:6x4 i1:2x2 > o0:5x2
      node Zed < i0:1x2 > o0:5x8
      node osc < i0:10x2 i1:10x8
      edges Beta.o0-Zed.i0 sinkB.o2-z.i1 sinkB.o0-dup.i0 gain_10.o0-node_a.i0 Zed.o0-osc.i1 gain_10.o1-z.i0
        + z.o0-osc.i0 sinkB.o1-gain_10.i0 sinkB.o1-Beta.i0 sinkB.o0-Beta.i1 sinkB.o1-dup.i1
      best 272
      fifos Beta.o0-Zed.i0:2x2 sinkB.o2-z.i1:4x2 gain_10.o0-node_a.i0:6x4 Zed.o0-osc.i1:10x8
        + gain_10.o1-z.i0:8x4 z.o0-osc.i0:10x2 sinkB.o0-dup0.i:1x8a dup0.aaaaaa-dup.i0:1x8a
        + dup0.aaaaab-Beta.i1:1x8a sinkB.o1-dup1.i:12x4a dup1.aaaaaa-gain_10.i0:12x4 dup1.aaaaab-Beta.i0:12x4a
        + dup1.aaaaac-dup.i1:12x4a
      order sinks sinkB dup0 dup1 dup Beta Zed*2 gain_10*4 z gain_10*2 node_a z osc
      lives sinks 4-6 0-15 7-14 5-16 7-15 11-16 0-1 1-3 1-4 0-2 2-13 2-4 2-3
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 = 4 8 24 80 32 20 8 8 8 48 48 48 48 ~ 8 160 8 160
      plan shared 2 3 4 5 6 7 0 0* 0* 1 8 1* 1* = 8 48 4 8 24 80 32 20 48 ~ 8 48 8 48
      plan copied 5 6 7 8 9 10 3 0 1 2 11 3 4 = 8 8 48 48 48 4 8 24 80 32 20 48 ~ 8 160 8 160
      order even sinkB dup1 gain_10*3 dup0 dup Beta Zed*2 gain_10 z gain_10*2 z osc node_a
      lives even 7-9 0-14 2-16 8-15 2-14 11-15 0-5 5-6 5-7 0-1 1-13 1-7 1-6
      plan level 2 3 4 5 6 7 0 0* 0* 1 8 1* 1* = 8 48 4 8 24 80 32 20 48 ~ 8 48 8 48`,
  },
  {
    title: "a long schedule",
    text: `
      node sinkA < i0:1x4 > o0:3,2,4x2 o1:6x2 o2:3x4
      node Beta < i0:1x2 i1:1x4 > o0:2x8
      node osc < i0:1x2 > o0:2x2
      node gain_2 < i0:3x8
      node alpha < i0:4x2 > o0:0,10x2
      node dup < i0:15x2 > o0:3x4 o1:1x4
      node gain_10 < i0:2x8
      node gain_1 < i0:3x4
      edges sinkA.o2-Beta.i1 Beta.o0-gain_10.i0 sinkA.o1-osc.i0 dup.o1-sinkA.i0|delay:20 alpha.o0-dup.i0
        + Beta.o0-gain_2.i0 osc.o0-alpha.i0 sinkA.o0-Beta.i0|delay:6 dup.o0-gain_1.i0
      best 612
      fifos sinkA.o2-Beta.i1:18x4 sinkA.o1-osc.i0:36x2 dup.o1-sinkA.i0:20x4|delay:20 alpha.o0-dup.i0:90x2
        + osc.o0-alpha.i0:56x2 sinkA.o0-Beta.i0:24x2|delay:6 dup.o0-gain_1.i0:3x4a Beta.o0-dup0.i:2x8a
        + dup0.aaaaaa-gain_10.i0:2x8a dup0.aaaaab-gain_2.i0:4x8
      order sinks sinkA*6 osc*28 (alpha osc*2)*4 alpha*14 Beta dup0 (gain_10 Beta dup0 gain_2)*2
        + (gain_10 Beta dup0)*2 (gain_2 gain_10 Beta dup0)*2 (gain_10 Beta dup0 gain_2)*2
        + (gain_10 Beta dup0)*2 (gain_2 gain_10 Beta dup0)*2 (gain_10 Beta dup0 gain_2)*2
        + (gain_10 Beta dup0)*2 gain_2 gain_10 Beta dup0 gain_2 gain_10 (dup gain_1)*6
      lives sinks 0-122 0-45 126-5 37-136 6-59 0-122 126-137 60-123 61-125 61-124
      plan apart 0 1 2 3 4 5 6 7 8 9 = 72 72 80 180 112 48 12 16 16 32 ~ 520 576 532 576
      plan shared 2 3 4 5 6 7 0 0 1 8 = 16 16 72 72 80 180 112 48 32 ~ 520 576 532 576
      plan copied 2 3 4 5 6 7 0 0 1 8 = 16 16 72 72 80 180 112 48 32 ~ 520 576 532 576
      order even as sinks
      plan level 2 3 4 5 6 7 0 0 1 8 = 16 16 72 72 80 180 112 48 32 ~ 520 576 532 576`,
  },
  {
    title: "two Duplicates",
    text: `
      node filter > o0:5x8 o1:5x8
      node Beta < i0:10x8 i1:3x2 > o0:2x2 o1:1x4
      node alpha < i0:2x2
      node Zed < i0:1x4 i1:2x2 > o0:2x8 o1:3x2
      node gain_10 < i0:10x8 i1:2x8
      node src < i0:2x8
      edges Zed.o0-src.i0 Zed.o0-gain_10.i1 filter.o1-gain_10.i0 Beta.o0-alpha.i0 Beta.o1-Zed.i0
        + Zed.o1-Beta.i1|delay:5 Beta.o0-Zed.i1 filter.o0-Beta.i0
      best 194
      fifos filter.o1-gain_10.i0:10x8 Beta.o1-Zed.i0:1x4a Zed.o1-Beta.i1:5x2|delay:5 filter.o0-Beta.i0:10x8
        + Zed.o0-dup0.i:2x8a dup0.aaaaaa-src.i0:2x8a dup0.aaaaab-gain_10.i1:2x8a Beta.o0-dup1.i:2x2a
        + dup1.aaaaaa-alpha.i0:2x2a dup1.aaaaab-Zed.i1:2x2a
      order sinks filter*2 Beta dup1 alpha Zed dup0 src gain_10
      lives sinks 0-8 2-5 5-2 0-2 5-6 6-7 6-8 2-3 3-4 3-5
      plan apart 0 1 2 3 4 5 6 7 8 9 = 80 4 10 80 16 16 16 4 4 4 ~ 4 40 4 40
      plan shared 3 0 4 5 1 0 0* 1 1* 2 = 16 16 4 80 10 80 ~ 4 20 4 20
      plan copied 4 0 5 6 1 0 2 1 3 2 = 16 16 16 4 80 10 80 ~ 4 40 4 40
      order even as sinks
      plan level 3 0 4 5 1 0 0* 1 1* 2 = 16 16 4 80 10 80 ~ 4 20 4 20`,
  },
];
