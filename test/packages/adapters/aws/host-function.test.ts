import { MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { hostFunction } from '#adapters/aws/host-function.ts';
import { LufthansaError } from '#adapters/lufthansa/lufthansa-error.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:mongodb';
const MINUTE_MS = 60_000;
const badPassword = new MongoServerError({ message: 'Authentication failed.', code: 18 });

/** A function whose answers tell the address that it was made with. */
function hosted(env: Readonly<Record<string, string | undefined>>) {
  const state = {
    nowMs: 1_732_400_000_000,
    secret: 'mongodb://old',
    secretError: null as Error | null,
    reads: [] as string[],
    made: [] as (string | undefined)[],
    closed: [] as (string | undefined)[],
    refused: new Map<string | undefined, Error>(),
  };
  const create = ({ MONGODB_URI: uri }: Readonly<Record<string, string | undefined>>) => {
    state.made.push(uri);
    const answer = (event: string) => {
      const error = state.refused.get(uri);
      return error === undefined ? Promise.resolve(`${event} from ${uri}`) : Promise.reject(error);
    };
    const close = () => {
      state.closed.push(uri);
      return Promise.resolve();
    };
    return Object.assign(answer, { close });
  };
  const invoke = hostFunction(create, env, {
    clock: () => state.nowMs,
    readSecret: (arn) => {
      state.reads.push(arn);
      return state.secretError === null ? Promise.resolve(state.secret) : Promise.reject(state.secretError);
    },
  });
  return { state, invoke };
}

describe('hostFunction() without a secret', () => {
  test('makes the function once, from the environment', async () => {
    const { state, invoke } = hosted({ MONGODB_URI: 'mongodb://here' });
    expect([await invoke('a'), await invoke('b')]).toEqual(['a from mongodb://here', 'b from mongodb://here']);
    state.nowMs += 60 * MINUTE_MS;
    await invoke('c');
    expect(state).toMatchObject({ made: ['mongodb://here'], reads: [] });
  });

  test('a refused password is the error of the invocation', async () => {
    const { state, invoke } = hosted({ MONGODB_URI: 'mongodb://here' });
    state.refused.set('mongodb://here', badPassword);
    await expect(invoke('a')).rejects.toBe(badPassword);
    expect(state.made).toHaveLength(1);
  });
});

describe('hostFunction() with a secret', () => {
  test('reads it at the first invocation and not again for five minutes', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    expect(state.reads).toEqual([]);
    expect(await invoke('a')).toBe('a from mongodb://old');
    state.nowMs += 5 * MINUTE_MS - 1;
    await invoke('b');
    expect(state.reads).toEqual([ARN]);
  });

  test('an unchanged secret keeps the function, a changed one makes it anew and closes the former', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    await invoke('a');
    state.nowMs += 5 * MINUTE_MS;
    await invoke('b');
    expect(state).toMatchObject({ reads: [ARN, ARN], made: ['mongodb://old'], closed: [] });
    state.nowMs += 5 * MINUTE_MS;
    state.secret = 'mongodb://new';
    expect(await invoke('c')).toBe('c from mongodb://new');
    expect(state).toMatchObject({ made: ['mongodb://old', 'mongodb://new'], closed: ['mongodb://old'] });
  });

  test('a password that was rotated is read at once and the invocation repeated', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    await invoke('a');
    state.secret = 'mongodb://new';
    state.refused.set('mongodb://old', badPassword);
    expect(await invoke('b')).toBe('b from mongodb://new');
  });

  test('a password that is wrong in the secret too is tried once more, not for ever', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    state.refused.set('mongodb://old', badPassword);
    await expect(invoke('a')).rejects.toBe(badPassword);
    expect(state).toMatchObject({ reads: [ARN, ARN], made: ['mongodb://old'] });
  });

  test('another failure is not repeated', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    const failure = new Error('batch failed');
    state.refused.set('mongodb://old', failure);
    await expect(invoke('a')).rejects.toBe(failure);
    expect(state.reads).toHaveLength(1);
  });

  test('goes on with what it has while the secret cannot be read, and fails only without any', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    state.secretError = new Error('throttled');
    await expect(invoke('a')).rejects.toThrow('throttled');
    state.secretError = null;
    await invoke('b');
    state.nowMs += 5 * MINUTE_MS;
    state.secretError = new Error('throttled');
    expect(await invoke('c')).toBe('c from mongodb://old');
  });

  test('Atlas refuses a password in words of its own', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    await invoke('a');
    state.secret = 'mongodb://new';
    state.refused.set(
      'mongodb://old',
      new MongoServerError({ message: 'bad auth : authentication failed', code: 8000 }),
    );
    expect(await invoke('b')).toBe('b from mongodb://new');
  });
});

