import { dictionaryOf } from '../i18n/dictionary.ts';
import { FALLBACK_LANGUAGE, languageOfTag } from '../i18n/languages.ts';
import type { Aircraft, AircraftStore } from '../live/aircraft-store.ts';
import { chooseCallouts, type Callout, type CalloutCandidate, type Side } from './callout-layout.ts';
import type { DrawBuffer } from './draw-buffer.ts';
import { visitInView } from './picking.ts';
import type { Screen, ScreenPoint } from './screen.ts';

/**
 * Names beside aircraft: of those that are marked and those in an emergency always, of the others close up and where there
 * is room.
 */
export interface Callouts {
  /** Writes the names where the aircraft are drawn now; call it with the pictures of the map. */
  follow(now: CalloutsNow): void;
  /** Language of what an emergency is called, a BCP 47 tag. */
  setLanguage(language: string): void;
  destroy(): void;
}

export interface CalloutsNow {
  readonly zoom: number;
  readonly nowMs: number;
  readonly screen: Screen;
  /** The selected, the hovered and the followed aircraft. */
  readonly marked: ReadonlySet<string>;
  /** Half the edge of an aircraft's symbol, CSS pixels. */
  readonly symbolPx: number;
}

/** From this zoom on all aircraft are named where there is room. */
const NAMES_FROM_ZOOM = 7;
/** On the ground they stand too close together to be named from there on. */
const GROUND_NAMES_FROM_ZOOM = 11;
/** The choice is made anew this often; in between the chosen names move with their aircraft. */
const CHOICE_EVERY_MS = 500;
const MARGIN_PX = 30;
const MOST_EMERGENCIES = 40;
/** The ring around a marked symbol, and the frame around one in an emergency, are this much wider than the symbol. */
const RING = 1.9;
const FRAME = 2.3;
const BESIDE_PX = 4;

/** Emitter categories from the heaviest on; what says none comes after the large ones. */
const BY_SIZE = ['A5', 'A4', 'A3', '', 'A2', 'A6', 'A7', 'A1'];

/**
 * @param container the map's own; the names are hidden from assistive technology, for which there is the table
 * @param monotonicMs such as `performance.now`
 */
