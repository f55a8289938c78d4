import { SILHOUETTES } from './aircraft-kind.ts';
import { ALTITUDE_BANDS } from './altitude-scale.ts';
import { BLEND_MS, LOOK } from './draw-buffer.ts';
import { CELL, REACH, SHAPE_SHARE } from './shape-atlas.ts';

/**
 * One instance is one aircraft, drawn as a rectangle turned by its track. Local coordinates: the silhouette fills -1 to 1,
 * y points to the tail, the altitude's dots lie behind it. Places are relative to the view's centre, in two parts of
 * single precision, so that they are exact at every zoom.
 */
export const VERTEX_SHADER = `#version 300 es
precision highp float;
layout(location = 0) in vec4 a_place;
layout(location = 1) in vec4 a_motion;
layout(location = 2) in vec4 a_correction;
layout(location = 3) in vec2 a_look;
layout(location = 4) in vec2 a_corner;
uniform float u_time;
uniform vec4 u_centre;
uniform float u_copy;
uniform mat4 u_matrix;
uniform vec4 u_origin;
uniform vec2 u_viewport;
uniform float u_halfPx;
uniform float u_dots;
uniform float u_ring;
uniform float u_sizes[${ALTITUDE_BANDS.length}];
out vec2 v_local;
flat out float v_px;
flat out int v_silhouette;
flat out int v_band;
flat out int v_bits;
flat out float v_fade;

void main() {
  int look = int(a_look.y);
  if (look < 0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  v_silhouette = look & 7;
  v_band = (look >> 3) & 7;
  v_bits = look;
  float seconds = max(0.0, min(u_time, a_motion.w) - a_motion.z);
  float blended = clamp((u_time - a_correction.z) / ${(BLEND_MS / 1000).toFixed(3)}, 0.0, 1.0);
  float left = 1.0 - blended * blended * (3.0 - 2.0 * blended);
  vec2 shift = a_motion.xy * seconds + a_correction.xy * left;
  vec2 relative = (a_place.xy - u_centre.xy) + (a_place.zw - u_centre.zw) + shift;
  relative.x += u_copy;
  v_fade = clamp(u_time - a_correction.w, 0.0, 1.0);

  bool isSpecial = u_ring > 0.5 || (look & ${LOOK.emergency}) != 0;
  float tail = u_dots > 0.5 ? 2.5 : 1.15;
  vec2 local = isSpecial
    ? a_corner * 2.5
    : vec2(a_corner.x * 1.15, a_corner.y > 0.0 ? tail : -1.15);
  float halfPx = u_halfPx * u_sizes[v_band];
  v_local = local;
  v_px = halfPx;
  float s = sin(a_look.x);
  float c = cos(a_look.x);
  vec2 turned = vec2(local.x * c - local.y * s, local.x * s + local.y * c) * halfPx;
  vec4 clip = u_origin + u_matrix * vec4(relative, 0.0, 0.0);
  gl_Position = clip + vec4(turned.x, -turned.y, 0.0, 0.0) * vec4(2.0 / u_viewport, 0.0, 0.0) * clip.w;
}`;

/** Fill, casing, dots and ring from distances; colours come out premultiplied, as the map's blending wants them. */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
in vec2 v_local;
flat in float v_px;
flat in int v_silhouette;
flat in int v_band;
flat in int v_bits;
flat in float v_fade;
uniform sampler2D u_atlas;
uniform vec3 u_colours[${ALTITUDE_BANDS.length}];
uniform vec3 u_casing;
uniform vec3 u_simulated;
uniform vec3 u_emergency;
uniform vec3 u_accent;
uniform float u_dots;
uniform float u_ring;
uniform float u_ratio;
out vec4 colour;
const int DOTS[${ALTITUDE_BANDS.length}] = int[](${ALTITUDE_BANDS.map((band) => band.dots).join(', ')});

vec4 over(vec4 top, vec4 bottom) {
  return top + bottom * (1.0 - top.a);
}

vec4 paint(vec3 rgb, float alpha) {
  return vec4(rgb * alpha, alpha);
}

/* Coverage of what lies within a signed distance, in device pixels, positive inside. */
float covered(float distancePx) {
  return clamp(distancePx + 0.5, 0.0, 1.0);
}

void main() {
  bool isEmergency = (v_bits & ${LOOK.emergency}) != 0;
  bool isHollow = (v_bits & ${LOOK.hollow}) != 0;
  bool isSimulated = (v_bits & ${LOOK.simulated}) != 0;
  vec3 fill = isEmergency ? u_emergency : u_colours[v_band];
  float casingPx = 1.25 * u_ratio;
  float linePx = 1.5 * u_ratio;

  vec2 cell = (v_local * ${SHAPE_SHARE.toFixed(2)} + 1.0) * 0.5;
  float shapePx = -1000.0;
  if (abs(v_local.x) < 1.2 && abs(v_local.y) < 1.2) {
    float texel = texture(u_atlas, vec2((float(v_silhouette) + clamp(cell.x, 0.01, 0.99)) / ${SILHOUETTES.length}.0, cell.y)).r;
    float texelPx = 2.0 * v_px / ${(CELL * SHAPE_SHARE).toFixed(2)};
    shapePx = (texel * 255.0 - 127.5) / 127.5 * ${REACH}.0 * texelPx;
  }
  bool hasRing = isEmergency || u_ring > 0.5;
  bool isTail = u_dots > 0.5 && v_local.y > 1.0;
  if (shapePx < -casingPx - 1.0 && !hasRing && !isTail) {
    colour = vec4(0.0);
    return;
  }
  float body = covered(shapePx);
  float inner = covered(shapePx - linePx);
  if (!isHollow) inner = 0.0;
  float reachable = min(casingPx, ${REACH}.0 * 2.0 * v_px / ${(CELL * SHAPE_SHARE).toFixed(2)} - 0.5);
  vec4 result = paint(isSimulated ? u_simulated : u_casing, covered(shapePx + reachable) * 0.92);
  result = over(paint(fill, body), result);
  result = over(paint(u_casing, inner * (isHollow ? 0.75 : 1.0)), result);

  if (isTail) {
    for (int dot = 0; dot < 4; dot++) {
      if (dot >= DOTS[v_band]) break;
      float distancePx = (0.125 - length(v_local - vec2(0.0, 1.24 + 0.33 * float(dot)))) * v_px;
      result = over(result, over(paint(fill, covered(distancePx)), paint(u_casing, covered(distancePx + u_ratio) * 0.8)));
    }
  }

  result *= isHollow ? 0.7 : 1.0 - 0.55 * v_fade;

  if (hasRing) {
    float fromRing = abs(length(v_local) - (u_ring > 1.5 || isEmergency ? 1.75 : 1.6)) * v_px;
    float ringPx = (u_ring > 1.5 || isEmergency ? 1.1 : 0.7) * u_ratio;
    vec3 ring = isEmergency ? u_emergency : u_accent;
    vec4 drawn = over(paint(ring, covered(ringPx - fromRing)), paint(u_casing, covered(ringPx + u_ratio - fromRing) * 0.8));
    result = over(result, drawn);
  }
  colour = result;
}`;
