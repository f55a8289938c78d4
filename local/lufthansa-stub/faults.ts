import { seededRandom } from '#domain/seeded-random.ts';
import type { StubFaults } from './options.ts';
import { backendError, gatewayError, notFound, type StubReply } from './reply.ts';
import { hashOf } from '#domain/text-hash.ts';

/** Of the bad records these fail even when asked for by their code. */
const HOPELESS_SHARE = 0.1;

/** Decides which calls and which records fail. */
export interface FaultPlan {
  /** The fault of the next call, null for none. */
  nextCall(): StubReply | null;
  /** How a page that holds the record fails; null for a good one. */
  ofRecord(resource: string, key: string, asked: 'list' | 'code'): StubReply | null;
}

const TEXTS: Readonly<Record<string, { readonly code: string; readonly name: string; readonly example: string }>> = {
  countries: { code: '001', name: 'country', example: 'countries/CH' },
  cities: { code: '011', name: 'city', example: 'cities/NYC' },
  airports: { code: '021', name: 'airport', example: 'airports/LAS' },
  airlines: { code: '031', name: 'airline', example: 'airlines/LH' },
  aircraft: { code: '041', name: 'aircraft', example: 'aircraft/33X' },
};

export function recordNotFound(resource: string): StubReply {
  const { code, name, example } = TEXTS[resource] ?? { code: '001', name: resource, example: resource };
  return notFound(`2${code}`, `Invalid ${name} code (semantically incorrect). Example: /mds-references/${example}.`);
}

function recordUnavailable(resource: string): StubReply {
  const { code, name } = TEXTS[resource] ?? { code: '001', name: resource };
  return backendError(`3${code}`, `Requested ${name} resource not available due to error at backend.`);
}

const fault = (reply: StubReply): StubReply => ({ ...reply, isFault: true });

export function createFaultPlan(faults: StubFaults): FaultPlan {
  const random = seededRandom(faults.seed, 1);
  const { gatewayTimeoutShare, throttleShare, htmlShare, badRecordShare } = faults;
  return {
    nextCall() {
      const drawn = random();
      if (drawn < gatewayTimeoutShare) return fault(gatewayError(504, 'Gateway Timeout'));
      if (drawn < gatewayTimeoutShare + throttleShare) {
        return fault(gatewayError(403, 'Account Over Queries Per Second Limit'));
      }
      if (drawn < gatewayTimeoutShare + throttleShare + htmlShare) {
        return fault({
          status: 502,
          body: '<html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>',
        });
      }
      return null;
    },
    ofRecord(resource, key, asked) {
      if (badRecordShare === 0) return null;
      const drawn = seededRandom(faults.seed, hashOf(`${resource}/${key}`));
      if (drawn() >= badRecordShare) return null;
      const isMissing = drawn() < 0.5;
      if (asked === 'code' && drawn() >= HOPELESS_SHARE) return null;
      return fault(isMissing ? recordNotFound(resource) : recordUnavailable(resource));
    },
  };
}
