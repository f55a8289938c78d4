import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { createAircraftProgram, type AircraftProgram, type PictureUniforms } from './aircraft-program.ts';
import type { Theme } from './altitude-scale.ts';
import type { DrawBuffer } from './draw-buffer.ts';
import { iconHalfPx, showsDots } from './icon-size.ts';
import { createInstanceCard, type InstanceCard } from './instance-card.ts';
import { mercatorX, mercatorY, WORLD_PX } from './mercator.ts';
import type { GlobeProjection } from './screen.ts';

export const AIRCRAFT_LAYER_ID = 'aircraft';

/** Calls of their own are for the few; more emergencies than this are drawn among the others. */
const MOST_RAISED = 50;
/** A symbol beside a copy of the world reaches into the next one, mercator at zoom 0. */
const OVERLAP_PX = 30;

export interface AircraftLayer extends CustomLayerInterface {
  setTheme(theme: Theme): void;
  /** Slots that are marked, on top of the others. */
  setMarked(marked: { readonly selected: number | null; readonly hovered: number | null }): void;
  /** How the last picture was projected; null for a flat one. */
  readonly globe: GlobeProjection | null;
  /** Main-thread time of the last picture, ms: all of it, before the first call to the graphics card, and for the upload. */
  readonly lastDrawMs: number;
  readonly lastPrepareMs: number;
  readonly lastUploadMs: number;
  /** Pictures drawn so far. */
  readonly drawnPictures: number;
}

/**
 * Draws the fleet in the map's own graphics context. Between records nothing is written but the time: the graphics card
 * carries each aircraft on along its great circle, and blends corrections in.
 * @param beforeDraw brings the buffer up to date and says which instant to draw, epoch ms of the server
 */
export function createAircraftLayer(buffer: DrawBuffer, beforeDraw: () => number, firstTheme: Theme): AircraftLayer {
  const programs = new Map<string, AircraftProgram>();
  let theme = firstTheme;
  let card: InstanceCard | null = null;
  let map: MapLibreMap | null = null;
  let selected: number | null = null;
  let hovered: number | null = null;
  let globe: GlobeProjection | null = null;
  let lastDrawMs = 0;
  let lastPrepareMs = 0;
  let lastUploadMs = 0;
  let drawnPictures = 0;

  /** The library's shader code differs by projection; its name for the variant is the key. */
  function programFor(gl: WebGL2RenderingContext, { shaderData }: CustomRenderMethodInput): AircraftProgram {
    const known = programs.get(shaderData.variantName);
    if (known !== undefined) return known;
    const program = createAircraftProgram(gl, shaderData);
    programs.set(shaderData.variantName, program);
    return program;
  }

  function upload(current: InstanceCard): void {
    const { data } = buffer;
    if (data.length === current.length) {
      buffer.takeDirty((from, to) => current.upload(data, from, to));
      return;
    }
    current.upload(data, 0, data.length);
    buffer.takeDirty(() => undefined);
  }

  function uniformsOf(gl: WebGL2RenderingContext, view: MapLibreMap, nowMs: number): PictureUniforms {
    const { lng, lat } = view.getCenter();
    const zoom = view.getZoom();
    const ratio = gl.drawingBufferWidth / view.getCanvas().clientWidth;
    return {
      time: (nowMs - buffer.epochMs) / 1000,
      x: mercatorX(lng),
      y: mercatorY(lat),
      width: gl.drawingBufferWidth,
      height: gl.drawingBufferHeight,
      halfPx: iconHalfPx(zoom, buffer.count) * ratio,
      ratio,
      showsDots: showsDots(zoom),
    };
  }

  function drawCopy(current: InstanceCard, program: AircraftProgram, copy: number): void {
    program.setCopy(copy);
    program.setRing(0);
    current.draw(0, buffer.slots);
    let raised = 0;
    for (const slot of buffer.emergencies) {
      if (++raised > MOST_RAISED) break;
      current.draw(slot, 1);
    }
    drawMarked(current, program, hovered, 1);
    drawMarked(current, program, selected, 2);
  }

  function drawMarked(current: InstanceCard, program: AircraftProgram, slot: number | null, ring: 1 | 2): void {
    if (slot === null || slot >= buffer.slots) return;
    program.setRing(ring);
    current.draw(slot, 1);
  }

  function drawAll(
    gl: WebGL2RenderingContext,
    input: CustomRenderMethodInput,
    parts: { readonly card: InstanceCard; readonly map: MapLibreMap; readonly nowMs: number },
  ): void {
    const program = programFor(gl, input);
    const uniforms = uniformsOf(gl, parts.map, parts.nowMs);
    parts.card.use();
    const begunMs = performance.now();
    upload(parts.card);
    lastUploadMs = performance.now() - begunMs;
    program.begin(uniforms, input.defaultProjectionData, theme);
    if (globe !== null) {
      drawCopy(parts.card, program, 0);
    } else {
      const half = (uniforms.width / uniforms.ratio / 2 + OVERLAP_PX) / (WORLD_PX * 2 ** parts.map.getZoom());
      const last = Math.floor(uniforms.x + half);
      for (let copy = Math.floor(uniforms.x - half); copy <= last; copy++) drawCopy(parts.card, program, copy);
    }
    gl.bindVertexArray(null);
  }

  function forget(): void {
    programs.clear();
    card = null;
  }

  return {
    id: AIRCRAFT_LAYER_ID,
    type: 'custom',
    renderingMode: '2d',
    get globe() {
      return globe;
    },
    get lastDrawMs() {
      return lastDrawMs;
    },
    get lastPrepareMs() {
      return lastPrepareMs;
    },
    get lastUploadMs() {
      return lastUploadMs;
    },
    get drawnPictures() {
      return drawnPictures;
    },
    onAdd(owner, gl) {
      map = owner;
      // What was on a lost graphics card went with it.
      forget();
      if (!(gl instanceof WebGL2RenderingContext)) throw new Error('the map needs WebGL 2');
      card = createInstanceCard(gl);
    },
    onRemove() {
      for (const program of programs.values()) program.destroy();
      card?.destroy();
      forget();
    },
    render(gl, input) {
      if (card === null || map === null || !(gl instanceof WebGL2RenderingContext)) return;
      const begunMs = performance.now();
      globe = globeOf(input);
      const nowMs = beforeDraw();
      lastPrepareMs = performance.now() - begunMs;
      if (buffer.slots > 0) drawAll(gl, input, { card, map, nowMs });
      lastDrawMs = performance.now() - begunMs;
      drawnPictures += 1;
    },
    setTheme: (next) => void (theme = next),
    setMarked: (marked) => void ({ selected, hovered } = marked),
  };
}

function globeOf({ shaderData, defaultProjectionData }: CustomRenderMethodInput): GlobeProjection | null {
  if (!shaderData.define.includes('GLOBE')) return null;
  const { mainMatrix, fallbackMatrix, projectionTransition, clippingPlane } = defaultProjectionData;
  return { ball: mainMatrix, flat: fallbackMatrix, roundness: projectionTransition, horizon: clippingPlane };
}
