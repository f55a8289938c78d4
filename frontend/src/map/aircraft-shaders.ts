import { SILHOUETTES } from './aircraft-kind.ts';
import { LOOK } from './aircraft-look.ts';
import { ALTITUDE_BANDS } from './altitude-scale.ts';
import { BLEND_GLSL } from './blend.ts';
import { GREAT_CIRCLE_GLSL } from './great-circle.ts';
import { CELL, REACH, SHAPE_SHARE } from './shape-atlas.ts';

/** What stands or drives on the ground is drawn smaller than what flies. */
const SMALL_FROM = SILHOUETTES.indexOf('vehicle');
const SMALL = 0.66;

/** What the map library says about its projection: GLSL that defines `projectTile`, and the variant's name. */
export interface ProjectionShader {
  readonly variantName: string;
  readonly vertexShaderPrelude: string;
  readonly define: string;
}

/**
 * One instance is one aircraft, drawn as a rectangle turned by its track. Local coordinates: the silhouette fills -1 to 1,
 * y points to the tail, the altitude's dots lie behind it. On the flat map places are relative to the view's centre, in two
 * parts of single precision, so that they are exact at every zoom; the globe is only drawn where single precision does.
 */
export const vertexShader = ({ vertexShaderPrelude, define }: ProjectionShader): string => `#version 300 es
precision highp float;
${vertexShaderPrelude}
${define}
layout(location = 0) in vec4 a_place;
layout(location = 1) in vec4 a_motion;
layout(location = 2) in vec4 a_correction;
layout(location = 3) in vec4 a_look;
layout(location = 4) in vec2 a_corner;
uniform float u_time;
uniform vec4 u_centre;
uniform float u_copy;
uniform vec4 u_origin;
uniform vec2 u_viewport;
uniform float u_halfPx;
uniform float u_dots;
uniform float u_ring;
uniform float u_sizes[${ALTITUDE_BANDS.length}];
out vec2 v_local;
out vec2 v_upright;
flat out float v_px;
flat out int v_silhouette;
flat out int v_band;
flat out int v_bits;
flat out float v_fade;
${GREAT_CIRCLE_GLSL}
${BLEND_GLSL}
vec2 turnedBy(vec2 heading, float angle) {
  float s = sin(angle);
  float c = cos(angle);
  return vec2(heading.x * c + heading.y * s, heading.y * c - heading.x * s);
}

void main() {
  int look = int(a_look.z);
  if (look < 0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  v_silhouette = look & 7;
  v_band = (look >> 3) & 7;
  v_bits = look;
  float seconds = max(0.0, min(u_time, a_motion.z) - a_motion.y);
  float left = correctionLeft(u_time - a_correction.z, a_correction.w);
  vec2 shift = alongGreatCircle(a_place.y + a_place.w, a_look.xy, a_motion.x * seconds) + a_correction.xy * left;
  vec2 heading = turnedBy(a_look.xy, a_look.w * left);
  v_fade = clamp(u_time - a_motion.w, 0.0, 1.0);

#ifdef GLOBE
  vec2 point = a_place.xy + shift;
  vec4 clip = projectTile(point);
  vec4 ahead = projectTile(point + vec2(heading.x, -heading.y) * 0.0002);
  vec2 onScreen = (ahead.xy / ahead.w - clip.xy / clip.w) * u_viewport;
  float aheadPx = length(onScreen);
  heading = aheadPx > 0.0 ? onScreen / aheadPx : vec2(0.0, 1.0);
#else
  vec2 relative = (a_place.xy - u_centre.xy) + (a_place.zw - u_centre.zw) + shift;
  relative.y = clamp(relative.y, -u_centre.y, 1.0 - u_centre.y);
  relative.x += u_copy;
  vec4 clip = u_origin + u_projection_matrix * vec4(relative, 0.0, 0.0);
#endif

  bool isSpecial = u_ring > 0.5 || (look & ${LOOK.emergency}) != 0;
  float tail = u_dots > 0.5 ? 2.5 : 1.15;
  vec2 local = isSpecial
    ? a_corner * 2.5
    : vec2(a_corner.x * 1.15, a_corner.y > 0.0 ? tail : -1.15);
  float halfPx = u_halfPx * (v_silhouette >= ${SMALL_FROM} ? ${SMALL} : u_sizes[v_band]);
  v_local = local;
  v_px = halfPx;
  v_upright = vec2(local.x * heading.y - local.y * heading.x, local.x * heading.x + local.y * heading.y);
  vec2 turned = v_upright * halfPx;
  gl_Position = clip + vec4(turned.x, -turned.y, 0.0, 0.0) * vec4(2.0 / u_viewport, 0.0, 0.0) * clip.w;
}`;

/** Fill, casing, dots, ring and frame from distances; colours come out premultiplied, as the map's blending wants them. */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
in vec2 v_local;
in vec2 v_upright;
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

/* A line of half the width, with a casing on both its sides. */
vec4 line(vec3 rgb, float fromPx, float halfPx) {
  return over(paint(rgb, covered(halfPx - fromPx)), paint(u_casing, covered(halfPx + u_ratio - fromPx) * 0.8));
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
  bool isFramed = isEmergency || u_ring > 0.5;
  bool isTail = u_dots > 0.5 && v_local.y > 1.0;
  if (shapePx < -casingPx - 1.0 && !isFramed && !isTail) {
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

  if (u_ring > 0.5) {
    float fromRing = abs(length(v_local) - (u_ring > 1.5 ? 1.75 : 1.6)) * v_px;
    result = over(result, line(u_accent, fromRing, (u_ring > 1.5 ? 1.1 : 0.7) * u_ratio));
  }
  if (isEmergency) {
    /* A square on its corner, upright whichever way the aircraft flies: nothing else on the map has this shape. */
    float fromFrame = abs(abs(v_upright.x) + abs(v_upright.y) - 2.25) * 0.7071 * v_px;
    result = over(result, line(u_emergency, fromFrame, 1.4 * u_ratio));
  }
  colour = result;
}`;
