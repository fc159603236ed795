import { certificates } from './x509.ts'
import { conversions } from './conversions.ts'
import { encoders } from './encoders.ts'
import { formats } from './formats.ts'
import { images } from './image.ts'
import { lists } from './lists.ts'
import { maths } from './maths.ts'
import { networks } from './ip.ts'
import { optionals } from './optionals.ts'
import { quantities } from './quantity.ts'
import { regexes } from './regex.ts'
import { semvers } from './semver.ts'
import { strings } from './strings.ts'
import { times } from './times.ts'
import { urls } from './url.ts'
import type { Definition } from '../function-table.ts'

/** What expressions may call anywhere: CEL's own functions, Kubernetes' libraries, and what Kyverno computes from its arguments alone. */
export const standard: readonly Definition[] = [
  ...conversions,
  ...strings,
  ...lists,
  ...optionals,
  ...regexes,
  ...times,
  ...maths,
  ...encoders,
  ...quantities,
  ...semvers,
  ...urls,
  ...networks,
  ...formats,
  ...images,
  ...certificates,
]
