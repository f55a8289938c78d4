import { ContractError } from '#contracts/contract-error.ts';
import { isJsonObject, type JsonObject } from '#contracts/read.ts';

/** A member that is an object; an empty one where it is missing or something else. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/**
 * A member that must be an object.
 * @throws ContractError
 */
export function requiredObject(object: JsonObject, field: string, reason: string): JsonObject {
  const value = object[field];
  if (!isJsonObject(value)) throw new ContractError(`${reason}_missing`, field, `${field} must be an object`);
  return value;
}

/**
 * The object under `root` of an answer.
 * @throws ContractError where the answer is something else: an error, a web page, another resource
 */
export function requiredRoot(body: unknown, root: string): JsonObject {
  const found = isJsonObject(body) ? body[root] : null;
  if (!isJsonObject(found))
    throw new ContractError('envelope', root, `the answer must be an object with '${root}' in it`);
  return found;
}

/** How many there are in all, where the answer says so. */
export function totalCountOf(resource: JsonObject): number | null {
  const total = Number(objectOf(resource['Meta'])['TotalCount'] ?? NaN);
  return Number.isSafeInteger(total) && total >= 0 ? total : null;
}
