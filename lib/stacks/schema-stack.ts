import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DatabaseSchema } from '../constructs/database/database-schema.ts';
import type { FunctionSettings } from '../constructs/functions/function-settings.ts';

export interface SchemaStackProps extends StackProps {
  readonly settings: FunctionSettings;
}

/** The step between the database and what uses it: every stack with functions depends on this one. */
export class SchemaStack extends Stack {
  readonly schema: DatabaseSchema;

  constructor(scope: Construct, id: string, { settings, ...props }: SchemaStackProps) {
    super(scope, id, props);
    this.schema = new DatabaseSchema(this, 'Schema', settings);
  }
}
