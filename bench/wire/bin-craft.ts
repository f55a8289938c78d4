import type { JsonObject } from '#contracts/read.ts';

/** Length of a record, and of the header before the first. */
const RECORD_BYTES = 112;
const EMERGENCIES = ['none', 'general', 'lifeguard', 'minfuel', 'nordo', 'unlawful', 'downed', 'reserved'];
const TYPES = [
  ...['adsb_icao', 'adsb_icao_nt', 'adsr_icao', 'tisb_icao', 'adsc', 'mlat', 'other', 'mode_s'],
  ...['adsb_other', 'adsr_other', 'tisb_other', 'tisb_trackfile'],
];
const NAV_MODES = ['autopilot', 'vnav', 'althold', 'approach', 'lnav', 'tcas'];

/** A signed or unsigned number of 16 bits at an offset: its field of `aircraft.json` and steps in a unit of that. */
const NUMBERS: readonly (readonly [field: string, offset: number, perUnit: number])[] = [
  ['seen_pos', 4, 10],
  ['seen', 6, 10],
  ['baro_rate', 16, 1 / 8],
  ['geom_rate', 18, 1 / 8],
  ['alt_baro', 20, 1 / 25],
  ['alt_geom', 22, 1 / 25],
  ['nav_altitude_mcp', 24, 1 / 4],
  ['nav_altitude_fms', 26, 1 / 4],
  ['nav_qnh', 28, 10],
  ['nav_heading', 30, 90],
  ['gs', 34, 10],
  ['mach', 36, 1000],
  ['roll', 38, 100],
  ['track', 40, 90],
  ['track_rate', 42, 100],
  ['mag_heading', 44, 90],
  ['true_heading', 46, 90],
  ['wd', 48, 1],
  ['ws', 50, 1],
  ['oat', 52, 1],
  ['tat', 54, 1],
  ['tas', 56, 1],
  ['ias', 58, 1],
  ['rc', 60, 1],
  ['messages', 62, 1],
];
const BYTES: readonly (readonly [field: string, offset: number])[] = [
  ['nic', 65],
  ['version', 70],
  ['nac_p', 71],
  ['nac_v', 72],
  ['sil', 108],
  ['gva', 109],
  ['sda', 110],
];

/**
 * Rows of an `aircraft.json` in readsb's binary layout: a header of one record's length, then 112 little-endian bytes for
 * each aircraft, in readsb's quantisation (places in millionths of a degree, 25 ft, 8 ft/min, 0.1 kt, 1/90°, 0.1 s). The
 * validity bits are one per number that the row has; fields of the last bytes lie where there is room, which is all the
 * same to a compressor.
 */
export function binCraft(nowMs: number, rows: readonly JsonObject[]): Buffer {
  const bytes = Buffer.alloc(RECORD_BYTES * (rows.length + 1));
  bytes.writeBigUInt64LE(BigInt(nowMs), 0);
  bytes.writeUInt32LE(RECORD_BYTES, 8);
  bytes.writeUInt32LE(rows.length, 12);
  rows.forEach((row, index) => writeRecord(bytes.subarray(RECORD_BYTES * (index + 1)), row));
  return bytes;
}

function writeRecord(record: Buffer, row: JsonObject): void {
  const hex = textOf(row, 'hex');
  record.writeUInt32LE(parseInt(hex.replace('~', ''), 16) + (hex.startsWith('~') ? 1 << 24 : 0), 0);
  record.writeInt32LE(Math.round(numberOf(row, 'lon') * 1e6), 8);
  record.writeInt32LE(Math.round(numberOf(row, 'lat') * 1e6), 12);
  let valid = 0;
  NUMBERS.forEach(([field, offset, perUnit], index) => {
    if (typeof row[field] !== 'number') return;
    valid |= 1 << index;
    record.writeUInt16LE(Math.round(numberOf(row, field) * perUnit) & 0xffff, offset);
  });
  record.writeUInt16LE(parseInt(textOf(row, 'squawk') || '0', 16), 32);
  record.writeUInt8(parseInt(textOf(row, 'category') || '0', 16), 64);
  for (const [field, offset] of BYTES) record.writeUInt8(numberOf(row, field) & 0xff, offset);
  record.writeUInt8(navModes(row), 66);
  record.writeUInt8(indexIn(EMERGENCIES, textOf(row, 'emergency')) + indexIn(TYPES, textOf(row, 'type')) * 16, 67);
  record.writeUInt8(textOf(row, 'alt_baro') === 'ground' ? 1 : 2, 68);
  record.writeInt32LE(valid, 73);
  record.write(textOf(row, 'flight').padEnd(8).slice(0, 8), 78, 'latin1');
  record.writeUInt16LE(numberOf(row, 'dbFlags'), 86);
  record.write(textOf(row, 't').slice(0, 4), 88, 'latin1');
  record.write(textOf(row, 'r').slice(0, 12), 92, 'latin1');
  record.writeUInt8(Math.max(0, Math.min(255, Math.round(255 * 10 ** (numberOf(row, 'rssi') / 20)))), 105);
}

function navModes({ nav_modes: modes }: JsonObject): number {
  return Array.isArray(modes)
    ? modes.reduce<number>((bits, mode) => bits | (1 << indexIn(NAV_MODES, String(mode))), 0)
    : 0;
}

function indexIn(names: readonly string[], name: string): number {
  return Math.max(0, names.indexOf(name));
}

function numberOf(row: JsonObject, field: string): number {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
}

function textOf(row: JsonObject, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
