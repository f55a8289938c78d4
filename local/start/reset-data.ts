import type { DataFolder } from './data-folder.ts';
import { resetDockerServices } from './docker-services.ts';
import type { ServicesPlan } from './services-plan.ts';

/** Removes what earlier runs have stored on this machine; servers that were named by address keep theirs. */
export async function resetData(data: DataFolder, plan: ServicesPlan): Promise<void> {
  const origins = [plan.mongodb.origin, plan.kafka.origin];
  if (origins.includes('given'))
    console.log('--reset leaves the servers named by MONGODB_URI and KAFKA_BROKERS as they are');
  if (origins.includes('docker')) await resetDockerServices(data.path);
  await data.clear();
}
