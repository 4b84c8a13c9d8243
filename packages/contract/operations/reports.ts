import * as v from 'valibot'
import { PageQuery, page } from '../paging.ts'
import {
  Cosigner,
  CosignerEntry,
  CosignerRemoval,
  ReportLine,
  ReportRequest,
  ReportSignatures,
  ReportSigning,
} from '../reportRequests.ts'
import { Report } from '../reports.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}'
const word = { word: 'reports', idempotent: false } as const
const open = { ...word, method: 'GET', scope: 'public', asker: 'anyone', status: 200 } as const
const auditors = { ...word, scope: 'reports:read', asker: 'member' } as const
const inOffice = ['actor_is_not_a_member', 'actor_is_not_an_auditor'] as const
const attachment = {
  ...auditors,
  method: 'GET',
  status: 200,
  answer: v.string(),
  media: 'application/jsonl',
  faults: [...inOffice, 'proof_is_not_ready'],
} as const

export const reports = {
  readCheckpoint: operation({
    ...open,
    name: 'readCheckpoint',
    path: `${base}/checkpoints/latest`,
    summary: 'The newest signed head of the log, as a C2SP signed note',
    answer: v.string(),
    media: 'text/plain',
    faults: ['proof_is_not_ready'],
  }),
  listReports: operation({
    ...open,
    name: 'listReports',
    path: `${base}/reports`,
    summary: 'The reports there are, the newest first, and those that are being made',
    query: PageQuery,
    answer: page(ReportLine),
    faults: [],
  }),
  requestReport: operation({
    ...auditors,
    name: 'requestReport',
    method: 'POST',
    path: `${base}/reports`,
    summary: 'Have a signed report made of days that are over',
    body: ReportRequest,
    status: 202,
    answer: ReportLine,
    faults: [
      ...inOffice,
      'report_is_waiting',
      'report_period_is_not_over',
      'report_period_goes_back',
      'facts_are_stale',
      'outcome_unknown',
    ],
  }),
  readReport: operation({
    ...open,
    name: 'readReport',
    path: `${base}/reports/{no}`,
    summary: 'What a report says; signed, to who accepts application/jose',
    answer: Report,
    alternative: 'application/jose',
    faults: ['proof_is_not_ready'],
  }),
  readReportLog: operation({
    ...attachment,
    name: 'readReportLog',
    path: `${base}/reports/{no}/attachments/log.jsonl`,
    summary: 'The log up to a report, one line each: all it takes to replay the books',
  }),
  readReportBalances: operation({
    ...attachment,
    name: 'readReportBalances',
    path: `${base}/reports/{no}/attachments/balances.jsonl`,
    summary: 'Every balance at a report, in and out, told apart by commitments alone',
  }),
  readReportSignatures: operation({
    ...open,
    name: 'readReportSignatures',
    path: `${base}/reports/{no}/signatures`,
    summary: 'Which stewards signed a report, and how many signatures it wants',
    answer: ReportSignatures,
    faults: ['proof_is_not_ready'],
  }),
  signReport: operation({
    ...auditors,
    name: 'signReport',
    method: 'POST',
    path: `${base}/reports/{no}/signatures`,
    summary: 'Sign a report with one’s own key, made where no server sees it',
    body: ReportSigning,
    status: 201,
    answer: ReportSignatures,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_active',
      'proof_is_not_ready',
      'cosigner_is_unknown',
      'signature_is_not_good',
      'report_is_signed_already',
      'facts_are_stale',
      'outcome_unknown',
    ],
  }),
  listCosigners: operation({
    ...open,
    name: 'listCosigners',
    scope: 'reports:read',
    asker: 'member',
    path: `${base}/cosigners`,
    summary: 'The stewards who sign reports, and their keys',
    query: PageQuery,
    answer: page(Cosigner),
    faults: ['actor_is_not_a_member'],
  }),
  enterCosigner: operation({
    ...auditors,
    name: 'enterCosigner',
    method: 'POST',
    path: `${base}/cosigners`,
    summary: 'Enter one’s own key, to sign reports with; a line of the log says so',
    body: CosignerEntry,
    status: 201,
    answer: Cosigner,
    faults: [
      'actor_is_not_a_member',
      'actor_is_not_an_auditor',
      'id_is_taken',
      'cosigners_are_too_few',
      'facts_are_stale',
      'outcome_unknown',
    ],
  }),
  leaveCosigners: operation({
    ...auditors,
    name: 'leaveCosigners',
    method: 'POST',
    path: `${base}/cosigners/leaving`,
    summary: 'Sign no more reports from now on; signatures that stand stay',
    body: CosignerRemoval,
    status: 201,
    answer: Cosigner,
    faults: [
      'actor_is_not_a_member',
      'cosigner_is_unknown',
      'cosigners_are_too_few',
      'facts_are_stale',
      'outcome_unknown',
    ],
  }),
}
