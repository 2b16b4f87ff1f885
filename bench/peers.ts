/**
 * The mocks that others use, each set up as its own pages recommend for one POST with an XML
 * reply. Only json-server keeps what it is sent, and it knows no XML.
 * @module
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './child.ts'
import { filing, filings } from './filing.ts'
import { modules } from './install.ts'
import type { Asked } from './load.ts'

export type Peer = {
  /** Of its npm package. */
  readonly name: string
  readonly manner: string
  /** `folder` is empty and the peer's own. */
  readonly command: (folder: string, port: number) => Command
  readonly next: Asked['next']
  readonly sound: Asked['sound']
}

const path = '/ace/transmissions'

const reply = (entryNumber: string) => `<?xml version="1.0" encoding="UTF-8"?>
<CargoReleaseReply xmlns="urn:gate321:cargo-release:1">
  <envelope>
    <messageId>BENCH</messageId>
    <filerCode>ZZ9</filerCode>
    <processedAt>2026-11-30T18:00:05Z</processedAt>
  </envelope>
  <result>
    <actionCode>A</actionCode>
    <filerCode>ZZ9</filerCode>
    <entryNumber>${entryNumber}</entryNumber>
    <sxDisposition>02</sxDisposition>
    <narrative>ENTRY ACCEPTED</narrative>
  </result>
</CargoReleaseReply>
`

export const accepted: Asked['sound'] = (status, body) =>
  status === 200 && body.includes('<sxDisposition>02</sxDisposition>')

const node = (script: string, ...args: string[]): Command => ({
  file: process.execPath,
  args: [join(modules, script), ...args],
  env: { NODE_ENV: 'production' },
})

function written(folder: string, name: string, content: object): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

const mockoon: Peer = {
  name: '@mockoon/cli',
  manner: 'reply from a template over the parsed XML',
  next: filings(path),
  sound: accepted,
  command: (folder, port) => {
    const response = {
      uuid: 'response',
      statusCode: 200,
      default: true,
      headers: [{ key: 'Content-Type', value: 'application/xml' }],
      body: reply("{{body 'CargoRelease.entry.entryNumber._text'}}"),
    }
    const route = {
      uuid: 'route',
      type: 'http',
      method: 'post',
      endpoint: path.slice(1),
      responses: [response],
    }
    const environment = {
      uuid: 'environment',
      lastMigration: 33,
      name: 'bench',
      port,
      hostname: '127.0.0.1',
      routes: [route],
      rootChildren: [{ type: 'route', uuid: 'route' }],
    }
    const file = written(folder, 'environment.json', environment)
    return node(
      '@mockoon/cli/bin/run.js',
      ...['start', '--data', file, '--repair', '--disable-log-to-file', '--disable-admin-api'],
    )
  },
}

const prism: Peer = {
  name: '@stoplight/prism-cli',
  manner: 'the example of an OpenAPI document',
  next: filings(path),
  sound: accepted,
  command: (folder, port) => {
    const schema = { type: 'string' }
    const post = {
      requestBody: { content: { 'application/xml': { schema } } },
      responses: {
        200: {
          description: 'reply',
          content: { 'application/xml': { schema, example: reply('00000011') } },
        },
      },
    }
    const document = written(folder, 'openapi.json', {
      openapi: '3.1.0',
      info: { title: 'bench', version: '1' },
      paths: { [path]: { post } },
    })
    return node(
      '@stoplight/prism-cli/dist/index.js',
      ...['mock', document, '--host', '127.0.0.1', '--port', String(port)],
      ...['--verboseLevel', 'warn', '--multiprocess', 'false'],
    )
  },
}

const wiremock: Peer = {
  name: 'wiremock',
  manner: 'reply from a template over XPath, journal and log off',
  next: filings(path),
  sound: accepted,
  command: (folder, port) => {
    const jars = join(modules, 'wiremock', 'build')
    const jar = readdirSync(jars).find((file) => file.endsWith('.jar')) ?? ''
    const number = "//*[local-name()='entry']/*[local-name()='entryNumber']/text()"
    const mapping = {
      request: { method: 'POST', urlPath: path },
      response: {
        status: 200,
        headers: { 'Content-Type': 'application/xml' },
        body: reply(`{{xPath request.body "${number}"}}`),
        transformers: ['response-template'],
      },
    }
    mkdirSync(join(folder, 'mappings'))
    written(folder, 'mappings/transmissions.json', mapping)
    return {
      file: 'java',
      args: [
        ...['-jar', join(jars, jar), '--root-dir', folder, '--bind-address', '127.0.0.1'],
        ...['--port', String(port), '--disable-banner'],
        ...['--no-request-journal', '--disable-request-logging'],
      ],
    }
  },
}

let told = 0

const jsonServer: Peer = {
  name: 'json-server',
  manner: 'the entry as JSON, kept in its file',
  next: () => {
    told += 1
    const { messageId } = filing(told)
    const body = JSON.stringify({ messageId, entryNumber: told, entryType: '86', valueUsd: 45 })
    const headers = { 'Content-Type': 'application/json' }
    return { method: 'POST', path: '/transmissions', headers, body }
  },
  sound: (status) => status === 201,
  command: (folder, port) => {
    const file = written(folder, 'kept.json', { transmissions: [] })
    return node(
      'json-server/lib/cli/bin.js',
      ...[file, '--host', '127.0.0.1', '--port', String(port), '--quiet'],
    )
  },
}

export const peers = [mockoon, prism, wiremock, jsonServer]
