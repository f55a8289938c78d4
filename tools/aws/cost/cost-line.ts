import { UNIT_PRICES, type PriceCertainty, type PriceName } from './unit-prices.ts';

/** One number of a formula, as it is shown. */
export interface Factor {
  readonly value: number;
  readonly text: string;
}

/** What one thing costs in a month, and how that was reckoned. */
export interface CostLine {
  readonly group: string;
  readonly name: string;
  readonly usd: number;
  /** With the numbers put in: `2 brokers × 730 h × $0.0456 / broker-hour`. */
  readonly formula: string;
  readonly certainty: PriceCertainty;
}

export interface CostLineOptions {
  readonly group: string;
  readonly name: string;
  readonly price: PriceName;
  /** They are multiplied with each other and with the price. */
  readonly factors: readonly Factor[];
}

export function costLine({ group, name, price, factors }: CostLineOptions): CostLine {
  const { usd, per, unit, certainty } = UNIT_PRICES[price];
  const quantity = factors.reduce((product, { value }) => product * value, 1);
  const each = per === 1 ? unit : `${formatNumber(per)} ${unit}`;
  return {
    group,
    name,
    certainty,
    usd: (quantity * usd) / per,
    formula: [...factors.map(({ text }) => text), `$${formatPrice(usd)} / ${each}`].join(' × '),
  };
}

/** `2 brokers` */
export function count(value: number, what: string): Factor {
  return { value, text: `${formatNumber(value)} ${value === 1 ? what.replace(/s$/, '') : what}` };
}

/** In GB of 10^9 bytes. */
export function bytes(value: number): Factor {
  return { value: value / 1e9, text: `${formatNumber(value)} bytes / 10^9` };
}

/** In seconds. */
export function milliseconds(value: number): Factor {
  return { value: value / 1000, text: `${formatNumber(value)} ms / 1,000` };
}

/** Three figures that count; whole from a hundred on. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 6) });
}

/** All digits of a price, also of a small one. */
function formatPrice(usd: number): string {
  return usd.toLocaleString('en-US', { maximumFractionDigits: 10 });
}

/** `$0.05`, `$12.30`, `$1,234`. */
export function formatUsd(usd: number): string {
  const fractionDigits = usd < 100 ? 2 : 0;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits })}`;
}
