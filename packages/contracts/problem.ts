import type { Problem } from './http-api.ts';

/** Kinds of problems: the `type` of an answer, its title, its status. */
const KINDS = {
  parameter: { title: 'A parameter is malformed', status: 400 },
  unauthorized: { title: 'Only operators may do this', status: 401 },
  'not-found': { title: 'There is no such thing', status: 404 },
  'method-not-allowed': { title: 'The method is not allowed here', status: 405 },
  conflict: { title: 'It is being done already', status: 409 },
  'too-large': { title: 'The answer would be too large', status: 413 },
  internal: { title: 'The server failed', status: 500 },
  lufthansa: { title: 'The Lufthansa API failed', status: 500 },
  'nothing-stored': { title: 'Nothing is stored yet', status: 503 },
  unavailable: { title: 'The database is away', status: 503 },
  quota: { title: 'No call of the Lufthansa API is left for now', status: 503 },
} as const;
export type ProblemKind = keyof typeof KINDS;

export interface ProblemFacts {
  /** What is wrong in this case, and the remedy. */
  readonly detail: string;
  /** Path of the request, without its query. */
  readonly instance: string;
  /** The parameter to change. */
  readonly parameter?: string | undefined;
}

/** An error as the body of an answer of `application/problem+json`. */
export function problemOf(kind: ProblemKind, { detail, instance, parameter }: ProblemFacts): Problem {
  return {
    // A relative reference (RFC 9457, 3.1.1): it identifies, there is no page behind it.
    type: `/problems/${kind}`,
    ...KINDS[kind],
    detail,
    instance,
    ...(parameter === undefined ? {} : { parameter }),
  };
}
