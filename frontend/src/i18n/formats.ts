import { METRES_PER_NAUTICAL_MILE, metresToFeet, mpsToFeetPerMinute, mpsToKnots } from '#domain/units.ts';
import type { LatLon } from '#domain/geo.ts';
import type { Language } from './languages.ts';

/** `aviation`: ft, kt, ft/min, NM. `metric`: m, km/h, m/s, km. One system is shown at a time, never a mixture. */
export const UNIT_SYSTEMS = ['aviation', 'metric'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

/** Values as people read them, in one language and one system of units. Absent values become an en dash. */
export interface Formats {
  readonly count: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly altitude: (metres: number | null) => string;
  readonly speed: (metresPerSecond: number | null) => string;
  /** Signed: `+1,200 ft/min`. */
  readonly verticalRate: (metresPerSecond: number | null) => string;
  readonly distance: (metres: number) => string;
  readonly track: (degrees: number | null) => string;
  readonly position: (point: LatLon) => string;
  /** `5 s`, `3 min`, `2 h`, `4 d`: how long something lasted. */
  readonly duration: (milliseconds: number) => string;
  /** The same as a time in the past: `il y a 5 s`. */
  readonly ago: (milliseconds: number) => string;
  /** `14:05:12 UTC`. */
  readonly timeUtc: (epochMs: number) => string;
  /** `14:05 UTC`. */
  readonly minuteUtc: (epochMs: number) => string;
  /** `15:05:12` and `15:05` in the time zone of the reader. */
  readonly timeLocal: (epochMs: number) => string;
  readonly minuteLocal: (epochMs: number) => string;
  /** `24 November 2026 at 14:05 UTC`. */
  readonly dateTimeUtc: (epochMs: number) => string;
  readonly megabytes: (megabytes: number) => string;
  /** Signed seconds: `+7.2 s`. */
  readonly offset: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
}

const NO_VALUE = '–';
const NO_BREAK = '\u00a0';
const COMPASS: Readonly<Record<Language, { readonly east: string; readonly west: string; readonly south: string }>> = {
  fr: { east: 'E', west: 'O', south: 'S' },
  en: { east: 'E', west: 'W', south: 'S' },
  de: { east: 'O', west: 'W', south: 'S' },
};
/** The narrow French form is `-5 s`, which nobody reads as a time in the past. */
const AGO_STYLE: Readonly<Record<Language, 'short' | 'narrow'>> = { fr: 'short', en: 'narrow', de: 'narrow' };
/** British conventions for English: the day before the month. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE' };

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type SpanUnit = 'second' | 'minute' | 'hour' | 'day';
const SPAN_SYMBOLS: Readonly<Record<Language, Readonly<Record<SpanUnit, string>>>> = {
  fr: { second: 's', minute: 'min', hour: 'h', day: 'j' },
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
  de: { second: 's', minute: 'min', hour: 'h', day: 'T' },
};

/** A length of time in its largest whole unit: seconds up to two minutes, minutes up to two hours, hours up to two days. */
function spanOf(milliseconds: number): { readonly value: number; readonly unit: SpanUnit } {
  const ms = Math.max(0, milliseconds);
  if (ms < 2 * MINUTE_MS) return { value: Math.floor(ms / SECOND_MS), unit: 'second' };
  if (ms < 2 * HOUR_MS) return { value: Math.floor(ms / MINUTE_MS), unit: 'minute' };
  if (ms < 2 * DAY_MS) return { value: Math.floor(ms / HOUR_MS), unit: 'hour' };
  return { value: Math.floor(ms / DAY_MS), unit: 'day' };
}

/**
 * @param timeZone of the local times; that of the device when left out
 */
export function createFormats(language: Language, units: UnitSystem, timeZone?: string): Formats {
  const locale = LOCALES[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const signedTenth = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const degrees = new Intl.NumberFormat(locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'always', style: AGO_STYLE[language] });
  const clock = (seconds: boolean, zone: string | undefined): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
  const utcSeconds = clock(true, 'UTC');
  const utcMinutes = clock(false, 'UTC');
  const localSeconds = clock(true, timeZone);
  const localMinutes = clock(false, timeZone);
  const utcDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const withUnit = (text: string, unit: string): string => `${text}${NO_BREAK}${unit}`;
  const numeric = (value: number | null, show: (value: number) => string): string =>
    value === null ? NO_VALUE : show(value);
  const minuteUtc = (epochMs: number): string => withUnit(utcMinutes.format(epochMs), 'UTC');

  return {
    count: (value) => whole.format(value),
    percent: (value) => share.format(value),
    altitude: (metres) =>
      numeric(metres, (m) =>
        units === 'aviation'
          ? withUnit(whole.format(roundTo(metresToFeet(m), 25)), 'ft')
          : withUnit(whole.format(roundTo(m, 10)), 'm'),
      ),
    speed: (metresPerSecond) =>
      numeric(metresPerSecond, (mps) =>
        units === 'aviation'
          ? withUnit(whole.format(mpsToKnots(mps)), language === 'de' ? 'kn' : 'kt')
          : withUnit(whole.format(mps * 3.6), 'km/h'),
      ),
    verticalRate: (metresPerSecond) =>
      numeric(metresPerSecond, (mps) =>
        units === 'aviation'
          ? withUnit(signed.format(noNegativeZero(roundTo(mpsToFeetPerMinute(mps), 10))), 'ft/min')
          : withUnit(signedTenth.format(noNegativeZero(roundTo(mps, 0.1))), 'm/s'),
      ),
    distance: (metres) =>
      units === 'aviation'
        ? withUnit(whole.format(metres / METRES_PER_NAUTICAL_MILE), 'NM')
        : withUnit(whole.format(metres / 1000), 'km'),
    track: (value) => numeric(value, (d) => `${String(Math.round(d) % 360).padStart(3, '0')}°`),
    position: ({ lat, lon }) => {
      const { east, west, south } = COMPASS[language];
      const latitude = `${degrees.format(Math.abs(lat))}°${NO_BREAK}${lat < 0 ? south : 'N'}`;
      const longitude = `${degrees.format(Math.abs(lon))}°${NO_BREAK}${lon < 0 ? west : east}`;
      return language === 'en' ? `${latitude}, ${longitude}` : `${latitude}\u2002${longitude}`;
    },
    duration: (milliseconds) => {
      const { value, unit } = spanOf(milliseconds);
      return withUnit(whole.format(value), SPAN_SYMBOLS[language][unit]);
    },
    ago: (milliseconds) => {
      const { value, unit } = spanOf(milliseconds);
      return ago.format(-value, unit).replaceAll(' ', NO_BREAK);
    },
    timeUtc: (epochMs) => withUnit(utcSeconds.format(epochMs), 'UTC'),
    minuteUtc,
    timeLocal: (epochMs) => localSeconds.format(epochMs),
    minuteLocal: (epochMs) => localMinutes.format(epochMs),
    dateTimeUtc: (epochMs) => `${utcDate.format(epochMs)}, ${minuteUtc(epochMs)}`,
    megabytes: (value) => withUnit(whole.format(value), language === 'fr' ? 'Mo' : 'MB'),
    offset: (milliseconds) => withUnit(signedTenth.format(noNegativeZero(roundTo(milliseconds / 1000, 0.1))), 's'),
    list: (items) => list.format(items),
  };
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** `-0` would be shown with its sign. */
function noNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}
