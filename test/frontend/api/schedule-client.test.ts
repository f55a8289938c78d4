import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../frontend/src/api/api-request.ts';
import { createScheduleClient } from '../../../frontend/src/api/schedule-client.ts';
import { aDirection, FIRST_DAY } from '../../fixtures/search-timetable.ts';

function answering(status: number, body: unknown, asked: string[] = []): Fetch {
  return (url) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  };
}

const ROUTES = { from: null, to: null, sample: true, places: [], dates: [] };

describe('schedule client', () => {
  it('asks for places and days with what is given and nothing else', async () => {
    const asked: string[] = [];
    const client = createScheduleClient(answering(200, ROUTES, asked));
    expect(await client.routes({ lang: 'fr' })).toEqual(ROUTES);
    await client.routes({ from: 'FRA', to: undefined, lang: 'de' });
    await client.routes({});
    expect(asked).toEqual(['/api/routes?lang=fr', '/api/routes?from=FRA&lang=de', '/api/routes']);
  });

  it('asks for flights there and back', async () => {
    const asked: string[] = [];
    const flights = { sample: false, outbound: aDirection('FRA', 'NYC', FIRST_DAY), inbound: null };
    const client = createScheduleClient(answering(200, flights, asked));
    const query = { from: 'FRA', to: 'NYC', date: FIRST_DAY, return: '2030-12-04' };
    expect(await client.flights(query)).toEqual(flights);
    expect(asked).toEqual([`/api/flights?from=FRA&to=NYC&date=${FIRST_DAY}&return=2030-12-04`]);
  });

  it('refuses an answer of another form, and passes on why the server refused', async () => {
    await expect(createScheduleClient(answering(200, { places: 'x' })).routes({})).rejects.toMatchObject({
      code: 'contract',
    });
    const busy = createScheduleClient(answering(503, { detail: 'No flights are stored yet.' }));
    await expect(busy.flights({ from: 'FRA', to: 'JFK', date: FIRST_DAY })).rejects.toMatchObject({
      status: 503,
      message: 'No flights are stored yet.',
    });
  });
});
