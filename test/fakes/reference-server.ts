import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { REFERENCE_RESOURCES, type ReferenceResource } from '#domain/schedules/reference-data.ts';

/** The records of each list as the API has them, in its order. */
export type ReferenceRows = Readonly<Record<ReferenceResource, readonly JsonObject[]>>;

export interface ReferenceServer {
  /** To be changed between runs. */
  rows: ReferenceRows;
  readonly url: string;
  /** Paths asked for, tokens left out. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

const FORMS: Readonly<Record<ReferenceResource, readonly [root: string, list: string, item: string, code: string]>> = {
  countries: ['CountryResource', 'Countries', 'Country', 'CountryCode'],
  cities: ['CityResource', 'Cities', 'City', 'CityCode'],
  airports: ['AirportResource', 'Airports', 'Airport', 'AirportCode'],
  airlines: ['AirlineResource', 'Airlines', 'Airline', 'AirlineID'],
  aircraft: ['AircraftResource', 'AircraftSummaries', 'AircraftSummary', 'AircraftCode'],
};

/** Serves records of reference data over HTTP as the API does: pages from offset 1, one record as an object, 404 for none. */
export async function startReferenceServer(rows: ReferenceRows): Promise<ReferenceServer> {
  const asked: string[] = [];
  const served = { rows };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname.endsWith('/oauth/token')) {
      send(200, { access_token: 'token', token_type: 'bearer', expires_in: 21_600 });
      return;
    }
    asked.push(`${url.pathname}${url.search}`);
    const [, , , name, code] = url.pathname.split('/');
    const resource = REFERENCE_RESOURCES.find((candidate) => candidate === name);
    const found = resource === undefined ? [] : select(served.rows[resource], { resource, code, url });
    if (resource === undefined || found.length === 0) {
      send(404, { ProcessingErrors: { ProcessingError: { '@RetryIndicator': false, Code: '2021' } } });
    } else send(200, page(resource, found, served.rows[resource].length));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    asked,
    url: `http://127.0.0.1:${address.port}/v1`,
    get rows() {
      return served.rows;
    },
    set rows(next) {
      served.rows = next;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Question {
  readonly resource: ReferenceResource;
  readonly code: string | undefined;
  readonly url: URL;
}

function select(all: readonly JsonObject[], { resource, code, url }: Question): readonly JsonObject[] {
  if (code !== undefined) return all.filter((row) => row[FORMS[resource][3]] === code);
  const first = Math.max(1, Number(url.searchParams.get('offset'))) - 1;
  return all.slice(first, first + Number(url.searchParams.get('limit')));
}

function page(resource: ReferenceResource, rows: readonly JsonObject[], totalCount: number): object {
  const [root, list, item] = FORMS[resource];
  const content = rows.length === 1 ? rows[0] : rows;
  return { [root]: { [list]: { [item]: content }, Meta: { '@Version': '1.0.0', TotalCount: totalCount } } };
}

/** The records of answers of the API, one or many. */
export function rowsOf(resource: ReferenceResource, body: unknown): JsonObject[] {
  const [root, list, item] = FORMS[resource];
  const inner = [root, list, item].reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : null), body);
  return [inner].flat().filter(isJsonObject);
}
