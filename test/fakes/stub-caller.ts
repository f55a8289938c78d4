export interface StubAnswer {
  readonly status: number;
  readonly text: string;
  /** Null where the answer is no JSON. */
  readonly json: unknown;
}

/** Calls the stub with a token of its own, and says what came. */
export interface StubCaller {
  (path: string): Promise<StubAnswer>;
  readonly token: string;
}

export async function createStubCaller(url: string, client = 'test'): Promise<StubCaller> {
  const body = new URLSearchParams({ client_id: client, client_secret: 'sample', grant_type: 'client_credentials' });
  const answer: unknown = await (await fetch(`${url}/oauth/token`, { method: 'POST', body })).json();
  const token = String(typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'access_token') : '');
  const call = async (path: string): Promise<StubAnswer> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
  };
  return Object.assign(call, { token });
}
