import { describe, expect, test } from 'vitest';
import {
  encodeError,
  encodeIdentityFrames,
  encodePong,
  encodeRemovedFrames,
  encodeSubscribed,
  encodeTilesSubscribed,
  parseClientMessage,
  parseServerMessage,
} from '#contracts/live-messages.ts';
import { encodePositionFrames } from '#contracts/live-frame.ts';
import { aPosition } from '../../fixtures/positions.ts';

const AREA = { level: 'regional', firstColumn: 58, columns: 4, firstRow: 20, rows: 10 } as const;
const SUBSCRIBE = { action: 'subscribe', v: 1, id: 7, bbox: [-12, 35, 35, 70], zoom: 5.2 };
const parse = (message: object) => parseClientMessage(JSON.stringify(message));

describe('parseClientMessage()', () => {
  test('accepts a subscription and a ping', () => {
    expect(parse(SUBSCRIBE)).toEqual({ action: 'subscribe', v: 1, id: 7, bbox: [-12, 35, 35, 70], zoom: 5.2 });
    expect(parse({ action: 'ping', t: 5, more: 'ignored' })).toEqual({ action: 'ping', t: 5 });
  });

  test('accepts a subscription to tiles, with the level that is held and a pace or without', () => {
    const tiles = { ...SUBSCRIBE, v: 2 };
    const parsed = { ...SUBSCRIBE, v: 2, held: null, everyMs: 0 };
    expect(parse(tiles)).toEqual(parsed);
    expect(parse({ ...tiles, level: 'world', everyMs: 5000 })).toEqual({ ...parsed, held: 'world', everyMs: 5000 });
    expect(parse({ action: 'pace', v: 2, everyMs: 10_000 })).toEqual({ action: 'pace', v: 2, everyMs: 10_000 });
  });

  test.each([
    ['action_unknown', { ...SUBSCRIBE, action: 'shout' }, 'action'],
    ['version_unsupported', { ...SUBSCRIBE, v: 3 }, 'v must be 1 or 2'],
    ['version_unsupported', { action: 'pace', v: 1, everyMs: 0 }, 'v must be 2'],
    ['level_invalid', { ...SUBSCRIBE, v: 2, level: 'street' }, 'one of world, regional, fine'],
    ['everyMs_invalid', { ...SUBSCRIBE, v: 2, everyMs: 60_001 }, '0 to 60000'],
    ['everyMs_invalid', { action: 'pace', v: 2 }, '0 to 60000'],
    ['bbox_invalid', { ...SUBSCRIBE, bbox: [-12, -91, 35, 70] }, 'bbox[1] must be -90 to 90'],
    ['bbox_invalid', { ...SUBSCRIBE, bbox: [-12, 35, 35] }, 'four numbers'],
    ['bbox_invalid', { ...SUBSCRIBE, bbox: [-12, 70, 35, 35] }, 'must not be above'],
    ['zoom_invalid', { ...SUBSCRIBE, zoom: '5' }, 'zoom'],
    ['id_invalid', { ...SUBSCRIBE, id: -1 }, 'id'],
  ])('refuses with %s', (code, message, words) => {
    expect(() => parse(message)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) as string }),
    );
  });

  test('refuses what is too long before it reads it', () => {
    expect(() => parseClientMessage('x'.repeat(5000))).toThrow(expect.objectContaining({ code: 'too_long' }));
  });
});

describe('server messages', () => {
  test.each([
    [
      encodeSubscribed(7, 1000, 'world', 5000),
      { type: 'subscribed', id: 7, atMs: 1000, level: 'world', area: null, frameEveryMs: 5000 },
    ],
    [
      encodeTilesSubscribed(7, 1000, AREA, 2000),
      { type: 'subscribed', id: 7, atMs: 1000, level: 'regional', area: AREA, frameEveryMs: 2000 },
    ],
    [encodePong(5, 9), { type: 'pong', t: 5, atMs: 9 }],
    [encodeError('bbox_invalid', 'why'), { type: 'error', code: 'bbox_invalid', message: 'why' }],
    [
      encodeRemovedFrames([{ icao24: '3c6444', reason: 'expired' }])[0]!,
      { type: 'removed', rows: [{ icao24: '3c6444', reason: 'expired' }] },
    ],
    ['{"type":"weather","v":9}', { type: 'unknown' }],
  ])('%s is decoded', (text, message) => {
    expect(parseServerMessage(text)).toEqual(message);
  });

  test('an identity keeps text as it is, HTML and all', () => {
    const callsign = '<img src=x onerror=alert(1)>';
    const message = parseServerMessage(encodeIdentityFrames([aPosition({ callsign })])[0]!);
    expect(message).toMatchObject({ type: 'identity', rows: [{ icao24: '3c664e', callsign, feed: 'readsb' }] });
  });

  test('identities are cut into frames under the limit, none lost', () => {
    const positions = Array.from({ length: 2000 }, (_, n) =>
      aPosition({ icao24: n.toString(16).padStart(6, '0'), callsign: '✈'.repeat(40), registration: '✈'.repeat(40) }),
    );
    const frames = encodeIdentityFrames(positions);
    expect(Math.max(...frames.map((frame) => Buffer.byteLength(frame)))).toBeLessThanOrEqual(32_000);
    const rows = frames.flatMap((frame) => {
      const message = parseServerMessage(frame);
      return message.type === 'identity' ? message.rows : [];
    });
    expect(rows.map((row) => row.icao24)).toEqual(positions.map((position) => position.icao24));
  });

  test('a positions frame comes back as rows', () => {
    const [text] = encodePositionFrames([aPosition()], 1_732_400_001_000, 'world');
    expect(parseServerMessage(text!)).toMatchObject({ type: 'positions', level: 'world', rows: [{ flags: 0 }] });
  });

  test.each([
    ['area_invalid', { area: [0, 1, 2] }],
    ['area_invalid', { area: [8, 1, 0, 1] }],
    ['area_invalid', { area: [0, 9, 0, 1] }],
    ['area_invalid', { area: [0, 1, 3, 2] }],
    ['area_invalid', { area: [0, 1, 0, 1.5] }],
  ])('an area that is none of the level is refused with %s', (code, overrides) => {
    const subscribed = { type: 'subscribed', v: 2, id: 7, at: 1, level: 'world', frameEveryMs: 5000, ...overrides };
    expect(() => parseServerMessage(JSON.stringify(subscribed))).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ['identity_invalid', { identity: ['x'] }],
    ['removed_invalid', { removed: {} }],
    ['id_invalid', { removed: [{ id: ['ZZZ'] }] }],
  ])('a frame that breaks its contract is refused with %s', (code, overrides) => {
    const frame = { type: 'frame', v: 2, at: 1, level: 'world', everyMs: 5000, ...overrides };
    expect(() => parseServerMessage(JSON.stringify(frame))).toThrow(expect.objectContaining({ code }));
  });

  test('a known type that breaks its contract is refused', () => {
    expect(() => parseServerMessage('{"type":"removed","id":["ZZZ"]}')).toThrow(
      expect.objectContaining({ code: 'id_invalid' }),
    );
  });
});
