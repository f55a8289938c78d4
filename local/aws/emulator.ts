import type { DataFolder } from '../start/data-folder.ts';
import type { Part } from '../start/part.ts';

/** Emulators that there are; `localstack` needs a Docker engine. */
export const EMULATORS = ['ministack', 'localstack'] as const;
export type EmulatorName = (typeof EMULATORS)[number];

/** An AWS on this machine, empty until something is deployed to it. */
export interface Emulator extends Part {
  readonly name: EmulatorName;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /**
   * Whether its HTTP and WebSocket APIs answer and its Scheduler fires. Where they don't, our own gateways stand in, as for
   * `npm start`.
   */
  readonly hasApis: boolean;
  /** Construct ids of stacks that it can't run anything of. */
  readonly leavesOut: readonly string[];
  /** An address that works on this machine, as its functions reach it. */
  readonly addressForFunctions: (address: string) => string | Promise<string>;
}

export interface EmulatorOptions {
  /** Its folder is `<data>/aws`. */
  readonly data: DataFolder;
  /** Where fetched programs are kept. */
  readonly downloadsFolder: string;
  /** Taken where it is free, any other free one otherwise. */
  readonly preferredPort: number;
}

/** Resolves once the emulator answers. */
export type StartEmulator = (options: EmulatorOptions) => Promise<Emulator>;
