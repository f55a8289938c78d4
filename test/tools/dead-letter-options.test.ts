import { describe, expect, test } from 'vitest';
import { readDeadLetterRequest } from '../../tools/dead-letter-options.ts';

const read = (args: string) => readDeadLetterRequest(args === '' ? [] : args.split(' '));

describe('npm run dlq', () => {
  test.each([
    ['list', { action: 'list', limit: 50 }],
    ['list --limit 3', { action: 'list', limit: 3 }],
    ['replay', { action: 'replay' }],
    ['--help', { action: 'help' }],
    ['replay -h', { action: 'help' }],
  ])('takes "%s"', (args, request) => {
    expect(read(args)).toEqual(request);
  });

  test.each([
    ['', 'Say list or replay'],
    ['purge', 'Say list or replay'],
    ['list --limit 0', '--limit must be a whole number from 1, not "0"'],
    ['list --limits 3', '--limits'],
    ['list more', '"more" is too much'],
    ['replay --limit 3', '--limit is for list only'],
  ])('refuses "%s" and says what would be right', (args, message) => {
    expect(() => read(args)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    expect(() => read(args)).toThrow(message);
  });
});
