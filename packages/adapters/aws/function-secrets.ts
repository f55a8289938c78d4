import { ENV } from '#contracts/names.ts';
import { isJsonObject } from '#contracts/read.ts';
import { isCredentialRefusal } from '../lufthansa/lufthansa-error.ts';
import { isAuthenticationFailure } from '../mongo/authentication.ts';

/** A secret that functions read at run time instead of a variable that holds it. */
export interface FunctionSecret {
  /** The variable with the secret's ARN; a function without it has no such secret. */
  readonly arnVariable: string;
  /**
   * The variables that the secret's text stands for.
   * @throws Error saying what the text must be; it never holds the text
   */
  readonly variablesOf: (text: string) => Readonly<Record<string, string>>;
  /** Whether an error says that what the secret holds was refused, so that it may have been rotated. */
  readonly isRefused: (error: unknown) => boolean;
}

/** The secrets of all functions. */
export const FUNCTION_SECRETS: readonly FunctionSecret[] = [
  {
    arnVariable: ENV.mongodbSecretArn,
    variablesOf: (uri) => ({ [ENV.mongodbUri]: uri }),
    isRefused: isAuthenticationFailure,
  },
  {
    arnVariable: ENV.lufthansaSecretArn,
    variablesOf: lufthansaCredentials,
    isRefused: isCredentialRefusal,
  },
];

function lufthansaCredentials(text: string): Record<string, string> {
  const { client_id: id, client_secret: secret } = jsonObject(text);
  if (typeof id !== 'string' || typeof secret !== 'string' || id === '' || secret === '') {
    throw new Error(
      `the secret that ${ENV.lufthansaSecretArn} names must be JSON: {"client_id":"…","client_secret":"…"} as ` +
        'developer.lufthansa.com shows them; put it in with the console or `aws secretsmanager put-secret-value`',
    );
  }
  return { [ENV.lufthansaClientId]: id, [ENV.lufthansaClientSecret]: secret };
}

/** Empty for anything else: a parser's own message would show some of the text. */
function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
