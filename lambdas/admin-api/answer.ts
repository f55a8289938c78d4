import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PROBLEM_MEDIA_TYPE } from '#contracts/http-api.ts';
import { problemOf, type ProblemFacts, type ProblemKind } from '#contracts/problem.ts';

export type Answer = APIGatewayProxyStructuredResultV2;
export type Headers = Readonly<Record<string, string>>;

export function jsonAnswer(statusCode: number, body: unknown, headers: Headers = {}): Answer {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

export function problemAnswer(kind: ProblemKind, facts: ProblemFacts, headers: Headers = {}): Answer {
  const problem = problemOf(kind, facts);
  return jsonAnswer(problem.status, problem, { 'Content-Type': PROBLEM_MEDIA_TYPE, ...headers });
}

export const retryAfter = (seconds: number): Headers => ({ 'Retry-After': String(seconds) });
