import { ContractError } from '#contracts/contract-error.ts';
import { parseJsonObject, type JsonObject } from '#contracts/read.ts';

/**
 * Parses the text that a feed sent as one JSON object.
 * @throws ContractError that says what came instead
 */
export function parseFeedJson(text: string): JsonObject {
  try {
    return parseJsonObject(text);
  } catch (cause) {
    if (!(cause instanceof ContractError) || cause.code !== 'json') throw cause;
    const start = text.trimStart();
    const what = start.startsWith('<') ? 'a web page instead of JSON' : 'JSON that is cut off or damaged';
    throw new ContractError('json', '', start === '' ? 'an empty answer' : what, { cause });
  }
}
