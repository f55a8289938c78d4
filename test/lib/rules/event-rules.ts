import type { Resource } from '../synthesise.ts';
import { isJson, nameOf, ofType, type Deployed, type Placed, type Rule } from './deployed.ts';

const refersTo = ({ resource }: Placed, { id }: Placed): boolean =>
  JSON.stringify(resource.Properties ?? {}).includes(id);
const functionsOf = ({ resources }: Deployed): readonly Placed[] =>
  resources.filter(({ resource }) => resource.Type === 'AWS::Lambda::Function');

/** Started by a timer or by CloudFormation: nobody waits for the answer, so a failure must be kept somewhere. */
export const lostEvents: Rule = (deployed) => {
  const { resources } = deployed;
  const starters = resources.filter(({ resource }) =>
    /^(AWS::Scheduler::Schedule|Custom::DatabaseSchema)$/.test(resource.Type),
  );
  const invoked = functionsOf(deployed).filter((one) => starters.some((starter) => refersTo(starter, one)));
  const isKept = (one: Placed): boolean =>
    resources.some(
      (config) =>
        config.resource.Type === 'AWS::Lambda::EventInvokeConfig' &&
        refersTo(config, one) &&
        JSON.stringify(config.resource.Properties).includes('OnFailure'),
    );
  return invoked.filter((one) => !isKept(one)).map(nameOf);
};

export const weakTimer: Rule = ofType(
  /^AWS::Scheduler::Schedule$/,
  ({ ScheduleExpressionTimezone: zone, Target: target }) => {
    const { DeadLetterConfig: queue, RetryPolicy: retry } = isJson(target) ? target : {};
    const retries = isJson(retry) ? Number(retry['MaximumRetryAttempts']) : 0;
    return [
      ...(zone === undefined ? ['time zone'] : []),
      ...(queue === undefined ? ['dead letters'] : []),
      ...(retries > 0 ? [] : ['retries']),
    ];
  },
);

/** The longest that a function may take for whatever calls it, seconds. */
function limitOf({ Type, Properties = {} }: Resource): number {
  switch (Type) {
    case 'AWS::ApiGatewayV2::Integration':
      return 29;
    case 'AWS::Lambda::EventSourceMapping':
      return 14 * 60;
    case 'Custom::DatabaseSchema':
      return Number(Properties['ServiceTimeout']) - 60;
    case 'AWS::Scheduler::Schedule': {
      const minutes = /^rate\((\d+) minutes\)$/.exec(String(Properties['ScheduleExpression']))?.[1];
      return minutes === undefined ? Infinity : Number(minutes) * 60;
    }
    default:
      return Infinity;
  }
}

export const outlivesCaller: Rule = (deployed) =>
  functionsOf(deployed).flatMap((one) => {
    const timeout = Number(one.resource.Properties?.['Timeout'] ?? 3);
    const callers = deployed.resources.filter((caller) => timeout > limitOf(caller.resource) && refersTo(caller, one));
    return callers.map((caller) => `${nameOf(one)}: ${nameOf(caller)}`);
  });
