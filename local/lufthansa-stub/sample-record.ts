import type { JsonObject } from '#contracts/read.ts';

/** One record of a list. */
export interface SampleRecord {
  /** Its code. Twins share it. */
  readonly key: string;
  /** Whether `LHoperated=1` lists it. */
  readonly isServed: boolean;
  /** Whether it is missing from the list, though it answers by its code. @default false */
  readonly isUnlisted?: boolean;
  /** @param language upper case; null writes the names of all languages */
  write(language: string | null): JsonObject;
}
