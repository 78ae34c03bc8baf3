/**
 * <rapport-entry>: text fields for a date, a time of day, both, or a duration, as people type them on Rapport's pages
 * (time-entry.js). What was understood stands below each field, and a calendar behind a button beside a date. What is not
 * understood stays as it was typed, and is handed on like that: whoever checks it refuses it.
 */
import { contextPath, language } from '../../../../lib/rapport/common.js';
import '../../../../lib/rapport/time-entry.js';

const entry = globalThis.rapportTimeEntry;
const english = language() === 'en';

const TEXTS = {
  de: { calendar: 'Kalender öffnen', ahead: 'Liegt noch bevor. Wann hat es wirklich begonnen?', now: (when) => `Jetzt: ${when}` },
  en: { calendar: 'Open the calendar', ahead: 'Is still to come. When did it really begin?', now: (when) => `Now: ${when}` }
};

/** The business zone and the server's clock; until they are known, the browser's. */
const clock = { zone: undefined, ahead: 0 };
fetch(`${contextPath}/api/me`, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
  .then(async (answer) => {
    clock.ahead = Date.parse(answer.headers.get('Date') ?? '') - Date.now() || 0;
    clock.zone = (await answer.json()).timeZone;
  })
  .catch((error) => console.debug('Rapport: the business zone is not known.', error));

function now() {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: clock.zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  });
  return format.format(Date.now() + clock.ahead).replace(' ', 'T');
}

const reader = (toward) => ({ now: now(), zone: clock.zone, english, toward });

/** The fields that each kind consists of. */
const PARTS = { date: ['date'], time: ['time'], datetime: ['date', 'time'], duration: ['duration'] };

/** What is typed into the fields, out of what the form keeps: of two it is joined by a T, also while it is not understood. */
function split(kind, value) {
  if (kind !== 'datetime') {
    return [value];
  }
  const at = value.lastIndexOf('T');
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
}

/**
 * What is wrong with a value that the form keeps, in a sentence; undefined when it is understood or there is none.
 *
 * @param kind date, time, datetime or duration
 */
export function problem(kind, value) {
  if (!value) {
    return undefined;
  }
  const parts = PARTS[kind];
  const reads = split(kind, value).map((text, index) => entry.read(parts[index], text, reader('either')));
  const wrong = reads.find((read) => read.problem)?.problem;
  const missing = reads.findIndex((read) => !read.problem && !read.value);
  const both = !wrong && missing < 0 && kind === 'datetime' ? entry.read('datetime', value, reader('either')).problem : undefined;
  const found = wrong ?? (missing < 0 ? both : `${parts[missing]}-missing`);
  return found && entry.sentence(found, english);
}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

class RapportEntry extends HTMLElement {
  #texts = TEXTS[language()];
  #kind = undefined;
  #toward = 'ahead';
  #value = undefined;
  #fields = [];
  #ask = element('p', { class: 'rapport-entry-ask', role: 'status', hidden: '' });

  // what the form sets
  inputId = '';
  labels = [];
  mandatory = false;
  entered = () => {};
  left = () => {};
  typed = () => {};

  set kind(kind) {
    if (this.#kind !== kind) {
      this.#kind = kind;
      this.#draw();
    }
  }

  set toward(toward) {
    this.#toward = toward;
    this.#tell();
  }

