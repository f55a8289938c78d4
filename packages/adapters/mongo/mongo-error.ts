import { MongoBulkWriteError } from 'mongodb';

/** Codes of the server's errors that our adapters act on. */
export const MONGO_CODE = {
  namespaceNotFound: 26,
  indexOptionsConflict: 85,
  indexKeySpecsConflict: 86,
  atlas: 8000,
  duplicateKey: 11_000,
  outOfDiskSpace: 14_031,
} as const;

/** The server's code of an error, undefined where it has none (lost connection, time-out). */
export function mongoErrorCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/**
 * Whether the database refused a write because it is full: the server's own OutOfDiskSpace, or Atlas, which answers
 * `you are over your space quota, using 513 MB of 512 MB` on shared tiers.
 */
export function isOutOfSpace(error: unknown): boolean {
  const code = mongoErrorCode(error);
  if (code === MONGO_CODE.outOfDiskSpace) return true;
  return code === MONGO_CODE.atlas && error instanceof Error && /space quota/i.test(error.message);
}

/** Whether a bulk write failed for nothing but documents that are there already: it came a second time, or another was first. */
export function isRepeatedOnly(error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError)) return false;
  const refused = [error.writeErrors].flat();
  return (
    refused.length > 0 &&
    refused.every((one) => one.code === MONGO_CODE.duplicateKey) &&
    error.result.getWriteConcernError() === undefined
  );
}
