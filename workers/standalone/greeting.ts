import { readDemo } from './demo/file.ts'

/** What is printed once everything answers: where to look, whom to sign in as, where mail is. */
export async function greeting(
  base: string,
  directory: string,
  production: boolean,
): Promise<string> {
  const lines = [`Commonhour is ready at ${base}`]
  const demo = await readDemo(directory)
  if (demo !== null && !production) {
    const who = [...demo.members, demo.coordinator, demo.auditor]
    const offices = ['', '', '', 'coordinator', 'auditor']
    lines.push('', `Look around as someone of ${base}/${demo.community}:`)
    for (const [index, person] of who.entries()) {
      lines.push(
        `  ${person.email.padEnd(32)} ${person.name}${offices[index] ? `, ${offices[index]}` : ''}`,
      )
    }
    lines.push(`Sign-in codes and all other mail appear at ${base}/dev/mail`)
    lines.push(`Keys for a partner app stand in ${directory}/demo.json`)
  } else if (!production) {
    lines.push(`Mail appears at ${base}/dev/mail`)
  }
  return `${lines.join('\n')}\n`
}
