import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';
import { chooseCallouts, type CalloutCandidate } from './callout-layout.ts';

/** Names beside aircraft: of the selected and the hovered one always, of the others where there is room. */
export interface Callouts {
  /** Writes the names where the aircraft are drawn now; call it with the pictures of the map. */
  follow(now: CalloutsNow): void;
  destroy(): void;
}

export interface CalloutsNow {
  readonly zoom: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Half the edge of an aircraft's symbol, CSS pixels. */
  readonly symbolPx: number;
  readonly place: (icao24: string) => { readonly x: number; readonly y: number } | null;
}

/** From this zoom on all aircraft are named where there is room. */
const NAMES_FROM_ZOOM = 7;
/** The choice is made anew this often; in between the chosen names move with their aircraft. */
const CHOICE_EVERY_MS = 500;
const MARGIN_PX = 30;
/** The ring around a marked symbol is this much wider than the symbol. */
const RING = 1.9;

/**
 * @param container the map's own; the names are hidden from assistive technology, for which there is the table
 * @param monotonicMs such as `performance.now`
 */
export function createCallouts(container: HTMLElement, store: AircraftStore, monotonicMs: () => number): Callouts {
  const layer = document.createElement('div');
  layer.className = 'callouts';
  layer.ariaHidden = 'true';
  container.append(layer);
  const elements = new Map<string, HTMLElement>();
  let chosenAtMs = -Infinity;
  let marks = '';

  function candidates(now: CalloutsNow): CalloutCandidate[] {
    const marked = [now.selected, now.hovered].filter((icao24) => icao24 !== null);
    const named = now.zoom >= NAMES_FROM_ZOOM ? [...store.all()] : marked.map((icao24) => store.get(icao24));
    return named.flatMap((aircraft) => {
      if (aircraft === undefined) return [];
      const isMarked = marked.includes(aircraft.icao24);
      // On the ground they stand too close together to be named.
      if (aircraft.fix.onGround && !isMarked && now.zoom < NAMES_FROM_ZOOM + 4) return [];
      const place = now.place(aircraft.icao24);
      return place === null || !isInside(place, now)
        ? []
        : [{ icao24: aircraft.icao24, text: nameOf(aircraft), ...place, isMarked }];
    });
  }

  function choose(now: CalloutsNow): void {
    const chosen = chooseCallouts(candidates(now));
    const kept = new Set(chosen.map(({ icao24 }) => icao24));
    for (const [icao24, element] of elements) {
      if (kept.has(icao24)) continue;
      element.remove();
      elements.delete(icao24);
    }
    for (const { icao24, text, isMarked } of chosen) {
      const element = elements.get(icao24) ?? document.createElement('div');
      if (element.textContent !== text) element.textContent = text;
      element.className = isMarked ? 'callout callout-marked' : 'callout';
      if (!elements.has(icao24)) layer.append(element);
      elements.set(icao24, element);
    }
  }

  return {
    follow(now) {
      const nowMarks = `${now.selected}/${now.hovered}`;
      if (nowMarks !== marks || monotonicMs() - chosenAtMs > CHOICE_EVERY_MS) {
        marks = nowMarks;
        chosenAtMs = monotonicMs();
        choose(now);
      }
      for (const [icao24, element] of elements) {
        const place = now.place(icao24);
        element.hidden = place === null || !isInside(place, now);
        if (place === null) continue;
        const isMarked = icao24 === now.selected || icao24 === now.hovered;
        const x = Math.round(place.x + now.symbolPx * (isMarked ? RING : 1) + 4);
        element.style.transform = `translate(${x}px, ${Math.round(place.y)}px) translateY(-50%)`;
      }
    },
    destroy: () => layer.remove(),
  };
}

function nameOf({ icao24, identity }: Aircraft): string {
  return identity?.flightNumber ?? identity?.callsign ?? identity?.registration ?? icao24;
}

function isInside(place: { readonly x: number; readonly y: number }, now: CalloutsNow): boolean {
  const { x, y } = place;
  return x > -MARGIN_PX && y > -MARGIN_PX && x < now.widthPx + MARGIN_PX && y < now.heightPx + MARGIN_PX;
}
