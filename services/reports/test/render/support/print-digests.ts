import { digests } from './digests.ts'

process.stdout.write(JSON.stringify(await digests()))
