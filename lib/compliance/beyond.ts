/** Where the proof is for what no manifest shows. */
export const people = 'about people and the organisation: show policies, contracts, minutes and training records'
export const process = 'about how people work: show the records of it'
export const identity = 'shown by the identity provider'
export const site = 'shown by the data centre or the cloud provider'
export const scanner = 'shown by the scanner'
