/**
 * Shows English readers in English what Rapport has named in German: filters, processes, tasks, the labels on their cards.
 * They are names in the database, for which Tasklist has no languages; so they are replaced where they appear.
 */
import { attempt, language } from '../../../lib/rapport/common.js';
import english from './rapport/names.en.js';

/** Where names stand. Anywhere else a text is somebody's own, whatever it says. */
const PLACES = '.task-filter .name, .tasks-list, .names, ul.processes, .modal-title';

/** The whole text, or what follows a colon as in "Start process: …"; a label's own colon stays. */
const NAME = /^(\s*(?:[^:]+: )?)(.+?)(:?\s*)$/s;

function translate(text) {
  const [, before, name, after] = NAME.exec(text.data) ?? [];
  if (name && Object.hasOwn(english, name) && text.parentElement?.closest(PLACES)) {
    text.data = before + english[name] + after;
  }
}

function translateAll(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    translate(node);
  } else {
    node.childNodes.forEach(translateAll);
  }
}

if (language() === 'en') {
  attempt('English names', () =>
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') {
          translate(target);
        }
        addedNodes.forEach(translateAll);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  );
}

// nothing for Tasklist's plugin points
export default [];
