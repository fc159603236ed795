import { addObject } from './add-object.ts'
import type { Need } from './need.ts'
import { tcp } from './network.ts'
import type { Unit } from '../unit/unit.ts'

export interface BucketOptions {
  /** End of the bucket's name; an app may have several. @default 'bucket' */
  readonly name?: string
  /** The most it may hold, in GiB. */
  readonly maxGi: number
}

export type DefineBucket = (options: BucketOptions) => Need

/** What the platform decides about every bucket. */
export interface BucketPlatform {
  /** Units that provide ObjectBucketClaim. */
  readonly after: readonly Unit[]
  /** Decides which store makes the bucket, and that it outlives its claim. */
  readonly storageClass: string
  /** Where the store answers. */
  readonly port: number
}

/**
 * The `bucket` of a platform: object storage with a key of the app's own, as `BUCKET_NAME`, `BUCKET_HOST`, `BUCKET_PORT`,
 * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 * @see https://rook.io/docs/rook/latest/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim/
 */
export function bucketsOn({ after, storageClass, port }: BucketPlatform): DefineBucket {
  return ({ name: suffix = 'bucket', maxGi }) => ({
    after,
    provide(scope, owner) {
      const name = `${owner}-${suffix}`
      addObject(scope, {
        apiVersion: 'objectbucket.io/v1alpha1',
        kind: 'ObjectBucketClaim',
        metadata: { name },
        spec: { bucketName: name, storageClassName: storageClass, additionalConfig: { maxSize: `${maxGi}Gi` } },
      })
      // The claim's controller makes a ConfigMap and a Secret of the claim's name.
      const place = (key: string) => ({ name: key, valueFrom: { configMapKeyRef: { name, key } } })
      const access = (key: string) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })
      return {
        environment: [
          ...['BUCKET_NAME', 'BUCKET_HOST', 'BUCKET_PORT'].map(place),
          ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(access),
        ],
        egress: [{ ports: [tcp(port)] }],
      }
    },
  })
}
