import { createFakeConnectionStore } from '../../../fakes/connection-store.ts';
import { describeConnectionStore } from '../../../ports/connection-store-port.ts';

describeConnectionStore('connection store in memory', async () => createFakeConnectionStore());
