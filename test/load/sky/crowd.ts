import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isJsonObject, requiredNumber } from '#contracts/read.ts';

/** What the viewers of a crowd got since the last report. */
export interface CrowdReport {
  readonly viewers: number;
  readonly messages: number;
  readonly bytes: number;
  readonly rows: number;
  /** From the time that a frame bears to its receipt, ms, at the 99th of a hundred. */
  readonly lagP99Ms: number;
  /** Viewers that got a frame less than 0.9 of its own interval after the one before. */
  readonly tooSoon: number;
  /** Frames that some viewers of a view got and others of the same view didn't. */
  readonly dropped: number;
  /** Connections that ended by themselves. */
  readonly lost: number;
}

/** Viewers in a process of their own, 70, 20 and 10 % at the three levels of detail. */
export interface Crowd {
  /** What came since the last call. */
  report(): Promise<CrowdReport>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('./crowd-process.ts', import.meta.url));

/** Resolves once all are subscribed. */
export async function startCrowd(websocketUrl: string, viewers: number): Promise<Crowd> {
  const child = fork(program, [websocketUrl, String(viewers)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('the crowd ended'));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        resolve(message);
      });
    });
  await answer();
  return {
    report: async () => {
      const answered = answer();
      child.send('report');
      return parseReport(await answered);
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}

function parseReport(message: unknown): CrowdReport {
  if (!isJsonObject(message)) throw new Error('the crowd answered something else');
  const count = (field: keyof CrowdReport): number => requiredNumber(message, field, 0, Number.MAX_SAFE_INTEGER);
  return {
    viewers: count('viewers'),
    messages: count('messages'),
    bytes: count('bytes'),
    rows: count('rows'),
    lagP99Ms: count('lagP99Ms'),
    tooSoon: count('tooSoon'),
    dropped: count('dropped'),
    lost: count('lost'),
  };
}
