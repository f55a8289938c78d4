import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ReferenceStart } from '#contracts/http-admin.ts';
import { ROUTES } from '#contracts/http-api.ts';
import { jsonAnswer, problemAnswer, type Answer } from './answer.ts';

/** @returns the id of the run that was started, null while another one runs */
export type StartReferences = () => Promise<string | null>;

/** `POST /api/references`: starts an update; what it does is in the status. */
export async function answerReferences(
  { rawPath }: APIGatewayProxyEventV2,
  startReferences: StartReferences,
): Promise<Answer> {
  const runId = await startReferences();
  if (runId === null) {
    const detail = `The reference data is being updated already; ${ROUTES.status} says how far it is.`;
    return problemAnswer('conflict', { detail, instance: rawPath });
  }
  const body: ReferenceStart = { runId };
  return jsonAnswer(202, body, { Location: ROUTES.status });
}
