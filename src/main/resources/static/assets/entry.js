// What forms about contacts need beyond HTML and htmx: suggestions, and defaults that follow the status. Without this file the server does the same when the form is sent.
(() => {
  'use strict';

  // ---- combobox: options come from the server as a list, by htmx ----

  const combobox = window.rapportCombobox;
  const parts = box => ({
    input: box.querySelector('[role=combobox]'),
    list: box.querySelector('[role=listbox]'),
    hidden: document.getElementById(box.dataset.hidden),
    label: document.getElementById(box.dataset.label)
  });

  // shows what there is before anything is typed
  const browses = box => box.hasAttribute('data-browse');

  const close = box => {
    const {input, list} = parts(box);
    combobox.close(input, list);
  };

  const choose = (box, option) => {
    const {input, hidden, label} = parts(box);
    input.value = option.dataset.label;
    label.value = option.dataset.label;
    hidden.value = option.dataset.value;
    input.setAttribute('aria-invalid', 'false');
    close(box);
    hidden.dispatchEvent(new CustomEvent('chosen', {bubbles: true}));
  };

  document.addEventListener('htmx:afterSwap', event => {
    const list = event.detail.target;
    const box = list && list.closest && list.matches('[role=listbox]') && list.closest('[data-combobox]');
    if (!box) {
      return;
    }
    const {input} = parts(box);
    // an answer may come after its field has been left or emptied
    if (document.activeElement !== input || !(input.value.trim() || browses(box))) {
      close(box);
      return;
    }
    combobox.open(input, list, Boolean(input.value.trim()));
  });

  document.addEventListener('input', event => {
    const box = event.target.closest('[data-combobox]');
    if (!box) {
      return;
    }
    const {input, hidden, label} = parts(box);
    if (hidden.value && input.value.trim() !== label.value) {
      hidden.value = '';
      label.value = '';
    }
    if (!input.value.trim() && !browses(box)) {
      close(box);
    }
  });

  document.addEventListener('click', event => {
    const box = event.target.closest('[data-combobox][data-browse]');
    if (box && event.target === parts(box).input && !event.target.value.trim()) {
      window.htmx.trigger(event.target, 'suggest');
    }
  });

  document.addEventListener('focusout', event => {
    const box = event.target.closest && event.target.closest('[data-combobox]');
    if (box) {
      close(box);
    }
  });

  // mousedown, because a click would first take the focus away and close the list
  document.addEventListener('mousedown', event => {
    const option = event.target.closest('[data-combobox] [role=option]');
    if (option) {
      event.preventDefault();
      if (option.getAttribute('aria-disabled') !== 'true') {
        choose(option.closest('[data-combobox]'), option);
      }
    }
  });

  const comboboxKey = (box, event) => {
    const {input, list} = parts(box);
    combobox.press(event, input, list, {
      choosesOnTab: true,
      search: () => {
        if (input.value.trim() || browses(box)) {
          window.htmx.trigger(input, 'suggest');
        }
      },
      choose: option => choose(box, option),
      dismiss: () => close(box)
    });
  };

  // what went wrong comes into sight, below the header that stays
  document.addEventListener('htmx:afterSettle', event => {
    const alert = event.detail.elt && event.detail.elt.querySelector && event.detail.elt.querySelector('form [role=alert], .rules-ran');
    if (alert && event.detail.requestConfig.verb !== 'get') {
      const top = alert.getBoundingClientRect().top;
      if (top < 80 || top > window.innerHeight - 80) {
        window.scrollBy({top: top - 140});
      }
    }
  });

  // an opened form is there to be filled in
  const start = part => {
    const panel = part.querySelector('details');
    const field = part.querySelector('[data-shortcut]:not(:disabled)');
    if (!field) {
      return false;
    }
    panel.open = true;
    field.focus();
    return true;
  };

  document.addEventListener('click', event => {
    // links to the form on a page of its own, which may stand on this page too
    const opener = event.target.closest('[data-opens]');
    const part = opener && document.getElementById(opener.dataset.opens);
    const persons = part && part.querySelector('#new-contactPersonId');
    const person = opener && opener.dataset.person;
    const offered = person && persons && [...persons.options].some(option => option.value === person);
    if (part && (!person || offered) && start(part)) {
      event.preventDefault();
      if (offered) {
        persons.value = person;
      }
      return;
    }
    const header = event.target.closest('#create-contact > details:not([open]) > summary');
    if (header && start(header.closest('section'))) {
      event.preventDefault();
    }
  });

  document.addEventListener('keydown', event => {
    const box = event.target.closest('[data-combobox]');
    if (box) {
      comboboxKey(box, event);
    }
  });

  // a row of the worklist that opens begins with its first field; what else of it is open closes. (By their names the browser
  // would do that, and close what has just come instead of its like.)
  document.addEventListener('toggle', event => {
    const row = event.target;
    if (!row.matches || !row.matches('.reminder-fold') || !row.open) {
      return;
    }
    row.parentElement.querySelectorAll('.reminder-fold[open]').forEach(other => {
      other.open = other === row;
    });
    if (!row.querySelector('[data-focus]')) {
      const field = row.querySelector('[data-first]') || row.querySelector('input:not([type=hidden]), button');
      if (field) {
        field.focus({preventScroll: true});
      }
    }
  }, true);

  // ---- durations that are one click away ----

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-quick] [data-value]');
    if (button) {
      const field = document.getElementById(button.parentElement.dataset.quick);
      if (!field.disabled) {
        field.value = button.dataset.value;
        field.dispatchEvent(new Event('change', {bubbles: true}));
      }
    }
  });

  // ---- the status decides what the other fields propose, as long as nobody has typed into them ----

  const follow = (form, first) => {
    const chosen = form.querySelector('[name=status]:checked');
    if (!chosen) {
      return;
    }
    const planned = chosen.value === 'PLANNED';
    const length = form.querySelector('#new-duration');
    const reminder = form.querySelector('#new-reminder');
    const lead = form.querySelector('#new-reminderLead');
    if (planned) {
      if (!length.disabled) {
        length.dataset.before = length.value;
      }
      length.value = '00:00';
    } else if (length.disabled) {
      length.value = length.dataset.before || '';
    }
    length.disabled = planned;
    form.querySelectorAll('.quick button').forEach(button => { button.disabled = planned; });
    reminder.disabled = !planned;
    if (!first) {
      reminder.checked = planned;
    }
    lead.disabled = !planned || !reminder.checked;
    const proposed = form.elements.suggestedStart;
    if (!first && proposed.value) {
      const date = planned ? form.dataset.plannedDate : form.dataset.performedDate;
      const time = planned ? form.dataset.plannedTime : form.dataset.performedTime;
      show(form.querySelector('#new-date'), window.rapportTimeEntry.shown(date, window.rapportWhen.english));
      show(form.querySelector('#new-time'), time);
      proposed.value = `${date}T${time}`;
    }
    warn(form, planned);
  };

  const show = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  };

  const warn = (form, planned) => {
    const date = window.rapportWhen.value(form.querySelector('#new-date'));
    const time = window.rapportWhen.value(form.querySelector('#new-time'));
    const past = planned && date && time && `${date}T${time}` < `${form.dataset.performedDate}T${form.dataset.performedTime}`;
    const shown = form.querySelector('#new-past');
    if (past && !shown) {
      form.querySelector('#create-submit').parentElement.append(form.querySelector('#new-past-text').content.cloneNode(true));
    } else if (!past && shown) {
      shown.remove();
    }
  };

  document.addEventListener('change', event => {
    const form = event.target.closest('#create-form');
    if (!form) {
      return;
    }
    if (event.target.name === 'status') {
      follow(form, false);
    } else if (event.target.id === 'new-reminder') {
      form.querySelector('#new-reminderLead').disabled = !event.target.checked;
    } else if (event.target.name === 'date' || event.target.name === 'time') {
      // what somebody has chosen is no proposal any more, even if it reads the same
      form.elements.suggestedStart.value = '';
      follow(form, true);
    }
  });

  const begin = root => {
    const form = root.querySelector('#create-form') || (root.closest && root.closest('#create-form'));
    if (form) {
      follow(form, true);
    }
  };
  begin(document);
  document.addEventListener('htmx:load', event => {
    begin(event.detail.elt);
    if (event.detail.elt.id === 'created') {
      // the form was much longer than what comes instead of it
      event.detail.elt.scrollIntoView({block: 'center'});
    }
  });
})();
