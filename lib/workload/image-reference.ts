const digest = /^sha256:[0-9a-f]{64}$/
const tag = /^\w[\w.-]{0,127}$/
/** A tag that names one release, one day's build or one commit, and so never moves. */
const exactTag = /^v?\d+\.\d+\.\d+([-+.]\S*)?$|^20\d{2}-?\d{2}-?\d{2}\S*$|^(sha-)?(?=\D*\d)[0-9a-f]{7,40}$/

/** A repository and a version as one image reference; undefined where the version may name another image tomorrow. */
export function imageReference(repository: string, version: string): string | undefined {
  if (digest.test(version)) return `${repository}@${version}`
  const [name = '', hash] = version.split(/@(.*)/s)
  const pinned = hash === undefined ? exactTag.test(name) : digest.test(hash)
  return pinned && tag.test(name) ? `${repository}:${version}` : undefined
}
