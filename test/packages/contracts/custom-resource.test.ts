import { expect, test } from 'vitest';
import { isCustomResourceEvent, parseCustomResourceRequest } from '#contracts/custom-resource.ts';
import { aCustomResourceEvent } from '../../fixtures/custom-resource.ts';

test('a request is read without what says how to invoke', () => {
  expect(parseCustomResourceRequest(aCustomResourceEvent())).toEqual({
    requestType: 'Create',
    responseUrl: aCustomResourceEvent()['ResponseURL'],
    stackId: 'arn:aws:cloudformation:eu-central-1:111111111111:stack/airlines-dev-schema/1',
    requestId: 'request-1',
    logicalResourceId: 'SchemaStep',
    physicalResourceId: null,
    properties: { code: 'a.zip' },
  });
  const update = aCustomResourceEvent({ RequestType: 'Update', PhysicalResourceId: 'id' });
  expect(parseCustomResourceRequest(update).physicalResourceId).toBe('id');
});

test('only an event with an address to answer at is one', () => {
  expect([{}, null, [], 'x', aCustomResourceEvent()].map(isCustomResourceEvent)).toEqual([
    ...[false, false, false, false, true],
  ]);
});

test.each([
  ['RequestType', 'Replace', 'RequestType must be one of Create, Update, Delete'],
  ['ResponseURL', 'http://example.com/answer', 'ResponseURL must be an https address'],
  ['ResponseURL', 'http://localhost.example.com/answer', 'ResponseURL must be an https address'],
  ['ResponseURL', 'http://localhost@example.com/answer', 'ResponseURL must be an https address'],
  ['ResponseURL', 'file:///etc/passwd', 'ResponseURL must be an https address'],
  ['StackId', '', 'StackId must be text'],
  ['ResourceProperties', [], 'ResourceProperties must be an object'],
])('%s = %j is refused: %s', (field, value, message) => {
  expect(() => parseCustomResourceRequest(aCustomResourceEvent({ [field]: value }))).toThrow(message);
});

test('an update must name what was made', () => {
  expect(() => parseCustomResourceRequest(aCustomResourceEvent({ RequestType: 'Update' }))).toThrow(
    'PhysicalResourceId',
  );
});

test('an emulator on this machine may be answered without TLS', () => {
  for (const url of ['http://localhost:4566/answer', 'http://127.0.0.1:4566/answer']) {
    expect(parseCustomResourceRequest(aCustomResourceEvent({ ResponseURL: url })).responseUrl).toBe(url);
  }
});
