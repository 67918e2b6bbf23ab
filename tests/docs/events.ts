import {
  commandBodies,
  commands,
  commandsOfEvent,
  commandTypes,
  eventSchemas,
  eventTexts,
  kinds,
  rightOf,
  schemaVersionOf,
} from '@minutier/domain'
import { z } from 'zod'

/** docs/reference/events.md: every event and every command of the language. */
export function eventsPage(): string {
  const corrections = ['FactRectified', 'FactAnnulled', 'EffectRefused']
  return [
    '# Events and commands',
    '',
    'Generated from the catalogue by `pnpm reference`; a test compares. `?` marks an optional field, `[]` a list. What surrounds the fields is the envelope: id, stream, revision, times, actor, role, command, rulebook, causes and reads.',
    '',
    ...kinds.flatMap((kind) => [
      `## \`${kind}-…\``,
      '',
      '| event | version | recorded by | fields |',
      '|---|---|---|---|',
      ...Object.keys(eventSchemas[kind])
        .filter((type) => kind === 'candidacy' || !corrections.includes(type))
        .map(
          (type) =>
            `| ${type} | ${schemaVersionOf(type)} | ${(commandsOfEvent.get(type) ?? ['a process']).join(', ')} | ${fields(eventSchemas[kind][type])} |`,
        ),
      '',
    ]),
    'FactRectified, FactAnnulled and EffectRefused may stand in any stream but `register` and `work`.',
    '',
    '## Commands',
    '',
    '| command | records | roles | takes |',
    '|---|---|---|---|',
    ...commandTypes.map((type) => {
      const { event, later, opens } = commands[type]
      const { roles, ownCentre } = rightOf(type)
      const who = roles.map((role) => (role === 'registrar' && ownCentre ? 'registrar (own centre)' : role)).join(', ')
      return `| ${type}${opens ? ' (opens a stream)' : ''}${later ? ' (no route yet)' : ''} | ${event} | ${who} | ${fields(commandBodies[type])} |`
    }),
    '',
  ].join('\n')
}

function fields(schema: z.ZodObject | undefined): string {
  return Object.entries(schema?.shape ?? {})
    .map(([name, member]) => `${name}${member instanceof z.ZodArray ? '[]' : ''}${member instanceof z.ZodOptional ? '?' : ''}`)
    .join(', ')
}

/** Events that nothing tells in words. */
export function untold(): string[] {
  return kinds.flatMap((kind) => Object.keys(eventSchemas[kind])).filter((type) => !eventTexts[type])
}
