import type { ProcessExit } from '../processes/process-exit.ts';
import type { ProcessRegister } from '../processes/process-register.ts';
import type { StartProgress } from './download-progress.ts';

export interface EmbeddedServiceOptions {
  /** Where its data is kept; made where it isn't there. A second start on the same folder continues with it. */
  readonly dataFolder: string;
  /** Where fetched programs are kept, shared by all data folders. */
  readonly downloadsFolder: string;
  /** Taken where it is free; any other free one otherwise. Absent: any. */
  readonly preferredPort?: number;
  readonly register?: ProcessRegister;
  /** Shows what is fetched. @default bars on standard error */
  readonly progress?: StartProgress;
}

/** A server that runs as a child process of this one. */
export interface EmbeddedService {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly exited: Promise<ProcessExit>;
  stop(): Promise<void>;
}

const ATTEMPTS = 3;

/** Starts again on other ports when somebody took one between finding it free and listening on it. */
export async function startOnFreePort<T>(start: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(attempt);
    } catch (error) {
      const taken = error instanceof Error && /address already in use|BindException/i.test(error.message);
      if (!taken || attempt >= ATTEMPTS) throw error;
    }
  }
}
