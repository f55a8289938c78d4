import type { Rule } from './rules/deployed.ts';
import { lostEvents, outlivesCaller, weakTimer } from './rules/event-rules.ts';
import {
  crossOrigin,
  errorResponses,
  openInbound,
  openStage,
  publicBucket,
  secretInVariable,
} from './rules/exposure-rules.ts';
import { allResources, everyPrincipal, managedPolicy, wildcardAction } from './rules/right-rules.ts';
import { condition, logsForEver, noRemovalPolicy, otherRuntime, physicalName } from './rules/upkeep-rules.ts';

/** The rules by what they forbid. */
export const RULES = {
  'an action with a wildcard': wildcardAction,
  'a right on all resources': allResources,
  'a managed policy': managedPolicy,
  'a secret in a variable or text': secretInVariable,
  'a public bucket': publicBucket,
  'a right for everybody': everyPrincipal,
  'a function of another runtime': otherRuntime,
  'a physical name': physicalName,
  'a condition that is decided at deploy time': condition,
  'a port that is open to everybody': openInbound,
  'logs that are kept for ever': logsForEver,
  'something stateful without a removal policy': noRemovalPolicy,
  'error responses of a whole distribution': errorResponses,
  'sharing with other origins': crossOrigin,
  'a stage without throttle or JSON log': openStage,
  'events that are lost when a function fails': lostEvents,
  'a timer without zone, retries or dead letters': weakTimer,
  'a function that may outlive its caller': outlivesCaller,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
