#!/usr/bin/env node
// Plain JavaScript, so that Node need not load what strips types: the compiled modules are kept from one start to the next, which
// halves the time of a start and spares some 20 MB. Where the folder can't be written, Node goes on without.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/minutier', import.meta.url)))
await import('../src/main.ts')
