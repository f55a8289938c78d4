import { ContractError } from '#contracts/contract-error.ts';
import type { ClientAnswer } from './lufthansa-client.ts';
import { LufthansaError } from './lufthansa-error.ts';

/**
 * Reads an answer.
 * @throws LufthansaError `bad-answer` where it isn't what was asked for at all
 */
export function readAnswer<T>({ json, raw }: Extract<ClientAnswer, { kind: 'ok' }>, parse: (body: unknown) => T): T {
  try {
    return parse(json);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const message = `${raw.path}: not the answer expected (${error.field}: ${error.message})`;
    throw new LufthansaError('bad-answer', message, { status: raw.status, cause: error });
  }
}
