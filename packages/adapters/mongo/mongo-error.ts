import { MongoBulkWriteError, type WriteError } from 'mongodb';

/** Codes of the server's errors that our adapters act on. */
export const MONGO_CODE = {
  unauthorized: 13,
  namespaceNotFound: 26,
  indexNotFound: 27,
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

interface Refusal {
  readonly code: number | undefined;
  readonly message: string;
}

/**
 * Whether the database refused a write because it is full: the server's own OutOfDiskSpace, or Atlas, which answers
 * `you are over your space quota, using 513 MB of 512 MB` on shared tiers. Of a bulk write, whether this and documents
 * that are there already were all that was refused.
 */
export function isOutOfSpace(error: unknown): boolean {
  const refusals = refusalsOf(error);
  if (refusals.length === 0 || hasWriteConcernError(error)) return false;
  return refusals.some(isForSpace) && refusals.every((one) => isForSpace(one) || isRepetition(one));
}

/** Which documents of an unordered insert that failed with {@link isOutOfSpace} a full database did not take. */
export function refusedForSpace<T>(documents: readonly T[], error: unknown): readonly T[] {
  const writeErrors = writeErrorsOf(error);
  if (writeErrors.length === 0) return documents;
  const refused = writeErrors.filter(({ code, errmsg = '' }) => isForSpace({ code, message: errmsg }));
  return refused.flatMap(({ index }) => documents[index] ?? []);
}

/** Whether a bulk write failed for nothing but documents that are there already: it came a second time, or another was first. */
export function isRepeatedOnly(error: unknown): boolean {
  const refused = writeErrorsOf(error);
  return refused.length > 0 && refused.every(isRepetition) && !hasWriteConcernError(error);
}

/** What was refused one by one, or the one refusal of the whole command. */
function refusalsOf(error: unknown): readonly Refusal[] {
  if (!(error instanceof Error)) return [];
  const writeErrors = writeErrorsOf(error);
  if (writeErrors.length === 0) return [{ code: mongoErrorCode(error), message: error.message }];
  return writeErrors.map(({ code, errmsg = '' }) => ({ code, message: errmsg }));
}

function writeErrorsOf(error: unknown): readonly WriteError[] {
  return error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
}

function hasWriteConcernError(error: unknown): boolean {
  return error instanceof MongoBulkWriteError && error.result.getWriteConcernError() !== undefined;
}

const isRepetition = ({ code }: Pick<Refusal, 'code'>): boolean => code === MONGO_CODE.duplicateKey;

function isForSpace({ code, message }: Refusal): boolean {
  return code === MONGO_CODE.outOfDiskSpace || (code === MONGO_CODE.atlas && /space quota/i.test(message));
}
