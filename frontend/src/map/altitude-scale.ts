import { feetToMetres } from '#domain/units.ts';

export type Theme = 'light' | 'dark';

/** One step of the altitude scale: colour first, and as a second cue the number of dots behind the tail and the size. */
export interface AltitudeBand {
  readonly key: 'ground' | 'unknown' | 'low' | 'middle' | 'high' | 'upper';
  /** Lower edge in metres; null for the ground and for an unknown altitude. */
  readonly fromM: number | null;
  readonly colour: Readonly<Record<Theme, string>>;
  readonly dots: number;
  /** Factor of the icon's size. */
  readonly size: number;
}

const GROUND: AltitudeBand = {
  key: 'ground',
  fromM: null,
  colour: { light: '#5f6b76', dark: '#a3aeb9' },
  dots: 0,
  size: 0.72,
};
const UNKNOWN: AltitudeBand = {
  key: 'unknown',
  fromM: null,
  colour: { light: '#474f57', dark: '#d5dbe1' },
  dots: 0,
  size: 0.9,
};
const AIRBORNE: readonly AltitudeBand[] = [
  { key: 'low', fromM: -Infinity, colour: { light: '#9a5b00', dark: '#ffc44d' }, dots: 1, size: 0.82 },
  { key: 'middle', fromM: feetToMetres(10_000), colour: { light: '#00796b', dark: '#5fd8b4' }, dots: 2, size: 0.9 },
  { key: 'high', fromM: feetToMetres(20_000), colour: { light: '#1763c6', dark: '#5b9dff' }, dots: 3, size: 0.98 },
  { key: 'upper', fromM: feetToMetres(30_000), colour: { light: '#43148a', dark: '#e3d2ff' }, dots: 4, size: 1.06 },
];

/** Every step in the order of a legend. Red is not among them: it means an emergency and nothing else. */
export const ALTITUDE_BANDS: readonly AltitudeBand[] = [GROUND, ...AIRBORNE, UNKNOWN];

export const EMERGENCY_COLOUR: Readonly<Record<Theme, string>> = { light: '#c4001d', dark: '#ff5c6c' };

/** Index into {@link ALTITUDE_BANDS} of the step that an altitude in metres falls into. */
export function altitudeBandIndex(altitudeM: number | null, onGround: boolean): number {
  if (onGround) return 0;
  if (altitudeM === null || Number.isNaN(altitudeM)) return ALTITUDE_BANDS.length - 1;
  let index = AIRBORNE.length;
  while (index > 1 && altitudeM < (AIRBORNE[index - 1]?.fromM ?? -Infinity)) index -= 1;
  return index;
}

/** The step that an altitude in metres falls into. */
export function altitudeBand(altitudeM: number | null, onGround: boolean): AltitudeBand {
  return ALTITUDE_BANDS[altitudeBandIndex(altitudeM, onGround)] ?? UNKNOWN;
}
