import { alix, attempting, commitmentOf, having, receivedVae } from '@minutier/testing'

/** Answers to a feasibility file, on the day that they bear. */

export const granting = (decidedOn: string) => attempting('GrantAdmissibility', decidedOn, { decidedOn })
export const refusing = (decidedOn: string, reason = 'experienceUnrelated') =>
  attempting('RefuseAdmissibility', decidedOn, { decidedOn, reason })
export const declaringIncomplete = (decidedOn: string) =>
  attempting('DeclareFeasibilityFileIncomplete', decidedOn, { decidedOn, reason: 'pieceMissing' })
export const incomplete = (decidedOn: string) =>
  having('DeclareFeasibilityFileIncomplete', decidedOn, { decidedOn, reason: 'pieceMissing' })
export const completed = (receivedOn: string) =>
  having('CompleteFeasibilityFile', receivedOn, { receivedOn, fileCommitment: commitmentOf('the rest') })
export const deeming = (today: string) => attempting('DeemAdmissibilityGranted', today)
export const received = (receivedOn: string) => receivedVae(alix, { receivedOn })
