import { expect, it } from 'vitest';
import { positionTopics } from '#adapters/kafka/topics.ts';
import { positionTopicSettings } from '../../lib/position-topic-settings.ts';

it.each([
  [1, 2 ** 30],
  [6, 12 * 2 ** 30],
  [1000, 2 ** 30],
])('are those that the producer gives to missing topics: %i partitions, %i bytes', (partitions, maxBytes) => {
  const [positions, deadLetters] = positionTopics({ topic: 'aircraft-positions', partitions, brokers: 2, maxBytes });
  expect(positionTopicSettings({ partitions, maxBytes })).toEqual({
    positions: positions?.config,
    deadLetters: deadLetters?.config,
  });
});
