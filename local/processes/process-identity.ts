import { readFileSync } from 'node:fs';

/** What tells one process from a later one that got the same id: the boot and the moment in it when it began. */
export interface ProcessIdentity {
  readonly pid: number;
  /** `<boot id>/<clock ticks since boot>`, from Linux's /proc. */
  readonly started: string;
}

/** Null where no such process runs, or it has ended and only waits to be collected. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses, which may hold blanks: the fields after it are counted from there.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    if (startTicks === undefined || state === 'Z' || state === 'X') return null;
    return { pid, started: `${bootId}/${startTicks}` };
  } catch {
    return null;
  }
}

export function isSameProcessAlive(recorded: ProcessIdentity): boolean {
  return identifyProcess(recorded.pid)?.started === recorded.started;
}
