/**
 * Rectangles by vertex pulling: no attributes, each vertex reads its piece from a texture by its own number. One way for all
 * hardware, and several times faster than instancing where there is none.
 */

/** Texels of a row of the textures: a power of two, within what every WebGL2 takes. */
export const ROW = 2048;

export const VERTEX = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D pieces;
uniform usampler2D looks;
uniform sampler2D palette;
uniform int first;
uniform uvec2 origin;
uniform vec2 part;
uniform vec2 per;
uniform vec2 size;
uniform float gap;
uniform vec2 alphas;
flat out vec4 colour;

// unsigned numbers are subtracted before they become floats: a float holds no more than 24 bits
float away(uint value, uint from) {
  return value >= from ? float(value - from) : -float(from - value);
}

vec2 edges(uint from, uint to, uint start, float within, float scale, float most) {
  float a = clamp((away(from, start) - within) * scale, -8.0, most + 8.0);
  float b = clamp((away(to, start) - within) * scale, -8.0, most + 8.0);
  float low = floor(a + 0.5);
  float wide = max(1.0, floor(b + 0.5) - low);
  return vec2(low, low + (wide >= 3.0 * gap ? wide - gap : wide));
}

void main() {
  int i = first + gl_VertexID / 6;
  int corner = gl_VertexID % 6;
  ivec2 at = ivec2(i & ${ROW - 1}, i >> ${Math.log2(ROW)});
  uvec4 piece = texelFetch(pieces, at, 0);
  uvec2 look = texelFetch(looks, at, 0).xy;
  vec2 x = edges(piece.x, piece.y, origin.x, part.x, per.x, size.x);
  vec2 y = edges(piece.z, piece.w, origin.y, part.y, per.y, size.y);
  float right = (corner == 1 || corner == 2 || corner == 4) ? 1.0 : 0.0;
  float top = (corner == 2 || corner == 4 || corner == 5) ? 1.0 : 0.0;
  vec2 pixel = vec2(mix(x.x, x.y, right), mix(y.x, y.y, top));
  gl_Position = vec4(pixel / size * 2.0 - 1.0, 0.0, 1.0);
  float alpha = look.y == 1u ? alphas.y : alphas.x;
  colour = vec4(texelFetch(palette, ivec2(int(look.x), 0), 0).rgb * alpha, alpha);
}
`;

export const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 colour;
out vec4 pixel;
void main() {
  pixel = colour;
}
`;
