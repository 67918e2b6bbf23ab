import { test } from 'tap'
import { bloc, brief, otherRulebook, problemsOf, refusedFor, rule, without } from './refusals.ts'

refusedFor('a version of another certification', (rulebook) => (rulebook.version = 'RNCP1@1'), 'foreignVersion version')
refusedFor('a SIRET whose check digit is wrong', (rulebook) => (rulebook.certifierSiret = '39350481600232'), 'badSiret certifierSiret')

refusedFor('a bloc twice', (rulebook) => Object.assign(rulebook.blocs[1] ?? {}, { code: bloc(1) }), 'repeated blocs[1].code')
refusedFor(
  'an activity twice',
  (rulebook) => Object.assign(rulebook.blocs[0] ?? {}, { activity: 'A2', competences: [{ code: 'A2C10', title: 'x' }] }),
  'repeated blocs[1].activity',
)
refusedFor(
  'a bloc of another certification',
  (rulebook) => Object.assign(rulebook.blocs[0] ?? {}, { code: 'RNCP1BC01' }),
  'foreignBloc blocs[0].code',
)
refusedFor(
  'a competence twice',
  (rulebook) => rulebook.blocs[0]?.competences.push({ code: 'A1C1', title: 'x' }),
  'repeated blocs[0].competences[7].code',
)
refusedFor(
  "a competence of another bloc's activity",
  (rulebook) => rulebook.blocs[0]?.competences.push({ code: 'A2C10', title: 'x' }),
  'foreignCompetence blocs[0].competences[7].code',
)
refusedFor(
  'an equivalence to a bloc that is not here',
  (rulebook) => rulebook.equivalences.push({ sourceBloc: 'RNCP1BC01', bloc: 'RNCP1BC02' }),
  'foreignBloc equivalences[1].bloc',
)
refusedFor(
  'an equivalence from a bloc of its own',
  (rulebook) => rulebook.equivalences.push({ sourceBloc: bloc(1), bloc: bloc(2) }),
  'ownSource equivalences[1].sourceBloc',
)
refusedFor(
  'an equivalence twice',
  (rulebook) => rulebook.equivalences.push({ sourceBloc: 'RNCP35584BC02', bloc: bloc(4) }),
  'repeated equivalences[1]',
)

test('refused: an order of blocs that goes round, or names a bloc of another certification', (t) => {
  const [first, third] = ['RNCP99999BC01', 'RNCP99999BC05']
  t.strictSame(brief(problemsOf((rulebook) => rulebook.conditions.blocOrder.push({ first: third, second: first }), otherRulebook)), [
    'circularOrder conditions.blocOrder',
  ])
  t.strictSame(brief(problemsOf((rulebook) => rulebook.conditions.blocOrder.push({ first, second: bloc(1) }), otherRulebook)), [
    'foreignBloc conditions.blocOrder[2].second',
  ])
  t.strictSame(
    brief(problemsOf((rulebook) => rulebook.conditions.blocPrerequisites.push({ bloc: bloc(1), evidence: ['x'] }), otherRulebook)),
    ['foreignBloc conditions.blocPrerequisites[0].bloc'],
  )
  t.end()
})

refusedFor('seats that do not add up to the size', (rulebook) => (rulebook.jury.size = 4), 'seatsDoNotAddUp jury.size')
refusedFor(
  'a seat told twice',
  (rulebook) => {
    const [internal] = rulebook.jury.seats
    if (internal) rulebook.jury.seats.push({ ...internal, count: 0 })
  },
  'repeated jury.seats[2].seat',
)
refusedFor('a route told twice', (rulebook) => rulebook.jury.routes.push('FI'), 'repeated jury.routes[5]')
refusedFor(
  "a partner's quality that the seat does not accept",
  (rulebook) => rulebook.jury.seats[0]?.partnerQualities.push('driver'),
  'unknownQuality jury.seats[0].partnerQualities[2]',
)
refusedFor(
  "a partner's qualities where its director is not internal",
  (rulebook) => (rulebook.jury.partnerDirectorIsInternal = false),
  'partnerSeatClosed jury.seats[0].partnerQualities',
)

refusedFor(
  'an unknown type of accommodation',
  (rulebook) => rulebook.accommodation.types.push('music'),
  'unknownAccommodation accommodation.types[6]',
)
refusedFor(
  'an unknown part of an épreuve',
  (rulebook) => rulebook.accommodation.parts.final.push('teamwork'),
  'unknownPart accommodation.parts.final[2]',
)
refusedFor('an exemption in a VAE', (rulebook) => rulebook.accommodation.parts.vae.push('oral'), 'unknownPart accommodation.parts.vae[0]')
refusedFor(
  'a ground twice',
  (rulebook) => Object.assign(rulebook.prerequisites.grounds[1] ?? {}, { ground: 'P1' }),
  'repeated prerequisites.grounds[1].ground',
  'ruleWithoutObject prerequisites.grounds P2',
)

