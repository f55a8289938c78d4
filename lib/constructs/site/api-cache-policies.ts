import { Duration } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  type CachePolicyProps,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** The parameters of `GET /api/positions`; any other would only make a second copy of the same answer. */
const POSITIONS_PARAMETERS = ['bbox', 'tile', 'simulated'] as const;

const COMMON = {
  minTtl: Duration.seconds(0),
  defaultTtl: Duration.seconds(0),
  // Rows and columns lie at one address.
  headerBehavior: CacheHeaderBehavior.allowList('Accept'),
  cookieBehavior: CacheCookieBehavior.none(),
  enableAcceptEncodingBrotli: true,
  enableAcceptEncodingGzip: true,
} satisfies CachePolicyProps;

/** Answers are kept for as long as they say themselves, per query and wanted form. */
export function createApiCachePolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'ApiCachePolicy', {
    ...COMMON,
    maxTtl: Duration.hours(1),
    queryStringBehavior: CacheQueryStringBehavior.all(),
  });
}

/** All who look at a tile within a second share one answer, whatever else their request says. */
export function createPositionsCachePolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'PositionsCachePolicy', {
    ...COMMON,
    maxTtl: Duration.seconds(1),
    queryStringBehavior: CacheQueryStringBehavior.allowList(...POSITIONS_PARAMETERS),
  });
}
