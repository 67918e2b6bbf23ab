import { define } from '../command.ts'

/** Commands of an MSPR (certification reference, 5.5). */
export const msprCommands = define(
  ['mspr'],
  {
    IssueMsprBrief: 'MsprBriefIssued',
    FormMsprTeam: 'MsprTeamFormed',
    RecordMsprAbsence: 'MsprMemberAbsent',
    RecordMsprPreparation: 'MsprPreparationRecorded',
    SubmitIndividualWork: 'IndividualWorkSubmitted',
    ConstituteMsprJury: 'MsprJuryConstituted',
    RecordMsprDefence: 'MsprDefenceHeld',
    InterruptMsprDefence: 'MsprDefenceInterrupted',
    AssessBloc: 'BlocAssessed',
    SealMsprResults: 'MsprResultsSealed',
    CancelMspr: 'MsprCancelled',
  },
  { IssueMsprBrief: { opens: true } },
)
