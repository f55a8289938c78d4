import { quotaLimits } from '#adapters/lufthansa/quota/quota-limits.ts';
import { createMemoryQuota, createMemoryTokens } from '../../../../fakes/lufthansa-access.ts';
import { describeQuotaStore } from '../../../../ports/lufthansa-quota-port.ts';
import { describeTokenStore } from '../../../../ports/lufthansa-token-port.ts';

describeQuotaStore('quota in memory', async (settings) =>
  createMemoryQuota(() => 1_700_000_000_000, quotaLimits(settings)),
);
describeTokenStore('token in memory', async () => createMemoryTokens(() => 1_700_000_000_000));
