/**
 * <rapport-lookup>: a combobox that looks things up while typing (WAI-ARIA pattern "combobox with list autocomplete").
 * Two terms in any order, at most ten hits, arrow keys, Enter, Escape; the place where they match is marked.
 *
 * An element of its own rather than a component of form-js, so that it needs nothing of form-js but to be put there. Keys
 * and ARIA are those of Rapport's pages (combobox.js); what is offered comes from the API here and not as HTML, since a
 * form lives without htmx, and form-js keeps what was chosen.
 */
import { language } from '../../../../lib/rapport/common.js';
import '../../../../lib/rapport/combobox.js';
import { fold, MOST_HITS, terms } from './lookup-sources.js';

const TYPING_PAUSE_MS = 200;

const combobox = globalThis.rapportCombobox;

const TEXTS = {
  de: {
    searching: 'Suche läuft …',
    none: 'Keine Treffer',
    hits: (count) => (count === 1 ? '1 Treffer' : `${count} Treffer`),
    more: `Höchstens ${MOST_HITS} Treffer: ein zweiter Begriff grenzt ein.`,
    failed: 'Die Suche ist gerade nicht erreichbar.',
    choose: 'Bitte einen Treffer aus der Liste wählen.',
    clear: 'Auswahl entfernen',
    unknown: (id) => `Nr. ${id}`
  },
  en: {
    searching: 'Searching …',
    none: 'No hits',
    hits: (count) => (count === 1 ? '1 hit' : `${count} hits`),
    more: `At most ${MOST_HITS} hits: a second term narrows them down.`,
    failed: 'The search cannot be reached at the moment.',
    choose: 'Please choose a hit from the list.',
    clear: 'Remove choice',
    unknown: (id) => `No. ${id}`
  }
};

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** The text with every place that one of the terms matches inside <mark>, however the letters are accented. */
function marked(text, wanted) {
  const folded = [...text].map((letter) => fold(letter));
  const starts = [];
  let length = 0;
  for (const piece of folded) {
    starts.push(length);
    length += piece.length;
  }
  const line = folded.join('');
  const inside = new Array(folded.length).fill(false);
  // "mueller" has found "Müller"
  const spelt = wanted.map(fold).flatMap((term) => [term, term.replace(/([aou])e/g, '$1')]);
  for (const term of spelt.filter(Boolean)) {
    for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + 1)) {
      starts.forEach((start, index) => {
        inside[index] ||= start < at + term.length && start + folded[index].length > at;
      });
    }
  }
  const parts = [];
  [...text].forEach((letter, index) => {
    const last = parts.at(-1);
    if (last && last.inside === inside[index]) {
      last.text += letter;
    } else {
      parts.push({ text: letter, inside: inside[index] });
    }
  });
  return parts.map((part) => (part.inside ? element('mark', {}, part.text) : part.text));
}

class RapportLookup extends HTMLElement {
  #texts = TEXTS[language()];
  #id = '';
  #hits = [];
  #typing = undefined;
  #request = undefined;
  #dirty = false;

  // what the form sets
  source = undefined;
  scope = () => '';
  entered = () => {};
  left = () => {};
  chosen = () => {};

