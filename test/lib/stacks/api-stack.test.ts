import { describe, expect, it } from 'vitest';
import { synthesise } from '../synthesise.ts';

const { template, resources } = synthesise();

it('sends /api/ to its function in payload format 2.0, throttled, with a JSON line for each request', () => {
  template('Api').hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /api/{proxy+}' });
  template('Api').hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  template('Api').hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    StageName: '$default',
    DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
  });
  const [[, stage] = []] = resources('Api', 'AWS::ApiGatewayV2::Stage');
  const { Format: format } = stage?.Properties?.['AccessLogSettings'] as { Format: string };
  expect(JSON.parse(format)).toMatchObject({
    requestId: '$context.requestId',
    functionRequestId: '$context.integration.requestId',
    path: '$context.path',
    status: '$context.status',
    bytes: '$context.responseLength',
  });
});

describe('the admin routes', () => {
  it('are let through by IAM only, and are the only ones of their function', () => {
    const routes = resources('Api', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    expect(routes.map((route) => [route?.['RouteKey'], route?.['AuthorizationType']])).toEqual([
      ['ANY /api/{proxy+}', 'NONE'],
      ['POST /api/schedule', 'AWS_IAM'],
      ['POST /api/references', 'AWS_IAM'],
    ]);
    const targets = routes.map((route) => JSON.stringify(route?.['Target']));
    expect(new Set(targets).size).toBe(2);
    expect(targets[1]).toBe(targets[2]);
  });

  it('may start the update of references by its exact name, and nothing else', () => {
    const policy = resources('Api', 'AWS::IAM::Policy').find(([id]) => id.startsWith('AdminFunctionRole'))!;
    const { Statement: list } = policy[1].Properties?.['PolicyDocument'] as { Statement: { Action: unknown }[] };
    const invoking = list.filter(({ Action }) => JSON.stringify(Action).includes('lambda:'));
    expect(invoking).toEqual([
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: { 'Fn::ImportValue': expect.stringContaining('ReferencesFunction') as unknown },
      },
    ]);
  });
});
