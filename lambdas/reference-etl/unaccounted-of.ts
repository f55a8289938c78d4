import { rejectedSum, type RunCounts } from '#adapters/etl/run-account.ts';

/**
 * Says where the sum of a run's records doesn't hold, null where it does. Merged ones are counted as they are merged and
 * stored ones are counted in the database, so that a record that was lost shows.
 */
export function unaccountedOf({ received, stored, merged, rejected }: RunCounts): string | null {
  const difference = received - stored - merged - rejectedSum({ rejected });
  if (difference === 0) return null;
  return difference > 0
    ? `records that are neither stored nor merged nor kept aside: ${difference}`
    : `records that are counted more than once: ${-difference}`;
}
