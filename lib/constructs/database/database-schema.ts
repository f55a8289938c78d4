import { CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { AppFunction } from '../functions/app-function.ts';
import { DeadLetters } from '../functions/dead-letters.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';

/**
 * Makes the collections and indexes of the database at each deployment that changes the function or what it is told: another
 * database, or how long things are kept. CloudFormation calls the function itself: the framework that CDK has for this would
 * add two functions, and rights on whatever they name.
 */
export class DatabaseSchema extends Construct {
  readonly handler: AppFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, settings: FunctionSettings) {
    super(scope, id);
    this.handler = new AppFunction(this, 'Function', {
      folder: 'database-schema',
      description: 'Makes the collections and indexes of the database, only ever adding',
      settings,
      databaseRole: 'schema',
      // An index that takes longer goes on in the database; the step then says what is left.
      timeout: Duration.minutes(10),
    });
    // CloudFormation calls it as an event, which Lambda repeats: the step only adds, so that twice is as good as once.
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.minutes(10),
      onFailure: new SqsDestination(this.deadLetters),
    });
    new CustomResource(this, 'Step', {
      resourceType: 'Custom::DatabaseSchema',
      serviceToken: this.handler.functionArn,
      serviceTimeout: Duration.minutes(15),
      properties: stateOf(this.handler),
    });
    new CfnOutput(Stack.of(this), 'SchemaDeadLettersUrl', { value: this.deadLetters.queueUrl });
    new CfnOutput(Stack.of(this), 'SchemaFunctionName', { value: this.handler.functionName });
  }
}

/**
 * What the step is taken again for, after the function was updated: the name of the uploaded bundle, which is its hash, and
 * the function's variables. They are one text, since CloudFormation promises no order within an object.
 */
function stateOf(handler: AppFunction): { readonly code: string | undefined; readonly environment: string } {
  const resource = handler.node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error(`${handler.node.path} has no function resource`);
  return {
    code: 's3Key' in resource.code ? resource.code.s3Key : undefined,
    environment: Stack.of(handler).toJsonString(resource.environment),
  };
}
