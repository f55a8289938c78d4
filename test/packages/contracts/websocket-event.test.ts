import { describe, expect, it } from 'vitest';
import { parseWebsocketEvent } from '#contracts/websocket-event.ts';

const requestContext = {
  routeKey: '$connect',
  eventType: 'CONNECT',
  connectionId: 'L0SM9cOFvHcCIhw=',
  connectedAt: 1_732_400_000_000,
  domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
  stage: 'live',
};

describe('event of the WebSocket API', () => {
  it('gives the route, the connection and where to answer', () => {
    expect(parseWebsocketEvent({ requestContext, isBase64Encoded: false })).toEqual({
      routeKey: '$connect',
      connectionId: 'L0SM9cOFvHcCIhw=',
      connectedAtMs: 1_732_400_000_000,
      managementEndpoint: 'https://abc.execute-api.eu-central-1.amazonaws.com/live',
      origin: null,
      body: '',
    });
  });

  it.each(['Origin', 'origin', 'ORIGIN'])('finds the origin in the header %s', (name) => {
    expect(parseWebsocketEvent({ requestContext, headers: { Host: 'x', [name]: 'https://a.example' } }).origin).toBe(
      'https://a.example',
    );
  });

  it('gives the message of the viewer', () => {
    expect(parseWebsocketEvent({ requestContext, body: '{"action":"ping","t":1}' }).body).toBe(
      '{"action":"ping","t":1}',
    );
  });

  it.each([[null], [{}], [{ requestContext: {} }], [{ requestContext: { ...requestContext, connectionId: 7 } }]])(
    'refuses %j',
    (event) => {
      expect(() => parseWebsocketEvent(event)).toThrow(expect.objectContaining({ name: 'ContractError' }) as Error);
    },
  );
});
