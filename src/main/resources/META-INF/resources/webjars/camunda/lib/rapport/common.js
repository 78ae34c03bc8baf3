/** What Rapport's scripts in the engine's webapps share. No effects of its own: it may be loaded more than once. */

const appRoot = document.querySelector('base')?.getAttribute('app-root') ?? '/camunda';

/** Where Rapport itself lives: the webapps are one folder below it. */
export const contextPath = appRoot.replace(/\/[^/]*$/, '');

/** Runs one step of the set-up; what goes wrong is reported and never stops the webapp. */
export function attempt(what, step) {
  try {
    return step();
  } catch (error) {
    console.warn(`Rapport: ${what} is not available in this version of the webapp.`, error);
    return undefined;
  }
}

/** What the engine's REST API answers to a question; an empty answer when it refuses. */
export async function engine(path) {
  const answer = await fetch(`${appRoot}/api/engine/engine/default/${path}`, { credentials: 'same-origin' });
  return answer.ok ? answer.json() : {};
}

/** Where the items of a process live, below Rapport's pages and below its API alike. */
export const FOLDERS = { contact: 'contacts', measure: 'measures' };

/** The language the webapp was started in: it picks the browser's first one if it knows it, else German. */
export function language() {
  return (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en') ? 'en' : 'de';
}
