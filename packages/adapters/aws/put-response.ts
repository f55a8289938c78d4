import type { CustomResourceResponse } from '#contracts/custom-resource.ts';

export interface PutResponseOptions {
  readonly sleep: (ms: number) => Promise<void>;
  /** @default the runtime's */
  readonly fetch?: typeof globalThis.fetch;
}

const ATTEMPTS = 4;
const ATTEMPT_TIMEOUT_MS = 3000;
const FIRST_PAUSE_MS = 250;

/**
 * Puts the answer of a custom resource where CloudFormation waits for it, within 14 s. It is the only way to tell it
 * anything: without an answer a stack waits until its time is over.
 * @throws Error without the signed address, which lets whoever has it answer
 */
export async function putResponse(
  url: string,
  response: CustomResourceResponse,
  { sleep, fetch = globalThis.fetch }: PutResponseOptions,
): Promise<void> {
  let problem = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    try {
      const { ok, status } = await fetch(url, {
        method: 'PUT',
        // The signature of the address stands for no content type.
        headers: { 'content-type': '' },
        body: JSON.stringify(response),
        redirect: 'error',
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      });
      if (ok) return;
      problem = `status ${status}`;
    } catch (error) {
      problem = error instanceof Error ? error.name : 'no answer';
    }
  }
  throw new Error(`CloudFormation could not be told the outcome: ${problem}, ${ATTEMPTS} times`);
}
