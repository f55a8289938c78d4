import type { CustomRenderMethodInput } from 'maplibre-gl';
import { FRAGMENT_SHADER, vertexShader, type ProjectionShader } from './aircraft-shaders.ts';
import { ALTITUDE_BANDS, EMERGENCY_COLOUR, type Theme } from './altitude-scale.ts';

type Projection = CustomRenderMethodInput['defaultProjectionData'];

const UNIFORMS = [
  'u_time',
  'u_centre',
  'u_copy',
  'u_origin',
  'u_viewport',
  'u_halfPx',
  'u_dots',
  'u_ring',
  'u_sizes',
  'u_atlas',
  'u_colours',
  'u_casing',
  'u_simulated',
  'u_emergency',
  'u_accent',
  'u_ratio',
  'u_projection_matrix',
  'u_projection_fallback_matrix',
  'u_projection_tile_mercator_coords',
  'u_projection_clipping_plane',
  'u_projection_transition',
] as const;
type Uniform = (typeof UNIFORMS)[number];

const CASING: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#0a1017' };
/** Simulated aircraft have the banner's amber around them. */
const SIMULATED_CASING: Readonly<Record<Theme, string>> = { light: '#f5c66b', dark: '#6a4a08' };
const ACCENT: Readonly<Record<Theme, string>> = { light: '#0b57d0', dark: '#ffffff' };

/** What changes from picture to picture, in the shader's units. */
export interface PictureUniforms {
  /** Seconds since the buffer's epoch. */
  readonly time: number;
  /** The middle of the view, mercator. */
  readonly x: number;
  readonly y: number;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly halfPx: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly showsDots: boolean;
}

/** The shaders of one projection, linked. */
export interface AircraftProgram {
  /** Makes the program current and gives it a picture's uniforms. */
  begin(picture: PictureUniforms, projection: Projection, theme: Theme): void;
  /** Which copy of the world is drawn. */
  setCopy(copy: number): void;
  /** 0 draws no ring, 1 that of the hovered, 2 that of the selected aircraft. */
  setRing(ring: 0 | 1 | 2): void;
  destroy(): void;
}

/** @throws Error where the driver refuses the shaders, with its log */
export function createAircraftProgram(gl: WebGL2RenderingContext, shader: ProjectionShader): AircraftProgram {
  const program = link(gl, vertexShader(shader));
  const uniform = locations(gl, program);
  const matrix = new Float32Array(16);
  let painted: Theme | null = null;

  function paint(theme: Theme): void {
    if (painted === theme) return;
    painted = theme;
    const sizes = ALTITUDE_BANDS.map((band) => band.size);
    gl.uniform1i(uniform.u_atlas, 0);
    gl.uniform1fv(uniform.u_sizes, sizes);
    gl.uniform3fv(
      uniform.u_colours,
      ALTITUDE_BANDS.flatMap((band) => rgb(band.colour[theme])),
    );
    gl.uniform3fv(uniform.u_casing, rgb(CASING[theme]));
    gl.uniform3fv(uniform.u_simulated, rgb(SIMULATED_CASING[theme]));
    gl.uniform3fv(uniform.u_emergency, rgb(EMERGENCY_COLOUR[theme]));
    gl.uniform3fv(uniform.u_accent, rgb(ACCENT[theme]));
  }

  function setMatrix(location: WebGLUniformLocation | null, values: ArrayLike<number>): void {
    if (location === null) return;
    matrix.set(values);
    gl.uniformMatrix4fv(location, false, matrix);
  }

  function project(projection: Projection, x: number, y: number): void {
    const { mainMatrix, fallbackMatrix, tileMercatorCoords, clippingPlane, projectionTransition } = projection;
    setMatrix(uniform.u_projection_matrix, mainMatrix);
    if (uniform.u_origin !== null) {
      // The centre through the matrix in double precision: what is left for the card are small differences.
      const row = (index: number): number =>
        (mainMatrix[index] ?? 0) * x + (mainMatrix[index + 4] ?? 0) * y + (mainMatrix[index + 12] ?? 0);
      gl.uniform4f(uniform.u_origin, row(0), row(1), row(2), row(3));
    }
    if (uniform.u_projection_clipping_plane === null) return;
    setMatrix(uniform.u_projection_fallback_matrix, fallbackMatrix);
    gl.uniform4fv(uniform.u_projection_tile_mercator_coords, tileMercatorCoords);
    gl.uniform4fv(uniform.u_projection_clipping_plane, clippingPlane);
    gl.uniform1f(uniform.u_projection_transition, projectionTransition);
  }

  return {
    begin({ time, x, y, width, height, halfPx, ratio, showsDots }, projection, theme) {
      gl.useProgram(program);
      paint(theme);
      gl.uniform1f(uniform.u_time, time);
      gl.uniform4f(uniform.u_centre, x, y, x - Math.fround(x), y - Math.fround(y));
      gl.uniform2f(uniform.u_viewport, width, height);
      gl.uniform1f(uniform.u_ratio, ratio);
      gl.uniform1f(uniform.u_halfPx, halfPx);
      gl.uniform1f(uniform.u_dots, showsDots ? 1 : 0);
      project(projection, x, y);
    },
    setCopy: (copy) => gl.uniform1f(uniform.u_copy, copy),
    setRing: (ring) => gl.uniform1f(uniform.u_ring, ring),
    destroy: () => gl.deleteProgram(program),
  };
}

function locations(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
): Readonly<Record<Uniform, WebGLUniformLocation | null>> {
  const entries = UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)] as const);
  return Object.fromEntries(entries) as Record<Uniform, WebGLUniformLocation | null>;
}

function link(gl: WebGL2RenderingContext, vertexSource: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexSource],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error('the graphics context is lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true) {
      throw new Error(`a shader of the aircraft layer was refused: ${gl.getShaderInfoLog(shader) ?? ''}`);
    }
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) {
    throw new Error(`the aircraft layer's program was refused: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  return program;
}

/** Red, green and blue of `#rrggbb`, 0 to 1. */
function rgb(colour: string): [number, number, number] {
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
