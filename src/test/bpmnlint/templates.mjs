// Holds every shipped element template against the schema the Camunda Modeler itself uses, so that none
// disappears from its palette without a word. Templates of one id and version twice would do the same.
import { readdirSync, readFileSync } from 'node:fs';
import { validate } from '@bpmn-io/element-templates-validator';

const folder = new URL('../../../bpmn/.camunda/element-templates/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const seen = new Map();
const problems = files.length ? [] : ['no element templates found'];

for (const file of files) {
  const template = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const { valid, errors } = validate(template);
  if (!valid) problems.push(...errors.map((error) => `${file}: ${error.message} ${error.dataPointer ?? ''}`));

  const key = `${template.id} v${template.version}`;
  if (seen.has(key)) problems.push(`${file}: ${key} is already defined by ${seen.get(key)}`);
  seen.set(key, file);
}

problems.forEach((problem) => console.error(problem));
console.log(`${files.length} element templates, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
