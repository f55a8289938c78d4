import { describe, expect, it } from 'vitest';
import type { Aircraft as Details } from '#contracts/http-aircraft.ts';
import { panelModel } from '../../../frontend/src/state/panel-model.ts';
import { aircraft, HEARD_AT_MS } from '../../fixtures/page-aircraft.ts';

const details: Details = {
  icao24: '3c664e',
  kind: 'live',
  lastSeenMs: HEARD_AT_MS,
  ageMs: 0,
  identity: {
    callsign: 'DLH9',
    registration: 'D-AIRX',
    typeCode: 'A321',
    flightNumber: 'LH9',
    airline: 'DLH',
    origin: 'FRA',
    destination: 'LHR',
    squawk: '2000',
    category: 'A3',
  },
  position: {
    icao24: '3c664e',
    observedAtMs: HEARD_AT_MS,
    receivedAtMs: HEARD_AT_MS,
    lat: 51,
    lon: 7,
    altitudeM: null,
    geoAltitudeM: 8000,
    onGround: false,
    groundSpeedMps: 200,
    trackDeg: 0,
    verticalRateMps: null,
    callsign: 'DLH9',
    registration: 'D-AIRX',
    typeCode: 'A321',
    flightNumber: 'LH9',
    airline: 'DLH',
    origin: 'FRA',
    destination: 'LHR',
    squawk: '2000',
    category: 'A3',
    emergency: null,
    source: 'adsb',
    feed: 'readsb',
    kind: 'live',
    level: 'world',
    state: 'seen',
  },
  flight: null,
};

describe('panelModel, what it joins', () => {
  it('takes the stream before the API, and the API for what the stream does not carry', () => {
    const model = panelModel(aircraft('3c664e', { callsign: 'DLH4TR' }), details, HEARD_AT_MS);
    expect(model).toMatchObject({ callsign: 'DLH4TR', registration: 'D-AIRX', category: 'A3', origin: 'FRA', lat: 50 });
  });

  it('shows the last known of an aircraft that is not received any more', () => {
    const model = panelModel(null, details, HEARD_AT_MS + 600_000);
    expect(model).toMatchObject({ lat: 51, altitudeM: 8000, altitudeIsGeometric: true });
    expect(model?.freshness).toEqual({ kind: 'lost', ageMs: 600_000 });
  });

  it('knows nothing before either has answered', () => {
    expect(panelModel(null, null, HEARD_AT_MS)).toBeNull();
  });

  it('is called by callsign, else registration, else address', () => {
    expect(panelModel(aircraft('3c664e', { callsign: 'DLH4TR' }), null, 0)?.name).toBe('DLH4TR');
    const nameless = { ...details, identity: { ...details.identity, callsign: null } };
    expect(panelModel(aircraft('3c664e'), nameless, 0)?.name).toBe('D-AIRX');
    expect(panelModel(aircraft('3c664e'), null, 0)?.name).toBe('3C664E');
  });

  it('says MLAT where the frame says so, whatever the API knows from before', () => {
    expect(panelModel(aircraft('3c664e', { mlat: true }), details, 0)?.source).toBe('mlat');
    expect(panelModel(aircraft('3c664e'), details, 0)?.source).toBe('adsb');
    expect(panelModel(aircraft('3c664e'), null, 0)?.source).toBeNull();
  });

  it.each([
    ['7700', false, '7700'],
    ['7600', false, '7600'],
    ['1000', true, 'reserved'],
    ['1000', false, null],
  ])('with squawk %s and flag %s the emergency is %s', (squawk, emergency, expected) => {
    expect(panelModel(aircraft('3c664e', { squawk, emergency }), null, 0)?.emergency).toBe(expected);
  });
});

describe('panelModel, how current it is', () => {
  const at = (ageMs: number, given: Parameters<typeof aircraft>[1] = {}) =>
    panelModel(aircraft('3c664e', given), null, HEARD_AT_MS + ageMs);

  it('is received, then estimated, then ended after 90 s in cruise and 45 s low down', () => {
    expect(at(1000)?.freshness.kind).toBe('seen');
    expect(at(12_000)?.freshness).toEqual({ kind: 'estimated', ageMs: 12_000, estimatedMs: 12_000 });
    expect(at(90_000)?.freshness.kind).toBe('estimated');
    expect(at(90_001)?.freshness.kind).toBe('ended');
    expect(at(46_000, { altitudeM: 2000 })?.freshness.kind).toBe('ended');
  });

  it('carries position and altitude on as the map does', () => {
    const model = at(10_000, { trackDeg: 90, verticalRateMps: 5 });
    expect(model?.lon).toBeGreaterThan(8.02);
    expect(model?.altitudeM).toBe(10_050);
  });

  it('is lost as soon as the feeds lost it', () => {
    expect(at(1000, { state: 'stale' })?.freshness.kind).toBe('lost');
  });

  it('estimates nothing on the ground or without speed, and calls nothing ended there', () => {
    expect(at(50_000, { onGround: true })?.freshness).toEqual({ kind: 'seen', ageMs: 50_000 });
    expect(at(50_000, { groundSpeedMps: null })?.freshness.kind).toBe('seen');
  });

  it('has no negative age when the clock is behind', () => {
    expect(at(-3000)?.freshness.ageMs).toBe(0);
  });
});

describe('panelModel, where it is', () => {
  it('tells one outside the view, still estimated, from one that has gone', () => {
    const outside = panelModel(null, details, HEARD_AT_MS + 20_000);
    expect(outside?.presence).toBe('outside');
    expect(outside?.freshness.kind).toBe('estimated');
    expect(outside?.lat).toBeGreaterThan(51);
    expect(panelModel(null, details, HEARD_AT_MS + 91_000)?.presence).toBe('gone');
    expect(panelModel(aircraft('3c664e'), details, HEARD_AT_MS + 91_000)?.presence).toBe('here');
  });
});
