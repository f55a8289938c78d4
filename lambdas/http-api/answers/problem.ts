import { PROBLEM_MEDIA_TYPE } from '#contracts/http-api.ts';
import { problemOf, type ProblemKind } from '#contracts/problem.ts';

export interface ProblemDetails {
  /** What is wrong in this case, and the remedy; goes to strangers, so it never holds an error's own text. */
  readonly detail: string;
  /** The parameter to change. */
  readonly parameter?: string | undefined;
  /** When it is worth to ask again. */
  readonly retryAfterSeconds?: number;
}

/** Thrown where a request can't be answered; becomes an answer of {@link PROBLEM_MEDIA_TYPE}. */
export class HttpProblem extends Error {
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;

  constructor(kind: ProblemKind, details: ProblemDetails) {
    super(details.detail);
    this.name = 'HttpProblem';
    this.kind = kind;
    this.details = details;
  }
}

/** An error as an answer. `path` is the request's path, without its query. */
export function problemResponse(
  kind: ProblemKind,
  path: string,
  { detail, parameter, retryAfterSeconds }: ProblemDetails,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = problemOf(kind, { detail, instance: path, parameter });
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': PROBLEM_MEDIA_TYPE,
      'Cache-Control': 'no-store',
      ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      ...headers,
    },
  });
}
