import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

/** A log that takes at most about twice `maxBytes` on disk: the file and the one before it. */
export interface LogFile {
  write(line: string): void;
  close(): void;
}

export function openLogFile(path: string, maxBytes = 5_000_000): LogFile {
  let file = openSync(path, 'a');
  let size = fstatSync(file).size;
  let open = true;
  const rotate = (): void => {
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a');
    size = 0;
  };
  return {
    write(line) {
      if (!open) return;
      if (size > maxBytes) rotate();
      size += writeSync(file, `${line}\n`);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}
