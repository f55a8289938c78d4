import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';

export interface Pointer {
  destroy(): void;
}

type PickAt = (at: { readonly x: number; readonly y: number }, tolerancePx: number) => string | null;

/** How far from the pointer an aircraft may be, in CSS pixels. */
const TOLERANCE_PX = { mouse: 14, touch: 24 } as const;
const HOVER_EVERY_MS = 50;

/** Picking by pointer: hover marks, a press selects, a press beside everything selects none. */
export function createPointer(
  map: MapLibreMap,
  pickAt: PickAt,
  on: { readonly hover: (icao24: string | null) => void; readonly press: (icao24: string | null) => void },
): Pointer {
  const canvas = map.getCanvas();
  let isTouch = false;
  let hoveredAtMs = -Infinity;

  const notePointer = (event: PointerEvent): void => void (isTouch = event.pointerType !== 'mouse');
  const leave = (): void => on.hover(null);
  const move = (event: MapMouseEvent): void => {
    const nowMs = performance.now();
    if (isTouch || nowMs - hoveredAtMs < HOVER_EVERY_MS) return;
    hoveredAtMs = nowMs;
    const icao24 = pickAt(event.point, TOLERANCE_PX.mouse);
    canvas.style.cursor = icao24 === null ? '' : 'pointer';
    on.hover(icao24);
  };
  const press = (event: MapMouseEvent): void => {
    on.press(pickAt(event.point, isTouch ? TOLERANCE_PX.touch : TOLERANCE_PX.mouse));
  };

  canvas.addEventListener('pointerdown', notePointer);
  canvas.addEventListener('pointermove', notePointer);
  map.on('mousemove', move);
  map.on('mouseout', leave);
  map.on('click', press);
  return {
    destroy() {
      canvas.removeEventListener('pointerdown', notePointer);
      canvas.removeEventListener('pointermove', notePointer);
    },
  };
}
