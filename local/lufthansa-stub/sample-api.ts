import type { Clock } from '#adapters/observability/clock.ts';
import type { SampleApi } from './answer-request.ts';
import type { FaultPlan } from './faults.ts';
import type { StubSize } from './options.ts';
import { createReferenceRoute } from './reference-route.ts';

interface SampleApiOptions {
  readonly size: StubSize;
  readonly plan: FaultPlan;
  readonly clock: Clock;
}

/** What the sample API has, by the first parts of the path. */
export function createSampleApi({ size, plan }: SampleApiOptions): SampleApi {
  const references = createReferenceRoute({ size, plan });
  return (path, query) => {
    const [family = '', ...rest] = path;
    if (family === 'mds-references' || family === 'references') return references(family, rest, query);
    return null;
  };
}
