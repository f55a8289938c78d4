import type { Clock } from '#adapters/observability/clock.ts';
import type { SampleApi } from './answer-request.ts';
import type { FaultPlan } from './faults.ts';
import type { StubSize } from './options.ts';
import { createReferenceRoute } from './reference-route.ts';
import { createSampleFlights } from './sample-flights.ts';
import { createSchedulesRoute } from './schedules-route.ts';
import { createStatusRoute } from './status-route.ts';

interface SampleApiOptions {
  readonly size: StubSize;
  readonly plan: FaultPlan;
  readonly clock: Clock;
}

/** What the sample API has, by the first parts of the path. */
export function createSampleApi({ size, plan, clock }: SampleApiOptions): SampleApi {
  const references = createReferenceRoute({ size, plan });
  const flights = createSampleFlights();
  const schedules = createSchedulesRoute(flights, clock);
  const status = createStatusRoute(flights, clock);
  return ([family = '', ...path], query) => {
    if (family === 'mds-references' || family === 'references') return references(family, path, query);
    const [operation = '', ...rest] = path;
    if (family !== 'operations') return null;
    return operation === 'schedules' ? schedules(rest, query) : status(operation, rest, query);
  };
}
