import { ENV } from '#contracts/names.ts';
import { httpEvent, websocketEvent } from '../invocations/api-events.ts';

/** Nobody listens there. */
const NOBODY = '127.0.0.1:1';

/** Enough for every function to be made. */
export const START_ENVIRONMENT: Readonly<Record<string, string>> = {
  [ENV.mongodbUri]: `mongodb://${NOBODY}/`,
  [ENV.websocketEndpoint]: `http://${NOBODY}`,
  [ENV.allowedOrigins]: 'https://elsewhere.example',
  [ENV.lufthansaBaseUrl]: `http://${NOBODY}`,
  [ENV.lufthansaClientId]: 'bench',
  [ENV.lufthansaClientSecret]: 'sample',
  [ENV.dataSource]: 'sample',
  [ENV.referenceEtlFunction]: 'reference-etl',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
};

/** Answered or refused without a database. */
const EVENTS: Readonly<Record<string, unknown>> = {
  'http-api': httpEvent('/api/openapi.json', '', 'application/json'),
  'admin-api': httpEvent('/api/references', '', 'application/json'),
  websocket: websocketEvent('$connect', 'bench', ''),
  'reference-etl': { trigger: 'bench' },
  'schedule-etl': { trigger: 'bench' },
  'status-etl': { trigger: 'bench' },
};
/** Looks at no event and asks the database at once. */
const NOT_INVOKED = new Set(['position-compaction']);

/** What a function needs no database for, an event that belongs to nothing as the last resort; null where there is none. */
export function trivialEvent(name: string): unknown {
  return NOT_INVOKED.has(name) ? null : (EVENTS[name] ?? { bench: true });
}
