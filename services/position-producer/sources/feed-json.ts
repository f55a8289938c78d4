import { ContractError } from '#contracts/contract-error.ts';
import { parseJsonObject, type JsonObject } from '#contracts/read.ts';

/** In a text that is shorter nothing can take much memory. */
const SHORT = 2 ** 20;
/** An aircraft of readsb is an object with some four lists. Millions of empty ones would fit into the size of a feed. */
const MOST_PARTS = 500_000;

/**
 * Parses the text that a feed sent as one JSON object.
 * @throws ContractError that says what came instead
 */
export function parseFeedJson(text: string): JsonObject {
  if (text.length > SHORT && countParts(text) > MOST_PARTS) {
    throw new ContractError('parts_too_many', '', `more than ${MOST_PARTS} objects and lists in it`);
  }
  try {
    return parseJsonObject(text);
  } catch (cause) {
    if (!(cause instanceof ContractError) || cause.code !== 'json') throw cause;
    const start = text.trimStart();
    const what = start.startsWith('<') ? 'a web page instead of JSON' : 'JSON that is cut off or damaged';
    throw new ContractError('json', '', start === '' ? 'an empty answer' : what, { cause });
  }
}

/** Objects and lists, and brackets in texts: counted before memory is taken for them. */
function countParts(text: string): number {
  let parts = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0 && parts <= MOST_PARTS; at = text.indexOf(bracket, at + 1)) parts += 1;
  }
  return parts;
}
