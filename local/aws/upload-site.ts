import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { contentTypeOf } from '../http-gateway/content-types.ts';
import { emulatedClient } from './emulated-account.ts';

export interface UploadSiteOptions {
  /** Address of the emulator. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Folder of the built page. */
  readonly siteFolder: string;
}

const AT_ONCE = 8;

/**
 * Makes the bucket and puts every file of the page into it, which the site's stack does on AWS.
 * @returns how many files
 */
export async function uploadSite({ endpoint, bucket, siteFolder }: UploadSiteOptions): Promise<number> {
  const client = new S3Client({ ...emulatedClient(endpoint), forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const files = await filesIn(siteFolder);
    const waiting = [...files];
    const work = async (): Promise<void> => {
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        const object = {
          Key: relative(siteFolder, file),
          Body: await readFile(file),
          ContentType: contentTypeOf(file),
        };
        await client.send(new PutObjectCommand({ Bucket: bucket, ...object }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return files.length;
  } finally {
    client.destroy();
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
