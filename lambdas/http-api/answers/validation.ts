import type { Hook } from '@hono/zod-openapi';
import type { DeliveryEnv } from './deliver.ts';
import { problemResponse } from './problem.ts';

/** Answers a request whose parameters its schema refused: 400, naming the first of them and what would be right. */
export const refuseInvalid: Hook<unknown, DeliveryEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const parameter = String(issue?.path[0] ?? '');
  const wrong = issue?.code === 'invalid_type' ? 'must be given once' : (issue?.message ?? 'is malformed');
  // Messages of contracts begin with the field's own name, those of schemas don't.
  const detail = wrong.startsWith(parameter) ? `${wrong}.` : `${parameter} ${wrong}.`;
  return problemResponse('parameter', c.req.path, { detail, parameter });
};
