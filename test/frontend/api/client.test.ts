import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../frontend/src/api/api-error.ts';
import { createApiClient } from '../../../frontend/src/api/client.ts';
import type { Fetch } from '../../../frontend/src/api/api-request.ts';

function answering(status: number, body: unknown, seen: { url: string; accept: string }[] = []): Fetch {
  return (url, init) => {
    seen.push({ url, accept: new Headers(init.headers).get('accept') ?? '' });
    return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  };
}

const EMPTY_SNAPSHOT = {
  asOfMs: 5,
  kinds: ['live', 'future'],
  positions: {
    at: 1,
    level: 'world',
    digits: 4,
    origin: [0, 0],
    id: [],
    ageDs: [],
    lon: [],
    lat: [],
    alt: [],
    gs: [],
    trk: [],
    vr: [],
    flags: [],
  },
  identity: { id: [] },
};

describe('api client', () => {
  it('asks for the columns of a box and decodes them', async () => {
    const seen: { url: string; accept: string }[] = [];
    const snapshot = await createApiClient(answering(200, EMPTY_SNAPSHOT, seen)).snapshot({
      box: [-12, 35, 35.123456, 70],
    });
    expect(snapshot).toEqual({ asOfMs: 5, kinds: ['live'], rows: [], identity: [] });
    expect(seen[0]).toEqual({
      url: '/api/positions?bbox=-12.0000,35.0000,35.1235,70.0000',
      accept: 'application/vnd.airlines.columns+json',
    });
  });

  it('asks for the columns of a tile', async () => {
    const seen: { url: string; accept: string }[] = [];
    await createApiClient(answering(200, EMPTY_SNAPSHOT, seen)).snapshot({ tile: 'fine/21965' });
    expect(seen[0]).toEqual({
      url: '/api/positions?tile=fine/21965',
      accept: 'application/vnd.airlines.columns+json',
    });
  });

  it('asks for a window of a track', async () => {
    const seen: { url: string; accept: string }[] = [];
    const track = { icao24: '~3c0001', kind: null, fromMs: 1, toMs: 2, next: null, legs: [] };
    const client = createApiClient(answering(200, track, seen));
    expect((await client.track('~3c0001', { fromMs: 1.4, toMs: 2 })).legs).toEqual([]);
    expect(seen[0]?.url).toBe('/api/aircraft/~3c0001/track?from=1&to=2');
  });

  it('follows only its own next pages', async () => {
    const seen: { url: string; accept: string }[] = [];
    const client = createApiClient(answering(200, {}, seen));
    await expect(client.nextTrackPage('https://elsewhere.test/x')).rejects.toMatchObject({ code: 'contract' });
    expect(seen).toEqual([]);
  });

  it('loads as many pages of a track as there are, within a bound', async () => {
    const page = { icao24: '3c0001', kind: null, fromMs: 1, toMs: 2, legs: [] };
    const next = '/api/aircraft/3c0001/track?cursor=x';
    const endless: { url: string; accept: string }[] = [];
    const track = await createApiClient(answering(200, { ...page, next }, endless)).wholeTrack('3c0001');
    expect(endless.map(({ url }) => url)).toEqual(['/api/aircraft/3c0001/track', ...Array<string>(4).fill(next)]);
    expect(track.next).toBe(next);
    const one: { url: string; accept: string }[] = [];
    await createApiClient(answering(200, { ...page, next: null }, one)).wholeTrack('3c0001');
    expect(one).toHaveLength(1);
  });

  it('says what the server said about a refusal', async () => {
    const problem = { type: 'x', title: 'x', status: 400, detail: 'bbox must be four numbers', instance: '/' };
    await expect(createApiClient(answering(400, problem)).snapshot({ tile: 'fine/1' })).rejects.toMatchObject({
      status: 400,
      code: 'refused',
      message: 'bbox must be four numbers',
    });
    await expect(createApiClient(answering(502, '<html>')).snapshot({ tile: 'fine/1' })).rejects.toMatchObject({
      status: 502,
      message: 'HTTP status 502',
    });
    await expect(createApiClient(answering(404, problem)).aircraft('3c0001', 'fr')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('refuses an answer of another form', async () => {
    for (const body of [{}, [], 'no json', { ...EMPTY_SNAPSHOT, positions: { at: 1 } }]) {
      await expect(createApiClient(answering(200, body)).snapshot({ tile: 'fine/1' })).rejects.toMatchObject({
        code: 'contract',
      });
    }
    await expect(createApiClient(answering(200, { websocketUrl: 'https://x' })).runtimeConfig()).rejects.toBeInstanceOf(
      ApiError,
    );
  });

  it('tells an abort from a server that can’t be reached', async () => {
    const unreachable = createApiClient(() => Promise.reject(new TypeError('failed')));
    await expect(unreachable.snapshot({ tile: 'fine/1' })).rejects.toMatchObject({ code: 'unreachable', status: null });
    const aborter = new AbortController();
    const hanging = createApiClient(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
    );
    const call = hanging.snapshot({ tile: 'fine/1' }, aborter.signal);
    aborter.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});
