import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../lambdas/position-store/config.ts';

describe('configuration of position-store', () => {
  it('takes the database by its name, airlines where none is given', () => {
    expect(readConfig({ MONGODB_URI: 'mongodb://a' })).toEqual({
      mongodb: { uri: 'mongodb://a', database: 'airlines', roleArn: null },
    });
    expect(readConfig({ MONGODB_URI: 'mongodb://a', MONGODB_DATABASE: 'b' }).mongodb.database).toBe('b');
  });

  it('names the variable that is missing', () => {
    expect(() => readConfig({})).toThrow('MONGODB_URI must be set');
  });
});
