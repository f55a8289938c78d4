import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';
import type { Parsed, RejectedRecord } from '../lufthansa-api.ts';

const LONGEST_RECORD = 4000;

/** Reads each row by itself: one that can't be read is put aside with its reason, its neighbours stay. */
export function readRecords<T>(resource: string, rows: readonly unknown[], read: (row: JsonObject) => T): Parsed<T> {
  const records: T[] = [];
  const rejected: RejectedRecord[] = [];
  for (const row of rows) {
    try {
      if (!isJsonObject(row)) throw new ContractError('not_an_object', '', 'must be an object');
      records.push(read(row));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      rejected.push({ resource, reason: error.code, field: error.field, record: textOfRecord(row) });
    }
  }
  return { records, rejected };
}

function textOfRecord(row: unknown): string {
  return JSON.stringify(row).slice(0, LONGEST_RECORD);
}

/** Runs `read`; an error of it names the field from `path` on: `Flight[1].Arrival`. */
export function within<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const field = error.field === '' ? path : `${path}.${error.field}`;
    throw new ContractError(error.code, field, error.message, { cause: error });
  }
}
