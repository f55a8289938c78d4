import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../lambdas/position-store/config.ts';

describe('configuration of position-store', () => {
  it('takes the database by its name, airlines where none is given', () => {
    expect(readConfig({ MONGODB_URI: 'mongodb://a' })).toEqual({
      mongodbUri: 'mongodb://a',
      mongodbDatabase: 'airlines',
    });
    expect(readConfig({ MONGODB_URI: 'mongodb://a', MONGODB_DATABASE: 'b' }).mongodbDatabase).toBe('b');
  });

  it('names the variable that is missing', () => {
    expect(() => readConfig({})).toThrow('MONGODB_URI must be set');
  });
});
