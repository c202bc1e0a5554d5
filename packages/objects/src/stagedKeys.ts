import { safeFilename } from './safeFilename.ts'

/** Prefix of everything that is staged. */
export const stagedPrefix = 'raw-uploads/'

/** Where an uploaded file is stored. Unique, because the dataset's id is. */
export function uploadKey(datasetId: number, filename: string): string {
  return `${stagedPrefix}${datasetId}/${safeFilename(filename)}`
}

/** Where a member of a zip is staged: the same place however often the zip is expanded. */
export function memberKey(zipDatasetId: number, memberNumber: number, filename: string): string {
  return `${stagedPrefix}${zipDatasetId}/members/${String(memberNumber).padStart(5, '0')}-${safeFilename(filename)}`
}

/** Prefix of the ends of unfinished uploads that are too short to be a part. */
export const remainderPrefix = 'unfinished-uploads/'

/** Where the end of an unfinished upload is kept: each request that has one keeps it under an id of its own. */
export function remainderKey(uploadId: string, requestId: string): string {
  return `${remainderPrefix}${uploadId}/${requestId}`
}

/** The dataset that a staged object belongs to, if the key is one of ours. */
export function datasetOfKey(key: string): number | undefined {
  const match = /^raw-uploads\/(\d{1,10})\//.exec(key)
  return match?.[1] === undefined ? undefined : Number(match[1])
}
