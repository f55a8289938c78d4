import { expect, it } from 'vitest';
import { seriousMongodLine } from '../../../local/services/mongod-line.ts';

it.each([
  ['{"s":"I","msg":"Waiting for connections","attr":{"port":27017}}', null],
  ['{"s":"E","msg":"Failed to listen","attr":{"error":"in use"}}', 'Failed to listen {"error":"in use"}'],
  ['{"s":"F","msg":"Aborting"}', 'Aborting'],
  ['error while loading shared libraries', 'error while loading shared libraries'],
  ['{"other":1}', '{"other":1}'],
])('shows of %s: %s', (line, shown) => {
  expect(seriousMongodLine(line)).toBe(shown);
});
