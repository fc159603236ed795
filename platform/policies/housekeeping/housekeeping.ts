import { disarmDefaultAccounts } from './disarm-default-accounts.ts'
import { keepNamespaces } from './keep-namespaces.ts'
import { sweepDebugPods } from './sweep-debug-pods.ts'
import { sweepPreviews } from './sweep-previews.ts'

/** What is in no repository: left over, made by Kubernetes, or about to be lost. Nothing here generates: git does. */
export const housekeeping = [sweepDebugPods, sweepPreviews, disarmDefaultAccounts, keepNamespaces]
