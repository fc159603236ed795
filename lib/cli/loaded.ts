import { FindingsError } from '../finding/findings-error.ts'
import { importFinding } from './import-finding.ts'
import type { LoadProject, Project } from './project.ts'

/** The project, or a finding where one of its modules cannot be loaded. */
export async function loaded(load: LoadProject): Promise<Project> {
  try {
    return await load()
  } catch (error) {
    throw error instanceof FindingsError ? error : new FindingsError([importFinding(error)])
  }
}
