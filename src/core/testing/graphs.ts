/** Tiny graphs that tests name; each has its picture. */

import { textGraph } from "./text-graph.ts";

/**
 *     x ─▶ n0 ─▶ a ─▶ n1 ─▶ b ─▶ n2 ─▶ c ▶
 */
export const CHAIN = textGraph(`
  input x 64
  a:32 = conv(x)
  b:16 = conv(a)
  c:8 = conv(b)
  out c
`);

/**
 *            ┌▶ n1 ─▶ b ─┐
 *     x ─▶ n0 ─▶ a       n3 ─▶ d ▶
 *            └▶ n2 ─▶ c ─┘
 */
export const DIAMOND = textGraph(`
  input x 10
  a:20 = conv(x)
  b:30 = left(a)
  c:40 = right(a)
  d:50 = add(b c)
  out d
`);

/**
 *     x ─▶ n0 ─▶ a ─▶ n1 ─▶ r ─▶ n2 ─▶ s ▶      r over a, s a look at r
 */
export const IN_PLACE = textGraph(`
  input x 128
  a:64 = conv(x)
  r:64 = relu(a) r~a
  s:64 = reshape(r) s<r
  out s
`);

/**
 *     x ─┬▶ n0 ─▶ p ─▶ n2 ─▶ y ─┐
 *        │                       n4 ─▶ z ▶      p and q are the halves of x
 *        └▶ n1 ─▶ q ─▶ n3 ─▶ w ─┘
 */
export const HALVES = textGraph(`
  input x 64
  p:32 = slice(x) p<x
  q:32 = slice(x) q<x+32
  y:32 = conv(p) y~p
  w:32 = conv(q) w~q
  z:32 = add(y w)
  out z
`);

/**
 * Two branches from x, listed so that both are begun before either is finished.
 *
 *     x ─▶ n0 ─▶ a ─▶ n2 ─▶ c ─┐
 *     x ─▶ n1 ─▶ b ─▶ n3 ─▶ d ─▶ n4 ─▶ e ▶
 */
export const BRANCHES = textGraph(`
  input x 8
  a:80 = widen(x)
  b:80 = widen(x)
  c:8 = narrow(a)
  d:8 = narrow(b)
  e:8 = add(c d)
  out e
`);
