import type { JsonObject } from '#contracts/read.ts';

/** What the stub answers. A body that is text goes out as HTML. */
export interface StubReply {
  readonly status: number;
  readonly body: JsonObject | string;
  /** Whether slashes are escaped, as the older backends do. @default false */
  readonly escapesSlashes?: boolean;
  /** Whether it is one of the faults asked for. @default false */
  readonly isFault?: boolean;
}

/** An error of the gateway: the request never reached the API. */
export function gatewayError(status: number, text: string): StubReply {
  return { status, body: { Error: text } };
}

/**
 * An error of the API. `@RetryIndicator` is false even where another try may work, as captured.
 * @param code `2xxx` where nothing was found, `3xxx` where the backend failed, `1xxx` where the request is wrong
 */
export function processingError(status: number, type: string, code: string, description: string): StubReply {
  const error = {
    '@RetryIndicator': false,
    Type: type,
    Code: code,
    Description: description,
    InfoURL: 'not supported yet: http://api.lufthansa.com/errorcodes/{processingError.Code}',
  };
  return { status, body: { ProcessingErrors: { ProcessingError: error } } };
}

export const notFound = (code: string, description: string): StubReply =>
  processingError(404, 'ResourceNotFound', code, description);

export const backendError = (code: string, description: string): StubReply =>
  processingError(500, 'BackendError', code, description);

export const invalidRequest = (code: string, description: string): StubReply =>
  processingError(400, 'InvalidRequest', code, description);

/** The rule of the whole API: one is an object, several are an array. */
export function oneOrMany<T>(items: readonly T[]): T | readonly T[] {
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : items;
}
