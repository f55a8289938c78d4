import { MultiBar } from 'cli-progress';

export interface DownloadProgress {
  /** `done` counts in the unit of the total. */
  update(done: number): void;
  finish(): void;
}

export type StartProgress = (label: string, total: number, unit: string) => DownloadProgress;

/** Where progress is shown. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

const LINES = 4;

/** One bar below the other on a terminal; elsewhere a line per quarter, so that a log shows that something moves. */
export function createProgress(stream: ProgressStream = process.stderr): StartProgress {
  if (stream.isTTY !== true) return (label, total, unit) => linesOf(stream, label, total, unit);
  const bars = new MultiBar({
    format: '{label} [{bar}] {percentage}% | {value}/{total} {unit} | {duration_formatted}',
    stream,
    hideCursor: true,
    clearOnComplete: false,
    stopOnComplete: true,
  });
  return (label, total, unit) => {
    const bar = bars.create(total, 0, { label: label.padEnd(16), unit });
    return {
      // Full only at the end, since the last one that is full ends all of them.
      update: (done) => bar.update(Math.min(done, total - 1)),
      finish: () => bar.update(total),
    };
  };
}

function linesOf(stream: ProgressStream, label: string, total: number, unit: string): DownloadProgress {
  let quarter = -1;
  const show = (done: number): void => {
    const reached = Math.floor((done / total) * LINES);
    if (reached <= quarter) return;
    quarter = reached;
    stream.write(`${label} ${Math.round((done / total) * 100)} % of ${total} ${unit}\n`);
  };
  show(0);
  return { update: (done) => show(Math.min(done, total - 1)), finish: () => show(total) };
}
