import {
  MongoAWSError,
  MongoError,
  MongoNetworkError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { mongoErrorCode } from './mongo-error.ts';

/** What a server answers that starts, ends or no longer is the primary (src/mongo/base/error_codes.yml). */
const CHANGING_CODES: ReadonlySet<number | undefined> = new Set([
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  10_107, // NotWritablePrimary
  11_600, // InterruptedAtShutdown
  11_602, // InterruptedDueToReplStateChange
  13_435, // NotPrimaryNoSecondaryOk
  13_436, // NotPrimaryOrSecondary
]);

/** Whether an error says that the database is away or too slow, and the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    // Where the first connection fails, operations that wait beside the one that tried end with this.
    error instanceof MongoTopologyClosedError ||
    // The credentials of the role can't be had: a login that the database refuses is a server's error.
    error instanceof MongoAWSError ||
    // Not exported by the driver: no connection of the pool came free in time.
    error.name === 'MongoWaitQueueTimeoutError' ||
    CHANGING_CODES.has(mongoErrorCode(error))
  );
}
