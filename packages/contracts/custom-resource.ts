import { ContractError } from './contract-error.ts';
import { isJsonObject, type JsonObject } from './read.ts';

const REQUEST_TYPES = ['Create', 'Update', 'Delete'] as const;

/** What CloudFormation invokes the function of a custom resource with. */
export interface CustomResourceRequest {
  readonly requestType: (typeof REQUEST_TYPES)[number];
  /** Where the answer is to be put; signed, so it is never logged. */
  readonly responseUrl: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalResourceId: string;
  /** As answered last; null on `Create`. */
  readonly physicalResourceId: string | null;
  /** Of the template, without those that say how to invoke. */
  readonly properties: JsonObject;
}

/** The answer, at most 4096 bytes as JSON. */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  /** Shown among the stack's events; needed where it FAILED. */
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/** Whether an event wants an answer at an address, so that whoever sent it waits until there is one. */
export const isCustomResourceEvent = (event: unknown): boolean => isJsonObject(event) && 'ResponseURL' in event;

/**
 * https, and http to this machine, where an emulator is.
 * @throws ContractError naming the member; it never holds the signed address
 */
export function parseCustomResourceRequest(event: unknown): CustomResourceRequest {
  if (!isJsonObject(event)) throw new ContractError('not_an_object', '', 'must be a JSON object');
  const requestType = REQUEST_TYPES.find((type) => type === event['RequestType']);
  if (requestType === undefined) {
    throw new ContractError('request_type', 'RequestType', `RequestType must be one of ${REQUEST_TYPES.join(', ')}`);
  }
  return {
    requestType,
    responseUrl: responseUrlOf(event),
    stackId: textOf(event, 'StackId'),
    requestId: textOf(event, 'RequestId'),
    logicalResourceId: textOf(event, 'LogicalResourceId'),
    physicalResourceId: requestType === 'Create' ? null : textOf(event, 'PhysicalResourceId'),
    properties: propertiesOf(event),
  };
}

function propertiesOf(event: JsonObject): JsonObject {
  const properties = event['ResourceProperties'];
  if (isJsonObject(properties)) return Object.fromEntries(Object.entries(properties).filter(isOfTemplate));
  throw new ContractError('properties', 'ResourceProperties', 'ResourceProperties must be an object');
}

const isOfTemplate = ([name]: readonly [string, unknown]): boolean =>
  name !== 'ServiceToken' && name !== 'ServiceTimeout';

function responseUrlOf(event: JsonObject): string {
  const text = textOf(event, 'ResponseURL');
  const url = /^https?:\/\/([^/:?#@]+)(:\d+)?[/?]/.exec(text);
  const isHere = url?.[1] === 'localhost' || url?.[1] === '127.0.0.1';
  if (url !== null && (text.startsWith('https:') || isHere)) return text;
  throw new ContractError('response_url', 'ResponseURL', 'ResponseURL must be an https address');
}

function textOf(event: JsonObject, field: string): string {
  const value = event[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new ContractError(`${field}_missing`, field, `${field} must be text`);
}
