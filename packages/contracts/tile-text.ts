import { ContractError } from './contract-error.ts';

/**
 * Numbers as text that stands in JSON as it is: digits of six bits, `A` to `Z`, `a` to `z`, `0` to `9`, `-` and `_`. A
 * fixed number takes as many digits as its reader knows of, highest first; one of any size takes five bits a digit, lowest
 * first, with the sixth bit set where more follow.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE = 64;
const MORE = 32;
/** Exact in a double, and more than any number of ours. */
const MOST_VARIABLE_DIGITS = 10;
const NO_DIGIT = 255;

const VALUES = new Uint8Array(128).fill(NO_DIGIT);
for (let value = 0; value < BASE; value++) VALUES[DIGITS.charCodeAt(value)] = value;

/** Text being read from `at` on. */
export interface TextReader {
  readonly text: string;
  at: number;
}

/** A whole number from 0 to 64^`count` - 1. */
export function fixedDigits(value: number, count: number): string {
  let text = '';
  let rest = value;
  for (let left = count; left > 0; left--) {
    text = DIGITS.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
}

/** A whole number from 0 to 2^50 - 1. */
export function variableDigits(value: number): string {
  let text = '';
  let rest = value;
  while (rest >= MORE) {
    text += DIGITS.charAt((rest % MORE) + MORE);
    rest = Math.floor(rest / MORE);
  }
  return text + DIGITS.charAt(rest);
}

/** A whole number of either sign, below 2^49 in magnitude. */
export function signedDigits(value: number): string {
  return variableDigits(value < 0 ? -2 * value - 1 : 2 * value);
}

/** @throws ContractError where the text ends or holds anything but digits */
export function readFixed(reader: TextReader, count: number): number {
  let value = 0;
  for (let left = count; left > 0; left--) value = value * BASE + readDigit(reader);
  return value;
}

/** @throws ContractError as {@link readFixed}, and for a number of too many digits */
export function readVariable(reader: TextReader): number {
  let value = 0;
  let scale = 1;
  for (let read = 0; read < MOST_VARIABLE_DIGITS; read++) {
    const digit = readDigit(reader);
    if (digit < MORE) return value + digit * scale;
    value += (digit - MORE) * scale;
    scale *= MORE;
  }
  throw new ContractError('tile_number_long', 'tiles', `a number in a tile has at most ${MOST_VARIABLE_DIGITS} digits`);
}

export function readSigned(reader: TextReader): number {
  const coded = readVariable(reader);
  return coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2;
}

function readDigit(reader: TextReader): number {
  // NaN past the end and codes beyond ASCII index nothing.
  const digit = VALUES[reader.text.charCodeAt(reader.at++)] ?? NO_DIGIT;
  if (digit === NO_DIGIT) {
    throw new ContractError('tile_malformed', 'tiles', 'a tile must hold whole rows of the digits A-Z a-z 0-9 - _');
  }
  return digit;
}
