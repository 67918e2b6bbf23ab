import { type Restored, restore } from '@minutier/ledger'
import type { CliCommand, Terminal } from '../command.ts'
import { bytesBar, documentsOf, textOf } from './backup.ts'

/** Makes the data folder of a backup, and verifies it before it is there. */
export const restoreCommand: CliCommand = {
  name: 'restore',
  usage: 'restore DIR [--keys DIR]',
  summary: 'Restores a backup into the data folder, which must be absent or empty, and verifies it first',
  options: { keys: { type: 'string', value: 'DIR', text: 'where the keys of that backup are (keys, in the backup)' } },
  words: { min: 1, max: 1 },
  examples: [
    'minutier restore /mnt/backups/2026-11-24 --data /srv/minutier --vault-key /etc/minutier/vault.key',
    'minutier restore /mnt/backups/2026-11-24 --keys /mnt/keys/2026-11-24 --data /srv/restored --json',
  ],
  async run({ positionals: [from = ''], flags, settings, json, terminal }) {
    const bar = bytesBar(terminal)
    try {
      const restored = await restore({
        from,
        keysFrom: textOf(flags['keys']),
        to: settings.data,
        keyFile: settings.vaultKey,
        tokenKey: settings.tokenKey === undefined,
        signal: terminal.signal,
        progress: bar.progress,
      })
      const { manifests, ...rest } = restored
      const { backupId, startedAt, kind, last } = manifests.ledger
      const answer = { ...rest, backupId, backedUpAt: startedAt, kind, last, documents: documentsOf(manifests) }
      terminal.out(json ? JSON.stringify(answer) : text(restored, settings.vaultKey, terminal))
    } finally {
      bar.stop()
    }
  },
}

function text(restored: Restored, vaultKey: string | undefined, { language }: Terminal): string {
  const { data, orphans, withoutFact } = restored
  return [
    `${data}  ${words.counted[language](restored)}`,
    ...(orphans > 0 ? [words.orphans[language](orphans)] : []),
    ...(withoutFact > 0 ? [words.withoutFact[language](withoutFact)] : []),
    `minutier start --data ${data}${vaultKey === undefined ? '' : ` --vault-key ${vaultKey}`}`,
  ].join('\n')
}

const words = {
  counted: {
    fr: ({ events, opened, manifests }: Restored) =>
      `${events} événements, ${opened} faits scellés, ${documentsOf(manifests)} documents, vérifiés, tels qu’au ${manifests.ledger.startedAt}`,
    en: ({ events, opened, manifests }: Restored) =>
      `${events} events, ${opened} sealed facts, ${documentsOf(manifests)} documents, verified, as of ${manifests.ledger.startedAt}`,
  },
  orphans: {
    fr: (count: number) => `${count} faits scellés dont l’événement n’était pas encore là`,
    en: (count: number) => `${count} sealed facts whose event was not there yet`,
  },
  withoutFact: {
    fr: (count: number) => `${count} engagements étaient sans fait scellé : effacé, rectifié, ou jamais scellé`,
    en: (count: number) => `${count} commitments were without a sealed fact: erased, rectified, or never sealed`,
  },
} as const
