import { LufthansaError } from '../lufthansa/lufthansa-error.ts';

/**
 * What a failed call means for the run that made it. `stop`: out of calls or told to stop, nothing is wrong; `later`: this
 * part failed and may work later; `never`: asking again is no use.
 */
export type FailedCall = 'stop' | 'later' | 'never';

/** @throws the error itself where no other call would work either */
export function judgeFailedCall(error: unknown): FailedCall {
  if (!(error instanceof LufthansaError)) throw error;
  switch (error.kind) {
    case 'quota':
    case 'throttled':
    case 'aborted':
      return 'stop';
    case 'unavailable':
    case 'bad-answer':
      return 'later';
    case 'bad-request':
    case 'not-found':
      return 'never';
    case 'unauthorized':
    case 'forbidden':
      throw error;
  }
}
