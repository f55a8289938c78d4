import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory in MB of a process and all that it started, by what each of them is. */
export function memoryByProcess(rootPid: number): ReadonlyMap<string, number> {
  const found = readProcesses();
  const wanted = new Set([rootPid]);
  // Parents come before their children only by chance, so it is gone over until nothing is added.
  for (let before = 0; before < wanted.size;) {
    before = wanted.size;
    for (const { pid, parent } of found) if (wanted.has(parent)) wanted.add(pid);
  }
  const memory = new Map<string, number>();
  for (const { pid, name, residentMb } of found) {
    if (wanted.has(pid)) memory.set(name, (memory.get(name) ?? 0) + residentMb);
  }
  return memory;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly residentMb: number;
}

function readProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)) ?? []);
}

/** Null for one that ended meanwhile. */
function readProcess(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { pid, parent: field('PPid'), name: nameOf(pid), residentMb: field('VmRSS') / 1024 };
  } catch {
    return null;
  }
}

/** The program of a Node process with its first argument, else the command. */
function nameOf(pid: number): string {
  const [command = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  const program = args.find((arg) => arg.endsWith('.ts'));
  if (program === undefined) return command.split('/').at(-1) ?? '';
  const [file, first = ''] = [program.split('/').slice(-2).join('/'), args[args.indexOf(program) + 1]];
  return /^[a-z-]+$/.test(first) ? `${file} ${first}` : file;
}
