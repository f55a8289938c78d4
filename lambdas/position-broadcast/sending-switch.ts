export interface SendingSwitchOptions {
  /** Port: the switch's text, `on` or `off`; null where there is none. */
  readonly read: () => Promise<string | null>;
  readonly logger: { warn(message: string, fields: Readonly<Record<string, unknown>>): void };
}

/**
 * Whether viewers are sent anything. An operator, or who answers the budget's alarm, turns it off at once, without a
 * deployment. On until `off` is read; a switch that can't be read or holds anything else stays as it is. Each change and
 * each new trouble is logged once.
 * @returns never rejects: a switch that is away must not stop the live map
 */
export function createSendingSwitch({ read, logger }: SendingSwitchOptions): () => Promise<boolean> {
  let isOn = true;
  let trouble: string | null = null;

  const settle = (text: string): void => {
    trouble = null;
    if (isOn === (text === 'on')) return;
    isOn = !isOn;
    logger.warn(isOn ? 'sending is on again' : 'sending is off: viewers get nothing until the switch is on', {});
  };
  const stay = (reason: string, fields: Readonly<Record<string, unknown>>): void => {
    if (trouble !== reason) logger.warn(reason, { ...fields, isOn });
    trouble = reason;
  };

  return async () => {
    try {
      const text = (await read())?.trim().toLowerCase() ?? 'on';
      if (text === 'on' || text === 'off') settle(text);
      else stay('the sending switch must be on or off', { text: text.slice(0, 20) });
    } catch (error) {
      stay('the sending switch could not be read', { error });
    }
    return isOn;
  };
}
