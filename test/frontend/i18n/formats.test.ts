import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../frontend/src/i18n/formats.ts';

const NOON = Date.UTC(2026, 10, 24, 14, 5, 12);
/** Spaces of every width as plain ones, so that expectations can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2002\u2009]/g, ' ').replace('\u2212', '-');

describe('formats, units', () => {
  const aviation = createFormats('en', 'aviation');
  const metric = createFormats('en', 'metric');

  it('shows aviation units by default ones and never a metric one', () => {
    expect(plain(aviation.altitude(10_972.8))).toBe('36,000 ft');
    expect(plain(aviation.speed(231.5))).toBe('450 kt');
    expect(plain(aviation.verticalRate(-7.62))).toBe('-1,500 ft/min');
    expect(plain(aviation.distance(185_200))).toBe('100 NM');
  });

  it('shows metric units throughout', () => {
    expect(plain(metric.altitude(10_972.8))).toBe('10,970 m');
    expect(plain(metric.speed(231.5))).toBe('833 km/h');
    expect(plain(metric.verticalRate(7.62))).toBe('+7.6 m/s');
    expect(plain(metric.distance(185_200))).toBe('185 km');
  });

  it('shows zero as a value and absence as a dash', () => {
    expect(plain(aviation.speed(0))).toBe('0 kt');
    expect(plain(aviation.verticalRate(-0.001))).toBe('0 ft/min');
    for (const show of [aviation.altitude, aviation.speed, aviation.verticalRate, aviation.track]) {
      expect(show(null)).toBe('–');
    }
  });

  it('rounds a track of 359.6° to north, in three digits', () => {
    expect(aviation.track(359.6)).toBe('000°');
    expect(aviation.track(7)).toBe('007°');
  });
});

describe('formats, languages', () => {
  it('groups and points as each language does', () => {
    expect(plain(createFormats('fr', 'aviation').altitude(10_972.8))).toBe('36 000 ft');
    expect(plain(createFormats('de', 'aviation').altitude(10_972.8))).toBe('36.000 ft');
    expect(plain(createFormats('de', 'aviation').speed(231.5))).toBe('450 kn');
  });

  it('names the quarters of the compass in the language: west is O in French, east is O in German', () => {
    expect(plain(createFormats('fr', 'aviation').position({ lat: 48.8566, lon: -1.5 }))).toBe('48,8566° N 1,5000° O');
    expect(plain(createFormats('de', 'aviation').position({ lat: -33.9, lon: 18.6 }))).toBe('33,9000° S 18,6000° O');
    expect(plain(createFormats('en', 'aviation').position({ lat: 48.8566, lon: -1.5 }))).toBe('48.8566° N, 1.5000° W');
  });

  it('tells ages in the largest whole unit', () => {
    const french = createFormats('fr', 'aviation');
    expect(plain(french.ago(5400))).toBe('il y a 5 s');
    expect(plain(french.ago(119_000))).toBe('il y a 119 s');
    expect(plain(french.ago(150_000))).toBe('il y a 2 min');
    expect(plain(french.duration(3 * 3_600_000))).toBe('3 h');
    expect(plain(createFormats('de', 'aviation').ago(5400))).toBe('vor 5 s');
    expect(plain(createFormats('en', 'aviation').ago(5400))).toBe('5s ago');
  });

  it('never tells an age below zero when a clock is behind', () => {
    expect(plain(createFormats('en', 'aviation').duration(-3000))).toBe('0 s');
  });

  it('says UTC beside UTC, and tells local time in the zone of the reader', () => {
    const formats = createFormats('fr', 'aviation', 'Europe/Paris');
    expect(plain(formats.timeUtc(NOON))).toBe('14:05:12 UTC');
    expect(plain(formats.minuteUtc(NOON))).toBe('14:05 UTC');
    expect(plain(formats.timeLocal(NOON))).toBe('15:05:12');
    expect(plain(formats.dateTimeUtc(NOON))).toBe('24 novembre 2026, 14:05 UTC');
  });

  it('uses a day of 24 hours in every language', () => {
    for (const language of ['fr', 'en', 'de'] as const) {
      expect(plain(createFormats(language, 'aviation').timeUtc(Date.UTC(2026, 0, 1, 0, 0, 1)))).toBe('00:00:01 UTC');
    }
  });
});
