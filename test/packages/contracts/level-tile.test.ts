import { expect, test } from 'vitest';
import { ContractError } from '#contracts/contract-error.ts';
import { parseTileName } from '#contracts/level-tile.ts';
import { tileName } from '#domain/level-tiles.ts';

test.each([
  ['world', 0],
  ['world', 31],
  ['regional', 1799],
  ['fine', 21_965],
  ['fine', 28_799],
] as const)('parseTileName() takes what tileName() gives for tile %s/%d', (level, tile) => {
  expect(parseTileName(tileName(level, tile))).toEqual({ level, tile });
});

test.each([
  ['', /world, regional, fine with a number: world\/0/],
  ['fine', /with a number/],
  ['fine/', /with a number/],
  ['fine/-1', /with a number/],
  ['fine/1.5', /with a number/],
  ['fine/007', /with a number/],
  ['fine/1e3', /with a number/],
  ['fine/99999999', /with a number/],
  ['Fine/1', /with a number/],
  ['close/1', /with a number/],
  [' fine/1', /with a number/],
  ['fine/1\n', /with a number/],
  ['world/32', /world\/0 to world\/31/],
  ['regional/1800', /regional\/0 to regional\/1799/],
  ['fine/28800', /fine\/0 to fine\/28799/],
])('parseTileName(%j) is refused, telling the remedy', (text, remedy) => {
  const parse = () => parseTileName(text);
  expect(parse).toThrow(ContractError);
  expect(parse).toThrow(remedy);
});
