import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { ROUTES } from '#contracts/http-api.ts';
import {
  airlinePageSchema,
  airportPageSchema,
  cityPageSchema,
  countryPageSchema,
  DEFAULT_NAME_LANGUAGE,
  referenceQuery,
  type ReferenceQuery,
} from '#contracts/http-reference.ts';
import { nameIn, type Names } from '#domain/schedules/reference-data.ts';
import type { DeliveryEnv } from '../answers/deliver.ts';
import { listReference, type ListedResource, type ReferenceEntry, type ReferenceListSource } from './list-reference.ts';
import { malformed, tooLarge, unavailableOrEmpty } from '../answers/problem-answers.ts';
import { AIRLINES_EXAMPLE, AIRPORTS_EXAMPLE, CITIES_EXAMPLE, COUNTRIES_EXAMPLE } from './schedule-examples.ts';
import { isSample, requireStored, type ScheduleState } from './schedule-state.ts';

/** It changes once a night. */
const CACHE_CONTROL = 'public, max-age=60';

export interface ReferenceRoutesOptions {
  readonly references: ReferenceListSource;
  readonly readState: () => Promise<ScheduleState>;
}

/** The lists of countries, cities, airports and airlines. */
export function serveReferences(app: OpenAPIHono<DeliveryEnv>, options: ReferenceRoutesOptions): void {
  const page = async <R extends ListedResource, T>(
    resource: R,
    query: ReferenceQuery,
    toItem: (entry: ReferenceEntry<R>, named: (names: Names, code: string) => Named) => T,
  ) => {
    const state = await options.readState();
    requireStored(state, resource);
    const { entries, total, next } = await listReference(options.references, resource, {
      path: ROUTES[resource],
      query,
    });
    const named = (names: Names, code: string): Named => ({
      name: nameIn(names, query.lang ?? DEFAULT_NAME_LANGUAGE, code),
      names: { ...names },
    });
    return { total, sample: isSample(state), next, items: entries.map((entry) => toItem(entry, named)) };
  };

  app.openapi(countriesRoute, async (c) => {
    const body = await page('countries', c.req.valid('query'), ({ record, isGone }, named) => ({
      code: record.countryCode,
      ...named(record.names, record.countryCode),
      isGone,
    }));
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json(body, 200);
  });
  app.openapi(citiesRoute, async (c) => {
    const body = await page('cities', c.req.valid('query'), ({ record, isGone }, named) => ({
      code: record.cityCode,
      countryCode: record.countryCode,
      ...named(record.names, record.cityCode),
      timeZone: record.timeZone,
      airportCodes: [...record.airportCodes],
      isGone,
    }));
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json(body, 200);
  });
  app.openapi(airportsRoute, async (c) => {
    c.set('narrowedBy', 'limit');
    const body = await page('airports', c.req.valid('query'), ({ record, isGone }, named) => ({
      code: record.airportCode,
      cityCode: record.cityCode,
      countryCode: record.countryCode,
      locationType: record.locationType,
      ...named(record.names, record.airportCode),
      lat: record.position?.lat ?? null,
      lon: record.position?.lon ?? null,
      timeZone: record.timeZone,
      isGone,
    }));
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json(body, 200);
  });
  app.openapi(airlinesRoute, async (c) => {
    const body = await page('airlines', c.req.valid('query'), ({ record, isGone }, named) => ({
      code: record.airlineId,
      icao: record.icao,
      ...named(record.names, record.airlineId),
      isGone,
    }));
    c.header('Cache-Control', CACHE_CONTROL);
    return c.json(body, 200);
  });
}

interface Named {
  readonly name: string;
  readonly names: Names;
}

function listRoute<P extends string, S extends z.ZodType>(path: P, summary: string, schema: S, example: z.infer<S>) {
  return createRoute({
    method: 'get',
    path,
    summary,
    description:
      'As stored, by code. `q` finds begins of words and codes; a page has 50 entries unless asked otherwise, and `next` ' +
      'leads to the rest.',
    request: { query: referenceQuery },
    responses: {
      200: { description: 'One page.', content: { 'application/json': { schema, example } } },
      400: malformed,
      413: tooLarge,
      503: unavailableOrEmpty,
    },
  });
}

const countriesRoute = listRoute(ROUTES.countries, 'Countries', countryPageSchema, COUNTRIES_EXAMPLE);
const citiesRoute = listRoute(ROUTES.cities, 'Cities', cityPageSchema, CITIES_EXAMPLE);
const airportsRoute = listRoute(ROUTES.airports, 'Airports and stations', airportPageSchema, AIRPORTS_EXAMPLE);
const airlinesRoute = listRoute(ROUTES.airlines, 'Airlines', airlinePageSchema, AIRLINES_EXAMPLE);
