import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Clock } from '#adapters/observability/clock.ts';
import { scheduleImportQuery, type ScheduleImport, type ScheduleImportQuery } from '#contracts/http-admin.ts';
import { jsonAnswer, problemAnswer, type Answer } from './answer.ts';
import { TooSlowError } from './refuse.ts';

/** What an import may take. */
export interface ImportLimits {
  readonly signal: AbortSignal;
  /** A call that would have to wait for the quota beyond this is refused at once, epoch ms. */
  readonly untilMs: number;
}

/** Fetches a day's schedules from Lufthansa and stores them. */
export type ImportDay = (query: ScheduleImportQuery, limits: ImportLimits) => Promise<ScheduleImport>;

/** Lufthansa has this long; the rest of twenty seconds is for storing and answering. */
const FETCH_MS = 14_000;
const ANSWER_MS = 19_000;

/** `POST /api/schedule`: never takes longer than twenty seconds. */
export async function answerSchedule(
  event: APIGatewayProxyEventV2,
  { importDay, clock }: { readonly importDay: ImportDay; readonly clock: Clock },
): Promise<Answer> {
  const query = scheduleImportQuery.safeParse(event.queryStringParameters ?? {});
  if (!query.success) return refuseQuery(query.error.issues[0], event);
  const limits = { signal: AbortSignal.timeout(FETCH_MS), untilMs: clock() + FETCH_MS };
  return jsonAnswer(200, await within(ANSWER_MS, importDay(query.data, limits)));
}

type Issue = { readonly code?: string; readonly path: readonly PropertyKey[]; readonly message: string } | undefined;

/** Names the first parameter that is missing or malformed, and what it must be. */
function refuseQuery(issue: Issue, { rawPath, queryStringParameters = {} }: APIGatewayProxyEventV2): Answer {
  const parameter = String(issue?.path[0] ?? '');
  const isMissing = queryStringParameters[parameter] === undefined;
  const wrong = isMissing ? 'is missing' : (issue?.message ?? 'is malformed');
  const detail = `${parameter} ${wrong}. Ask with ?origin=FRA&destination=JFK&date=2026-12-01.`;
  return problemAnswer('parameter', { detail, instance: rawPath, parameter });
}

/** @throws TooSlowError when the time is over; what the work does later counts for nothing */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlowError()), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
