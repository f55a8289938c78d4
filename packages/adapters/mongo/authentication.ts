import { MONGO_CODE, mongoErrorCode } from './mongo-error.ts';

/** AuthenticationFailed (src/mongo/base/error_codes.yml). */
const AUTHENTICATION_FAILED = 18;

/** Whether the database refused user name or password; Atlas says `bad auth` under a code of its own. */
export function isAuthenticationFailure(error: unknown): boolean {
  const code = mongoErrorCode(error);
  if (code === AUTHENTICATION_FAILED) return true;
  return code === MONGO_CODE.atlas && error instanceof Error && /\bauth/i.test(error.message);
}
