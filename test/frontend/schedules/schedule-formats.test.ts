import { describe, expect, it } from 'vitest';
import { createScheduleFormats } from '../../../frontend/src/schedules/schedule-formats.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const fr = createScheduleFormats('fr');
const en = createScheduleFormats('en');
const de = createScheduleFormats('de');

describe('formats of schedules', () => {
  it('writes days as each language does', () => {
    expect(fr.date('2024-06-22')).toBe('22/06/2024');
    expect(en.date('2024-06-22')).toBe('22/06/2024');
    expect(de.date('2024-06-22')).toBe('22.06.2024');
    expect(fr.longDate('2024-06-22')).toBe('samedi 22 juin 2024');
    expect(fr.month('2024-06')).toBe('juin 2024');
  });

  it('writes times of the clock as they are there, whatever the zone of the device', () => {
    expect(fr.time('2024-06-22T06:51')).toBe('06h51');
    expect(en.time('2024-06-22T06:51')).toBe('06:51');
    expect(de.time('2024-06-22T23:05')).toBe('23:05');
  });

  it('writes durations', () => {
    expect(plain(fr.duration(594))).toBe('9 h 54 min');
    expect(plain(fr.duration(545))).toBe('9 h 05 min');
    expect(plain(fr.duration(55))).toBe('55 min');
    expect(plain(fr.duration(600))).toBe('10 h');
    expect(plain(fr.duration(1800))).toBe('30 h');
    expect(plain(en.duration(594))).toBe('9h 54m');
    expect(plain(de.duration(594))).toBe('9 Std. 54 Min.');
  });

  it('names zones by their distance from UTC', () => {
    expect([60, 0, -300, 345, -210].map((minutes) => fr.zone(minutes))).toEqual([
      'UTC+1',
      'UTC+0',
      'UTC−5',
      'UTC+5:45',
      'UTC−3:30',
    ]);
  });

  it('names weekdays from Monday on', () => {
    expect(fr.weekdays.map(({ long }) => long)[0]).toBe('lundi');
    expect(de.weekdays.map(({ short }) => short)).toEqual(['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So']);
  });
});