  #input = element('input', {
    type: 'text',
    class: 'fjs-input',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false'
  });
  #clear = element('button', { type: 'button', class: 'rapport-lookup-clear', tabindex: '-1', hidden: '' }, '×');
  #list = element('ul', { role: 'listbox', class: 'rapport-lookup-list', hidden: '' });
  #hint = element('div', { class: 'rapport-lookup-hint', hidden: '' });
  #status = element('div', { role: 'status', class: 'rapport-lookup-status' });

  constructor() {
    super();
    this.#clear.setAttribute('aria-label', this.#texts.clear);
    this.#clear.title = this.#texts.clear;
    this.#input.addEventListener('input', () => this.#typed());
    this.#input.addEventListener('keydown', (event) => this.#pressed(event));
    this.#input.addEventListener('focus', () => this.entered?.());
    this.#input.addEventListener('blur', () => this.#blurred());
    this.#input.addEventListener('click', () => this.#openEmpty());
    this.#clear.addEventListener('click', () => this.#cleared());
    // the list never takes the focus from the input
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) {
        this.#choose(this.#hits[Number(option.dataset.index)]);
      }
    });
  }

  connectedCallback() {
    if (!this.#input.isConnected) {
      this.append(
        element('div', { class: 'fjs-input-group rapport-lookup-box' }, this.#input, this.#clear),
        this.#list,
        this.#hint,
        this.#status
      );
    }
  }

  disconnectedCallback() {
    this.#abort();
  }

  set inputId(id) {
    this.#input.id = id;
    this.#list.id = `${id}-list`;
    this.#input.setAttribute('aria-controls', this.#list.id);
  }

  set describedBy(ids) {
    this.#input.setAttribute('aria-describedby', ids);
  }

  set mandatory(mandatory) {
    this.#input.setAttribute('aria-required', String(mandatory));
  }

  set invalid(invalid) {
    this.#input.setAttribute('aria-invalid', String(invalid));
  }

  set locked(locked) {
    this.#input.readOnly = locked;
  }

  get selected() {
    return this.#id;
  }

  /** The id the form holds. Set by the form: also after a choice here, then nothing is new. */
  set selected(id) {
    const chosenId = String(id ?? '');
    if (chosenId === this.#id) {
      return;
    }
    this.#id = chosenId;
    this.#dirty = false;
    this.#show();
  }

  async #show() {
    const id = this.#id;
    this.#hint.hidden = true;
    this.#write(id && (this.source?.label(id) ?? ''));
    if (id && !this.#input.value) {
      const label = await this.source.resolve(id).catch(() => this.#texts.unknown(id));
      if (this.#id === id && !this.#dirty) {
        this.#write(label);
      }
    }
  }

  #write(text) {
    this.#input.value = text;
    this.#clear.hidden = !text || this.#input.readOnly;
  }

  #typed() {
    this.#dirty = true;
    this.#hint.hidden = true;
    this.#clear.hidden = !this.#input.value;
    if (this.#id) {
      this.#id = '';
      this.chosen(undefined);
    }
    this.#abort();
    if (!this.#input.value.trim() && !this.source.opensEmpty) {
      this.#close();
      return;
    }
    this.#typing = setTimeout(() => this.#search(this.#input.value), TYPING_PAUSE_MS);
  }

  #openEmpty() {
    if (this.source.opensEmpty && !this.#isOpen() && !this.#input.readOnly) {
      this.#search(this.#id ? '' : this.#input.value);
    }
  }

  async #search(text) {
    this.#abort();
    const request = new AbortController();
    this.#request = request;
    this.#status.textContent = this.#texts.searching;
    try {
      const hits = await this.source.find(text, this.scope?.() ?? '', request.signal);
      if (!request.signal.aborted) {
        this.#open(hits, text);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        console.warn('Rapport: the lookup failed.', error);
        this.#openMessage(this.#texts.failed);
      }
    }
  }

  #abort() {
    clearTimeout(this.#typing);
    this.#request?.abort();
  }

  #open(hits, text) {
    this.#hits = hits;
    if (!hits.length) {
      this.#openMessage(this.#texts.none, this.source.elsewhere);
      return;
    }
    const wanted = terms(text);
    const options = hits.map((hit, index) =>
      element(
        'li',
        {
          role: 'option',
          id: `${this.#list.id}-${index}`,
          'data-index': index,
          'aria-selected': 'false'
        },
        element('span', { class: 'rapport-lookup-label' }, ...marked(hit.label ?? '', wanted)),
        ...(hit.detail ? [element('span', { class: 'rapport-lookup-detail' }, ...marked(hit.detail, wanted))] : [])
      )
    );
    this.#list.replaceChildren(...options);
    if (hits.length === MOST_HITS && !this.source.most) {
      this.#list.append(element('li', { role: 'presentation', class: 'rapport-lookup-note' }, this.#texts.more));
    }
    this.#status.textContent = this.#texts.hits(hits.length);
    // what is listed without a search is not proposed: Enter must not choose it by accident
    this.#reveal(Boolean(text.trim()));
  }

  /** @param elsewhere {label, path}: a way on, offered like a hit so that the arrow keys reach it */
  #openMessage(text, elsewhere = undefined) {
    this.#hits = elsewhere ? [elsewhere] : [];
    this.#list.replaceChildren(
      element('li', { role: 'presentation', class: 'rapport-lookup-note' }, text),
      ...this.#hits.map((hit) =>
        element(
          'li',
          { role: 'option', id: `${this.#list.id}-0`, 'data-index': 0, 'aria-selected': 'false' },
          element('span', { class: 'rapport-lookup-label' }, hit.label)
        )
      )
    );
    this.#status.textContent = text;
    this.#reveal(false);
  }

  #reveal(proposed) {
    combobox.open(this.#input, this.#list, proposed);
    this.#list.scrollIntoView({ block: 'nearest' });
  }

  #close() {
    combobox.close(this.#input, this.#list);
    this.#list.replaceChildren();
    this.#hits = [];
  }

  #isOpen() {
    return !this.#list.hidden;
  }

  #pressed(event) {
    combobox.press(event, this.#input, this.#list, {
      search: () => {
        if (this.#input.value.trim() || this.source.opensEmpty) {
          this.#search(this.#id ? '' : this.#input.value);
        }
      },
      choose: (option) => this.#choose(this.#hits[Number(option.dataset.index)]),
      dismiss: () => {
        this.#abort();
        this.#close();
      }
    });
    if (event.key === 'Enter') {
      // never submits the form from here
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #choose(hit) {
    this.#abort();
    if (hit.path) {
      // in a window of its own: the form stays open with what was typed
      this.#close();
      window.open(hit.path, '_blank', 'noopener');
      return;
    }
    this.#dirty = false;
    this.#hint.hidden = true;
    this.#id = hit.companyId && this.source.kind === 'address' ? hit.companyId : hit.id;
    this.#write(this.source.label(this.#id) ?? hit.label);
    this.#close();
    this.chosen(hit);
  }

  #cleared() {
    this.#abort();
    this.#close();
    this.#dirty = false;
    this.#hint.hidden = true;
    this.#write('');
    if (this.#id) {
      this.#id = '';
      this.chosen(undefined);
    }
    this.#input.focus();
  }

  #blurred() {
    this.#abort();
    this.#close();
    const undecided = this.#dirty && !this.#id && this.#input.value.trim() !== '';
    this.#hint.textContent = undecided ? this.#texts.choose : '';
    this.#hint.hidden = !undecided;
    this.left?.();
  }
}

if (!customElements.get('rapport-lookup')) {
  customElements.define('rapport-lookup', RapportLookup);
}
