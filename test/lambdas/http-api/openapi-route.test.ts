import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_ROUTES, ROUTES } from '#contracts/http-api.ts';
import { isJsonObject, parseJsonObject, type JsonObject } from '#contracts/read.ts';
import { aFeedStatus } from '../../fixtures/feeds.ts';
import { aPosition } from '../../fixtures/positions.ts';
import { createScheduleApp } from './schedule-app.ts';
import { createTestApp } from './test-app.ts';

let text = '';
let document: JsonObject = {};
const ajv = new Ajv2020({ strict: false });

beforeAll(async () => {
  text = await (await createTestApp().app.request(ROUTES.openapi)).text();
  document = parseJsonObject(text);
  ajv.addSchema(document, 'openapi');
});

/** Follows a path of keys; fails where it leads to no object. */
function at(...keys: readonly string[]): JsonObject {
  return keys.reduce<JsonObject>((object, key) => {
    const value = object[key];
    if (!isJsonObject(value)) throw new Error(`${keys.join(' / ')} is no object`);
    return value;
  }, document);
}

/** The one method of a path. */
const methodOf = (path: string): string => Object.keys(at('paths', path))[0] ?? '';

interface Answer {
  readonly path: string;
  readonly status: string;
  readonly mediaType: string;
}

const answers = (): Answer[] =>
  Object.keys(at('paths')).flatMap((path) =>
    Object.keys(at('paths', path, methodOf(path), 'responses')).flatMap((status) =>
      Object.keys(at('paths', path, methodOf(path), 'responses', status, 'content')).map((mediaType) => ({
        path,
        status,
        mediaType,
      })),
    ),
  );

const pointer = (...keys: readonly string[]): string =>
  `openapi#/${keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

/** What is wrong with a body by the schema of an answer, or null. */
function violations({ path, status, mediaType }: Answer, body: unknown): unknown {
  const reference = pointer('paths', path, methodOf(path), 'responses', status, 'content', mediaType, 'schema');
  const validate = ajv.compile({ $ref: reference });
  return validate(body) ? null : validate.errors;
}

describe('GET /api/openapi.json', () => {
  test('is OpenAPI 3.1 with every route of this API and no other', () => {
    expect(document['openapi']).toBe('3.1.0');
    const paths = [...Object.values(ROUTES), ...Object.values(ADMIN_ROUTES)];
    expect(Object.keys(at('paths')).sort()).toEqual(paths.sort());
  });

  test('every example is right by the schema of its answer', () => {
    const examples = answers();
    expect(examples.length).toBeGreaterThan(15);
    for (const answer of examples) {
      const { example } = at(
        'paths',
        answer.path,
        methodOf(answer.path),
        'responses',
        answer.status,
        'content',
        answer.mediaType,
      );
      expect({ ...answer, violations: violations(answer, example) }).toEqual({ ...answer, violations: null });
    }
  });

  test('the schemas bite', () => {
    const answer = { path: ROUTES.positions, status: '200', mediaType: 'application/json' };
    expect(violations(answer, { asOfMs: 'soon', kinds: [], positions: [] })).not.toBeNull();
    expect(violations({ ...answer, path: ROUTES.status }, {})).not.toBeNull();
  });

  test.each([
    [ROUTES.positions, '/api/positions', 'application/json'],
    [ROUTES.positions, '/api/positions', 'application/vnd.airlines.columns+json'],
    [ROUTES.aircraftSearch, '/api/aircraft?q=DLH', 'application/json'],
    [ROUTES.aircraft, '/api/aircraft/3c664e', 'application/json'],
    [ROUTES.track, '/api/aircraft/3c664e/track', 'application/json'],
    [ROUTES.track, '/api/aircraft/3c664e/track?format=geojson', 'application/geo+json'],
    [ROUTES.status, '/api/status', 'application/json'],
    [ROUTES.openapi, '/api/openapi.json', 'application/json'],
    [ROUTES.countries, '/api/countries', 'application/json'],
    [ROUTES.cities, '/api/cities', 'application/json'],
    [ROUTES.airports, '/api/airports?q=fra', 'application/json'],
    [ROUTES.airlines, '/api/airlines', 'application/json'],
    [ROUTES.routes, '/api/routes?from=FRA&to=NYC', 'application/json'],
    [ROUTES.flights, '/api/flights?from=NCE&to=NYC&date=2026-12-01&return=2026-12-03', 'application/json'],
    [ROUTES.board, '/api/airports/FRA/board?from=2026-12-01&to=2026-12-02', 'application/json'],
  ])('what %s really answers (%s as %s) is right by its schema', async (path, url, mediaType) => {
    const { app, feeds, store, clock } = createScheduleApp();
    store.add(aPosition({ callsign: 'DLH400', observedAtMs: clock.nowMs, receivedAtMs: clock.nowMs }));
    feeds.statuses = [aFeedStatus()];
    const response = await app.request(url, { headers: { Accept: mediaType } });
    expect(response.headers.get('Content-Type')).toBe(mediaType);
    expect(violations({ path, status: '200', mediaType }, await response.json())).toBeNull();
  });

  test('describes each parameter with an example', () => {
    const parameters = Object.keys(at('paths')).flatMap((path) => {
      const listed = at('paths', path, methodOf(path))['parameters'];
      return Array.isArray(listed) ? listed.filter(isJsonObject) : [];
    });
    const names = new Set(parameters.map((parameter) => parameter['name']));
    expect([...names].sort()).toEqual(
      [
        'bbox',
        'code',
        'cursor',
        'date',
        'destination',
        'direction',
        'format',
        'from',
        'icao24',
        'lang',
        'limit',
        'offset',
        'origin',
        'q',
      ].concat(['return', 'simulated', 'tile', 'to']),
    );
    const isBare = ({ name, example }: JsonObject) => name !== 'cursor' && example === undefined;
    expect(parameters.filter(isBare)).toEqual([]);
    expect(parameters.filter((parameter) => typeof parameter['description'] !== 'string')).toEqual([]);
  });

  test('says how operators show who they are, on the admin routes only', () => {
    expect(at('components', 'securitySchemes', 'AdminToken')).toMatchObject({ type: 'http', scheme: 'bearer' });
    const secured = Object.keys(at('paths')).filter((path) => 'security' in at('paths', path, methodOf(path)));
    expect(secured.sort()).toEqual(Object.values(ADMIN_ROUTES).sort());
    expect(secured.map(methodOf)).toEqual(['post', 'post']);
  });

  test('may be kept for an hour and has a tag', async () => {
    const { app } = createTestApp();
    const response = await app.request(ROUTES.openapi);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600');
    const again = await app.request(ROUTES.openapi, {
      headers: { 'If-None-Match': response.headers.get('ETag') ?? '' },
    });
    expect(again.status).toBe(304);
  });
});
