import { SingleBar } from 'cli-progress';

export interface DownloadProgress {
  /** `done` counts in the unit of the total. */
  update(done: number): void;
  finish(): void;
}

export type StartProgress = (label: string, total: number, unit: string) => DownloadProgress;

/** A bar on a terminal; elsewhere one line now and then, so that a log shows that something moves. */
export const showProgress: StartProgress = (label, total, unit) => {
  const bar = new SingleBar({
    format: `${label} [{bar}] {percentage}% | {value}/{total} ${unit} | {duration_formatted}`,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
    clearOnComplete: false,
  });
  bar.start(total, 0);
  return {
    update: (done) => bar.update(Math.min(done, total)),
    finish: () => {
      bar.update(total);
      bar.stop();
    },
  };
};
