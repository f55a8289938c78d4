import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** The switch that stops sending to viewers; position-broadcast looks at it every 5 s at most. */
export interface SendingSwitch {
  read(): Promise<string>;
  turn(to: 'on' | 'off'): Promise<void>;
}

/** @param name of the parameter, an output of the Live stack; all errors are the SDK's */
export function createSendingSwitch(name: string, client: SSMClient): SendingSwitch {
  return {
    async read() {
      const { Parameter: parameter } = await client.send(new GetParameterCommand({ Name: name }));
      return parameter?.Value ?? '';
    },
    async turn(to) {
      await client.send(new PutParameterCommand({ Name: name, Value: to, Overwrite: true }));
    },
  };
}
