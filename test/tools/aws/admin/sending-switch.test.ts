import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { createSendingSwitch } from '../../../../tools/aws/admin/sending-switch.ts';

test('the switch is read and turned in the parameter that is there, which is never made', async () => {
  const ssm = mockClient(SSMClient);
  ssm.on(GetParameterCommand, { Name: 'switch' }).resolves({ Parameter: { Value: 'off' } });
  ssm.on(PutParameterCommand).resolves({});
  const sendingSwitch = createSendingSwitch('switch', new SSMClient({ region: 'eu-central-1' }));
  expect(await sendingSwitch.read()).toBe('off');
  await sendingSwitch.turn('on');
  // Without a type SSM refuses to make a parameter that isn't there.
  expect(ssm.commandCalls(PutParameterCommand).map(({ args }) => args[0].input)).toEqual([
    { Name: 'switch', Value: 'on', Overwrite: true },
  ]);
});
