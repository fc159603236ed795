import { Evaluation } from './expressions.ts'
import { isMap } from '../cel/value.ts'
import { kyvernoRule } from './kyverno-rule.ts'
import { matchResources } from './match-resources.ts'
import { nameOf, namespaceOf } from './context.ts'
import { toJson } from '../cel/json.ts'
import type { AnyObject, Request } from './request.ts'
import type { MutatingSpec } from './mutating-policy.ts'
import type { RuleParts } from './kyverno-rule.ts'
import type { TargetRule } from './policy.ts'

/** How a policy with `mutateExisting` finds its targets: by an expression, by constraints, or by those of its trigger. */
export function targetRule(spec: MutatingSpec, parts: RuleParts): TargetRule {
  const { expression, ...constraints } = spec.targetMatchConstraints ?? {}
  const { expressions, globals, variables } = parts
  const path = 'spec.targetMatchConstraints.expression'
  const located = expression ? expressions.compile(expression, path, ['map']) : undefined
  const conditions = expressions.conditions(spec.targetMatchConditions ?? [], 'spec.targetMatchConditions')
  const own = (constraints.resourceRules ?? []).length > 0
  const matches = matchResources(own ? constraints : (spec.matchConstraints ?? {}), { anyOperation: true })
  return {
    matches(target, trigger, context) {
      if (located === undefined) return matches(target, undefined)
      const found = toJson(new Evaluation(globals(trigger, context), variables).run(located))
      return isMap(found) && itemsOf(found as AnyObject).some(item => sameObject(item, target))
    },
    judge(target, trigger, context) {
      const rule = kyvernoRule({
        ...parts,
        conditions,
        globals: (request, around) => ({ ...globals(request, around), request: trigger.celRequest }),
      })
      return rule.judge(target, context)
    },
  }
}

/** A list's items, or the one object itself. */
function itemsOf(found: AnyObject): readonly AnyObject[] {
  return Array.isArray(found.items) ? found.items : [found]
}

function sameObject(item: AnyObject, { name, namespace }: Request): boolean {
  return nameOf(item) === name && namespaceOf(item) === namespace
}
