import { isJson, listOf, nameOf, ofType, textOf, within, type Deployed, type Placed, type Rule } from './deployed.ts';

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

/** Everything that is allowed by whatever policy, of roles as of resources. */
function allowed(deployed: Deployed): (readonly [Placed, Statement])[] {
  return deployed.resources.flatMap((placed) =>
    [...within(placed.resource.Properties)].flatMap((value) => {
      const statements = isJson(value) && Array.isArray(value['Statement']) ? (value['Statement'] as Statement[]) : [];
      return statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => [placed, statement] as const);
    }),
  );
}

export const wildcardAction: Rule = (deployed) =>
  allowed(deployed).flatMap(([placed, { Action, NotAction }]) => {
    const actions = NotAction === undefined ? listOf(Action) : ['*'];
    return actions
      .filter((action) => String(action).includes('*'))
      .map((action) => `${nameOf(placed)}: ${String(action)}`);
  });

export const allResources: Rule = (deployed) =>
  allowed(deployed).flatMap(([placed, { Action, Resource: on, NotResource }]) => {
    // In a key's own policy it is the key.
    if (placed.resource.Type === 'AWS::KMS::Key') return [];
    if (NotResource === undefined && !listOf(on).includes('*')) return [];
    return listOf(Action).map((action) => `${nameOf(placed)}: ${String(action)}`);
  });

export const managedPolicy: Rule = ofType(/^AWS::IAM::/, ({ ManagedPolicyArns }, { resource }) => [
  ...listOf(ManagedPolicyArns).map((arn) => textOf(arn).replace(/^.*\//, '')),
  ...(resource.Type === 'AWS::IAM::ManagedPolicy' ? [''] : []),
]);

export const everyPrincipal: Rule = (deployed) =>
  allowed(deployed)
    .filter(([, { Principal: principal }]) => [...within(principal)].includes('*'))
    .map(([placed]) => nameOf(placed));
