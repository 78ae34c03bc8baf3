// Fields for dates, times and durations: what was understood stands beside each, and a calendar behind its button. Without
// this file the server understands the same when the form is sent.
(() => {
  'use strict';

  const entry = window.rapportTimeEntry;
  const english = document.documentElement.lang === 'en';

  // the clock is the server's, and so is the day
  const told = name => document.querySelector(`meta[name=rapport-${name}]`).content;
  const ahead = Date.parse(`${told('now')}Z`) - Date.now();
  const now = () => new Date(Date.now() + ahead).toISOString().slice(0, 16);

  const toward = field => {
    const status = field.form && field.form.querySelector('[name=status]:checked');
    return field.dataset.toward || (status && status.value !== 'PLANNED' ? 'back' : 'ahead');
  };
  const reader = field => ({now: now(), zone: told('zone'), english, toward: toward(field)});
  const read = field => entry.read(field.dataset.when, field.value, reader(field));

  /** The field for the date beside one for the time. */
  const dateOf = field => field.form && field.form.elements[field.name.replace(/time/, 'date').replace(/Time/, 'Date')];

  /** Clocks that are put forward skip an hour of one day. */
  const together = (field, understood) => {
    const date = field.dataset.when === 'time' && understood.value ? dateOf(field) : null;
    const day = date && date.dataset && date.dataset.when ? read(date).value : null;
    const both = day ? entry.read('datetime', `${day}T${understood.value}`, reader(field)) : {};
    return both.problem ? both : understood;
  };

  /** @param left whether it has been typed to the end: only then it is said what is wrong */
  const tell = (field, left) => {
    const output = field.parentElement.querySelector('.when-understood');
    const {value, problem} = together(field, read(field));
    const refused = Boolean(problem) && left;
    output.textContent = value ? entry.told(field.dataset.when, value, english) : refused ? entry.sentence(problem, english) : '';
    output.classList.toggle('when-refused', refused);
    if (refused || value) {
      field.setAttribute('aria-invalid', String(refused));
    }
  };

  document.addEventListener('input', event => {
    if (event.target.matches('[data-when]')) {
      delete event.target.dataset.now;
      tell(event.target, false);
    }
  });

  // before others hear of the change: "morgen" means tomorrow of the day on which it was typed
  document.addEventListener('change', event => {
    const field = event.target;
    if (!field.matches('[data-when]')) {
      return;
    }
    const kind = field.dataset.when;
    const {value} = read(field);
    if (value && (kind === 'duration' || entry.isRelative(kind, field.value, reader(field)))) {
      field.value = entry.shown(value, english);
    }
    tell(field, true);
  }, true);

  // a proposed present moment stays one until somebody types into it
  document.addEventListener('toggle', event => {
    if (event.target.open && event.target.querySelectorAll) {
      event.target.querySelectorAll('[data-when][data-now]').forEach(field => {
        field.value = field.dataset.when === 'date' ? entry.shown(now().slice(0, 10), english) : now().slice(11);
        tell(field, false);
      });
    }
  }, true);

  const native = field => {
    const made = document.createElement('input');
    made.type = 'date';
    made.tabIndex = -1;
    made.className = 'when-native';
    made.setAttribute('aria-hidden', 'true');
    // of no form: what is chosen goes into the field beside it
    made.setAttribute('form', '');
    const chosen = event => {
      event.stopPropagation();
      if (event.type === 'change' && made.value) {
        const time = field.dataset.when === 'datetime' ? (read(field).value || `T09:00`).slice(-6) : '';
        field.value = entry.shown(made.value + time, english);
        field.dispatchEvent(new Event('input', {bubbles: true}));
        field.dispatchEvent(new Event('change', {bubbles: true}));
        field.focus();
      }
    };
    made.addEventListener('input', chosen);
    made.addEventListener('change', chosen);
    field.parentElement.append(made);
    return made;
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-pick]');
    if (button) {
      const field = button.parentElement.querySelector('[data-when]');
      const calendar = button.parentElement.querySelector('.when-native') || native(field);
      calendar.value = (read(field).value || '').slice(0, 10);
      calendar.showPicker();
    }
  });

  // where values stand as text nobody has typed them yet
  const begin = root => root.querySelectorAll('[data-when]:not(.props [data-when])').forEach(field => {
    if (field.value && field.getAttribute('aria-invalid') !== 'true') {
      tell(field, false);
    }
  });
  begin(document);
  document.addEventListener('htmx:load', event => begin(event.detail.elt));

  window.rapportWhen = Object.freeze({
    english,
    now,
    /** What is understood of a field: ISO-8601, or undefined. */
    value: field => read(field).value
  });
})();
