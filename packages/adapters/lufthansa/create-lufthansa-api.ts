import { randomUUID } from 'node:crypto';
import type { ReferenceRecords, ReferenceResource } from '#domain/schedules/reference-data.ts';
import { systemClock } from '../observability/clock.ts';
import type { CallOptions, LufthansaApi, Parsed, RawReply, ReferenceAnswer, ReferenceRange } from './lufthansa-api.ts';
import {
  createLufthansaClient,
  type ClientAnswer,
  type LufthansaClient,
  type LufthansaClientOptions,
} from './lufthansa-client.ts';
import { LufthansaError } from './lufthansa-error.ts';
import { createOperations } from './operations.ts';
import { parseReferencePage, parseReferenceRecords } from './parse/parse-reference-page.ts';
import { readAnswer } from './read-answer.ts';
import { sleepUnlessAborted } from './sleep-unless-aborted.ts';

type Defaulted = 'fetch' | 'clock' | 'sleep' | 'holder';

export interface LufthansaApiOptions
  extends Omit<LufthansaClientOptions, Defaulted>, Partial<Pick<LufthansaClientOptions, Defaulted>> {
  /** Where reference data is; the older API has it under `references`. @default 'mds-references' */
  readonly referencePrefix?: string;
}

/** The Lufthansa Open API over HTTP. Quota and tokens are shared with all who use the client id: see mongo/lufthansa-access.ts. */
export function createLufthansaApi({
  referencePrefix = 'mds-references',
  fetch = globalThis.fetch,
  clock = systemClock,
  sleep = sleepUnlessAborted,
  holder = randomUUID(),
  ...options
}: LufthansaApiOptions): LufthansaApi {
  const client = createLufthansaClient({ ...options, fetch, clock, sleep, holder });
  return {
    ...createReferences(client, referencePrefix),
    ...createOperations(client),
    calls: () => client.calls(),
  };
}

/** Parameters of a list besides the range. Without `lang` an answer has all languages at once. */
const LIST_PARAMETERS: Readonly<Partial<Record<ReferenceResource, string>>> = {
  // Also the airports that Lufthansa doesn't fly to; 1 would be another list.
  airports: '&LHoperated=0',
};

function createReferences(
  client: LufthansaClient,
  prefix: string,
): Pick<LufthansaApi, 'referenceRange' | 'referenceByCode'> {
  return {
    async referenceRange<R extends ReferenceResource>(
      { resource, offset, limit }: ReferenceRange & { readonly resource: R },
      options: CallOptions,
    ): Promise<ReferenceAnswer<R>> {
      const query = `limit=${limit}&offset=${offset}${LIST_PARAMETERS[resource] ?? ''}`;
      const answer = await client.get(`/${prefix}/${resource}?${query}`, 'list', options);
      if (answer.kind !== 'ok') return { kind: 'bad-range', status: answer.status };
      return { kind: 'page', ...readAnswer(answer, (body) => parseReferencePage(resource, body)), raw: answer.raw };
    },
    async referenceByCode<R extends ReferenceResource>(
      resource: R,
      code: string,
      options: CallOptions,
    ): Promise<(Parsed<ReferenceRecords[R]> & { readonly raw: RawReply }) | null> {
      const path = `/${prefix}/${resource}/${encodeURIComponent(code)}`;
      const answer = await orNullIfBad(client.get(path, 'record', options));
      if (answer?.kind !== 'ok') return null;
      return { ...readAnswer(answer, (body) => parseReferenceRecords(resource, body)), raw: answer.raw };
    },
  };
}

/**
 * A record that can't be had by its code either is answered with 500, however often it is asked for, and a code whose form
 * Lufthansa doesn't take ("formally incorrect") with 400. Neither is a reason to give up the others.
 */
async function orNullIfBad(answer: Promise<ClientAnswer>): Promise<ClientAnswer | null> {
  try {
    return await answer;
  } catch (error) {
    const status = error instanceof LufthansaError ? error.status : null;
    if (status === 500 || status === 400) return null;
    throw error;
  }
}
