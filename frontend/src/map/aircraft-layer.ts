import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { createAircraftProgram, type AircraftProgram } from './aircraft-program.ts';
import { ALTITUDE_BANDS, EMERGENCY_COLOUR, type Theme } from './altitude-scale.ts';
import type { DrawBuffer } from './draw-buffer.ts';
import { iconHalfPx, showsDots } from './icon-size.ts';
import { mercatorX, mercatorY } from './mercator.ts';

export const AIRCRAFT_LAYER_ID = 'aircraft';

const CASING: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#0a1017' };
/** Simulated aircraft have the banner's amber around them. */
const SIMULATED_CASING: Readonly<Record<Theme, string>> = { light: '#f5c66b', dark: '#6a4a08' };
/** Calls of their own are for the few; more emergencies than this are drawn among the others. */
const MOST_RAISED = 50;
const ACCENT: Readonly<Record<Theme, string>> = { light: '#0b57d0', dark: '#ffffff' };

export interface AircraftLayer extends CustomLayerInterface {
  setTheme(theme: Theme): void;
  /** Slots that are marked, on top of the others. */
  setMarked(marked: { readonly selected: number | null; readonly hovered: number | null }): void;
  /** Main-thread time of the last picture, ms: all of it, and the part before the first call to the graphics card. */
  readonly lastDrawMs: number;
  readonly lastPrepareMs: number;
  /** Pictures drawn so far. */
  readonly drawnPictures: number;
}

/**
 * Draws the fleet in the map's own graphics context. Between records nothing is written but the time: the graphics card
 * carries each aircraft on along its piece of great circle, and blends corrections in.
 * @param beforeDraw brings the buffer up to date and says which instant to draw, epoch ms of the server
 */
export function createAircraftLayer(buffer: DrawBuffer, beforeDraw: () => number, firstTheme: Theme): AircraftLayer {
  let theme = firstTheme;
  let program: AircraftProgram | null = null;
  let map: MapLibreMap | null = null;
  let selected: number | null = null;
  let hovered: number | null = null;
  let lastDrawMs = 0;
  let lastPrepareMs = 0;
  let drawnPictures = 0;
  let uploadedLength = 0;

  function upload(current: AircraftProgram): void {
    if (buffer.data.length !== uploadedLength) {
      current.upload(buffer.data, 0, buffer.data.length);
      uploadedLength = buffer.data.length;
      buffer.takeDirty(() => undefined);
    } else {
      buffer.takeDirty((from, to) => current.upload(buffer.data, from, to));
    }
  }

  function setUniforms(
    gl: WebGL2RenderingContext,
    { uniform }: AircraftProgram,
    view: MapLibreMap,
    { defaultProjectionData: { mainMatrix } }: CustomRenderMethodInput,
    nowMs: number,
  ): void {
    const centre = view.getCenter();
    const x = mercatorX(centre.lng);
    const y = mercatorY(centre.lat);
    const zoom = view.getZoom();
    const ratio = gl.drawingBufferWidth / view.getCanvas().clientWidth;
    gl.uniform1f(uniform.u_time, (nowMs - buffer.epochMs) / 1000);
    gl.uniform4f(uniform.u_centre, x, y, x - Math.fround(x), y - Math.fround(y));
    gl.uniformMatrix4fv(uniform.u_matrix, false, mainMatrix);
    // The centre through the matrix in double precision: what is left for the card are small differences.
    const row = (index: number): number =>
      (mainMatrix[index] ?? 0) * x + (mainMatrix[index + 4] ?? 0) * y + (mainMatrix[index + 12] ?? 0);
    gl.uniform4f(uniform.u_origin, row(0), row(1), row(2), row(3));
    gl.uniform2f(uniform.u_viewport, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.uniform1f(uniform.u_ratio, ratio);
    gl.uniform1f(uniform.u_halfPx, iconHalfPx(zoom, buffer.count) * ratio);
    gl.uniform1f(uniform.u_dots, showsDots(zoom) ? 1 : 0);
    gl.uniform1fv(
      uniform.u_sizes,
      ALTITUDE_BANDS.map((band) => band.size),
    );
    gl.uniform3fv(
      uniform.u_colours,
      ALTITUDE_BANDS.flatMap((band) => rgb(band.colour[theme])),
    );
    gl.uniform3fv(uniform.u_casing, rgb(CASING[theme]));
    gl.uniform3fv(uniform.u_simulated, rgb(SIMULATED_CASING[theme]));
    gl.uniform3fv(uniform.u_emergency, rgb(EMERGENCY_COLOUR[theme]));
    gl.uniform3fv(uniform.u_accent, rgb(ACCENT[theme]));
    gl.uniform1i(uniform.u_atlas, 0);
  }

  function drawCopy(gl: WebGL2RenderingContext, current: AircraftProgram, copy: number): void {
    gl.uniform1f(current.uniform.u_copy, copy);
    gl.uniform1f(current.uniform.u_ring, 0);
    current.draw(0, buffer.slots);
    let raised = 0;
    for (const slot of buffer.emergencies) {
      if (++raised > MOST_RAISED) break;
      current.draw(slot, 1);
    }
    for (const [slot, ring] of [
      [hovered, 1],
      [selected, 2],
    ] as const) {
      if (slot === null || slot >= buffer.slots) continue;
      gl.uniform1f(current.uniform.u_ring, ring);
      current.draw(slot, 1);
    }
  }

  return {
    id: AIRCRAFT_LAYER_ID,
    type: 'custom',
    renderingMode: '2d',
    get lastDrawMs() {
      return lastDrawMs;
    },
    get lastPrepareMs() {
      return lastPrepareMs;
    },
    get drawnPictures() {
      return drawnPictures;
    },
    onAdd(owner, gl) {
      map = owner;
      uploadedLength = 0;
      if (!(gl instanceof WebGL2RenderingContext)) throw new Error('the map needs WebGL 2');
      program = createAircraftProgram(gl);
    },
    onRemove() {
      program?.destroy();
      program = null;
    },
    render(gl, input) {
      if (program === null || map === null) return;
      const begunMs = performance.now();
      const nowMs = beforeDraw();
      lastPrepareMs = performance.now() - begunMs;
      if (buffer.slots > 0) {
        program.use();
        upload(program);
        setUniforms(gl, program, map, input, nowMs);
        const bounds = map.getBounds();
        const first = Math.floor(mercatorX(bounds.getWest()) - 0.01);
        const last = Math.floor(mercatorX(bounds.getEast()) + 0.01);
        for (let copy = first; copy <= last; copy++) drawCopy(gl, program, copy);
        gl.bindVertexArray(null);
      }
      lastDrawMs = performance.now() - begunMs;
      drawnPictures += 1;
    },
    setTheme: (next) => void (theme = next),
    setMarked: (marked) => void ({ selected, hovered } = marked),
  };
}

/** Red, green and blue of `#rrggbb`, 0 to 1. */
function rgb(colour: string): [number, number, number] {
  const value = parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
