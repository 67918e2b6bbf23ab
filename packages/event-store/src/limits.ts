/** The transparency log takes at most 65,535 bytes an entry; an event's canonical JSON, envelope included, may have 60 KiB. */
export const maxEventBytes = 61_440
export const maxEventsPerAppend = 100
/** Canonical JSON and transport metadata of an append's events together. EventStoreDB refuses an append of 1 MiB. */
export const maxAppendBytes = 786_432
/** Rows read at a time: a page is held in memory, and the event loop waits for it. */
export const pageSize = 1_000
export const maxNameLength = 255
/** Nesting of data; SQLite's json_valid refuses more than 1,000 levels, a cycle never ends. */
export const maxDepth = 100
export const appendDeadlineMs = 5_000
