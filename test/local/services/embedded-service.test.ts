import { expect, it } from 'vitest';
import { startOnFreePort } from '../../../local/services/embedded-service.ts';

const inUse = new Error('kafka ended with code 1\n  java.net.BindException: Address already in use');

it('starts again on another port when somebody took the one that was free', async () => {
  const attempts: number[] = [];
  const started = await startOnFreePort((attempt) => {
    attempts.push(attempt);
    return attempt < 3 ? Promise.reject(inUse) : Promise.resolve('runs');
  });
  expect(started).toBe('runs');
  expect(attempts).toEqual([1, 2, 3]);
});

it('gives up after three attempts, and at once for any other reason', async () => {
  let attempts = 0;
  const failing = (error: Error) => () => {
    attempts += 1;
    return Promise.reject(error);
  };
  await expect(startOnFreePort(failing(inUse))).rejects.toThrow('BindException');
  expect(attempts).toBe(3);
  await expect(startOnFreePort(failing(new Error('no space left')))).rejects.toThrow('no space');
  expect(attempts).toBe(4);
});
