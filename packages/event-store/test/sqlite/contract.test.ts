import t from 'tap'
import { eventStoreContract } from '../../src/contract/index.ts'
import { sqliteFactory } from './subject.ts'

eventStoreContract(t, sqliteFactory)
