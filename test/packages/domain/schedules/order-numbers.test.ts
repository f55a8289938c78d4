import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFlightNumber } from '#domain/schedules/flight-number.ts';
import { orderNumbers } from '#domain/schedules/order-numbers.ts';
import { flightNumber } from '../../../fixtures/itineraries.ts';

const texts = ['UA7912', 'NH112', 'TG6088', 'AC6255', 'NH112'];

test('orderNumbers() puts the own number first, the others by the alphabet, each once, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
      const ordered = orderNumbers(shuffled.map(flightNumber), 'NH');
      expect(ordered.map(formatFlightNumber)).toEqual(['NH112', 'AC6255', 'TG6088', 'UA7912']);
    }),
  );
});

test('orderNumbers() has nothing to put first where the operating carrier sells no number', () => {
  expect(orderNumbers([flightNumber('UA7912'), flightNumber('TG6088')], 'NH').map(formatFlightNumber)).toEqual([
    'TG6088',
    'UA7912',
  ]);
});
