import { systemClock, type Clock } from '../observability/clock.ts';
import { FUNCTION_SECRETS } from './function-secrets.ts';
import { readSecretText } from './read-secret.ts';
import { withRequest } from './with-request.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What `createHandler` of a function makes. */
type Handler<Args extends readonly unknown[], Result> = ((...args: Args) => Promise<Result>) & {
  close(): Promise<void>;
};

export interface HostFunctionOptions {
  /** @default the machine's */
  readonly clock?: Clock;
  /** Text of a secret by its ARN. @default AWS Secrets Manager */
  readonly readSecret?: (secretArn: string) => Promise<string>;
}

/** A secret that was rotated is in use after this at the latest, without a deploy. */
const SECRET_KEPT_MS = 5 * 60_000;

/**
 * Hosts a function in a container of Lambda: made at the first invocation and kept. Where the environment names secrets
 * ({@link FUNCTION_SECRETS}), their texts stand for the variables that they are for; they are read every five minutes, and
 * once more when what they hold is refused. A new text makes the function anew, and the invocation that was refused is
 * repeated. Lines that are logged meanwhile name the invocation ({@link withRequest}).
 * @param create as a handler's `createHandler(readConfig(env))`
 */
export function hostFunction<Args extends readonly unknown[], Result>(
  create: (env: Environment) => Handler<Args, Result>,
  env: Environment,
  { clock = systemClock, readSecret = (arn) => readSecretText(arn) }: HostFunctionOptions = {},
): (...args: Args) => Promise<Result> {
  const secrets = FUNCTION_SECRETS.filter(({ arnVariable }) => env[arnVariable]);
  let current: { readonly handler: Handler<Args, Result>; readonly texts: readonly string[] } | undefined;
  let readAtMs = -Infinity;

  /** @returns whether the function was made anew */
  async function renew(): Promise<boolean> {
    const texts = await Promise.all(secrets.map(({ arnVariable }) => readSecret(env[arnVariable] ?? '')));
    readAtMs = clock();
    if (current?.texts.every((text, index) => text === texts[index])) return false;
    const variables = secrets.map(({ variablesOf }, index) => variablesOf(texts[index] ?? ''));
    const former = current;
    current = { handler: create(variables.reduce<Environment>((all, some) => ({ ...all, ...some }), env)), texts };
    await former?.handler.close();
    return true;
  }

  async function ready(): Promise<Handler<Args, Result>> {
    const isDue = secrets.length > 0 && clock() - readAtMs >= SECRET_KEPT_MS;
    // A secret that can't be read just now is no reason to stop while the one known works.
    if (current !== undefined && isDue) await renew().catch(() => (readAtMs = clock()));
    if (current === undefined) await renew();
    if (current === undefined) throw new Error('the function was not made');
    return current.handler;
  }

  async function invoke(...args: Args): Promise<Result> {
    const handler = await ready();
    try {
      return await handler(...args);
    } catch (error) {
      if (!secrets.some(({ isRefused }) => isRefused(error)) || !(await renew())) throw error;
      return (await ready())(...args);
    }
  }

  return withRequest(invoke);
}
