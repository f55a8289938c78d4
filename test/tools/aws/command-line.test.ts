import { describe, expect, test } from 'vitest';
import { readArguments, stageOption, TEXT, textOption } from '../../../tools/aws/command-line.ts';

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
