import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests synthesise to; removed when all have run. */
    readonly synthFolder: string;
  }
}

/** Kept for all files of a run, so that what a stack's assets are copied from is copied once. */
export default function provideSynthFolder({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'airlines-synth-'));
  provide('synthFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
