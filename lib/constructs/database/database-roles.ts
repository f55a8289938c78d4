import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DatabaseRole } from './database-access.ts';

const PURPOSES: Readonly<Record<DatabaseRole, { readonly id: string; readonly description: string }>> = {
  reader: { id: 'Reader', description: 'Reads the database of Airlines' },
  writer: { id: 'Writer', description: 'Reads and writes documents of the database of Airlines' },
  schema: { id: 'Schema', description: 'Makes collections and indexes in the database of Airlines' },
};

/**
 * Three identities that are users of the database; they may do nothing in AWS. Each function's own role may take on one of
 * them: the trust is in the account and the right is with the function, so that neither stack needs the other, and a new
 * function needs no new user. They are kept when the stack is deleted, since the users in the database name them.
 */
export class DatabaseRoles extends Construct {
  readonly roles: Readonly<Record<DatabaseRole, Role>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const create = (name: DatabaseRole): Role => {
      const role = new Role(this, PURPOSES[name].id, {
        assumedBy: new AccountRootPrincipal(),
        description: PURPOSES[name].description,
      });
      role.applyRemovalPolicy(RemovalPolicy.RETAIN);
      new CfnOutput(Stack.of(this), `${PURPOSES[name].id}RoleArn`, { value: role.roleArn });
      // Also where nobody imports it yet: to log in by role instead of by secret, others must go before this stack does.
      Stack.of(this).exportValue(role.roleArn);
      return role;
    };
    this.roles = { reader: create('reader'), writer: create('writer'), schema: create('schema') };
  }
}
