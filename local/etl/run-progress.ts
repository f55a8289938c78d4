import { MultiBar, type SingleBar } from 'cli-progress';
import type { EtlRun } from '#contracts/etl-run.ts';

/** Where progress is shown. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface RunProgress {
  /** May be told at any rate. */
  readonly show: (run: EtlRun) => void;
  /** A line of its own, above the bar where there is one. */
  readonly note: (line: string) => void;
  /** Leaves what was shown; a second time does nothing. */
  readonly stop: () => void;
}

/** A bar on a terminal; elsewhere a line for each tenth, so that a log shows that something moves. */
export function createRunProgress(stream: ProgressStream = process.stderr): RunProgress {
  return stream.isTTY === true ? createBar(stream) : createLines(stream);
}

function createBar(stream: ProgressStream): RunProgress {
  const bars = new MultiBar({
    format: '{kind} [{bar}] {percentage}% | {value}/{total} | {records} records | {calls} calls | {duration_formatted}',
    // Fits into 80 columns.
    barsize: 20,
    stream,
    hideCursor: true,
    clearOnComplete: false,
    stopOnComplete: false,
    forceRedraw: true,
  });
  let bar: SingleBar | null = null;
  let isStopped = false;
  return {
    show: ({ kind, done, total, received, calls }) => {
      const payload = { kind, records: received.toLocaleString('en'), calls };
      bar ??= bars.create(Math.max(1, total), done, payload);
      bar.setTotal(Math.max(1, total));
      bar.update(done, payload);
    },
    note: (line) => {
      if (bar === null) stream.write(`${line}\n`);
      else bars.log(`${line}\n`);
    },
    stop: () => {
      // A second stop would draw the bar again, over what was printed since.
      if (!isStopped) bars.stop();
      isStopped = true;
    },
  };
}

const TENTHS = 10;

function createLines(stream: ProgressStream): RunProgress {
  let reached = -1;
  return {
    show: ({ kind, done, total, received, calls }) => {
      const tenth = total === 0 ? 0 : Math.floor((TENTHS * done) / total);
      if (tenth <= reached) return;
      reached = tenth;
      stream.write(`${kind} ${done}/${total}, ${received} records, ${calls} calls\n`);
    },
    note: (line) => void stream.write(`${line}\n`),
    stop: () => undefined,
  };
}
