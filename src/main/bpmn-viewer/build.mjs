// Bundles bpmn-js' NavigatedViewer into dist/: one script, one stylesheet, and the licences of everything in them.
//   npm ci && npm run build
import { build } from 'esbuild';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';

const dist = new URL('dist/', import.meta.url).pathname;
const common = { bundle: true, minify: true, legalComments: 'none', charset: 'utf8', logLevel: 'warning' };

await mkdir(dist, { recursive: true });

const script = await build({
  ...common,
  entryPoints: ['node_modules/bpmn-js/lib/NavigatedViewer.js'],
  format: 'esm',
  target: 'es2022',
  outfile: dist + 'bpmn-viewer.js',
  banner: { js: '/* bpmn-js, https://bpmn.io; built by src/main/bpmn-viewer, licences in LICENSES.txt beside this file. Do not edit. */' },
  metafile: true
});

// The content policy refuses pictures in data: addresses. The only one is the arrow into a collapsed sub-process.
const styles = await build({
  ...common,
  stdin: {
    contents: '@import "diagram-js/assets/diagram-js.css"; @import "bpmn-js/dist/assets/bpmn-js.css";',
    resolveDir: '.',
    loader: 'css'
  },
  write: false,
  outfile: dist + 'bpmn-viewer.css'
});
const css = styles.outputFiles[0].text.replace(/content:url\((["']?)data:image\/svg\+xml.*?\1\)/g, 'content:"↧"');
if (/url\(|@import/.test(css)) {
  throw new Error('The stylesheet still loads something: ' + css.match(/.{0,40}(url\(|@import).{0,80}/)[0]);
}
await writeFile(dist + 'bpmn-viewer.css', css);

// what the script consists of, by the inputs that esbuild reports
const packages = new Set(Object.keys(script.metafile.inputs)
  .map(input => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//))
  .filter(Boolean)
  .map(match => match[1]));
const licences = [];
for (const name of [...packages].sort()) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version, license } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
  const file = (await readdir(folder)).find(candidate => /^licen[cs]e(\.|$)/i.test(candidate));
  if (!file && license !== 'MIT') {
    throw new Error(`${name} brings no licence text`);
  }
  const text = file ? await readFile(new URL(file, folder), 'utf8') : `License: ${license} (the package brings no text of its own)`;
  licences.push(`${name} ${version}\n\n${text.replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '').trim()}\n`);
}
await writeFile(dist + 'LICENSES.txt', licences.join('\n' + '-'.repeat(80) + '\n\n'));
