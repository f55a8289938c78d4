import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { endWhenUnread, readArguments, stageOption, TEXT, textOption } from '../../../tools/aws/command-line.ts';

const read = (...args: string[]) => readArguments(args, { stage: TEXT });

describe('the command line of an operator', () => {
  test('takes the stage from the option, then AIRLINES_STAGE, then dev', () => {
    expect(stageOption(read('--stage', 'prod'), { AIRLINES_STAGE: 'dev' })).toBe('prod');
    expect(stageOption(read(), { AIRLINES_STAGE: 'prod' })).toBe('prod');
    expect(stageOption(read(), { AIRLINES_STAGE: '' })).toBe('dev');
  });

  test('refuses an unknown option and an empty value', () => {
    expect(() => read('--stages')).toThrow(expect.objectContaining({ name: 'UsageError' }));
    expect(() => textOption(read('--stage='), 'stage')).toThrow(/--stage needs a value/);
  });
});

describe('output that nobody reads any more', () => {
  const failed = (code: string) => Object.assign(new Error(`write ${code}`), { code });

  test('ends a command without a word, with the exit code of a broken pipe', () => {
    const output = new EventEmitter();
    const codes: number[] = [];
    endWhenUnread(output, (code) => codes.push(code));
    output.emit('error', failed('EPIPE'));
    expect(codes).toEqual([141]);
  });

  test('is told from output that fails otherwise', () => {
    const output = new EventEmitter();
    endWhenUnread(output, () => undefined);
    expect(() => output.emit('error', failed('ENOSPC'))).toThrow('write ENOSPC');
  });
});
