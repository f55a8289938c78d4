import { describe, expect, test } from 'vitest';
import { positionSchema, positionsQuery } from '#contracts/http-positions.ts';
import type { Position } from '#domain/position.ts';
import { aPosition } from '../../fixtures/positions.ts';

describe('positionsQuery', () => {
  test.each([
    [{}, {}],
    [{ bbox: '-12,35,35,70' }, { bbox: [-12, 35, 35, 70] }],
    [{ bbox: '170, -20, -170, 20' }, { bbox: [170, -20, -170, 20] }],
    [{ bbox: '-400,-90,400,90' }, { bbox: [-180, -90, 180, 90] }],
    [{ simulated: 'true' }, { simulated: true }],
    [{ unknown: 'ignored' }, {}],
  ])('accepts %j', (query, expected) => {
    expect(positionsQuery.parse(query)).toEqual(expected);
  });

  test.each([
    ['', /four numbers/],
    ['1,2,3', /four numbers/],
    ['a,b,c,d', /four numbers/],
    ['1,,3,4', /four numbers/],
    ['1e3,2,3,4', /four numbers/],
    ['0,60,10,50', /south/],
    ['0,-91,10,50', /bbox\[1\]/],
  ])('refuses the box %j', (bbox, message) => {
    expect(positionsQuery.safeParse({ bbox }).error?.issues[0]).toMatchObject({
      path: ['bbox'],
      message: expect.stringMatching(message) as string,
    });
  });

  test.each(['1', 'yes', ''])('refuses simulated=%j', (simulated) => {
    expect(positionsQuery.safeParse({ simulated }).success).toBe(false);
  });
});

describe('positionSchema', () => {
  test('is the domain position, field by field', () => {
    const position: Position = aPosition();
    expect(positionSchema.parse(position)).toEqual(position);
    expect(Object.keys(positionSchema.shape).sort()).toEqual(Object.keys(position).sort());
  });
});
