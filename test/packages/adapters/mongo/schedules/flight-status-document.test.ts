import { expect, test } from 'vitest';
import { readStatus, toStatusContent } from '#adapters/mongo/schedules/flight-status-document.ts';
import { aStatus, flightNumber } from '../../../../fixtures/itineraries.ts';

const stamp = { source: 'sample', updated_at: new Date(1000) };
const diverted = aStatus({
  state: 'diverted',
  numbers: [flightNumber('LH400'), flightNumber('UA8840')],
  departure: {
    ...aStatus().departure,
    estimatedMs: 5,
    actualMs: 7,
    punctuality: 'delayed',
    terminal: null,
    gate: null,
  },
  aircraftCode: null,
});

test.each([aStatus(), diverted])('what was written is read back as it was, with its age and source', (status) => {
  expect(readStatus({ ...toStatusContent(status), ...stamp })).toEqual({ status, updatedAtMs: 1000, source: 'sample' });
});

test('times that nobody knows yet are null, not absent', () => {
  expect(toStatusContent(aStatus())).toMatchObject({ estimated_departure_at: null, actual_arrival_at: null });
});

test.each([
  ['flight', 400],
  ['state', 'lost'],
  ['scheduled_arrival_at', null],
  ['actual_arrival_at', 'yesterday'],
  ['departure_punctuality', 'DL'],
  ['updated_at', 1000],
  ['source', 'test'],
])('a document whose %s is %j is refused with the field', (field, value) => {
  const document = { ...toStatusContent(aStatus()), ...stamp, [field]: value };
  expect(() => readStatus(document)).toThrow(expect.objectContaining({ name: 'ContractError', field }));
});
