import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import { oneOrMany } from './one-or-many.ts';
import { objectOf } from './read-member.ts';
import { textOf } from './read-scalar.ts';

/**
 * Who refused: `gateway`, before the call reached the API (`{ "Error": … }`, and the token's `{ "error": … }`); `api`
 * (`ProcessingErrors`); `text`, somebody in between, with a web page, XML or plain text.
 */
export type ProblemFamily = 'gateway' | 'api' | 'text';

/** Why a call was refused, in Lufthansa's words. */
export interface LufthansaProblem {
  readonly family: ProblemFamily;
  /** HTTP status. */
  readonly status: number;
  /** `ResourceNotFound`, `BackendError`; of the token `invalid_client`. */
  readonly type: string | null;
  /** `2021`. Number or text there, text here. */
  readonly code: string | null;
  /** One line, without markup; null where nothing was said. */
  readonly text: string | null;
}

/** Enough of a web page to find what it says. */
const LONGEST_BODY = 10_000;

/**
 * Reads the body of an answer that isn't 200. Never throws: what isn't JSON is text. `@RetryIndicator` is not read, it is
 * false even where trying again helps.
 */
export function parseProblem(status: number, body: string): LufthansaProblem {
  const json = jsonObjectOf(body);
  if (json === null) return { family: 'text', status, type: null, code: null, text: plainTextOf(body) };
  const gatewayText = textOf(json['Error']);
  if (gatewayText !== null) return { family: 'gateway', status, type: null, code: null, text: gatewayText };
  const tokenError = textOf(json['error']);
  if (tokenError !== null) {
    const text = textOf(json['error_description']) ?? tokenError;
    return { family: 'gateway', status, type: tokenError, code: null, text };
  }
  const [error] = oneOrMany(objectOf(json['ProcessingErrors'])['ProcessingError']);
  if (isJsonObject(error)) {
    const { Type: type, Code: code, Description: text } = error;
    return { family: 'api', status, type: textOf(type), code: textOf(code), text: textOf(text) };
  }
  return { family: 'text', status, type: null, code: null, text: plainTextOf(body) };
}

function jsonObjectOf(body: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a reader would see of it: without markup, scripts and styles. */
function plainTextOf(body: string): string | null {
  const visible = body
    .slice(0, LONGEST_BODY)
    .replace(/<(script|style)\b[^>]*>[^<]*(?:<(?!\/\1)[^<]*)*<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ');
  return textOf(visible);
}
