/** One field of a cron expression: which numbers it allows. */
export interface CronFieldRange {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the numbers from `least` on, in capitals. */
  readonly names?: readonly string[];
}

/**
 * Reads lists, ranges, steps and names: `*`, `5`, `1-5`, `MON-FRI`, `0/15`, `1,15`.
 * @throws RangeError naming the field
 */
export function parseCronField(text: string, range: CronFieldRange): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const item of text.split(',')) {
    const [span = '', step, ...more] = item.split('/');
    if (more.length > 0) throw unreadable(text, range);
    const [from, to] = parseSpan(span, step !== undefined, text, range);
    const every = step === undefined ? 1 : parseNumber(step, text, { ...range, least: 1, names: [] });
    for (let number = from; number <= to; number += every) numbers.add(number);
  }
  return numbers;
}

function parseSpan(span: string, hasStep: boolean, text: string, range: CronFieldRange): [number, number] {
  if (span === '*') return [range.least, range.most];
  const ends = span.split('-');
  const [from, to] = ends.map((end) => parseNumber(end, text, range));
  if (from === undefined || ends.length > 2) throw unreadable(text, range);
  if (to === undefined) return [from, hasStep ? range.most : from];
  if (to < from) throw unreadable(text, range);
  return [from, to];
}

function parseNumber(text: string, field: string, range: CronFieldRange): number {
  const named = (range.names ?? []).indexOf(text.toUpperCase());
  const number = named === -1 ? Number(text) : range.least + named;
  if (!/^\w+$/.test(text) || !Number.isInteger(number) || number < range.least || number > range.most) {
    throw unreadable(field, range);
  }
  return number;
}

function unreadable(text: string, { name, least, most }: CronFieldRange): RangeError {
  return new RangeError(`cron: ${name} "${text}" must be numbers from ${least} to ${most}, as list, range or step`);
}
