import { feetToMetres, metresToFeet } from '#domain/units.ts';
import type { UnitSystem } from '../i18n/formats.ts';

/** Altitudes as typed and shown in the fields of the filter: whole feet or metres, as the reader has chosen. */
export interface AltitudeField {
  readonly unit: 'ft' | 'm';
  readonly step: number;
  readonly max: number;
}

export function altitudeField(units: UnitSystem): AltitudeField {
  return units === 'aviation' ? { unit: 'ft', step: 1000, max: 60_000 } : { unit: 'm', step: 500, max: 18_000 };
}

/** Metres of what was typed; null for an empty field and for what is no number or out of range. */
export function metresOf(text: string, { unit, max }: AltitudeField): number | null {
  const value = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > max) return null;
  return unit === 'ft' ? feetToMetres(value) : value;
}

export function fieldText(metres: number | null, { unit }: AltitudeField): string {
  if (metres === null) return '';
  return String(Math.round(unit === 'ft' ? metresToFeet(metres) : metres));
}
