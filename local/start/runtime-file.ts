import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJsonObject } from '#contracts/read.ts';

/** `<data>/runtime.json`: what runs and where, for people's scripts. Only there while it runs. */
export interface RuntimeFile {
  /** Address of the page and of `/api`. */
  readonly web: string;
  readonly websocket: string;
  readonly mongodbUri: string;
  readonly kafkaBrokers: string;
  readonly pid: number;
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'runtime.json');

/** In one step, so that a reader sees all of it or none. */
export function writeRuntimeFile(dataFolder: string, runtime: RuntimeFile): void {
  const file = fileOf(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeRuntimeFile(dataFolder: string): void {
  rmSync(fileOf(dataFolder), { force: true });
}

/** Null where nothing is written, or something else. */
export function readRuntimeFile(dataFolder: string): RuntimeFile | null {
  try {
    const { web, websocket, mongodbUri, kafkaBrokers, pid } = parseJsonObject(readFileSync(fileOf(dataFolder), 'utf8'));
    const texts = { web, websocket, mongodbUri, kafkaBrokers };
    if (typeof pid !== 'number' || !isTexts(texts)) return null;
    return { ...texts, pid };
  } catch {
    return null;
  }
}

function isTexts<K extends string>(values: Record<K, unknown>): values is Record<K, string> {
  return Object.values(values).every((value) => typeof value === 'string');
}
