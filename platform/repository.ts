/** This repository, as browsers find it. */
export const repository = 'https://github.com/acme/platform'

export const branch = 'main'
