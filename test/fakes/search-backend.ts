import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { WebSocketServer } from 'ws';
import type { EtlRun } from '#contracts/etl-run.ts';
import { PROBLEM_MEDIA_TYPE } from '#contracts/http-api.ts';
import {
  flightsQuery,
  flightsSchema,
  routesQuery,
  routesSchema,
  type Flights,
  type Routes,
} from '#contracts/http-flights.ts';
import { statusSchema } from '#contracts/http-status.ts';
import { startHttpGateway } from '../../local/http-gateway.ts';
import { aDirection, INBOUND_DAYS, OUTBOUND_DAYS, TIMETABLE_PLACES } from '../fixtures/search-timetable.ts';
import { aStatus } from '../fixtures/page-status.ts';
import { createRecordingLogger } from './recording-logger.ts';

/**
 * The site with the routes of the search, answered from a small timetable; a test may change how. Every answer passes its
 * contract. All other routes are unavailable.
 */
export interface SearchBackend {
  readonly url: string;
  /** While false nothing is stored: 503, as from an empty database. */
  stored: boolean;
  /** While true every answer is 500. */
  failing: boolean;
  sample: boolean;
  /** What the status says of the loading. */
  runs: readonly EtlRun[];
  /** Addresses asked for, in order. */
  readonly asked: string[];
  /** Answers of `/api/flights` for a day that are held until the promise resolves. */
  readonly held: Map<string, Promise<unknown>>;
  readonly close: () => Promise<void>;
}

/** What can be reached from where; from elsewhere only Frankfurt. */
const REACHABLE: Readonly<Record<string, readonly string[]>> = {
  FRA: ['AMS', 'BIO', 'DUS', 'GVA', 'LHR', 'MUC', 'NYC', 'EWR', 'JFK', 'PAR', 'CDG', 'ORY', 'GRU', 'KTM'],
  MUC: ['AMS', 'FRA', 'LHR'],
};
/** Nothing starts from there. */
const NO_ORIGIN = new Set(['KTM']);

type Query = Readonly<Record<string, string>>;

export async function startSearchBackend(siteFolder: string): Promise<SearchBackend> {
  const asked: string[] = [];
  const held = new Map<string, Promise<unknown>>();

  function routes(query: Query): Routes {
    const { from = null, to = null } = routesQuery.parse(query);
    const reachable = from === null ? null : (REACHABLE[from] ?? ['FRA']);
    const places = TIMETABLE_PLACES.filter(({ code }) => reachable?.includes(code) ?? !NO_ORIGIN.has(code));
    const days = from === 'FRA' ? OUTBOUND_DAYS : INBOUND_DAYS;
    return { from, to, sample: backend.sample, places, dates: from !== null && to !== null ? days : [] };
  }

  async function flights(query: Query): Promise<Flights> {
    const { from, to, date, return: back } = flightsQuery.parse(query);
    await held.get(date);
    return {
      sample: backend.sample,
      outbound: aDirection(from, to, date),
      inbound: back === undefined ? null : aDirection(to, from, back),
    };
  }

  async function api({ rawPath, rawQueryString }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
    asked.push(`${rawPath}?${rawQueryString}`);
    const query = Object.fromEntries(new URLSearchParams(rawQueryString));
    if (rawPath === '/api/status') {
      const schedules = { ...aStatus().schedules, runs: [...backend.runs] };
      return json(statusSchema.parse(aStatus({ schedules })));
    }
    if (backend.failing) return problem(500, rawPath);
    if (!backend.stored) return problem(503, rawPath);
    if (rawPath === '/api/routes') return json(routesSchema.parse(routes(query)));
    if (rawPath === '/api/flights') return json(flightsSchema.parse(await flights(query)));
    return problem(503, rawPath);
  }

  // The page connects on every route; here nobody sends anything.
  const sockets = new WebSocketServer({ noServer: true });
  const gateway = await startHttpGateway({
    api,
    siteFolder,
    logger: createRecordingLogger(),
    port: 0,
    websocket: {
      handleUpgrade: (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined),
    },
  });
  const backend: SearchBackend = {
    url: gateway.url,
    stored: true,
    failing: false,
    sample: false,
    runs: [],
    asked,
    held,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await gateway.close();
    },
  };
  return backend;
}

function json(body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problem(status: number, instance: string): APIGatewayProxyStructuredResultV2 {
  const body = { type: 'about:blank', title: 'Problem', status, detail: 'As the test wants it.', instance };
  return { statusCode: status, headers: { 'content-type': PROBLEM_MEDIA_TYPE }, body: JSON.stringify(body) };
}
