import type { z } from 'zod'
import { candidacyCommands } from './candidacy/commands.ts'
import { candidacyEvents } from './candidacy/events.ts'
import { certificationCommands } from './certification/commands.ts'
import { certificationEvents } from './certification/events.ts'
import { bodySchema, type CommandDefinition, inputSchema } from './command.ts'
import { correctionCommands } from './corrections/commands.ts'
import { correctionEvents } from './corrections/events.ts'
import { importCommands } from './import/commands.ts'
import { importEvents } from './import/events.ts'
import { aftermathCommands, juryCommands } from './jury/commands.ts'
import { juryEvents } from './jury/events.ts'
import type { Schemas } from './kernel/event.ts'
import { msprCommands } from './mspr/commands.ts'
import { msprEvents } from './mspr/events.ts'
import { partnerCommands } from './partner/commands.ts'
import { partnerEvents } from './partner/events.ts'
import { personCommands } from './person/commands.ts'
import { personEvents } from './person/events.ts'
import { registerCommands } from './register/commands.ts'
import { registerEvents } from './register/events.ts'
import type { Kind } from './streams.ts'
import { transmissionCommands } from './transmission/commands.ts'
import { transmissionEvents } from './transmission/events.ts'
import { workEvents } from './work/events.ts'

/** Every event of the language, by kind of stream. Corrections may stand in any stream but the register. */
export const eventSchemas: Readonly<Record<Kind, Schemas>> = {
  candidacy: { ...candidacyEvents, ...correctionEvents },
  jury: { ...juryEvents, ...correctionEvents },
  mspr: { ...msprEvents, ...correctionEvents },
  certification: { ...certificationEvents, ...correctionEvents },
  partner: { ...partnerEvents, ...correctionEvents },
  person: { ...personEvents, ...correctionEvents },
  register: registerEvents,
  work: workEvents,
  transmission: { ...transmissionEvents, ...correctionEvents },
  import: importEvents,
}

const definitions = {
  ...candidacyCommands,
  ...msprCommands,
  ...juryCommands,
  ...aftermathCommands,
  ...certificationCommands,
  ...partnerCommands,
  ...personCommands,
  ...registerCommands,
  ...transmissionCommands,
  ...importCommands,
  ...correctionCommands,
}

export type CommandType = keyof typeof definitions
export const commands: Readonly<Record<CommandType, CommandDefinition>> = definitions
export const commandTypes = Object.keys(definitions).filter((name): name is CommandType => name in definitions)

export function isCommandType(name: string): name is CommandType {
  return Object.hasOwn(definitions, name)
}

/** What a caller sends (payloads, no commitment), and what `decide` takes (commitments made), for each command. */
export const commandBodies = schemasOf(bodySchema)
export const commandInputs = schemasOf(inputSchema)

/** The commands that record each event; an event without one is written by a process. */
export const commandsOfEvent: ReadonlyMap<string, readonly CommandType[]> = new Map(
  Object.entries(Object.groupBy(commandTypes, (type) => definitions[type].event)).map(([event, types]) => [event, types ?? []]),
)

function schemasOf(build: (definition: CommandDefinition, schemas: Schemas) => z.ZodObject): Readonly<Record<CommandType, z.ZodObject>> {
  const built: Partial<Record<CommandType, z.ZodObject>> = {}
  for (const type of commandTypes) {
    const definition = commands[type]
    const [kind] = definition.kinds
    if (kind) built[type] = build(definition, eventSchemas[kind])
  }
  return built as Record<CommandType, z.ZodObject>
}
