import { expect, test } from 'vitest';
import type { CustomResourceResponse } from '#contracts/custom-resource.ts';
import type { JsonObject } from '#contracts/read.ts';
import { answerStack } from '../../../lambdas/database-schema/answer-stack.ts';
import type { SchemaReport } from '../../../lambdas/database-schema/apply-rules.ts';
import { aCustomResourceEvent } from '../../fixtures/custom-resource.ts';

/** A step with an outcome, and what CloudFormation was told. */
function setUp(outcome: SchemaReport | Error) {
  const state = { steps: 0, answers: [] as CustomResourceResponse[], putError: null as Error | null };
  const handle = answerStack({
    step: () => {
      state.steps += 1;
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
    reasonOf: (error) => `because ${error instanceof Error ? error.message : ''}`,
    put: async (_url, response) => {
      if (state.putError !== null) throw state.putError;
      state.answers.push(response);
    },
    logger: { error: () => undefined },
  });
  const send = async (overrides: JsonObject = {}) => {
    await handle(aCustomResourceEvent(overrides), null);
    return state.answers.at(-1);
  };
  return { state, handle, send };
}

const REPORT: SchemaReport = { changes: ['flights: index a created'], left: [] };

test('the step is taken and answered, with what is left as the reason', async () => {
  const { send } = setUp(REPORT);
  expect(await send()).toEqual({
    Status: 'SUCCESS',
    Reason: '1 changes',
    PhysicalResourceId: expect.stringMatching(/^database-schema-[0-9a-f]{12}$/) as unknown,
    StackId: aCustomResourceEvent()['StackId'],
    RequestId: 'request-1',
    LogicalResourceId: 'SchemaStep',
  });
  const late = setUp({ changes: [], left: ['flights: index a is still being built', 'b was not begun'] });
  expect(await late.send()).toMatchObject({
    Status: 'SUCCESS',
    Reason: '0 changes, 2 left: flights: index a is still being built; b was not begun',
  });
});

test('a database that can not be used fails the deployment with the reason, and keeps the id', async () => {
  const { send } = setUp(new Error('the database refuses the login'));
  expect(await send()).toMatchObject({
    Status: 'FAILED',
    Reason: 'because the database refuses the login',
    PhysicalResourceId: 'database-schema',
  });
  const update = { RequestType: 'Update', PhysicalResourceId: 'database-schema-0123456789ab' };
  expect(await send(update)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'database-schema-0123456789ab' });
});

test('a reason is cut to what CloudFormation takes', async () => {
  const answer = await setUp(new Error('x'.repeat(10_000))).send();
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(4096);
});

test('undoing an update that failed succeeds without the database', async () => {
  const made = (await setUp(REPORT).send())?.PhysicalResourceId;
  const { state, send } = setUp(new Error('away'));
  const next = { ServiceToken: 'x', code: 'b.zip' };
  expect(await send({ RequestType: 'Update', PhysicalResourceId: made, ResourceProperties: next })).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: made,
  });
  expect(await send({ RequestType: 'Update', PhysicalResourceId: made })).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: made,
  });
  expect(state.steps).toBe(1);
});

test('a deletion leaves the database alone', async () => {
  const { state, send } = setUp(REPORT);
  expect(await send({ RequestType: 'Delete', PhysicalResourceId: 'id' })).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'id',
  });
  expect(state.steps).toBe(0);
});

test('whoever invokes it directly gets the report or the error', async () => {
  expect(await setUp(REPORT).handle({}, null)).toBe(REPORT);
  await expect(setUp(new Error('away')).handle({}, null)).rejects.toThrow('away');
});

test('an answer that can not be put fails the invocation, so that Lambda repeats it', async () => {
  const { state, send } = setUp(REPORT);
  state.putError = new Error('CloudFormation could not be told');
  await expect(send()).rejects.toThrow('CloudFormation could not be told');
});
