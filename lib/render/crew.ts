import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Finding } from '../finding/finding.ts'
import type { Report, ShareReport, Step, ThreadData } from './thread-protocol.ts'

/** Threads that render beside the main one. */
export interface Crew {
  /** What each of them made of its share. */
  readonly shares: () => Promise<readonly ShareReport[]>
  /** Has all of them take a step; resolves once the last one is done. */
  readonly step: (step: Step) => Promise<readonly Finding[]>
  readonly end: () => void
}

export function startCrew(size: number, workerData: ThreadData): Crew {
  const threads = Array.from(
    { length: size },
    () => new Worker(new URL('./thread.ts', import.meta.url), { workerData }),
  )
  const first = threads.map(nextReport)
  for (const report of first) report.catch(() => undefined) // awaited later; until then a failure is no unhandled one
  return {
    shares: async () => (await Promise.all(first)).flatMap(report => ('share' in report ? [report.share] : [])),
    step: async step => {
      const reports = threads.map(nextReport)
      for (const thread of threads) thread.postMessage(step)
      return (await Promise.all(reports)).flatMap(report => ('findings' in report ? report.findings : []))
    },
    end: () => {
      for (const thread of threads) void thread.terminate()
    },
  }
}

async function nextReport(thread: Worker): Promise<Report> {
  const [report] = (await once(thread, 'message')) as [Report]
  return report
}
