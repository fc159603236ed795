import type { Finding, Severity } from '../finding/finding.ts'
import { objectTitle } from '../manifest/object-key.ts'
import type { RenderedFile } from '../render/rendered-file.ts'
import type { CheckContext } from './context.ts'
import type { Problem, Rule } from './rule.ts'

interface ObjectRule extends Omit<Rule, 'run'> {
  /** Kinds it looks at, each as `group/Kind`. @default every kind */
  readonly kinds?: readonly string[]
  readonly look: (file: RenderedFile, context: CheckContext) => Iterable<Problem>
}

/** A rule that looks at one object at a time. */
export function objectRule({ kinds, look, ...rule }: ObjectRule): Rule {
  return {
    ...rule,
    run: context =>
      (kinds ? context.ofKind(...kinds) : context.files).flatMap(file =>
        [...look(file, context)].map(problem => objectFinding(file, rule, problem)),
      ),
  }
}

/** A finding about the object of one file. */
export function objectFinding(
  file: RenderedFile,
  { id, severity }: { readonly id: string; readonly severity: Severity },
  problem: Problem,
): Finding {
  const { cluster, path, source, manifest } = file
  return {
    rule: id,
    severity,
    object: `${cluster}: ${objectTitle(manifest)}`,
    path: `dist/${path}`,
    source,
    ...problem,
  }
}
