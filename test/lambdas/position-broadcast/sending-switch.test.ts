import { expect, test } from 'vitest';
import { createSendingSwitch } from '../../../lambdas/position-broadcast/sending-switch.ts';

/** The switch, what it is read as, and what was logged. */
function setUp() {
  const state = { text: 'on' as string | null | Error, warnings: [] as string[] };
  const isOn = createSendingSwitch({
    read: () => (state.text instanceof Error ? Promise.reject(state.text) : Promise.resolve(state.text)),
    logger: { warn: (message) => state.warnings.push(message) },
  });
  const isOnWith = (text: string | null | Error) => {
    state.text = text;
    return isOn();
  };
  return { state, isOnWith };
}

test('sending is on where the switch says so or is not there', async () => {
  const { state, isOnWith } = setUp();
  expect([await isOnWith(null), await isOnWith('on')]).toEqual([true, true]);
  expect(state.warnings).toEqual([]);
});

test('each change is logged once, in any case and with spaces around', async () => {
  const { state, isOnWith } = setUp();
  expect([await isOnWith(' OFF\n'), await isOnWith('off'), await isOnWith('On')]).toEqual([false, false, true]);
  expect(state.warnings).toEqual(['sending is off: viewers get nothing until the switch is on', 'sending is on again']);
});

test('at first it is on while it can not be read', async () => {
  const { state, isOnWith } = setUp();
  const away = new Error('throttled');
  expect([await isOnWith(away), await isOnWith(away)]).toEqual([true, true]);
  expect(state.warnings).toEqual(['the sending switch could not be read']);
});

test('it stays off while it can not be read or holds neither on nor off', async () => {
  const { state, isOnWith } = setUp();
  await isOnWith('off');
  expect([await isOnWith(new Error('throttled')), await isOnWith('yes'), await isOnWith('yes')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(state.warnings.slice(1)).toEqual([
    'the sending switch could not be read',
    'the sending switch must be on or off',
  ]);
});
