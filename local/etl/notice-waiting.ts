import type { RunProgress } from './run-progress.ts';

/** A call that is tried again and again takes about as long. */
const QUIET_MS = 30_000;

/** Says once per pause that nothing moves, and why that may be, so that nobody takes it for broken. */
export function noticeWaiting({ show, note, stop }: RunProgress, quietMs: number = QUIET_MS): RunProgress {
  const notice = (): void =>
    note('waiting: the calls of this hour are spent, or no answer comes; Ctrl-C keeps the place');
  let timer = setTimeout(notice, quietMs);
  return {
    show: (run) => {
      clearTimeout(timer);
      timer = setTimeout(notice, quietMs);
      show(run);
    },
    note,
    stop: () => {
      clearTimeout(timer);
      stop();
    },
  };
}
