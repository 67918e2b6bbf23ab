import { openRenderer } from '../../../src/render/renderer.ts'
import { statistics } from './statistics.ts'

// Neither closed nor idle for long: the thread must keep no process alive.
for await (const bytes of openRenderer().pdf(statistics)) process.stdout.write(String(bytes.byteLength > 0))
