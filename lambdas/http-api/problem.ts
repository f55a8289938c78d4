import { PROBLEM_MEDIA_TYPE, type Problem } from '#contracts/http-api.ts';

/** Kinds of problems: the `type` of an answer, its title, its status. */
const KINDS = {
  parameter: { title: 'A parameter is malformed', status: 400 },
  'not-found': { title: 'There is no such thing', status: 404 },
  'method-not-allowed': { title: 'The method is not allowed here', status: 405 },
  'too-large': { title: 'The answer would be too large', status: 413 },
  internal: { title: 'The server failed', status: 500 },
  unavailable: { title: 'The database is away', status: 503 },
} as const;
export type ProblemKind = keyof typeof KINDS;

export interface ProblemDetails {
  /** What is wrong in this case, and the remedy; goes to strangers, so it never holds an error's own text. */
  readonly detail: string;
  /** The parameter to change. */
  readonly parameter?: string | undefined;
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
  { detail, parameter }: ProblemDetails,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { title, status } = KINDS[kind];
  const problem: Problem = {
    // A relative reference (RFC 9457, 3.1.1): it identifies, there is no page behind it.
    type: `/problems/${kind}`,
    title,
    status,
    detail,
    instance: path,
    ...(parameter === undefined ? {} : { parameter }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'Content-Type': PROBLEM_MEDIA_TYPE, 'Cache-Control': 'no-store', ...headers },
  });
}
