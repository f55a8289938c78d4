import { referenceStartSchema, scheduleImportSchema } from '#contracts/http-admin.ts';
import { oneLine } from '../aws-error.ts';
import type { AdminAnswer } from './post-admin.ts';

/** Itineraries that are shown by name. */
const SHOWN = 10;

/** What the API did, for people. */
export function describeAnswer({ status, body, problem }: AdminAnswer): string {
  if (problem !== null) return problem;
  const started = referenceStartSchema.safeParse(body);
  if (started.success)
    return oneLine(`Reference update ${started.data.runId} was started; /api/status and /status follow it`);
  const imported = scheduleImportSchema.safeParse(body);
  if (!imported.success) return `${status}: the API answered what this version doesn't know`;
  const { origin, destination, date, sample, received, stored, changed, rejected, itineraries } = imported.data;
  const kept = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  const head = `${origin} to ${destination} on ${date}${sample ? ' (SAMPLE DATA)' : ''}: ${received} records, ${stored} itineraries stored, ${changed} of them new or changed, ${kept} records kept aside`;
  const shown = itineraries.slice(0, SHOWN).map(({ legs, durationMin }) => {
    const flights = legs.map(({ flight, departure, arrival }) => `${flight} ${departure.local} to ${arrival.airport}`);
    return `  ${flights.join(', ')} (${durationMin} min)`;
  });
  const rest = itineraries.length - shown.length;
  return [head, ...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].map(oneLineKeepingIndent).join('\n');
}

const oneLineKeepingIndent = (line: string): string => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`;