refusedFor('a rule twice', (rulebook) => rulebook.rules.push(rule(rulebook, 'E1')), 'repeated rules[41].id')
refusedFor('a general invariant', (rulebook) => rulebook.rules.push({ ...rule(rulebook, 'E1'), id: 'G1' }), 'generalRule rules[41].id G1')
refusedFor(
  'a guard that is no command',
  (rulebook) => rule(rulebook, 'E1').guards.push('DoSomething'),
  'unknownGuard rules[40].guards[1] E1',
)
refusedFor('R without the proposal of a rulebook', (rulebook) => rule(rulebook, 'E1').for.push('R'), 'proposalMismatch rules[40].for E1')
refusedFor(
  'a motive rule that nothing waives',
  (rulebook) => Reflect.deleteProperty(rule(rulebook, 'V6'), 'waivers'),
  'waiversMismatch rules[28].waivers V6',
)
refusedFor('a hard rule with waivers', (rulebook) => (rule(rulebook, 'F1').waivers = ['technical']), 'waiversMismatch rules[12].waivers F1')
refusedFor(
  'a waiver that has no text',
  (rulebook) => rule(rulebook, 'V6').waivers?.push('badMood'),
  'unknownReason rules[28].waivers[5] V6',
)

refusedFor(
  'no final épreuve, and its rules',
  (rulebook) => (rulebook.finalEpreuve = null),
  'ruleWithoutObject finalEpreuve C2',
  'ruleWithoutObject finalEpreuve F1',
  'ruleWithoutObject finalEpreuve F2',
  'ruleWithoutObject finalEpreuve F3',
)
refusedFor(
  'a final épreuve without its rules',
  (rulebook) => without(rulebook, 'C2', 'F1', 'F2', 'F3'),
  'missingRule finalEpreuve C2',
  'missingRule finalEpreuve F1',
  'missingRule finalEpreuve F2',
  'missingRule finalEpreuve F3',
)
refusedFor(
  'an MSPR without its rules',
  (rulebook) => without(rulebook, 'J5', 'M1', 'M4'),
  'missingRule mspr J5',
  'missingRule mspr M1',
  'missingRule mspr M4',
)
refusedFor(
  'grounds without P1 to P3',
  (rulebook) => without(rulebook, 'P1', 'P2', 'P3'),
  'missingRule prerequisites.grounds P1',
  'missingRule prerequisites.grounds P2',
  'missingRule prerequisites.commission P3',
)
refusedFor(
  'P4 with no step of selection',
  (rulebook) => {
    Object.assign(rulebook.prerequisites, { pieces: [], positioningTest: false, selectionInterview: false })
  },
  'ruleWithoutObject prerequisites P4',
)
refusedFor('E1 without an equivalence', (rulebook) => (rulebook.equivalences = []), 'ruleWithoutObject equivalences E1')
refusedFor(
  'a rule of law left out',
  (rulebook) => without(rulebook, 'W3', 'V4', 'J6'),
  'missingRule vae J6',
  'missingRule vae V4',
  'missingRule registration W3',
)

refusedFor(
  'reasons of an event that carries none',
  (rulebook) => (rulebook.reasons['DossierSubmitted'] = ['fraud']),
  'unknownReasonEvent reasons.DossierSubmitted',
)
refusedFor(
  'an event left without reasons',
  (rulebook) => Reflect.deleteProperty(rulebook.reasons, 'DossierReturned'),
  'missingReasons reasons',
)
refusedFor(
  'a reason without a text',
  (rulebook) => rulebook.reasons['DossierReturned']?.push('badMood'),
  'unknownReason reasons.DossierReturned[6]',
)
refusedFor('a reason twice', (rulebook) => rulebook.reasons['DossierReturned']?.push('unreadable'), 'repeated reasons.DossierReturned[6]')
refusedFor(
  'a reason that a rule writes, left out',
  (rulebook) => (rulebook.reasons['AdmissibilityRefused'] = ['registrationExpired']),
  'requiredReason reasons.AdmissibilityRefused',
)
refusedFor(
  "a reason of the jury's decision that its effect would refuse",
  (rulebook) => rulebook.reasons['VaeRefused']?.shift(),
  'carriedReason reasons.VaeRefused',
)
