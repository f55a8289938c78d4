import { expect, test } from 'vitest';
import { topicsTaskPlace } from '../../../../tools/aws/topics/stage-topics.ts';

const outputs = {
  ProducerClusterName: 'cluster',
  ProducerServiceName: 'producer',
  TopicsTaskDefinition: 'arn:aws:ecs:eu-central-1:111111111111:task-definition/topics:3',
};
const stackWith = (found: Record<string, string>) => [{ id: 'stream', status: 'CREATE_COMPLETE', outputs: found }];

test('the task is found by the outputs of the stream', () => {
  expect(topicsTaskPlace(stackWith(outputs), 'dev')).toEqual({
    cluster: 'cluster',
    service: 'producer',
    taskDefinition: outputs.TopicsTaskDefinition,
  });
});

test('a stage without a stream is an error that names the output and what to do', () => {
  const { ProducerClusterName, ProducerServiceName } = outputs;
  expect(() => topicsTaskPlace(stackWith({ ProducerClusterName, ProducerServiceName }), 'dev')).toThrow(
    /stage dev has no output TopicsTaskDefinition: deploy its stream/,
  );
});
