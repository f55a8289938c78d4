import type { Hook } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as z from 'zod';
import type { DeliveryEnv } from './deliver.ts';
import { problemResponse } from './problem.ts';

/** Answers a request whose parameters its schema refused: 400, naming the first of them and what would be right. */
export const refuseInvalid: Hook<unknown, DeliveryEnv, string, Response | undefined> = (result, c) =>
  result.success ? undefined : refusal(result.error.issues, c.req.path);

/** The query of a request that no typed route checks, or the answer that refuses it. */
export function validQuery<S extends z.ZodType>(c: Context<DeliveryEnv>, schema: S): z.output<S> | Response {
  const values = Object.entries(c.req.queries()).map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const);
  const result = schema.safeParse(Object.fromEntries(values));
  return result.success ? result.data : refusal(result.error.issues, c.req.path);
}

function refusal(issues: readonly z.core.$ZodIssue[], path: string): Response {
  const [issue] = issues;
  const parameter = String(issue?.path[0] ?? '');
  const wrong = issue?.code === 'invalid_type' ? 'must be given once' : (issue?.message ?? 'is malformed');
  // Messages of contracts begin with the field's own name, those of schemas don't.
  const detail = wrong.startsWith(parameter) ? `${wrong}.` : `${parameter} ${wrong}.`;
  return problemResponse('parameter', path, { detail, parameter });
}
