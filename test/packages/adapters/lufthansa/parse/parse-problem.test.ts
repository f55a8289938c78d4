import { describe, expect, test } from 'vitest';
import { parseProblem } from '#adapters/lufthansa/parse/parse-problem.ts';

const processingError = {
  '@RetryIndicator': false,
  Type: 'ResourceNotFound',
  Code: '2021',
  Description: 'Invalid airport code (semantically incorrect).',
  InfoURL: 'not supported yet',
};

describe('parseProblem()', () => {
  test("reads the gateway's refusal", () => {
    expect(parseProblem(403, '{ "Error": "Account Over Queries Per Second Limit" }\n')).toEqual({
      family: 'gateway',
      status: 403,
      type: null,
      code: null,
      text: 'Account Over Queries Per Second Limit',
    });
  });

  test('reads the refusal of a token', () => {
    const described = parseProblem(401, '{"error":"invalid_client","error_description":"Unknown client"}');
    expect(described).toMatchObject({ family: 'gateway', type: 'invalid_client', text: 'Unknown client' });
    expect(parseProblem(400, '{"error":"invalid_request"}').text).toBe('invalid_request');
  });

  test.each([
    ['one error', processingError],
    ['a list of errors', [processingError, { ...processingError, Code: '9' }]],
    ['a code that is a number', { ...processingError, Code: 2021 }],
  ])('reads %s of the API', (_, error) => {
    expect(parseProblem(404, JSON.stringify({ ProcessingErrors: { ProcessingError: error } }))).toEqual({
      family: 'api',
      status: 404,
      type: 'ResourceNotFound',
      code: '2021',
      text: 'Invalid airport code (semantically incorrect).',
    });
  });

  test('makes plain text of a web page', () => {
    const page = `<html><head><style>h1 { color: red }</style><script>if (1 < 2) alert("x")</script></head>
      <body><h1>Developer Over Rate</h1></body></html>`;
    expect(parseProblem(403, page)).toMatchObject({ family: 'text', text: 'Developer Over Rate' });
  });

  test('makes plain text of XML', () => {
    expect(parseProblem(596, '<?xml version="1.0"?><error><text>Service\nNot Found</text></error>').text).toBe(
      'Service Not Found',
    );
  });

  test.each(['', '   ', '<html></html>', '{}', '[]', 'null', '{"Error":'])('never fails: %j', (body) => {
    expect(parseProblem(502, body)).toMatchObject({ family: 'text', status: 502, type: null, code: null });
  });

  test('says nothing where nothing was said', () => {
    expect(parseProblem(502, '<html></html>').text).toBeNull();
  });

  test('reads no more of a huge body than it needs', () => {
    expect(parseProblem(500, '<'.repeat(1_000_000)).text?.length ?? 0).toBeLessThanOrEqual(300);
  });
});
