import { MongoParseError } from 'mongodb';
import { isAuthenticationFailure } from './authentication.ts';
import { MONGO_CODE, mongoErrorCode } from './mongo-error.ts';
import { isUnavailable } from './unavailable.ts';

/**
 * Why no operation of a kind would work, with what to do about it; null for any other error, which concerns one operation.
 * It holds no address and no password.
 */
export function databaseRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof MongoParseError) {
    return 'the address of the database can not be read: it must begin with mongodb:// or mongodb+srv://';
  }
  if (error.name === 'MongoAWSError') return `the database’s role can not be assumed: ${error.message}`;
  if (isAuthenticationFailure(error)) {
    return (
      'the database refuses the login: put the address with the right name and password into the secret, or make the ' +
      'IAM role a user of the database'
    );
  }
  if (isNotAllowed(error)) return `the database’s user may not do this: ${error.message}`;
  if (!isUnavailable(error)) return null;
  return (
    'the database can not be reached: does it run, does its host’s name exist, does its list of addresses let this ' +
    `one in? ${error.message}`
  );
}

/** Unauthorized, or Atlas, which says `user is not allowed to do action [createIndex] on [airlines.flights]`. */
function isNotAllowed(error: Error): boolean {
  const code = mongoErrorCode(error);
  if (code === MONGO_CODE.unauthorized) return true;
  return code === MONGO_CODE.atlas && /not allowed|not authorized/i.test(error.message);
}
