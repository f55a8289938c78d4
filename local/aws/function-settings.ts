import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  type LambdaClient,
} from '@aws-sdk/client-lambda';

const UPDATE_TIMEOUT_S = 60;

/** Sets environment variables of a deployed function, whose others stay. Resolves once they hold for its next calls. */
export async function setFunctionVariables(
  client: LambdaClient,
  functionName: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const { Environment: present } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const environment = { Variables: { ...present?.Variables, ...variables } };
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: functionName, Environment: environment }));
  await waitUntilFunctionUpdatedV2(
    { client, maxWaitTime: UPDATE_TIMEOUT_S, minDelay: 1, maxDelay: 1 },
    { FunctionName: functionName },
  );
}