describe('hostFunction() with the secrets of the database and of Lufthansa', () => {
  const LUFTHANSA_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:lufthansa';
  const credentials = (id: string) => JSON.stringify({ client_id: id, client_secret: `${id}-secret` });
  const refused = new LufthansaError('unauthorized', 'refused');

  /** A function whose answers tell the variables that it was made with. */
  function hostedWithBoth(lufthansa: string) {
    const state = {
      nowMs: 1_732_400_000_000,
      texts: new Map([
        [ARN, 'mongodb://here'],
        [LUFTHANSA_ARN, lufthansa],
      ]),
      reads: [] as string[],
      closed: 0,
      refusedId: '',
    };
    const create = (env: Readonly<Record<string, string | undefined>>) => {
      const { MONGODB_URI: uri, LUFTHANSA_CLIENT_ID: id, LUFTHANSA_CLIENT_SECRET: secret } = env;
      const answer = () => (id === state.refusedId ? Promise.reject(refused) : Promise.resolve([uri, id, secret]));
      return Object.assign(answer, {
        close: () => {
          state.closed += 1;
          return Promise.resolve();
        },
      });
    };
    const invoke = hostFunction(
      create,
      { MONGODB_SECRET_ARN: ARN, LUFTHANSA_SECRET_ARN: LUFTHANSA_ARN },
      {
        clock: () => state.nowMs,
        readSecret: (arn) => {
          state.reads.push(arn);
          return Promise.resolve(state.texts.get(arn) ?? '');
        },
      },
    );
    return { state, invoke };
  }

  test('sets the variables of both, each secret read once in five minutes', async () => {
    const { state, invoke } = hostedWithBoth(credentials('one'));
    const expected = ['mongodb://here', 'one', 'one-secret'];
    expect([await invoke(), await invoke()]).toEqual([expected, expected]);
    state.nowMs += 5 * MINUTE_MS - 1;
    await invoke();
    expect(state.reads).toEqual([ARN, LUFTHANSA_ARN]);
  });

  test('a change of one of them makes the function anew', async () => {
    const { state, invoke } = hostedWithBoth(credentials('one'));
    await invoke();
    state.nowMs += 5 * MINUTE_MS;
    state.texts.set(LUFTHANSA_ARN, credentials('two'));
    expect([await invoke(), state.closed]).toEqual([['mongodb://here', 'two', 'two-secret'], 1]);
  });

  test('credentials that Lufthansa refuses are read again at once and the invocation repeated, once', async () => {
    const { state, invoke } = hostedWithBoth(credentials('one'));
    await invoke();
    state.texts.set(LUFTHANSA_ARN, credentials('two'));
    state.refusedId = 'one';
    expect(await invoke()).toEqual(['mongodb://here', 'two', 'two-secret']);
    state.refusedId = 'two';
    await expect(invoke()).rejects.toBe(refused);
    expect(state.reads).toHaveLength(6);
  });

  test.each(['Put the credentials in here', '{"client_id":"one"}', '{"client_id":"","client_secret":"x"}', '["one"]'])(
    'a secret of %s is refused with what it must be, and its text is not told',
    async (text) => {
      const error: unknown = await hostedWithBoth(text)
        .invoke()
        .catch((reason: unknown) => reason);
      expect(String(error)).toContain('{"client_id":"…","client_secret":"…"}');
      expect(String(error)).not.toContain(text);
    },
  );

  test('Lufthansa refusing a function that has no such secret is the error of the invocation', async () => {
    const { state, invoke } = hosted({ MONGODB_SECRET_ARN: ARN });
    state.refused.set('mongodb://old', refused);
    await expect(invoke('a')).rejects.toBe(refused);
    expect(state.reads).toEqual([ARN]);
  });
});
