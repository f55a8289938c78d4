import { createHash } from 'node:crypto';
import {
  isCustomResourceEvent,
  parseCustomResourceRequest,
  type CustomResourceRequest,
  type CustomResourceResponse,
} from '#contracts/custom-resource.ts';
import type { SchemaReport } from './apply-rules.ts';

export interface AnswerStackOptions<Context> {
  readonly step: (event: unknown, context: Context) => Promise<SchemaReport>;
  /** Why an error makes the deployment fail, with what to do about it. */
  readonly reasonOf: (error: unknown) => string;
  /** Port: puts the answer where CloudFormation waits for it. */
  readonly put: (url: string, response: CustomResourceResponse) => Promise<void>;
  readonly logger: { error(message: string, fields: Readonly<Record<string, unknown>>): void };
}

/** CloudFormation takes 4096 bytes in all. */
const MOST_REASON_CHARACTERS = 900;

/**
 * Answers CloudFormation for the step, and hands its report to whoever invokes it directly. Every request is answered: a
 * stack without an answer waits until its time is over. Where even that fails the invocation does, and Lambda repeats it.
 *
 * The physical id tells which properties were applied last. A request for just these is the undoing of an update that
 * failed: it must succeed even where the database is away, or the stack is stuck in UPDATE_ROLLBACK_FAILED. A new id makes
 * CloudFormation delete the former one, which does nothing, as every deletion: data outlives its stack.
 */
export function answerStack<Context>({
  step,
  reasonOf,
  put,
  logger,
}: AnswerStackOptions<Context>): (event: unknown, context: Context) => Promise<SchemaReport | null> {
  return async (event, context) => {
    if (!isCustomResourceEvent(event)) return step(event, context);
    const request = parseCustomResourceRequest(event);
    const id = `database-schema-${hashOf(request)}`;
    const former = request.physicalResourceId;
    if (request.requestType === 'Delete' || former === id) {
      await put(
        request.responseUrl,
        responseTo(request, { physicalId: former ?? id, reason: 'nothing was to be done' }),
      );
      return null;
    }
    const outcome = await step(event, context).catch((error: unknown) => ({ error }));
    if (!('error' in outcome)) {
      await put(request.responseUrl, responseTo(request, { physicalId: id, reason: reportText(outcome) }));
      return outcome;
    }
    logger.error('the schema was not brought into line', { error: outcome.error });
    const failure = { physicalId: former ?? 'database-schema', reason: reasonOf(outcome.error), isFailure: true };
    await put(request.responseUrl, responseTo(request, failure));
    return null;
  };
}

function hashOf({ properties }: CustomResourceRequest): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(properties).sort()))
    .digest('hex')
    .slice(0, 12);
}

function responseTo(
  { stackId, requestId, logicalResourceId }: CustomResourceRequest,
  {
    physicalId,
    reason,
    isFailure = false,
  }: { readonly physicalId: string; readonly reason: string; readonly isFailure?: boolean },
): CustomResourceResponse {
  return {
    Status: isFailure ? 'FAILED' : 'SUCCESS',
    Reason: reason.slice(0, MOST_REASON_CHARACTERS),
    PhysicalResourceId: physicalId,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalResourceId,
  };
}

function reportText({ changes, left }: SchemaReport): string {
  const made = `${changes.length} changes`;
  return left.length === 0 ? made : `${made}, ${left.length} left: ${left.join('; ')}`;
}
