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

function text({ data, events, opened, orphans, withoutFact, manifests }: Restored, keyFile: string | undefined, { language }: Terminal): string {
  const fr = language === 'fr'
  const documents = documentsOf(manifests)
  const start = `minutier start --data ${data}${keyFile === undefined ? '' : ` --vault-key ${keyFile}`}`
  const { startedAt } = manifests.ledger
  return [
    fr
      ? `${data} : ${events} événements, ${opened} faits scellés, ${documents} documents, vérifiés ; tels qu’au ${startedAt}`
      : `${data}: ${events} events, ${opened} sealed facts, ${documents} documents, verified; as of ${startedAt}`,
    ...(orphans > 0 ? [fr ? `${orphans} faits scellés dont l’événement n’était pas encore là` : `${orphans} sealed facts whose event was not there yet`] : []),
    ...(withoutFact > 0
      ? [
          fr
            ? `${withoutFact} engagements sans fait scellé au moment de la sauvegarde (effacé, rectifié, ou jamais scellé)`
            : `${withoutFact} commitments without a sealed fact when it was backed up (erased, rectified, or never sealed)`,
        ]
      : []),
    start,
  ].join('\n')
}
