import { expect, test } from 'vitest';
import { describeKafka, describeMongodb } from '../../tools/running-servers.ts';

const servers = { mongodbDatabase: 'airlines', kafkaBrokers: [] };

test.each([
  ['mongodb://127.0.0.1:27017/?directConnection=true', '127.0.0.1:27017'],
  ['mongodb://user:secret@a:1,b:2/?replicaSet=rs', 'a:1,b:2'],
  ['mongodb+srv://user:secret@cluster0.abcde.mongodb.net', 'cluster0.abcde.mongodb.net'],
  ['mongodb://user:secret/secret?secret@secret@a:1', 'a:1'],
])('the server of a tool is named without the login of %s', (mongodbUri, hosts) => {
  expect(describeMongodb({ ...servers, mongodbUri })).toBe(`MongoDB ${hosts}, database airlines`);
});

test('brokers are named as they are', () => {
  expect(describeKafka(['a:9092', 'b:9092'])).toBe('Kafka a:9092, b:9092');
});
