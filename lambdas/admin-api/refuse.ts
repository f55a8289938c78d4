import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';
import { DataSourceError } from '#adapters/mongo/etl/data-source-claim.ts';
import { isUnavailable } from '#adapters/mongo/unavailable.ts';
import type { Logger } from '#adapters/observability/logger.ts';
import { problemAnswer, retryAfter, type Answer } from './answer.ts';

/** Longer than a replica set takes to elect a primary. */
const DATABASE_RETRY_SECONDS = 10;
/** Where Lufthansa's hour is spent and nobody knows since when. */
const QUOTA_RETRY_SECONDS = 60;

/** The time for an answer is over, whatever it was that took so long. */
export class TooSlowError extends Error {
  constructor() {
    super('the answer took too long');
    this.name = 'TooSlowError';
  }
}

type Route = (event: APIGatewayProxyEventV2) => Promise<Answer>;

/** Answers what was thrown, and logs it: an error where it is ours. */
export function answerFailures(route: Route, logger: Logger): Route {
  return async (event) => {
    try {
      return await route(event);
    } catch (error) {
      const answer = failureAnswer(error, event.rawPath);
      const isOurs = answer.statusCode === 500 && !(error instanceof LufthansaError);
      logger[isOurs ? 'error' : 'warn']('request failed', { path: event.rawPath, error });
      return answer;
    }
  };
}

function failureAnswer(error: unknown, instance: string): Answer {
  if (error instanceof LufthansaError) return lufthansaAnswer(error, instance);
  if (error instanceof DataSourceError) return problemAnswer('conflict', { detail: `${error.message}.`, instance });
  if (error instanceof TooSlowError || isUnavailable(error)) {
    const detail = `The database is away or too slow at the moment; try again in ${DATABASE_RETRY_SECONDS} s.`;
    return problemAnswer('unavailable', { detail, instance }, retryAfter(DATABASE_RETRY_SECONDS));
  }
  return problemAnswer('internal', { detail: 'Something failed on our side; the log has it.', instance });
}

function lufthansaAnswer({ kind, status, message, retryAfterMs }: LufthansaError, instance: string): Answer {
  if (kind === 'quota' || kind === 'throttled') {
    const seconds = retryAfterMs === null ? QUOTA_RETRY_SECONDS : Math.max(1, Math.ceil(retryAfterMs / 1000));
    const detail = `${message}; try again in ${seconds} s.`;
    return problemAnswer('quota', { detail, instance }, retryAfter(seconds));
  }
  const answered = status === null ? 'gave no answer' : `answered with status ${status}`;
  return problemAnswer('lufthansa', { detail: `The Lufthansa API ${answered}: ${message}.`, instance });
}
