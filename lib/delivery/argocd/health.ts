import { healthRules, type ConditionSignal, type HealthRule, type PhaseSignal } from '../health.ts'

/**
 * Entries of argocd-cm that tell Argo CD the health of kinds it does not know, as Lua. That of Application makes one
 * sync wave of a root wait for the one before.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export function argocdHealthCustomizations(): Record<`resource.customizations.health.${string}`, string> {
  const rules = healthRules.filter(({ engines }) => engines.includes('argocd'))
  return {
    'resource.customizations.health.argoproj.io_Application': applicationHealth,
    ...Object.fromEntries(
      rules.map(rule => [`resource.customizations.health.${rule.group}_${rule.kind}`, healthScript(rule)]),
    ),
  }
}

/**
 * An Application is not healthy before its first sync, nor during one. Where retries do not help it is degraded, so that
 * the sync of the root ends, and starts again with the newest commit, instead of waiting for ever.
 */
const applicationHealth = `local hs = { status = "Progressing", message = "waiting for the first sync" }
local status = obj.status or {}
local operation = status.operationState
if operation == nil and (status.sync == nil or status.sync.status ~= "Synced") then
  return hs
end
if operation ~= nil and (operation.phase == "Running" or operation.phase == "Terminating") then
  if (operation.retryCount or 0) > 3 then hs.status = "Degraded" end
  hs.message = operation.message or "syncing"
  return hs
end
if operation ~= nil and (operation.phase == "Failed" or operation.phase == "Error") then
  return { status = "Degraded", message = operation.message or "the last sync failed" }
end
if status.health ~= nil and status.health.status ~= nil then
  hs.status = status.health.status
  hs.message = status.health.message or ""
end
return hs
`

function healthScript({ signal }: HealthRule): string {
  return 'phase' in signal ? phaseScript(signal) : conditionScript(signal)
}

function phaseScript({ phase, healthy, failed }: PhaseSignal): string {
  return `local at = obj
for _, key in ipairs(${lua(phase)}) do at = (at or {})[key] end
for _, phase in ipairs(${lua(healthy)}) do
  if at == phase then return { status = "Healthy", message = at } end
end
for _, phase in ipairs(${lua(failed)}) do
  if at == phase then return { status = "Degraded", message = at } end
end
return { status = "Progressing", message = at or "no status yet" }
`
}

function conditionScript({ each, conditions, types, any = false, failed = [] }: ConditionSignal): string {
  return `local function at(from, path)
  for _, key in ipairs(path) do from = (from or {})[key] end
  return from or {}
end
-- a condition that speaks of an older generation says nothing
local function find(list, type, status)
  for _, c in ipairs(list) do
    local old = c.observedGeneration ~= nil and c.observedGeneration ~= obj.metadata.generation
    if c.type == type and c.status == status and not old then return c end
  end
end
local healthy, seen = true, false
for _, entry in ipairs(${each ? `at(obj, ${lua(each)})` : '{ obj }'}) do
  local list = at(entry, ${lua(conditions)})
  seen = true
  for _, type in ipairs(${lua(failed)}) do
    local c = find(list, type, "False")
    if c then return { status = "Degraded", message = c.message or c.reason or type } end
  end
${types.length === 0 ? everyCondition : namedConditions(types, any)}end
if seen and healthy then return { status = "Healthy", message = "" } end
return { status = "Progressing", message = "waiting for ${types.length === 0 ? 'every condition' : types.join(any ? ' or ' : ' and ')}" }
`
}

const everyCondition = `  if #list == 0 then healthy = false end
  for _, c in ipairs(list) do
    if c.status ~= "True" then healthy = false end
  end
`

function namedConditions(types: readonly string[], any: boolean): string {
  return `  local met = 0
  for _, type in ipairs(${lua(types)}) do
    if find(list, type, "True") then met = met + 1 end
  end
  if met < ${any ? 1 : types.length} then healthy = false end
`
}

function lua(values: readonly string[]): string {
  return `{ ${values.map(value => JSON.stringify(value)).join(', ')} }`
}
