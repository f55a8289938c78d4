import { describe, expect, it } from 'vitest';
import { createAirportClock } from '../../../frontend/src/airport/airport-clock.ts';
import { daysOf, filterFlights } from '../../../frontend/src/airport/board-rows.ts';
import { aBoardFlight, SCHEDULED_MS } from '../../fixtures/board-flight.ts';

const HOUR_MS = 3_600_000;
const toJfk = aBoardFlight();
const toSaoPaulo = aBoardFlight({
  flight: 'LH506',
  numbers: ['LH506'],
  other: { airport: 'GRU', name: 'Guarulhos', cityName: 'São Paulo', timeZone: 'America/Sao_Paulo' },
});

describe('filterFlights', () => {
  it.each([
    ['', ['LH400', 'LH506']],
    ['ua 8840', ['LH400']],
    ['ua8840', ['LH400']],
    ['sao', ['LH506']],
    ['PAULO gru', ['LH506']],
    ['new york guarulhos', []],
    ['lufthansa', ['LH400', 'LH506']],
  ])('"%s" finds %j', (text, found) => {
    expect(filterFlights([toJfk, toSaoPaulo], text).map(({ flight }) => flight)).toEqual(found);
  });
});

describe('daysOf', () => {
  it('begins a day at midnight there, not at midnight UTC', () => {
    const at = (scheduledMs: number) => aBoardFlight({ scheduledMs });
    const flights = [at(SCHEDULED_MS), at(Date.UTC(2026, 11, 1, 22, 59)), at(Date.UTC(2026, 11, 1, 23))];
    const days = daysOf(flights, createAirportClock('Europe/Berlin'));
    expect(days.map(({ date, rows }) => [date, rows.length])).toEqual([
      ['2026-12-01', 2],
      ['2026-12-02', 1],
    ]);
  });

  it('names rows by flight, time and place, each once, so that a new answer keeps them apart', () => {
    const later = aBoardFlight({ scheduledMs: SCHEDULED_MS + HOUR_MS });
    const keys = daysOf([toJfk, toJfk, toSaoPaulo, later], createAirportClock('Europe/Berlin')).flatMap(({ rows }) =>
      rows.map(({ key }) => key),
    );
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toBe(`LH400/${SCHEDULED_MS}/JFK`);
  });
});