export function createCallouts(
  container: HTMLElement,
  { store, buffer }: { readonly store: Pick<AircraftStore, 'get'>; readonly buffer: DrawBuffer },
  { language, monotonicMs }: { readonly language: string; readonly monotonicMs: () => number },
): Callouts {
  const layer = document.createElement('div');
  layer.className = 'callouts';
  layer.ariaHidden = 'true';
  container.append(layer);
  const elements = new Map<string, HTMLElement>();
  const sides = new Map<string, Side>();
  let emergencyWords = wordsIn(language);
  let chosenAtMs = -Infinity;
  let marks = '';

  function candidateOf(slot: number, { x, y }: Readonly<ScreenPoint>, now: CalloutsNow): CalloutCandidate | null {
    const address = buffer.addressOf(slot);
    const aircraft = address === undefined ? undefined : store.get(address);
    if (aircraft === undefined) return null;
    const { icao24, emergency } = aircraft;
    const isMarked = now.marked.has(icao24);
    const gapPx = now.symbolPx * (emergency ? FRAME : isMarked ? RING : 1) + BESIDE_PX;
    const text = emergency ? `${nameOf(aircraft)} ${emergencyWords(aircraft)}` : nameOf(aircraft);
    if (emergency || isMarked) return { icao24, text, x, y, gapPx, rank: 0 };
    const isTooSmall = aircraft.fix.onGround && now.zoom < GROUND_NAMES_FROM_ZOOM;
    return isTooSmall ? null : { icao24, text, x, y, gapPx, rank: 1 + sizeRank(aircraft) };
  }

  function candidates(now: CalloutsNow): CalloutCandidate[] {
    const found = new Map<number, CalloutCandidate>();
    const add = (slot: number, place: Readonly<ScreenPoint>): void => {
      const candidate = candidateOf(slot, place, now);
      if (candidate !== null) found.set(slot, candidate);
    };
    const point = { x: 0, y: 0 };
    const addSlot = (slot: number | undefined): void => {
      if (slot !== undefined && place(slot, now, point)) add(slot, point);
    };
    now.marked.forEach((icao24) => addSlot(buffer.slotOf(icao24)));
    let emergencies = 0;
    for (const slot of buffer.emergencies) {
      if (++emergencies > MOST_EMERGENCIES) break;
      addSlot(slot);
    }
    if (now.zoom >= NAMES_FROM_ZOOM) visitInView(buffer, now.screen, { marginPx: MARGIN_PX, nowMs: now.nowMs }, add);
    return [...found.values()];
  }

  /** Where a slot is seen; false where it isn't. */
  function place(slot: number, { screen, nowMs }: CalloutsNow, out: ScreenPoint): boolean {
    if (!buffer.drawnAt(slot, nowMs, out)) return false;
    if (!screen.toScreen(screen.nearestX(out.x), out.y, out)) return false;
    const { x, y } = out;
    return x > -MARGIN_PX && y > -MARGIN_PX && x < screen.widthPx + MARGIN_PX && y < screen.heightPx + MARGIN_PX;
  }

  function choose(now: CalloutsNow): void {
    const chosen = chooseCallouts(candidates(now), sides);
    const kept = new Set(chosen.map(({ icao24 }) => icao24));
    for (const [icao24, element] of elements) {
      if (kept.has(icao24)) continue;
      element.remove();
      elements.delete(icao24);
      sides.delete(icao24);
    }
    for (const callout of chosen) write(callout, now);
  }

  function write({ icao24, text, side }: Callout, now: CalloutsNow): void {
    const element = elements.get(icao24) ?? document.createElement('div');
    if (element.textContent !== text) element.textContent = text;
    const slot = buffer.slotOf(icao24);
    const isEmergency = slot !== undefined && buffer.emergencies.has(slot);
    element.className = classOf(isEmergency, now.marked.has(icao24));
    if (!elements.has(icao24)) layer.append(element);
    elements.set(icao24, element);
    sides.set(icao24, side);
  }

  return {
    follow(now) {
      const nowMarks = [...now.marked].join('/');
      if (nowMarks !== marks || monotonicMs() - chosenAtMs > CHOICE_EVERY_MS) {
        marks = nowMarks;
        chosenAtMs = monotonicMs();
        choose(now);
      }
      const point = { x: 0, y: 0 };
      for (const [icao24, element] of elements) {
        const slot = buffer.slotOf(icao24);
        const isSeen = slot !== undefined && place(slot, now, point);
        if (element.hidden === isSeen) element.hidden = !isSeen;
        if (!isSeen) continue;
        const wide = buffer.emergencies.has(slot) ? FRAME : now.marked.has(icao24) ? RING : 1;
        move(element, point, sides.get(icao24) ?? 'right', now.symbolPx * wide + BESIDE_PX);
      }
    },
    setLanguage(next) {
      emergencyWords = wordsIn(next);
      chosenAtMs = -Infinity;
    },
    destroy: () => layer.remove(),
  };
}

function move(element: HTMLElement, { x, y }: Readonly<ScreenPoint>, side: Side, gapPx: number): void {
  const acrossPx = side === 'right' ? gapPx : side === 'left' ? -gapPx : 0;
  const downPx = side === 'below' ? gapPx : side === 'above' ? -gapPx : 0;
  const aside = side === 'right' ? '0' : side === 'left' ? '-100%' : '-50%';
  const down = side === 'below' ? '0' : side === 'above' ? '-100%' : '-50%';
  const transform = `translate(${Math.round(x + acrossPx)}px, ${Math.round(y + downPx)}px) translate(${aside}, ${down})`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

function classOf(isEmergency: boolean, isMarked: boolean): string {
  if (isEmergency) return 'callout callout-emergency';
  return isMarked ? 'callout callout-marked' : 'callout';
}

/** The code of an emergency and what it means, in a language; the words alone where no code was told. */
function wordsIn(language: string): (aircraft: Aircraft) => string {
  const { panel } = dictionaryOf(languageOfTag(language) ?? FALLBACK_LANGUAGE);
  const meanings: Readonly<Record<string, string>> = panel.emergency;
  return ({ identity }) => {
    const squawk = identity?.squawk ?? '';
    const meaning = Object.hasOwn(meanings, squawk) ? meanings[squawk] : undefined;
    return meaning === undefined ? panel.emergencyLabel : `${squawk} ${meaning}`;
  };
}

function nameOf({ icao24, identity }: Aircraft): string {
  return identity?.flightNumber ?? identity?.callsign ?? identity?.registration ?? icao24;
}

function sizeRank({ identity }: Aircraft): number {
  const rank = BY_SIZE.indexOf(identity?.category ?? '');
  return rank < 0 ? BY_SIZE.length : rank;
}
