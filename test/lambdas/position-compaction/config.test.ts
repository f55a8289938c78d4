import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../lambdas/position-compaction/config.ts';

describe('configuration of position-compaction', () => {
  it('holds the history to 2000 MB unless told otherwise', () => {
    expect(readConfig({ MONGODB_URI: 'mongodb://a' })).toMatchObject({
      mongodb: { database: 'airlines' },
      maxHistoryMb: 2000,
    });
    expect(readConfig({ MONGODB_URI: 'mongodb://a', MAX_HISTORY_MB: '50' }).maxHistoryMb).toBe(50);
  });

  it('names the variable that is missing or malformed', () => {
    expect(() => readConfig({})).toThrow('MONGODB_URI must be set');
    for (const text of ['much', '0', '-1']) {
      expect(() => readConfig({ MONGODB_URI: 'mongodb://a', MAX_HISTORY_MB: text })).toThrow('MAX_HISTORY_MB');
    }
  });
});
