import { describe, expect, it } from 'vitest';
import { formatAirportUrl, parseAirportUrl } from '../../../frontend/src/airport/airport-url.ts';

describe('address of an airport’s page', () => {
  it('comes back as it was written', () => {
    const view = { direction: 'arrivals', date: '2026-12-01', filter: 'são & paulo' } as const;
    expect(parseAirportUrl(formatAirportUrl(view))).toEqual(view);
  });

  it('leaves out what is as at first, and keeps what it doesn’t know', () => {
    const first = { direction: 'departures', date: null, filter: ' ' } as const;
    expect(formatAirportUrl(first, '?lang=de&direction=arrivals&date=2026-12-01&q=x')).toBe('?lang=de');
    expect(formatAirportUrl(first)).toBe('');
  });

  it.each(['?direction=up', '?date=2026-02-30', '?date=tomorrow', '?direction=&date='])(
    'takes %s as the first view',
    (search) => {
      expect(parseAirportUrl(search)).toEqual({ direction: 'departures', date: null, filter: '' });
    },
  );
});
