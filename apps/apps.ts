import { api } from './shop/api/api.ts'
import { frontend } from './shop/frontend/frontend.ts'
import { handbook } from './shop/handbook/handbook.ts'
import { kafka } from './shop/kafka/kafka.ts'
import { salesReport } from './shop/sales-report/sales-report.ts'
import { worker } from './shop/worker/worker.ts'

/** Every app. */
export const apps = [frontend, api, worker, kafka, salesReport, handbook]