  /** ISO-8601 without offset, or what was typed. */
  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      split(this.#kind, value ?? '').forEach((text, index) => {
        this.#fields[index].input.value = entry.shown(text, english);
      });
      this.#tell();
    }
  }

  set describedBy(ids) {
    this.#fields.forEach(({ input }) => input.setAttribute('aria-describedby', ids));
  }

  set invalid(invalid) {
    this.#fields.forEach(({ input }) => input.setAttribute('aria-invalid', String(invalid)));
  }

  set locked(locked) {
    this.#fields.forEach(({ input, pick }) => {
      input.disabled = locked;
      if (pick) {
        pick.hidden = locked;
      }
    });
  }

  #draw() {
    const parts = PARTS[this.#kind];
    this.#fields = parts.map((part, index) => this.#field(part, parts.length > 1 || this.labels[index] !== undefined, index));
    this.replaceChildren(...this.#fields.map(({ cell }) => cell), this.#ask);
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget)) {
        this.left?.();
      }
    });
  }

  #field(part, labelled, index) {
    const id = labelled ? `${this.inputId}-${part}` : this.inputId;
    const input = element('input', { type: 'text', class: 'fjs-input', id, autocomplete: 'off', maxlength: '60', spellcheck: 'false' });
    const understood = element('output', { class: 'rapport-entry-understood', for: id });
    const label = element('label', { class: 'fjs-form-field-label', for: id }, this.labels[index] ?? '');
    if (this.mandatory) {
      label.append(element('span', { class: 'fjs-asterix', 'aria-hidden': 'true' }, '*'));
    }
    const [pick, native] = part === 'date' ? this.#calendar(input) : [];
    input.addEventListener('focus', () => this.entered?.());
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('change', () => this.#settle(part, input));
    const box = element('div', { class: 'rapport-entry-box' }, input, ...(pick ? [pick, native] : []));
    const cell = element('div', { class: `rapport-entry-cell rapport-entry-${part}` }, ...(labelled ? [label] : []), box, understood);
    return { part, input, understood, pick, cell };
  }

  #calendar(input) {
    const button = element('button', { type: 'button', class: 'rapport-entry-pick', tabindex: '-1', title: this.#texts.calendar });
    button.setAttribute('aria-label', this.#texts.calendar);
    const native = element('input', { type: 'date', class: 'rapport-entry-native', tabindex: '-1', 'aria-hidden': 'true' });
    button.addEventListener('click', () => {
      native.value = entry.read('date', input.value, reader(this.#toward)).value ?? '';
      native.showPicker();
    });
    native.addEventListener('input', (event) => event.stopPropagation());
    native.addEventListener('change', () => {
      if (native.value) {
        input.value = entry.shown(native.value, english);
        this.#typed();
        input.focus();
      }
    });
    return [button, native];
  }

  /** "morgen" means tomorrow of the day on which it was typed. */
  #settle(part, input) {
    const { value } = entry.read(part, input.value, reader(this.#toward));
    if (value && (part === 'duration' || entry.isRelative(part, input.value, reader(this.#toward)))) {
      input.value = entry.shown(value, english);
      this.#typed();
    }
  }

  #reads() {
    return this.#fields.map(({ part, input }) => entry.read(part, input.value, reader(this.#toward)));
  }

  #typed() {
    const texts = this.#fields.map(({ input }, index) => this.#reads()[index].value ?? input.value.trim());
    this.#value = texts.every((text) => !text) ? null : texts.join('T');
    this.#tell();
    this.typed(this.#value);
  }

  #tell() {
    if (!this.#kind) {
      return;
    }
    this.#reads().forEach(({ value }, index) => {
      const { part, understood } = this.#fields[index];
      understood.textContent = value ? entry.told(part, value, english) : '';
    });
    // a start that lies ahead of what has happened already: the real one is asked for, the present moment is proposed
    const ahead = this.#kind === 'datetime' && this.#toward === 'back' && !problem('datetime', this.#value) && this.#value > now();
    this.#ask.hidden = !ahead;
    if (ahead) {
      const present = now();
      const take = element('button', { type: 'button', class: 'btn btn-default btn-xs' }, this.#texts.now(entry.shown(present, english)));
      take.addEventListener('click', () => {
        this.value = present;
        this.typed(present);
        this.#fields[0].input.focus();
      });
      this.#ask.replaceChildren(this.#texts.ahead, ' ', take);
    }
  }
}

if (!customElements.get('rapport-entry')) {
  customElements.define('rapport-entry', RapportEntry);
}
