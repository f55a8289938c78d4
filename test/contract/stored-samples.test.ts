import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FRAME_VERSION } from '#contracts/live-frame.ts';
import { parseClientMessage, parseServerMessage } from '#contracts/live-messages.ts';
import { TILE_FRAME_VERSION } from '#contracts/tile-frame.ts';
import { decodePositionEvent, encodePositionEvent, POSITION_EVENT_VERSION } from '#contracts/position-event.ts';
import { isJsonObject, parseJsonObject, type JsonObject } from '#contracts/read.ts';
import { aPosition } from '../fixtures/positions.ts';

const folder = new URL('../fixtures/events/', import.meta.url);
const names = readdirSync(folder);
const eventSamples = names.filter((name) => name.startsWith('position-v'));
const messageSamples = names.filter((name) => name.startsWith('live-messages-v'));
const read = (name: string): JsonObject => parseJsonObject(readFileSync(new URL(name, folder), 'utf8'));

/** What one sample holds of one direction: each message as on the wire, and what it decodes to. */
function messagesOf(name: string, direction: 'server' | 'client'): { text: string; decoded: JsonObject }[] {
  const messages = read(name)[direction];
  return (Array.isArray(messages) ? messages : []).filter(isJsonObject).map(({ text, decoded }) => ({
    text: String(text),
    decoded: isJsonObject(decoded) ? decoded : {},
  }));
}

/** As equal as quantised numbers that were multiplied can be. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, one: unknown) => (typeof one === 'number' ? Math.round(one * 1e6) / 1e6 : one)),
  );
}

describe('samples of every version of a record in the log', () => {
  it('include the version that is written now', () => {
    expect(eventSamples).toContain(`position-v${POSITION_EVENT_VERSION}.json`);
  });

  it.each(eventSamples)('%s decodes', (name) => {
    const { value, position } = read(name);
    expect(decodePositionEvent(String(value), 0)).toEqual(position);
  });

  it('of the version written now are what this code writes', () => {
    const { value, position } = read(`position-v${POSITION_EVENT_VERSION}.json`);
    expect(encodePositionEvent(aPosition(isJsonObject(position) ? position : {}))).toBe(value);
  });
});

describe('samples of every version of the live messages', () => {
  it.each([
    [FRAME_VERSION, ['positions', 'identity', 'removed', 'subscribed', 'pong', 'error'], ['subscribe', 'ping']],
    [TILE_FRAME_VERSION, ['frame', 'frame', 'frame', 'subscribed'], ['subscribe', 'subscribe', 'pace']],
  ])('include each type of message of version %i, which is written now', (version, server, client) => {
    const name = `live-messages-v${version}.json`;
    expect(messageSamples).toContain(name);
    expect(messagesOf(name, 'server').map(({ decoded }) => decoded['type'])).toEqual(server);
    expect(messagesOf(name, 'client').map(({ decoded }) => decoded['action'])).toEqual(client);
  });

  it.each(messageSamples)('%s decodes', (name) => {
    for (const { text, decoded } of messagesOf(name, 'server')) {
      expect(rounded(parseServerMessage(text))).toEqual(decoded);
    }
    for (const { text, decoded } of messagesOf(name, 'client')) expect(parseClientMessage(text)).toEqual(decoded);
  });
});
